"""Text with delimiters: which one, and its rows.

The first rows are read by the standard library, and those of a large file by polars (`lines`)
where its quotes are plain; else by the standard library as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_TEXT
from ici_tui.packs.shape import ShapeError, lines_of, plain_quotes
from ici_tui.tables.cells import Cells
from ici_tui.tables.encoding import first_characters
from ici_tui.tables.errors import TableError
from ici_tui.tables.grid import Facts, Grid, check_size, grid_of
from ici_tui.tables.late import late
from ici_tui.tables.markers import is_marker
from ici_tui.tables.row_names import with_row_names
from ici_tui.tables.series import series_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DELIMITERS = ("\t", ";", ",", "|")
"""Candidates; where two serve as well, the first of them."""
SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 1 << 18
HEAD_ROWS = 100
SHORT = 1 << 16
"""Characters that hold the first rows of most files."""
LARGE = 1 << 20
"""Bytes from which polars reads."""
SINGLE_QUOTED = late(rb"(^|[\t;,|])'([^'\"\r\n]*)'(?=[\t;,|\r\n]|$)", re.MULTILINE)
"""A cell between single quotes."""
NUMBER = late(r"[-+(]?[$€£]?\s?\d[\d.,\s]*%?\)?(?: [a-z]{1,3})?")
PLAIN = late(r"[0-9]+(?:\.[0-9]+)?")
"""Numbers that hold no delimiter."""
FORMULA = late(rb'(^|[\t;,|\r])"?="{1,2}([^"\r\n]*)"{1,2}"?(?=[\t;,|\r\n]|$)', re.MULTILINE)
"""A text that is to stay one in spreadsheets: `="0123"`, and the same within quotes."""


def read_delimited(content: bytes, encoding: str) -> Grid:
    """The cells of a text with delimiters.

    Args:
        content: UTF-8.
        encoding: the one that it had.

    Raises:
        TableError: it is no such table, or holds more than one may.
    """
    if b"\n" not in content and b"\r" in content:
        content = content.replace(b"\r", b"\n")
    delimiter, content = _told_delimiter(content)
    if b'"' in content and b'="' in content:  # one byte is looked for ten times as fast as two
        content = FORMULA.sub(rb'\1"\2"', content)
    if b"<" in content and b"</" in content:
        from ici_tui.tables.markup import without_tags

        content = without_tags(content)
    if b"&" in content and b";" in content:
        from ici_tui.tables.markup import without_entities

        content = without_entities(content)
    if b"'" in content and len(SINGLE_QUOTED.findall(content[: content.find(b"\n")])) > 1:
        content = SINGLE_QUOTED.sub(rb'\1"\2"', content)
    if delimiter is None:
        delimiter = delimiter_of(content)
    parted = None if delimiter else _parted_by_blanks(content)
    if parted is not None:
        delimiter, content = "\t", parted.encode()
    delimiter = delimiter or ","
    if delimiter == "|":
        from ici_tui.tables.markup import without_rules

        content = without_rules(content.decode()).encode()
    tabs = delimiter == "\t" and parted is None
    facts = Facts("tsv" if tabs else "csv", encoding, delimiter if parted is None else " ")
    padded = b'"' in content and _is_padded(_first_lines(content), delimiter)
    columns = None if len(content) <= LARGE or padded else _large(content, delimiter)
    if columns is None:
        rows = list(_rows(content.decode(), delimiter, padded=padded))
        return grid_of(with_row_names(rows), facts)
    return Grid(tuple(columns), facts)


def _parted_by_blanks(content: bytes) -> str | None:
    from ici_tui.tables.aligned import parted_by_blanks

    return parted_by_blanks(content.decode(), _first_lines(content))


def _told_delimiter(content: bytes) -> tuple[str | None, bytes]:
    """`sep=;` in the first line, as spreadsheet programs write it, and the text without."""
    end = content.find(b"\n")
    first = content[: max(end, 0)].decode()
    found = re.fullmatch(r'"?sep=(.)"?\s*', first.removeprefix("\ufeff"), re.IGNORECASE)
    return (found[1], content[end + 1 :]) if found else (None, content)


def _first_lines(content: bytes) -> list[str]:
    head = first_characters(content, SAMPLE_CHARACTERS)
    if len(head.encode()) < len(content):
        head = head.rpartition("\n")[0] or head
    return head.splitlines(keepends=True)[:SAMPLE_LINES]


def delimiter_of(content: bytes) -> str | None:
    """The delimiter by which the first lines become the most even rows with the most numbers.

    None where none of them parts anything.
    """
    lines = _first_lines(content)
    only = _only_delimiter(lines)
    if only is not None:
        return only
    best: float = 0.0
    delimiter = None
    for candidate in DELIMITERS:
        score = _score(lines, candidate)
        if score > best * 1.001:
            best, delimiter = score, candidate
    return delimiter


def _only_delimiter(lines: Sequence[str]) -> str | None:
    """The delimiter that stands in lines where no other one does, and nothing is quoted."""
    text = "".join(lines)
    found = [mark for mark in DELIMITERS if mark in text]
    if len(found) != 1 or '"' in text or len(text) > csv.field_size_limit():
        return None
    mark = found[0]
    parts = any(mark in line and line.replace(mark, "").strip() for line in lines)
    return mark if parts else None


def _score(lines: Sequence[str], delimiter: str) -> float:
    """How much like a table the lines are; 0 where they have one column."""
    rows = _parted(lines, delimiter, padded=_is_padded(lines, delimiter))
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda found: (found[1] * min(found[0], 4), found[0]))
    like = [row for row in rows if len(row) == width]
    cells = [cell.strip() for row in like for cell in row]
    others = [cell for cell in cells if not PLAIN.fullmatch(cell)]
    fine = len(cells) - len(others)
    fine += sum(bool(NUMBER.fullmatch(cell)) or is_marker(cell) for cell in others)
    mixed = sum(_holds_another(cell, delimiter) for cell in others)
    return (count / len(rows)) * (0.3 + (fine - mixed) / len(cells)) * (1 - 0.5 / width)


def _parted(lines: Sequence[str], delimiter: str, *, padded: bool) -> list[list[str]]:
    """The rows of a few lines, blank ones aside; none where they are no table."""
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=padded)
    try:
        return [row for row in reader if any(map(str.strip, row))]
    except csv.Error:
        return []


def _is_padded(lines: Sequence[str], delimiter: str) -> bool:
    """Whether blanks stand between delimiters and quotes, as in `"A" ; "B"`.

    A quote behind a blank may be one of a text: then rows are no more even with it as a cell's.
    """
    before = re.compile(rf'{re.escape(delimiter)} +"')
    if not any(map(before.search, lines)):
        return False
    plain, padded = (_parted(lines, delimiter, padded=way) for way in (False, True))
    return _even(padded) >= _even(plain) and len(padded) >= len(plain)


def _even(rows: Sequence[Sequence[str]]) -> float:
    """The share of rows that are as long as most."""
    return max(Counter(map(len, rows)).values(), default=0) / max(len(rows), 1)


def _holds_another(cell: str, delimiter: str) -> bool:
    """Whether a cell looks like several, joined by another delimiter."""
    if len(cell) > 400:
        return False
    return any(
        mark != delimiter and cell.count(mark) > (1 if mark == "," else 0) and ", " not in cell
        for mark in DELIMITERS
    )


def _rows(text: str, delimiter: str, *, padded: bool) -> Iterator[list[str]]:
    """The rows by the standard library, blank lines as empty ones.

    Args:
        text: all of it.
        delimiter: between cells.
        padded: whether blanks may stand before a cell's quotes.

    Raises:
        TableError: a line or a cell is too long.
    """
    lines = _lines(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=padded)
    try:
        yield from reader
    except csv.Error as error:
        told = str(error)
        if "field limit" in told:
            told = f"a cell has more than {MOST_TEXT:,} characters"
        raise TableError(
            f"line {reader.line_num} cannot be read: {told}", "close every quote"
        ) from None


def _lines(file: io.StringIO) -> Iterator[str]:
    try:
        for line in lines_of(file):
            yield line.replace("\0", "")
    except ShapeError as error:
        raise TableError(f"line {error.row}: {error.message}", error.fix) from None


def _large(content: bytes, delimiter: str) -> list[Cells] | None:
    """The columns of a large text: its first rows as those of a small one, the rest by polars.

    None where it cannot be read so.

    Raises:
        TableError: it holds more than a table may.
    """
    found = _first_rows(content, delimiter)
    if found is None or not delimiter.isascii():
        return None
    head, used = found
    head = with_row_names(head)
    width = max(map(len, head))
    check_size(len(head), width)
    heads = series_of(head, width)
    if not content[used : used + LARGE].strip() and not content[used:].strip():
        return [*map(Cells, heads)]
    if not _fits_polars(content, used, delimiter):
        return None
    from ici_tui.tables.lines import Lines

    columns = Lines(content, used, delimiter, width).columns(heads)
    if columns is not None:
        check_size(len(columns[0]), width)
    return columns


def _first_rows(content: bytes, delimiter: str) -> tuple[list[list[str]], int] | None:
    """The first rows and the bytes that they take; None where they cannot be read so.

    They are looked for in the beginning of the text: a file of all of it takes four times its room.
    """
    for most in (SHORT, LARGE, len(content)):
        text = first_characters(content, most)
        file = io.StringIO(text, newline="")
        reader = csv.reader(_lines(file), delimiter=delimiter)
        try:
            head = [row for _, row in zip(range(HEAD_ROWS), reader, strict=False)]
        except (csv.Error, TableError):
            head = []
        if len(head) == HEAD_ROWS and file.tell() < len(text):
            return head, len(text[: file.tell()].encode())
    return (head, len(content)) if head else None


def _fits_polars(content: bytes, first: int, delimiter: str) -> bool:
    """Whether polars reads rows as the standard library does, from a byte on."""
    if content.find(b"\0", first) >= 0:
        return False
    if content.find(b'"', first) < 0:
        return True
    import numpy as np

    return plain_quotes(np.frombuffer(content, dtype=np.uint8)[first:], ord(delimiter))
