"""The optional tables of a pack that say where its numbers come from."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, cast

from ici_tui.evidence.cells import STATUSES, Cell, Cells, Status
from ici_tui.evidence.records import Figure, Published, Source
from ici_tui.packs.tables import Table, parse_number, read_table
from ici_tui.schema import (
    instead_of,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ici_tui.index.model import Index
    from ici_tui.packs.faults import Faults

RANGES = ("low", "high", "min", "max")
RELATIONS = ("same", "proxy", "context")
PUBLISHED_KINDS = ("rank", "score")
_RANK = re.compile(r"[0-9]{1,9}")
_DECIMALS = re.compile(r"[0-9]|1[0-5]")
_YEAR = re.compile(r"[0-9]{4}")


def read_cells(
    folder: Path, index: Index, sources: Mapping[str, Source] | None, faults: Faults
) -> Cells | None:
    """cells.csv: a status for every value that it names, and a source where one is claimed.

    Without sources it is not asked whether those that are named are there.
    """
    table = _read(folder, "cells", ("uCode", "iCode", "status"), faults)
    if table is None:
        return None
    found: dict[tuple[str, str], Cell] = {}
    known = _Known(index)
    for number, cells in table.rows():
        row = _Row(table.file, number, cells, faults)
        known.check(row)
        status = row.word("status", STATUSES)
        ids = tuple(part.strip() for part in cells.get("source", "").split(";") if part.strip())
        if sources is not None:
            row.cited(ids, status, sources)
        ranges = {name: row.number(name) for name in RANGES}
        row.ordered("low", ranges["low"], "high", ranges["high"])
        row.ordered("min", ranges["min"], "max", ranges["max"])
        low, high = (row.rank(name) for name in ("rank_low", "rank_high"))
        row.ordered("rank_low", low, "rank_high", high)
        key = (cells["uCode"], cells["iCode"])
        if key in found:
            row.tell("iCode", f"{shown(key[1])} of {shown(key[0])} is there twice")
        found[key] = Cell(
            cast("Status", status or "estimated"),
            source=ids,
            note=cells.get("note", ""),
            rank_low=low,
            rank_high=high,
            **ranges,
        )
    return Cells(found.items())


def read_published(
    folder: Path, index: Index, sources: Mapping[str, Source] | None, faults: Faults
) -> tuple[Published, ...]:
    """published.csv: ranks and scores that the authors published; `sources` as in `read_cells`."""
    table = _read(folder, "published", ("uCode", "iCode", "kind", "value", "source"), faults)
    found = []
    known = _Known(index)
    for number, cells in table.rows() if table else ():
        row = _Row("published.csv" if table is None else table.file, number, cells, faults)
        known.check(row)
        if sources is not None:
            row.sourced(sources)
        kind = row.word("kind", PUBLISHED_KINDS)
        value = row.number("value", needed=True)
        if kind == "rank":
            value = row.rank("value")
        decimals = cells.get("decimals", "")
        if decimals and not _DECIMALS.fullmatch(decimals):
            row.tell("decimals", f"{shown(decimals)} is not a number of decimals", "0 to 15")
        elif value is not None:
            found.append(
                Published(
                    cells["uCode"],
                    cells["iCode"],
                    kind,
                    float(value),
                    int(decimals) if decimals else None,
                    cells["source"],
                    cells.get("note", ""),
                )
            )
    return tuple(found)


def read_figures(
    folder: Path, index: Index, sources: Mapping[str, Source], faults: Faults
) -> tuple[Figure, ...]:
    """figures.csv: cited raw figures."""
    table = _read(folder, "figures", ("uCode", "name", "value", "source"), faults)
    found = []
    known = _Known(index, node_needed=False)
    for number, cells in table.rows() if table else ():
        row = _Row("figures.csv" if table is None else table.file, number, cells, faults)
        known.check(row)
        row.sourced(sources)
        for column in ("name", "value"):
            if not cells[column]:
                row.tell(column, "the cell is empty", "write what the source prints")
        if cells.get("relation"):
            row.word("relation", RELATIONS)
        get = cells.get
        found.append(
            Figure(cells["uCode"], cells["name"], cells["value"], get("unit", ""), get("year", ""), get("iCode", ""),
                   get("relation", ""), get("confidence", ""), cells["source"], get("note", ""),
                   _later(get("year", ""), index.info.edition))
        )  # fmt: skip
    return tuple(found)


def _later(year: str, edition: str) -> bool:
    """Whether a year is after the index's edition; not, where either is no plain year."""
    return all(_YEAR.fullmatch(part) for part in (year, edition)) and year > edition


class _Row:
    """One row of a table, and what is wrong with it."""

    def __init__(self, file: str, row: int, cells: dict[str, str], faults: Faults) -> None:
        self.cells = cells
        self._file = file
        self._row = row
        self._faults = faults

    def tell(self, column: str, message: str, fix: str = "") -> None:
        """Note a fault of a cell."""
        self._faults.add(self._file, message, fix, row=self._row, column=column)

    def word(self, column: str, known: tuple[str, ...]) -> str:
        """One of a set of words; empty where it is none of them."""
        word = self.cells[column]
        if word in known:
            return word
        self.tell(column, f"{shown(word)} is not a {column}", instead_of(word, known))
        return ""

    def number(self, column: str, *, needed: bool = False) -> float | None:
        """A number; None where there is none, or it is wrong."""
        text = self.cells.get(column, "")
        value = parse_number(text) if text else None
        if value is None and (text or needed):
            fix = "write a number" if needed else "write a number, or leave the cell empty"
            self.tell(column, f"{shown(text)} is not a number", fix)
        return value

    def rank(self, column: str) -> int | None:
        """A rank; None where there is none, or it is wrong."""
        text = self.cells.get(column, "")
        if not text:
            return None
        rank = int(text) if _RANK.fullmatch(text) else 0
        if rank:
            return rank
        # The source may have ranked more units than the pack has, as may another time of a panel.
        self.tell(column, f"{shown(text)} is not a rank", "write a whole number from 1")
        return None

    def ordered(self, first: str, low: float | None, last: str, high: float | None) -> None:
        """Note it where a range runs backwards."""
        if low is not None and high is not None and low > high:
            self.tell(first, f"{low:.10g} is above {last}, {high:.10g}", f"{first} is the smaller")

    def cited(self, ids: tuple[str, ...], status: str, sources: Mapping[str, Source]) -> None:
        """Note it where a source is none of the pack's, or a value has none that can be read."""
        unknown = [source for source in ids if source not in sources]
        if unknown:
            self.tell("source", f"no source is called {shown(unknown[0])}", _source_fix(sources))
        elif status in {"reported", "sourced"} and not any(sources[source].url for source in ids):
            self.tell("source", f"a {status} value needs a source with an address")

    def sourced(self, sources: Mapping[str, Source]) -> None:
        """Note it where the source is none of the pack's."""
        source = self.cells["source"]
        if source not in sources:
            self.tell("source", f"no source is called {shown(source)}", _source_fix(sources))


class _Known:
    """The names that a row may have."""

    def __init__(self, index: Index, *, node_needed: bool = True) -> None:
        self._index = index
        self._node_needed = node_needed

    @cached_property
    def _units(self) -> frozenset[str]:
        """Made for the first row: most large packs have none."""
        return frozenset(self._index.codes)

    def check(self, row: _Row) -> None:
        """Note a unit that is not in iData, or a node that is not in iMeta."""
        unit, node = row.cells["uCode"], row.cells.get("iCode", "")
        if unit not in self._units:
            row.tell("uCode", f"{shown(unit)} is not a unit of iData", "write the unit's code")
        if node not in self._index.tree if node else self._node_needed:
            row.tell("iCode", f"{shown(node)} is not in iMeta", "write the node's code")


def _source_fix(sources: Mapping[str, Source]) -> str:
    return "add it to sources.toml" if sources else "write sources.toml, with a table [[source]]"


def _read(folder: Path, stem: str, needed: tuple[str, ...], faults: Faults) -> Table | None:
    table = read_table(folder, stem, faults)
    if table is None:
        return None
    absent = [name for name in needed if name not in table.columns]
    for name in absent:
        faults.add(table.file, f"the column {name} is missing", "see docs/packs.md")
    return None if absent else table
