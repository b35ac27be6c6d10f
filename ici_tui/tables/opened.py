"""A pack or any table, opened: the one place that knows which of the two a file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.find import file_and_sheet
from ici_tui.streams import STANDARD_INPUT
from ici_tui.tables.options import ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.packs.large import Reader
    from ici_tui.packs.pack import Pack

SHEETS = frozenset({"iData", "iMeta"})
"""A workbook with one of these is a pack, or meant to be one."""
ARCHIVE = b"PK"


def is_table(place: Path) -> bool:
    """Whether a place, as `find_pack` gives it, is a table and no pack."""
    if str(place) == STANDARD_INPUT:
        return True
    if not place.exists():  # FILE:SHEET; the sheet of an archive may lie in a folder of its own
        return file_and_sheet(str(place)) is not None
    return place.is_file() and not _is_workbook_pack(place)


def _is_workbook_pack(path: Path) -> bool:
    if path.suffix.casefold() != ".xlsx":
        return False
    from ici_tui.packs.shape import ShapeError
    from ici_tui.packs.workbook import sheets_of

    try:
        with path.open("rb") as file:
            if file.read(len(ARCHIVE)) != ARCHIVE:
                return False
        return not SHEETS.isdisjoint(sheets_of(path))
    except (OSError, ShapeError):
        return True  # what is wrong with it is said where it is opened


def load(
    place: Path,
    time: str | None = None,
    options: ReadingOptions | None = None,
    *,
    say: Callable[[str], None] | None = None,
    reader: Reader | None = None,
) -> Pack:
    """Read and check a pack, or read any table.

    Args:
        place: as `find_pack` gives it.
        time: which time to open; the newest where none is given.
        options: what a person said of a table.
        say: is told what is being read where that takes a while.
        reader: of a pack's large files.

    Raises:
        PackError: a pack that cannot be opened, with every fault that was found.
        TableError: a table that cannot be ranked, or a pack of which `options` say something.
    """
    options = (options or ReadingOptions())._replace(time=time)
    if is_table(place):
        from ici_tui.tables.as_pack import open_table
        from ici_tui.tables.place import table_place

        return open_table(table_place(str(place)), options)[0]
    check_pack_options(options)
    from ici_tui.packs.load import load_pack

    return load_pack(place, time, say=say, reader=reader)


def check_pack_options(options: ReadingOptions) -> None:
    """Refuse what is said of a table where a pack is opened.

    Raises:
        TableError: something is said.
    """
    from ici_tui.tables.errors import SaidError
    from ici_tui.tables.options import words_of

    words = words_of(options)
    if words:
        raise SaidError(f"{words[0]}: a pack says this itself", "leave it out, or name a table")
