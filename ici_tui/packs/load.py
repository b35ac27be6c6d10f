"""A folder becomes a pack, or a report of everything that is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from ici_tui.files import bundled_folder
from ici_tui.index.model import Group, Index
from ici_tui.index.own import as_texts, by_code, settings_of
from ici_tui.index.table import side_by_side
from ici_tui.packs.backing import Backing
from ici_tui.packs.data_checks import check_codes, check_columns
from ici_tui.packs.evidence import read_cells, read_figures, read_published
from ici_tui.packs.evidence_toml import read_claims, read_profiles, read_sources
from ici_tui.packs.faults import Fault, Faults, PackError
from ici_tui.packs.files import table_names, workbook_names
from ici_tui.packs.info import Said, read_info
from ici_tui.packs.large import own_reader, slow_file
from ici_tui.packs.meta import Meta, read_meta
from ici_tui.packs.pack import Pack
from ici_tui.packs.panel import at_time, plain_time, times_of
from ici_tui.packs.tables import SHEETS, Table, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ici_tui.index.model import Info
    from ici_tui.index.options import PipelineOptions
    from ici_tui.packs.large import Reader as FileReader
    from ici_tui.packs.tables import Reader

Found = TypeVar("Found")


def load_pack(
    folder: Path,
    time: str | None = None,
    *,
    say: Callable[[str], None] | None = None,
    reader: FileReader | None = None,
) -> Pack:
    """Read and check a pack.

    Args:
        folder: the pack's folder, or a workbook (.xlsx) with the sheets iData and iMeta.
        time: which time of a panel to open; the newest where none is given.
        say: is told what is being read where that takes a while.
        reader: of `Loading`, which has begun already.

    Raises:
        PackError: with every fault that was found, each with its file, row and column.
    """
    faults = Faults()
    slow = slow_file(folder) if say is not None else None
    if say is not None and slow is not None:
        say(f"reading {slow.name} of {folder.name} …")
    with own_reader(reader) as reads:
        raw = read_tables(folder, reads, faults)
        data = raw.data
        times = times_of(data) if data is not None else ()
        if data is not None:
            data = at_time(data, time, faults)
        if data is None or raw.meta is None:
            if data is not None:
                check_codes(data, faults)
            faults.stop()
            raise PackError((Fault(folder.name, "the pack cannot be read"),))
        check_codes(data, faults)
        check_columns(data, raw.meta, faults)
        faults.stop()
        index = index_of(data, raw.meta, raw.said.info, raw.said.options, faults)
    raw.said.check(index, faults)
    pack = replace(
        # Tests look for faults of the packs that come with the program.
        with_evidence(folder, index, faults, later=folder.parent == bundled_folder()),
        pipeline_assumed=raw.said.pipeline_assumed,
        spare={node.code: node for node in raw.meta.spare if node.code in index.pass_through},
        times=times,
        time=plain_time(time) if time is not None else (times[-1] if times else None),
    )
    faults.stop()
    return pack


class Tables(NamedTuple):
    """The contents of a pack's files before a time is chosen; None where a file is at fault."""

    data: Table | None
    meta: Meta | None
    said: Said


def _begun(folder: Path) -> bool:
    """Whether a folder holds anything that only packs have, or a workbook that may be one."""
    named = any(table_names(folder, stem) for stem in SHEETS)
    return named or bool(workbook_names(folder)) or (folder / "pack.toml").exists()


def read_tables(folder: Path, reader: Reader, faults: Faults) -> Tables:
    """The two tables, and what the pack says of itself.

    Raises:
        PackError: the folder is none, or holds nothing of a pack.
    """
    try:
        there = folder.is_dir() or (folder.suffix.casefold() == ".xlsx" and folder.exists())
    except OSError as error:
        raise PackError((Fault(str(folder), f"cannot be read: {error.strerror}"),)) from None
    if not there:
        fix = "a pack is a folder, or a workbook (.xlsx)"
        raise PackError((Fault(str(folder), "this is not a folder", fix),))
    if folder.is_dir() and not _begun(folder):
        fix = "name a table in it, or a pack"
        raise PackError(
            (Fault(folder.absolute().name, "this folder has neither iData nor iMeta", fix),)
        )
    data = read_table(folder, "iData", faults, required=True, reader=reader)
    meta_table = read_table(folder, "iMeta", faults, required=True, reader=reader)
    meta = read_meta(meta_table, faults) if meta_table else None
    return Tables(data, meta, read_info(folder, faults))


def with_evidence(folder: Path, index: Index, faults: Faults, *, later: bool = False) -> Pack:
    """A pack of an index and of what its folder says about it; faults are noted.

    Args:
        folder: the pack's.
        index: what the evidence is about.
        faults: takes note of what is wrong.
        later: what backs the numbers is read, and checked, when it is first asked for.
    """

    def checked(found: Found) -> Found:
        if later:  # nobody else looks for faults by then
            faults.stop()
        return found

    backing = Backing(
        lambda: checked(read_sources(folder, faults)),
        lambda: checked(read_figures(folder, index, backing.sources, faults)),
        lambda: checked(read_profiles(folder, index, backing.sources, faults)),
        lambda: checked(read_claims(folder, index, faults)),
    )
    sources = None if later else backing.sources
    pack = Pack(
        index,
        folder,
        read_cells(folder, index, sources, faults),
        read_published(folder, index, sources, faults),
        backing,
    )
    if not later:
        backing.found()
    return pack


def index_of(
    data: Table, meta: Meta, info: Info, options: PipelineOptions, faults: Faults
) -> Index:
    """The index of two tables without faults but for cells that are no numbers, which are noted."""
    import numpy as np

    rows = data.columns
    # The check of codes has been passed: none is missing.
    codes = cast("Sequence[str]", rows["uCode"].texts())
    # By column: that is how the stages go through it, and how a large file has been read.
    columns = [np.asarray(data.numbers(leaf.code, faults)) for leaf in meta.tree.leaves]
    values = side_by_side(columns)
    names, local = rows.get("uName"), rows.get(info.local_name)
    if meta.settings or options.indicators:
        # What pack.toml says of an indicator adds to what iMeta does, and stands above it.
        said = by_code(options.indicators, meta.tree)
        own = as_texts(settings_of((*meta.settings, *said)))
        options = options._replace(indicators=own)
    return Index(
        info=info,
        tree=meta.tree,
        codes=codes,
        names=codes if names is None else names.names(codes),
        local_names=(None,) * len(codes) if local is None else local.texts(),
        groups={c: Group(c, meta.names[c], rows[c].texts()) for c in meta.of_type("Group")},
        data=values,
        denominators={c: np.array(data.numbers(c, faults)) for c in meta.of_type("Denominator")},
        pass_through={c: rows[c].texts() for c in meta.of_type("Other")},
        options=options,
    )
