"""The optional files of a pack that say where its numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ici_tui.evidence.cells import STATUSES, Cell, Cells, Status
from ici_tui.evidence.claims import Claim
from ici_tui.evidence.records import Figure, Firm, Profile, Published, Source
from ici_tui.packs.info import read_toml
from ici_tui.packs.tables import Table, parse_number, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.index.model import Index
    from ici_tui.packs.faults import Faults

RANGES = ("low", "high", "min", "max")


def read_sources(folder: Path, faults: Faults) -> dict[str, Source]:
    """The sources, by id."""
    found = {}
    for entry in read_toml(folder, "sources.toml", faults).get("source", ()):
        fields = {k: str(v) for k, v in entry.items() if k in Source.__dataclass_fields__}
        if not fields.get("id") or not fields.get("title"):
            faults.add("sources.toml", "a source lacks its id or its title", "give both")
        elif fields["id"] in found:
            faults.add("sources.toml", f"the id {fields['id']} is used twice")
        else:
            found[fields["id"]] = Source(**fields)
    return found


def read_claims(folder: Path, faults: Faults) -> tuple[Claim, ...]:
    """claims.toml: the source's statements about its own results."""
    found: list[Claim] = []
    for entry in read_toml(folder, "claims.toml", faults).get("claim", ()):
        fields = {k: v for k, v in entry.items() if k in Claim.__dataclass_fields__}
        try:
            found.append(Claim(klass=str(entry["class"]), **fields))
        except (TypeError, KeyError) as error:
            name = entry.get("id", "a claim")
            faults.add("claims.toml", f"{name} is not as expected: {error}", "see docs/packs.md")
    return tuple(found)


def read_profiles(folder: Path, index: Index, faults: Faults) -> dict[str, Profile]:
    """The profiles, by unit."""
    found = {}
    for unit, entry in read_toml(folder, "profiles.toml", faults).items():
        if unit not in index.codes:
            faults.add("profiles.toml", f"{unit} is not a unit of iData")
            continue
        firms = (
            Firm(str(f.get("name", "")), str(f.get("text", ""))) for f in entry.get("firms", ())
        )
        texts = {k: str(entry.get(k, "")) for k in ("summary", "ai", "note", "source")}
        found[unit] = Profile(
            industries=tuple(str(i) for i in entry.get("industries", ())),
            firms=tuple(firms),
            **texts,
        )
    return found


def read_cells(
    folder: Path, index: Index, sources: dict[str, Source], faults: Faults
) -> Cells | None:
    """cells.csv: a status for every value that it names, and a source where one is claimed."""
    table = _read(folder, "cells", ("uCode", "iCode", "status"), faults)
    if table is None:
        return None
    found: dict[tuple[str, str], Cell] = {}
    for row, cells in table.rows():
        _known(table.file, row, cells, index, faults)
        status = cells["status"]
        if status not in STATUSES:
            faults.add(
                table.file,
                f"{status!r} is not a status",
                f"one of {', '.join(STATUSES)}",
                row=row,
                column="status",
            )
            continue
        ids = tuple(part for part in cells.get("source", "").split(";") if part)
        unknown = [source for source in ids if source not in sources]
        if unknown:
            faults.add(
                table.file,
                f"no source is called {unknown[0]}",
                "add it to sources.toml",
                row=row,
                column="source",
            )
        elif status in {"reported", "sourced"} and not any(sources[source].url for source in ids):
            faults.add(
                table.file,
                f"a {status} value needs a source with an address",
                row=row,
                column="source",
            )
        ranges = {}
        for name in RANGES:
            text = cells.get(name, "")
            ranges[name] = parse_number(text) if text else None
            if text and ranges[name] is None:
                faults.add(table.file, f"{text!r} is not a number", row=row, column=name)
        key = (cells["uCode"], cells["iCode"])
        if key in found:
            faults.add(table.file, f"{key[1]} of {key[0]} is there twice", row=row)
        found[key] = Cell(
            cast("Status", status),
            source=ids,
            note=cells.get("note", ""),
            rank_low=_rank(table.file, row, cells, "rank_low", faults),
            rank_high=_rank(table.file, row, cells, "rank_high", faults),
            **ranges,
        )
    return Cells(found.items())


def _rank(file: str, row: int, cells: dict[str, str], column: str, faults: Faults) -> int | None:
    text = cells.get(column, "")
    if text and not (text.isdecimal() and int(text)):
        faults.add(file, f"{text!r} is not a rank", "a whole number from 1", row=row, column=column)
        return None
    return int(text) if text else None


def read_published(
    folder: Path, index: Index, sources: dict[str, Source], faults: Faults
) -> tuple[Published, ...]:
    """published.csv: ranks and scores that the authors published."""
    table = _read(folder, "published", ("uCode", "iCode", "kind", "value", "source"), faults)
    found = []
    for row, cells in table.rows() if table else ():
        _known("published.csv", row, cells, index, faults)
        value = parse_number(cells["value"])
        if value is None or cells["kind"] not in {"rank", "score"}:
            faults.add("published.csv", "a row is a rank or a score with a number", row=row)
            continue
        _sourced("published.csv", row, cells["source"], sources, faults)
        decimals = int(cells["decimals"]) if cells.get("decimals", "").isdigit() else None
        found.append(
            Published(
                cells["uCode"],
                cells["iCode"],
                cells["kind"],
                value,
                decimals,
                cells["source"],
                cells.get("note", ""),
            )
        )
    return tuple(found)


def read_figures(
    folder: Path, index: Index, sources: dict[str, Source], faults: Faults
) -> tuple[Figure, ...]:
    """figures.csv: cited raw figures."""
    table = _read(folder, "figures", ("uCode", "name", "value", "source"), faults)
    found = []
    for row, cells in table.rows() if table else ():
        _known("figures.csv", row, cells, index, faults)
        _sourced("figures.csv", row, cells["source"], sources, faults)
        get = cells.get
        found.append(
            Figure(cells["uCode"], cells["name"], cells["value"], get("unit", ""), get("year", ""), get("iCode", ""),
                   get("relation", ""), get("confidence", ""), cells["source"], get("note", ""))
        )  # fmt: skip
    return tuple(found)


def _read(folder: Path, stem: str, needed: tuple[str, ...], faults: Faults) -> Table | None:
    table = read_table(folder, stem, faults)
    if table is None:
        return None
    absent = [name for name in needed if name not in table.columns]
    for name in absent:
        faults.add(table.file, f"the column {name} is missing", "see docs/packs.md")
    return None if absent else table


def _known(file: str, row: int, cells: dict[str, str], index: Index, faults: Faults) -> None:
    if cells["uCode"] not in index.codes:
        faults.add(file, f"{cells['uCode']!r} is not a unit of iData", row=row, column="uCode")
    code = cells.get("iCode", "")
    if code and code not in index.tree:
        faults.add(file, f"{code!r} is not in iMeta", row=row, column="iCode")


def _sourced(file: str, row: int, source: str, sources: dict[str, Source], faults: Faults) -> None:
    if source not in sources:
        faults.add(
            file,
            f"no source is called {source!r}",
            "add it to sources.toml",
            row=row,
            column="source",
        )
