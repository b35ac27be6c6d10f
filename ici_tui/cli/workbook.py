"""Flat records as a workbook (.xlsx): values as numbers, statuses, and a sheet of sources.

XlsxWriter is part of the extra `excel`: it is imported here alone.
"""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ici_tui.questions.stamp import Stamp
    from ici_tui.views.study import Study

    Row = Sequence[object]

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_576, 16_384, 32_767
"""Of a sheet, its header among the rows; and characters of a cell (Excel's specification)."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""One moment for every workbook: the same values are the same bytes."""
STATUSES = ("unit", "name", "node", "status", "low", "high", "source", "note")
SOURCES = ("source", "title", "publisher", "year", "url", "note")


class WorkbookError(Exception):
    """The records cannot be a workbook; the message says why and what can be done."""


LEAST_WIDTH, MOST_WIDTH = 8, 50
"""Characters that a column is wide."""


def workbook(
    records: Sequence[Mapping[str, object]], study: Study | None, stamp: Stamp | None
) -> bytes:
    """The bytes of a workbook.

    Args:
        records: a row each, on the first sheet.
        study: whose statuses and sources stand on the other sheets; None for what is no index.
        stamp: what made it, above the sources.

    Raises:
        WorkbookError: the library is missing, or there are more rows or columns than fit.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise WorkbookError(
            "writing .xlsx needs XlsxWriter: pip install 'ici-tui[excel]'; or write .csv"
        ) from None
    columns = list(dict.fromkeys(key for record in records for key in record))
    if len(records) >= MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise WorkbookError(
            f"{len(records):,} rows of {len(columns):,} columns do not fit a sheet, which has "
            f"{MOST_ROWS:,} of {MOST_COLUMNS:,}; write .csv"
        )
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": MADE, "comments": "" if stamp is None else stamp.command})
    bold = book.add_format({"bold": True})
    sheets: list[tuple[str, Sequence[str], Iterable[Row]]] = [
        ("Values", columns, ([record.get(key) for key in columns] for record in records))
    ]
    if study is not None:
        sheets.append(("Statuses", STATUSES, _statuses(study)))
    if study is not None and stamp is not None:
        sheets.append(("Sources", SOURCES, _sources(study, stamp)))
    for name, head, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        widths = [len(text) for text in head]
        for column, text in enumerate(head):
            sheet.write_string(0, column, _text(text), bold)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write(sheet, line, column, value)
                if isinstance(value, str):
                    widths[column] = max(widths[column], len(value))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width, LEAST_WIDTH), MOST_WIDTH) + 1)
    book.close()
    return made.getvalue()


def _write(sheet: Any, line: int, column: int, value: object) -> None:
    """Write a cell by its kind: no text ever becomes a formula or a link."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    else:
        shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        sheet.write_string(line, column, _text(shown))


def _text(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _statuses(study: Study) -> Iterable[Row]:
    """What is known of each value: the pack's evidence, and what the pipeline put in."""
    index, cells = study.pack.index, study.pack.cells
    names = dict(zip(index.codes, index.names, strict=True))
    for (unit, node), cell in cells.items() if cells is not None else ():
        if unit in names:
            yield (unit, names[unit], node, cell.status, cell.low, cell.high,
                   ", ".join(cell.source), cell.note)  # fmt: skip
    for one in study.prepared.record.imputed():
        note = f"imputed as {one.value:g}"
        yield (one.unit, names[one.unit], one.indicator, "imputed", None, None, "", note)


def _sources(study: Study, stamp: Stamp) -> Iterable[Row]:
    """How it was made, what is assumed, and the sources of the pack."""
    info = study.pack.index.info
    told = {
        "Made by": f"ici-tui {stamp.version}",
        "Pack": stamp.pack,
        "Files": f"sha256 {stamp.digest}",
        "Weights": stamp.weights or f"the pack's own ({info.weights_name})",
        "Methods": ", ".join(stamp.methods),
        "Again": stamp.command,
        "Standing": info.standing_line,
    }
    yield from ((name, text) for name, text in told.items() if text)
    for assumed in info.assumptions:
        yield (assumed.id, assumed.text)
    about = (info.title, info.publisher, info.edition, info.url, info.citation)
    if any(about[1:]):
        yield ("index", *about)
    for source in study.pack.sources.values():
        yield (source.id, source.title, source.publisher, source.year, source.url, source.note)
