"""A folder becomes a pack, or a report of everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ici_tui.evidence.claims import ClaimError, check_claims
from ici_tui.index.errors import PipelineError
from ici_tui.index.model import Group, Index
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.table import side_by_side
from ici_tui.index.weights import WeightSet
from ici_tui.packs.apart import own_reader
from ici_tui.packs.ensemble import read_ensemble
from ici_tui.packs.evidence import (
    read_cells,
    read_claims,
    read_figures,
    read_profiles,
    read_published,
    read_sources,
)
from ici_tui.packs.faults import Fault, Faults, PackError
from ici_tui.packs.info import Said, read_info
from ici_tui.packs.large import Cells
from ici_tui.packs.meta import Meta, read_meta
from ici_tui.packs.pack import Pack
from ici_tui.packs.panel import at_time, plain_time, rows_by_time, times_of
from ici_tui.packs.tables import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.model import Info
    from ici_tui.index.options import PipelineOptions
    from ici_tui.packs.apart import Apart
    from ici_tui.packs.tables import Reader

OWN_COLUMNS = ("uCode", "uName", "Time")


def load_pack(folder: Path, time: str | None = None, *, reader: Apart | None = None) -> Pack:
    """Read and check a pack.

    Args:
        folder: the pack's folder, or a workbook (.xlsx) with the sheets iData and iMeta.
        time: which time of a panel to open; the newest where none is given.
        reader: reads large files in a process of its own, and may have begun to. Where none is
            given, only those that a library may fail on are read so.

    Raises:
        PackError: with every fault that was found, each with its file, row and column.
    """
    faults = Faults()
    with own_reader(reader) as reads:
        raw = _read_tables(folder, reads, faults)
        data = raw.data
        times = times_of(data) if data is not None else ()
        if data is not None:
            data = at_time(data, time, faults)
        if data is None or raw.meta is None:
            if data is not None:
                _check_codes(data, faults)
            faults.stop()
            raise PackError((Fault(folder.name, "the pack cannot be read"),))
        _check_codes(data, faults)
        _check_columns(data, raw.meta, faults)
        faults.stop()
        index = _index(data, raw.meta, raw.said.info, raw.said.options, faults)
    raw.said.check(index, faults)
    pack = replace(
        _with_evidence(folder, index, faults),
        times=times,
        time=plain_time(time) if time is not None else (times[-1] if times else None),
    )
    faults.stop()
    return pack


@dataclass(frozen=True, eq=False)
class _Raw:
    """What the files of a pack say, before a time has been chosen; None where at fault."""

    data: Table | None
    meta: Meta | None
    said: Said


def _read_tables(folder: Path, reader: Reader, faults: Faults) -> _Raw:
    """The two tables, and what the pack says of itself.

    Raises:
        PackError: the folder is none.
    """
    try:
        there = folder.is_dir() or (folder.suffix.casefold() == ".xlsx" and folder.exists())
    except OSError as error:
        raise PackError((Fault(str(folder), f"cannot be read: {error.strerror}"),)) from None
    if not there:
        fix = "a pack is a folder, or a workbook (.xlsx)"
        raise PackError((Fault(str(folder), "this is not a folder", fix),))
    data = read_table(folder, "iData", faults, required=True, reader=reader)
    meta_table = read_table(folder, "iMeta", faults, required=True, reader=reader)
    meta = read_meta(meta_table, faults) if meta_table else None
    return _Raw(data, meta, read_info(folder, faults))


def _with_evidence(folder: Path, index: Index, faults: Faults) -> Pack:
    sources = read_sources(folder, faults)
    return Pack(
        index,
        folder,
        read_cells(folder, index, sources, faults),
        read_published(folder, index, sources, faults),
        read_figures(folder, index, sources, faults),
        sources,
        read_profiles(folder, index, sources, faults),
        read_claims(folder, index, faults),
    )


def _index(data: Table, meta: Meta, info: Info, options: PipelineOptions, faults: Faults) -> Index:
    import numpy as np

    rows = data.columns
    # The check of codes has been passed: none is missing.
    own = rows["uCode"]
    codes = cast("Sequence[str]", own.texts if isinstance(own, Cells) else tuple(own))
    # By column: that is how the stages go through it, and how a large file has been read.
    columns = [np.asarray(data.numbers(leaf.code, faults)) for leaf in meta.tree.leaves]
    values = side_by_side(columns)
    return Index(
        info=info,
        tree=meta.tree,
        codes=codes,
        names=_names(rows.get("uName"), codes),
        local_names=_texts(rows.get(info.local_name, [None] * len(codes))),
        groups={c: Group(c, meta.names[c], _texts(rows[c])) for c in meta.of_type("Group")},
        data=values,
        denominators={c: np.array(data.numbers(c, faults)) for c in meta.of_type("Denominator")},
        pass_through={c: _texts(rows[c]) for c in meta.of_type("Other")},
        options=options,
    )


def _names(cells: Sequence[str | None] | None, codes: Sequence[str]) -> Sequence[str]:
    """The units' names, the code where one has none."""
    if cells is None:
        return codes
    if isinstance(cells, Cells):
        return cells.names(codes)
    return tuple(name or code for name, code in zip(cells, codes, strict=True))


def _texts(cells: Sequence[str | None]) -> Sequence[str | None]:
    return cells.texts if isinstance(cells, Cells) else tuple(cells)


def check_pack(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a pack, at every time of a panel; none where it opens.

    The files are read once. The pack's own pipeline is run at each time, and its ensemble is read.
    """
    faults = Faults()
    try:
        with own_reader(None) as reads:
            _check_all(folder, reads, faults)
    except PackError as error:
        return tuple(dict.fromkeys((*faults.all(), *error.faults)))
    return faults.all()


def _check_all(folder: Path, reads: Reader, faults: Faults) -> None:
    """Note every fault of a pack.

    Raises:
        PackError: with those that keep the others from being looked for.
    """
    raw = _read_tables(folder, reads, faults)
    if raw.data is None:
        faults.stop()
        return
    tables = _every_time(raw.data, faults)
    for data in tables:
        _check_codes(data, faults)
    if raw.meta is None:
        faults.stop()
        return
    _check_columns(raw.data, raw.meta, faults)
    faults.stop()
    index, every, common = None, dict[str, None](), set[str]()
    for data in tables:
        index = _index(data, raw.meta, raw.said.info, raw.said.options, faults)
        if faults.count == 0:
            _run(index, raw.said, faults)
        if len(tables) > 1:
            common = common.intersection(index.codes) if every else set(index.codes)
            every.update(dict.fromkeys(index.codes))
    if index is not None:
        raw.said.check(index, faults)
    if index is None or faults.count:
        return
    # Evidence of a panel has to do with every time's units: what it names is there each time,
    # and its ensemble has them all.
    several = len(tables) > 1
    shared = replace(index, codes=tuple(c for c in every if c in common)) if several else index
    pack = _with_evidence(folder, shared, faults)
    faults.stop()
    ensemble = read_ensemble(folder, replace(index, codes=tuple(every)) if several else index)
    if not several:
        _check_claims(pack, ensemble, faults)


def _every_time(data: Table, faults: Faults) -> list[Table]:
    """The rows of each time of a panel; all of them where there is one time at most."""
    rows = rows_by_time(data, faults)
    return [data.only(places) for places in rows.values()] if len(rows) > 1 else [data]


def _run(index: Index, said: Said, faults: Faults) -> None:
    """Run the pack's own pipeline at its own weights."""
    try:
        run_pipeline(index).scores(WeightSet.from_tree(index.tree))
    except PipelineError as error:
        said.tell_pipeline(error, faults)


def _check_claims(pack: Pack, ensemble: Ensemble | None, faults: Faults) -> None:
    """Whether every statement can be held against the numbers, true or not."""
    if not pack.claims:
        return
    weights = WeightSet.from_tree(pack.index.tree)
    scores = run_pipeline(pack.index).scores(weights)
    try:
        check_claims(pack.claims, pack.index, scores, weights, ensemble)
    except ClaimError as error:
        faults.add("claims.toml", str(error), "see docs/packs.md")


def _check_codes(data: Table, faults: Faults) -> None:
    if "uCode" not in data.columns:
        faults.add(data.file, "the column uCode is missing", "a code per unit is required")
        return
    seen: set[str] = set()
    if not data.height:
        faults.add(data.file, "there are no units", "write a row per unit below the header")
    codes = data.columns["uCode"]
    doubtful: Iterable[int] = range(len(codes))
    if isinstance(codes, Cells):
        doubtful = codes.doubtful_codes((*data.columns, *OWN_COLUMNS))
    # An export writes the own columns also where this table has none of them.
    columns = {*data.columns, *OWN_COLUMNS}
    for place in doubtful:
        code = codes[place] or ""
        wrong, fix = "", "a code has no spaces and does not start with a digit"
        if not code:
            wrong, fix = "the unit has no code", "a code per unit is required"
        elif code in seen:
            wrong, fix = f"the code {code} is used twice", "a code names one unit"
        elif " " in code or code[0].isdigit():
            wrong = f"{code!r} is not a code"
        elif code in columns:
            wrong, fix = f"{code} is the name of a column as well", "choose another code"
        if wrong:
            faults.add(data.file, wrong, fix, row=data.line(place), column="uCode")
        seen.add(code)


def _check_columns(data: Table, meta: Meta, faults: Faults) -> None:
    for column in data.columns:
        if column in OWN_COLUMNS:
            continue
        kind = meta.types.get(column)
        if not column:
            faults.add(data.file, "a column has cells and no name", "name it in the header")
        elif kind is None:
            faults.add(
                data.file, "iMeta does not list this column", "add a row for it", column=column
            )
        elif kind == "Aggregate":
            faults.add(
                data.file,
                "an aggregate is computed and cannot be a column",
                "remove it",
                column=column,
            )
    for code, kind in meta.types.items():
        if code in OWN_COLUMNS and kind != "Other":
            fix = f"{', '.join(OWN_COLUMNS)} say which unit a row is; choose another code"
            faults.add(data.file, f"{code} cannot be an {kind}", fix, column=code)
        elif kind != "Aggregate" and code not in data.columns:
            faults.add(data.file, f"the column {code} is missing", f"iMeta lists it as {kind}")
