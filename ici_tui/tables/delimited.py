"""Text with delimiters: which one, and its rows.

The first rows are read by the standard library, and those of a large file by polars where its
quotes are plain; else by the standard library as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_TEXT
from ici_tui.packs.shape import ShapeError, lines_of, plain_quotes
from ici_tui.tables.aligned import parted_by_blanks
from ici_tui.tables.errors import TableError
from ici_tui.tables.grid import Facts, Grid, check_size, grid_of
from ici_tui.tables.markers import is_marker
from ici_tui.tables.series import fit_all, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

DELIMITERS = ("\t", ";", ",", "|")
"""Candidates; where two serve as well, the first of them."""
SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 1 << 18
HEAD_ROWS = 100
LARGE = 1 << 20
"""Characters from which polars reads."""
NUMBER = re.compile(r"[-+(]?[$€£]?\s?\d[\d.,\s]*%?\)?(?: [a-z]{1,3})?")
RULED = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*(?:\n|$)", re.MULTILINE)
"""The line below the header of a table in Markdown."""
FORMULA = re.compile(r'(^|[\t;,|])"?="{1,2}([^"\n]*)"{1,2}"?(?=[\t;,|\r\n]|$)', re.MULTILINE)
"""A text that is to stay one in spreadsheets: `="0123"`, and the same within quotes."""
FIRST_SHOWN = 32
"""The first byte of ASCII that is no control byte."""


def read_delimited(text: str, encoding: str) -> Grid:
    """The cells of a text with delimiters.

    Raises:
        TableError: it is no such table, or holds more than one may.
    """
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    delimiter, text = _told_delimiter(text)
    if '="' in text:
        text = FORMULA.sub(r'\1"\2"', text)
    if delimiter is None:
        delimiter = delimiter_of(text)
    parted = None if delimiter else parted_by_blanks(text, _first_lines(text))
    if parted is not None:
        delimiter, text = "\t", parted
    delimiter = delimiter or ","
    if delimiter == "|":
        text = RULED.sub("", text)
    tabs = delimiter == "\t" and parted is None
    facts = Facts("tsv" if tabs else "csv", encoding, delimiter if parted is None else " ")
    if len(text) <= LARGE:
        return grid_of(list(_rows(text, delimiter)), facts)
    return _large(text, delimiter, facts)


def _told_delimiter(text: str) -> tuple[str | None, str]:
    """`sep=;` in the first line, as spreadsheet programs write it, and the text without."""
    first, end, rest = text.partition("\n")
    found = re.fullmatch(r'"?sep=(.)"?\s*', first.removeprefix("\ufeff"), re.IGNORECASE)
    return (found[1], rest) if found and end else (None, text)


def _first_lines(text: str) -> list[str]:
    head = text[:SAMPLE_CHARACTERS]
    if len(head) < len(text):
        head = head.rpartition("\n")[0] or head
    return head.splitlines(keepends=True)[:SAMPLE_LINES]


def delimiter_of(text: str) -> str | None:
    """The delimiter by which the first lines become the most even rows with the most numbers.

    None where none of them parts anything.
    """
    lines = _first_lines(text)
    best: float = 0.0
    delimiter = None
    for candidate in DELIMITERS:
        score = _score(lines, candidate)
        if score > best * 1.001:
            best, delimiter = score, candidate
    return delimiter


def _score(lines: Sequence[str], delimiter: str) -> float:
    """How much like a table the lines are; 0 where they have one column."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row))]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda found: (found[1] * min(found[0], 4), found[0]))
    like = [row for row in rows if len(row) == width]
    cells = [cell.strip() for row in like for cell in row]
    fine = sum(bool(NUMBER.fullmatch(cell)) or is_marker(cell) for cell in cells)
    mixed = sum(_holds_another(cell, delimiter) for cell in cells)
    return (count / len(rows)) * (0.3 + (fine - mixed) / len(cells)) * (1 - 0.5 / width)


def _holds_another(cell: str, delimiter: str) -> bool:
    """Whether a cell looks like several, joined by another delimiter."""
    if len(cell) > 400:
        return False
    return any(
        mark != delimiter and cell.count(mark) > (1 if mark == "," else 0) and ", " not in cell
        for mark in DELIMITERS
    )


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows by the standard library, blank lines as empty ones.

    Raises:
        TableError: a line or a cell is too long.
    """
    reader = csv.reader(_lines(io.StringIO(text, newline="")), delimiter=delimiter)
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


def _large(text: str, delimiter: str, facts: Facts) -> Grid:
    """A large text: its first rows as a small one, the rest by polars."""
    found = _first_rows(text, delimiter)
    if found is None:
        return grid_of(list(_rows(text, delimiter)), facts)
    head, used = found
    width = max(map(len, head))
    content = text[used:].encode()
    rest = _by_polars(content, delimiter, width)
    if rest is None:
        return grid_of(list(_rows(text, delimiter)), facts)
    check_size(len(rest[0]) + len(head), width)
    clean = _is_clean(content, delimiter)
    if not (clean and _is_tight(content, delimiter)):
        rest = fit_all(rest, clean_already=clean)
    pairs = zip(series_of(head, width), rest, strict=True)
    columns = (one.append(other.alias(one.name)) for one, other in pairs)
    return Grid(tuple(columns), facts)


def _first_rows(text: str, delimiter: str) -> tuple[list[list[str]], int] | None:
    """The first rows and where they end; None where they cannot be read so.

    They are looked for in the beginning of the text: a file of all of it takes four times its room.
    """
    for most in (LARGE, len(text)):
        file = io.StringIO(text[:most], newline="")
        reader = csv.reader(_lines(file), delimiter=delimiter)
        try:
            head = [row for _, row in zip(range(HEAD_ROWS), reader, strict=False)]
        except (csv.Error, TableError):
            head = []
        if len(head) == HEAD_ROWS and file.tell() < most:
            return head, file.tell()
    return (head, len(text)) if head else None


def _is_clean(content: bytes, delimiter: str) -> bool:
    """Whether bytes are ASCII without control bytes; line ends within quotes are looked at."""
    if not content.isascii() or b'"' in content or (delimiter != "\t" and b"\t" in content):
        return False
    import numpy as np

    # Counting is many times faster than a search by a pattern.
    lines = content.count(b"\n") + content.count(b"\r") + content.count(b"\t")
    raw = np.frombuffer(content, dtype=np.uint8)
    return int(np.count_nonzero(raw < FIRST_SHOWN)) == lines and b"\x7f" not in content


def _is_tight(content: bytes, delimiter: str) -> bool:
    """Whether no cell of clean bytes begins or ends with a blank, line ends aside."""
    import numpy as np

    if b"\r" in content or content.startswith(b" ") or content.endswith(b" "):
        return False
    raw = np.frombuffer(content, dtype=np.uint8)
    blanks = np.flatnonzero(raw == ord(" "))
    ends = [ord(delimiter), ord("\n")]
    return not (np.isin(raw[blanks - 1], ends).any() or np.isin(raw[blanks + 1], ends).any())


def _by_polars(content: bytes, delimiter: str, width: int) -> list[pl.Series] | None:
    """The columns of rows without a header; None where polars may read them otherwise."""
    import polars as pl
    from polars.exceptions import PolarsError

    if content.isspace() or not content:
        return [pl.Series(f"c{k}", [], dtype=pl.String) for k in range(width)]
    quoted = b'"' in content
    if b"\0" in content:
        return None
    if quoted:
        import numpy as np

        if not plain_quotes(np.frombuffer(content, dtype=np.uint8), ord(delimiter)):
            return None
    try:
        frame = pl.read_csv(
            content,
            has_header=False,
            separator=delimiter,
            quote_char='"' if quoted else None,
            schema={f"c{k}": pl.String for k in range(width)},
            truncate_ragged_lines=False,
        )
    except PolarsError:  # rows that are longer: the standard library tells how much
        return None
    return frame.get_columns()
