"""The shape of a CSV file: its header, and rows of just as many cells.

The header and the rows of small files are read here, by the standard library. polars reads large
files, and only those that `plain_rows` has found to be as it understands them: of the others it
is given what the standard library reads (`mended`).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.packs.limits import MOST_CELLS, MOST_COLUMNS, MOST_LINE, MOST_TEXT, past
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO, TextIO

    import numpy as np
    import numpy.typing as npt

BLOCK = 1 << 22
"""Bytes that are looked through at a time."""
BOM = b"\xef\xbb\xbf"
COMMA, NEWLINE, RETURN, QUOTE = b',\n\r"'


class ShapeError(Exception):
    """A table that cannot be taken as it is: why, what would be right, and where."""

    def __init__(
        self, message: str, fix: str = "", row: int | None = None, column: str | None = None
    ) -> None:
        super().__init__(message, fix, row, column)
        self.message = message
        self.fix = fix
        self.row = row
        self.column = column


class Row(NamedTuple):
    """A row of a CSV file, and the line that it begins on."""

    line: int
    cells: list[str]


def rows_of(file: BinaryIO) -> Iterator[Row]:
    """The rows of a CSV file, the header first, blank lines left out.

    Args:
        file: from its beginning; it is closed at the end.

    Raises:
        ShapeError: it is no table in UTF-8, a line or a cell is too long, or a row is longer or
            shorter than the header.
    """
    width, line = 0, 1
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(lines_of(text), strict=True)
        try:
            for cells in reader:
                if not width:
                    width = len(cells)
                    if width > MOST_COLUMNS:
                        raise ShapeError(*past("columns", MOST_COLUMNS, width))
                elif not cells and width == 1:
                    cells.append("")
                elif cells and len(cells) != width:
                    raise _uneven(len(cells), width, line)
                if cells:
                    yield Row(line, cells)
                line = reader.line_num + 1
        except csv.Error as error:
            told = str(error)
            if "field limit" in told:
                told = f"a cell has more than {MOST_TEXT:,} characters"
            fix = "a cell that holds a comma, a quote or a line end is quoted, its quotes doubled"
            raise ShapeError(f"cannot be read: {told}", fix, row=line) from None
        except UnicodeDecodeError as error:
            raise ShapeError(f"cannot be read: {error}", "expected a table in UTF-8") from None


def lines_of(text: TextIO) -> Iterator[str]:
    """The lines of a text, which are not endless.

    Raises:
        ShapeError: one is too long.
    """
    number = 0
    while line := text.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            raise ShapeError(*past("characters in a line", MOST_LINE), row=number)
        yield line


def _uneven(found: int, width: int, line: int) -> ShapeError:
    told = f"the row has {found:,} cells, and the header {width:,}"
    if found > width:
        return ShapeError(told, "quote a cell that has a comma", row=line)
    fix = "write every comma, also around cells that are empty; a file cut off ends so too"
    return ShapeError(told, fix, row=line)


def header_of(file: BinaryIO) -> list[str]:
    """The names of the columns as they stand in a CSV file; none where it is empty.

    Raises:
        ShapeError: as `rows_of`.
    """
    for row in rows_of(file):
        return row.cells
    return []


def named(header: Sequence[str]) -> list[str]:
    """The cleaned names of columns.

    Raises:
        ShapeError: two of them are the same, or there are too many.
    """
    if len(header) > MOST_COLUMNS:
        raise ShapeError(*past("columns", MOST_COLUMNS, len(header)))
    names = [clean(name).strip() for name in header]
    places: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        if name and name in places:
            same = header[place - 1] == header[places[name] - 1]
            told = f"the column {name!r} is there twice, as columns {places[name]} and {place}"
            fix = "" if same else "they differ in blanks or characters that are not shown; "
            raise ShapeError(told, fix + "give each a name of its own")
        places[name] = place
    return names


def named_places(names: Sequence[str], full: Sequence[int]) -> dict[str, int]:
    """The place of each column by its name, without columns that have neither name nor cells.

    Args:
        names: of all columns, in order; empty where a column has none.
        full: the places of columns without a name that have a cell all the same.

    Raises:
        ShapeError: there are several of those.
    """
    if len(full) > 1:
        told = f"{len(full)} columns have cells and no name"
        raise ShapeError(told, f"name them in the header: columns {full[0] + 1}, {full[1] + 1}, …")
    return {name: place for place, name in enumerate(names) if name or place in full}


NO_MARKS = bytes(byte for byte in range(256) if byte not in {COMMA, NEWLINE})


def plain_rows(file: BinaryIO, width: int) -> int | None:
    """The number of rows of a CSV file, its header included, if all are plain; else None.

    Plain are rows of `width` cells on a line each, every quote being at the beginning or end of
    a cell, or doubled. Looked at are the bytes, all at once.

    Raises:
        ShapeError: there are too many, or a line is too long.
    """
    import numpy as np

    rows = 0
    with file:
        if file.read(len(BOM)) != BOM:
            file.seek(0)
        for block in _blocks(file):
            if RETURN in block and not _returns_are_line_ends(np.frombuffer(block, np.uint8)):
                return None
            found = _marks(block)
            if found is None:
                return None
            if block[-1] != NEWLINE:  # the last line, which nothing ends
                found += b"\n"
            lines = len(found) // width
            if found != (b"," * (width - 1) + b"\n") * lines:
                return None
            rows += lines
            if rows * width > MOST_CELLS + width:
                raise ShapeError(*past("cells", MOST_CELLS))
    return rows


def _marks(block: bytes) -> bytes | None:
    """The commas and line ends outside of quotes; None where a quote is not plain."""
    if QUOTE not in block:
        return block.translate(None, NO_MARKS)
    import numpy as np

    raw = np.frombuffer(block, dtype=np.uint8)
    ends = raw == NEWLINE
    within = _within(raw)
    if within is None or (ends & within).any():
        return None
    marks: bytes = raw[(ends | (raw == COMMA)) & ~within].tobytes()
    return marks


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, in pieces that end where a line does."""
    while block := file.read(BLOCK):
        if not block.endswith(b"\n"):
            rest = file.readline(MOST_LINE + 1)
            if len(rest) > MOST_LINE:
                raise ShapeError(*past("characters in a line", MOST_LINE))
            block += rest
        yield block


def _within(raw: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_] | None:
    """The bytes within quotes, as a mask; None where a quote stands where none is expected."""
    import numpy as np

    if not plain_quotes(raw):
        return None
    within: npt.NDArray[np.bool_] = (np.cumsum(raw == QUOTE, dtype=np.uint8) & 1).astype(bool)
    return within


def plain_quotes(raw: npt.NDArray[np.uint8], delimiter: int = COMMA) -> bool:
    """Whether every quote among bytes begins or ends a cell, or is doubled."""
    import numpy as np

    places = np.flatnonzero(raw == QUOTE)
    if len(places) % 2:
        return False
    opening, closing = places[0::2], places[1::2]
    before = raw[opening[opening > 0] - 1]
    after = raw[closing[closing < len(raw) - 1] + 1]
    right = np.isin(before, (delimiter, NEWLINE, QUOTE)).all()
    return bool(right and np.isin(after, (delimiter, NEWLINE, RETURN, QUOTE)).all())


def _returns_are_line_ends(raw: npt.NDArray[np.uint8]) -> bool:
    import numpy as np

    places = np.flatnonzero(raw == RETURN)
    return bool(places[-1] < len(raw) - 1 and (raw[places + 1] == NEWLINE).all())


def mended(file: BinaryIO) -> tuple[bytes, list[int]]:
    """A CSV file as polars understands it, and the line of each row below the header.

    Raises:
        ShapeError: as `rows_of`; or there are too many cells.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    lines: list[int] = []
    for row in rows_of(file):
        if not lines:  # the header: columns are known by their places
            writer.writerow([f"c{place}" for place in range(len(row.cells))])
        else:
            writer.writerow(row.cells)
        lines.append(row.line)
        if len(lines) * len(row.cells) > MOST_CELLS + len(row.cells):
            raise ShapeError(*past("cells", MOST_CELLS))
    return out.getvalue().encode(), lines[1:]
