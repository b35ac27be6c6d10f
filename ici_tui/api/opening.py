"""From a name or a path to a study: a pack, or any table that can be ranked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ici_tui.api.errors import AskError
from ici_tui.packs.faults import PackError, PackNotFoundError
from ici_tui.packs.find import STANDARD_INPUT, find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tables.as_pack import open_table
from ici_tui.tables.errors import TableError
from ici_tui.tables.options import ReadingOptions
from ici_tui.tables.place import table_place
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from os import PathLike

    from ici_tui.packs.pack import Pack


def opened(source: str | PathLike[str], time: str | None) -> Study:
    """Open what a name or a path stands for, with its own weights and pipeline.

    Raises:
        PackNotFoundError: there is neither such a pack nor such a file.
        PackError: the pack is at fault.
        TableError: the file is no table that can be ranked.
        PipelineError: the pack's pipeline cannot be computed on its data.
    """
    if not isinstance(source, str | os.PathLike):
        raise AskError(f"{source!r} is neither a name nor a path")
    return Study.of(_pack(os.fspath(source), None if time is None else str(time)))


def _pack(name: str, time: str | None) -> Pack:
    place = table_place(name)
    is_file = name != STANDARD_INPUT and place.path.is_file()
    try:
        folder = find_pack(name)
    except PackNotFoundError:
        if not is_file:
            raise
        return _table(name, time)
    try:
        return load_pack(folder, time)
    except PackError:
        if not is_file or folder != place.path:  # a folder, or a file inside one
            raise
        try:
            return _table(name, time)  # a workbook that is no pack
        except TableError:
            pass
        raise


def _table(name: str, time: str | None) -> Pack:
    return open_table(table_place(name), ReadingOptions(time=time))[0]
