"""A workbook (.xlsx) with the sheets iData and iMeta, read by the standard library.

A workbook is a ZIP archive of XML, from which a few kilobytes can unpack to gigabytes and a single
cell can stand in the last row and column. It is read as a stream, and only as far as the limits
go; see ECMA-376, part 1, chapter 18.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_UNPACKED, past
from ici_tui.packs.opening import open_in_pack
from ici_tui.packs.shape import ShapeError
from ici_tui.packs.sheet import SheetRows
from ici_tui.packs.workbook_parts import Dates, Relations, SharedTexts, SheetNames
from ici_tui.regular import size_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ici_tui.packs.shape import Row
    from ici_tui.packs.workbook_parts import Part

PIECE = 1 << 20
"""Bytes of XML that the parser is given at a time: it may go through a long tag anew each time."""
START = "xl/workbook.xml"
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    UnicodeDecodeError,
)  # fmt: skip


class NoSheetError(Exception):
    """A workbook that has no sheet of this name."""


def has_sheet(folder: Path, name: str, sheet: str) -> bool:
    """Whether a file of a pack is a workbook that holds a sheet of this name."""
    try:
        with _opened(folder, name) as book:
            return sheet in book.sheets()
    except (OSError, ShapeError):
        return False


def sheets_of(path: Path) -> dict[str, bool]:
    """The sheets of a workbook that a person named, in its order, and whether each is shown.

    Raises:
        ShapeError: it is no workbook, or holds more than it may.
        OSError: it cannot be opened (see `opening`).
    """
    with _opened(path, path.name) as book:
        return {name: name not in book.hidden for name in book.sheets()}


def read_sheet(folder: Path, name: str, sheet: str, unset: list[str] | None = None) -> list[Row]:
    """The rows of a sheet that hold anything, all as long as the longest.

    Numbers are the text that the workbook stores; dates are ISO dates.

    Args:
        folder: the pack's, or the workbook itself.
        name: the workbook's.
        sheet: the sheet's.
        unset: takes the cells whose formula has no value, such as `D2`; one is a fault where None.

    Raises:
        NoSheetError: there is no such sheet.
        ShapeError: it is no workbook, or holds more than it may.
        OSError: it cannot be opened (see `opening`).
    """
    with _opened(folder, name) as book:
        path = book.sheets().get(sheet)
        if path is None:
            raise NoSheetError(f"there is no sheet {sheet}")
        rows = SheetRows(book.texts(), book.dates(), unset=unset, uncomputed=book.uncomputed)
        book.parse(path, rows)
        return rows.rows()


class _Book:
    """A workbook that is open; all of its parts together unpack to no more than the limit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MOST_UNPACKED
        self._hidden: set[str] = set()
        self.uncomputed = False
        """Whether its formulas are to be computed when it is opened; known once `sheets` is."""
        self._names = {info.filename.casefold(): info for info in archive.infolist()}
        if len(self._names) < len(archive.infolist()):
            raise ShapeError("cannot be read: two of its parts have the same name")

    @property
    def hidden(self) -> frozenset[str]:
        """The names of sheets that a spreadsheet program does not show."""
        return frozenset(self._hidden)

    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by the sheet's name."""
        names, relations = SheetNames(), Relations()
        self.parse(START, names)
        self.parse("xl/_rels/workbook.xml.rels", relations)
        self._since_1904, self._hidden = names.since_1904, names.hidden
        self.uncomputed = names.uncomputed
        return {
            name: posixpath.normpath(posixpath.join("xl", relations.targets[key])).lstrip("/")
            for name, key in names.keys.items()
            if key in relations.targets
        }

    def texts(self) -> list[str]:
        """The texts that cells share."""
        texts = SharedTexts()
        self.parse("xl/sharedStrings.xml", texts, required=False)
        return texts.found

    def dates(self) -> Dates:
        """The styles of dates."""
        dates = Dates(self._since_1904)
        self.parse("xl/styles.xml", dates, required=False)
        return dates

    def parse(self, path: str, part: Part, *, required: bool = True) -> None:
        """Read one part.

        Raises:
            ShapeError: it is not there, or damaged, or unpacks to more than may be.
        """
        info = self._names.get(path.casefold())
        if info is None:
            if required:
                raise ShapeError(f"cannot be read: it has no part {path}")
            return
        if info.file_size > self._left:
            raise _too_large(info.file_size)
        with self._archive.open(info) as stream:
            while piece := stream.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise _too_large()
                part.feed(piece)
        part.close()


def _too_large(found: int | None = None) -> ShapeError:
    told = "more" if found is None else size_text(found)
    _, fix = past("", 0)
    return ShapeError(f"it unpacks to {told}, and {size_text(MOST_UNPACKED)} is the most", fix)


@contextmanager
def _opened(folder: Path, name: str) -> Iterator[_Book]:
    """A workbook of a pack.

    Raises:
        ShapeError: it is no workbook; whatever the archive raises becomes this.
        OSError: it cannot be opened (see `opening`).
    """
    try:
        with open_in_pack(folder, name, "workbook") as file, zipfile.ZipFile(file) as archive:
            yield _Book(archive)
    except ZIP_ERRORS as error:
        fix = "expected a workbook (.xlsx)"
        raise ShapeError(f"cannot be read: {str(error)[:120]}", fix) from None
