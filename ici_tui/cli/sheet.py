"""The rows of a workbook's sheets, written by column into what XlsxWriter made of the rest.

XlsxWriter takes ten microseconds for a cell, and holds all of them. Here a row of a sheet is text
in the form of ECMA-376 (SpreadsheetML, 18.3.1), its texts within it as XlsxWriter writes them in
its mode for large sheets. No text ever becomes a formula or a link.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.packs.sheet import column_letters
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Columns = Mapping[str, Sequence[object]]
    """The columns of some rows by name, all equally long: texts, numbers, truths, lists, None."""

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_576, 16_384, 32_767
"""Of a sheet, its header among the rows; and units of UTF-16 of a cell (Excel's specification)."""
LEVEL = 3
"""Of zlib: half the time of its own choice, for a file that is a fourteenth longer."""
LARGE = 1 << 31
"""Bytes from which on a part of a workbook needs the longer form of ZIP."""
LINE = "\x01"
"""Stands for the number of a row until that is known; no text that is seen has such a character."""
NUMBER = "%.16G"
"""A number as XlsxWriter writes it."""
_ODD = re.compile(r"[&<>]|_x[0-9a-fA-F]{4}_|^[^\S\n]|[^\S\n]$", re.MULTILINE)
"""What makes a text, of several lines, another one in a cell."""
_ESCAPE = re.compile("_(x[0-9a-fA-F]{4}_)")
"""What a reader would take for the escape of a character."""
_STYLE = re.compile(r'<row r="1"[^>]*><c r="A1" s="(?P<style>\d+)"/></row>')


class WorkbookError(Exception):
    """The records cannot be a workbook; the message says why and what can be done."""


class Sheet(NamedTuple):
    """The rows of a sheet as XML, its head not among them."""

    head: tuple[str, ...]
    pieces: list[bytes]
    size: int
    widths: list[int]
    """The characters of the longest text in each column."""


def sheet_of(portions: Iterable[Columns]) -> Sheet:
    """The rows of a sheet.

    Args:
        portions: some rows after the other, each with the same columns.

    Raises:
        WorkbookError: there are more rows or columns than fit.
    """
    head: tuple[str, ...] = ()
    pieces: list[bytes] = []
    widths: list[int] = []
    size = 0
    for columns in portions:
        head = head or tuple(columns)
        widths = widths or [len(name) for name in head]
        begun, size = size, size + len(next(iter(columns.values()), ()))
        if size >= MOST_ROWS or len(head) > MOST_COLUMNS:
            continue
        listed = [
            values if isinstance(values, list) else list(values) for values in columns.values()
        ]
        pieces.append(_rows(listed, begun + 2))
        for place, values in enumerate(listed):
            longest = max((len(one) for one in values if isinstance(one, str)), default=0)
            widths[place] = max(widths[place], longest)
    if size >= MOST_ROWS or len(head) > MOST_COLUMNS:
        raise WorkbookError(
            f"{size:,} rows of {len(head):,} columns do not fit a sheet, which has "
            f"{MOST_ROWS:,} of {MOST_COLUMNS:,}; write .csv"
        )
    return Sheet(head, pieces, size, widths)


def filled(made: io.BytesIO, sheets: Sequence[Sheet]) -> bytes:
    """A workbook with rows in its sheets, of which each has but one cell: in the style of heads.

    Args:
        made: the workbook.
        sheets: what goes into the first sheet, the second one, ….
    """
    out = io.BytesIO()
    rows = {f"xl/worksheets/sheet{number}.xml": one for number, one in enumerate(sheets, 1)}
    packed = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
    with zipfile.ZipFile(made) as before, packed as after:
        for name in before.namelist():
            content, sheet = before.read(name), rows.get(name)
            pieces = [content] if sheet is None else _filled(content.decode(), sheet)
            large = sheet is not None and sum(map(len, sheet.pieces)) > LARGE
            # A member that is opened by its name has the one date that is always the same.
            with after.open(name, "w", force_zip64=large) as member:
                member.writelines(pieces)
    return out.getvalue()


def _filled(xml: str, sheet: Sheet) -> Iterable[bytes]:
    style = _STYLE.search(xml)
    assert style is not None  # noqa: S101 - the one cell that there is
    before, after = xml[: style.start()], xml[style.end() :]
    last = f"{column_letters(max(len(sheet.head), 1))}{sheet.size + 1}"
    if last != "A1":
        before = before.replace('<dimension ref="A1"/>', f'<dimension ref="A1:{last}"/>')
    head = "".join(
        f'<c r="{column_letters(place)}1" s="{style["style"]}" t="inlineStr"><is>{_text(name)}</is></c>'
        for place, name in enumerate(sheet.head, 1)
    )
    yield f'{before}<row r="1">{head}</row>'.encode()
    yield from sheet.pieces
    yield after.encode()


def _rows(columns: Sequence[list[object]], first: int) -> bytes:
    """Rows as XML, the number of the first one given."""
    forms, told = [], []
    for place, values in enumerate(columns, 1):
        form, inner = _column(f'<c r="{column_letters(place)}{LINE}"', values)
        forms.append(form)
        told.append(inner)
    form = f'<row r="{LINE}">{"".join(forms)}</row>'
    rows = enumerate(zip(*told, strict=True), first)
    return "".join([(form % row).replace(LINE, str(line)) for line, row in rows]).encode()


def _column(start: str, values: list[object]) -> tuple[str, Sequence[object]]:
    """The form of a column's cells, and what each of them has in its place.

    Args:
        start: what a cell begins with.
        values: of the cells.
    """
    kinds = set(map(type, values))
    if kinds and kinds <= {float, int} and all(map(math.isfinite, values)):  # type: ignore[arg-type]
        return f"{start}><v>{NUMBER}</v></c>", values
    if kinds == {str} and _plain(values):  # type: ignore[arg-type]
        return f'{start} t="inlineStr"><is><t>%s</t></is></c>', values
    return "%s", [_cell(start, value) for value in values]


def _cell(start: str, value: object) -> str:
    """A cell by its kind; nothing where there is no value."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"{start}><v>{NUMBER % value}</v></c>"
    shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f'{start} t="inlineStr"><is>{_text(shown)}</is></c>'


def _plain(texts: Sequence[str]) -> bool:
    """Whether all texts stand in a cell as they are."""
    lines = "\n".join(texts)
    if not "".join(texts).isprintable() or _ODD.search(lines):
        return False
    return max(map(len, texts)) <= LONGEST // 2


def _text(text: str) -> str:
    """A text within a cell: what a terminal would act on is an escape, what is too long is cut."""
    shown = visible(text)
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 1] + "…"
    if len(shown) > LONGEST // 2:
        # A sign beyond the first 65,536 counts as two.
        shown = shown.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    kept = ' xml:space="preserve"' if shown != shown.strip() else ""
    inner = escape(_ESCAPE.sub(r"_x005F_\1", shown), quote=False)
    return f"<t{kept}>{inner}</t>"
