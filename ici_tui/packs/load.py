"""A folder becomes a pack, or a report of everything that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ici_tui.index.errors import PipelineError
from ici_tui.index.model import Group, Index
from ici_tui.index.pipeline import check_options
from ici_tui.index.table import side_by_side
from ici_tui.packs.evidence import (
    read_cells,
    read_claims,
    read_figures,
    read_profiles,
    read_published,
    read_sources,
)
from ici_tui.packs.faults import Fault, Faults, PackError
from ici_tui.packs.info import read_info
from ici_tui.packs.large import Cells, read_large
from ici_tui.packs.meta import Meta, read_meta
from ici_tui.packs.pack import Pack
from ici_tui.packs.panel import at_time, plain_time, times_of
from ici_tui.packs.tables import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ici_tui.index.model import Info
    from ici_tui.index.options import PipelineOptions
    from ici_tui.packs.tables import Reader

OWN_COLUMNS = ("uCode", "uName", "Time")


def load_pack(folder: Path, time: str | None = None, *, reader: Reader = read_large) -> Pack:
    """Read and check a pack.

    Args:
        folder: the pack's folder, or a workbook (.xlsx) with the sheets iData and iMeta.
        time: which time of a panel to open; the newest where none is given.
        reader: reads a large file.

    Raises:
        PackError: with every fault that was found, each with its file, row and column.
    """
    faults = Faults()
    if not folder.is_dir() and not (folder.is_file() and folder.suffix == ".xlsx"):
        fix = "a pack is a folder, or a workbook (.xlsx)"
        raise PackError((Fault(str(folder), "this is not a folder", fix),))
    data = read_table(folder, "iData", faults, required=True, reader=reader)
    times = times_of(data) if data is not None else ()
    if data is not None:
        data = at_time(data, time, faults)
    meta_table = read_table(folder, "iMeta", faults, required=True, reader=reader)
    meta = read_meta(meta_table, faults) if meta_table else None
    said = read_info(folder, faults)
    if data is None or meta is None:
        if data is not None:
            _check_codes(data, faults)
        faults.stop()
        raise PackError((Fault(folder.name, "the pack cannot be read"),))
    _check_codes(data, faults)
    _check_columns(data, meta, faults)
    faults.stop()
    index = _index(data, meta, said.info, said.options, faults)
    said.check(index, faults)
    _check_pipeline(index, faults)
    sources = read_sources(folder, faults)
    pack = Pack(
        index,
        folder,
        read_cells(folder, index, sources, faults),
        read_published(folder, index, sources, faults),
        read_figures(folder, index, sources, faults),
        sources,
        read_profiles(folder, index, sources, faults),
        read_claims(folder, index, faults),
        times,
        plain_time(time) if time is not None else (times[-1] if times else None),
    )
    faults.stop()
    return pack


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


def _check_pipeline(index: Index, faults: Faults) -> None:
    """Whether the pack's pipeline fits its own tree and groups."""
    try:
        check_options(index, index.options)
    except PipelineError as error:
        faults.add("pack.toml", f"pipeline: {error}")


def check_pack(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a pack, at every time of a panel; none where it opens."""
    table = read_table(folder, "iData", Faults()) if folder.exists() else None
    found: dict[Fault, None] = {}
    for time in (times_of(table) if table is not None else ()) or (None,):
        try:
            _ = load_pack(folder, time).ensemble
        except PackError as error:
            found.update(dict.fromkeys(error.faults))
    return tuple(found)


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
        doubtful = codes.doubtful_codes(tuple(data.columns))
    for place in doubtful:
        code = codes[place] or ""
        wrong, fix = "", "a code has no spaces and does not start with a digit"
        if not code:
            wrong, fix = "the unit has no code", "a code per unit is required"
        elif code in seen:
            wrong, fix = f"the code {code} is used twice", "a code names one unit"
        elif " " in code or code[0].isdigit():
            wrong = f"{code!r} is not a code"
        elif code in data.columns:
            wrong, fix = f"{code} is the name of a column as well", "choose another code"
        if wrong:
            faults.add(data.file, wrong, fix, row=data.line(place), column="uCode")
        seen.add(code)


def _check_columns(data: Table, meta: Meta, faults: Faults) -> None:
    for column in data.columns:
        if column in OWN_COLUMNS:
            continue
        kind = meta.types.get(column)
        if kind is None:
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
        if kind != "Aggregate" and code not in data.columns:
            faults.add(data.file, f"the column {code} is missing", f"iMeta lists it as {kind}")
