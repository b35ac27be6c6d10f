"""Flat records as a workbook (.xlsx): values as numbers, statuses, and a sheet of sources.

XlsxWriter is part of the extra `excel`: it is imported here alone.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ici_tui.cli.sheet import WorkbookError, filled, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ici_tui.cli.sheet import Columns
    from ici_tui.questions.stamp import Stamp
    from ici_tui.views.study import Study

    Row = Sequence[object]

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""One moment for every workbook: the same values are the same bytes."""
STATUSES = ("unit", "name", "node", "status", "low", "high", "source", "note")
SOURCES = ("source", "title", "publisher", "year", "url", "note")

LEAST_WIDTH, MOST_WIDTH = 8, 50
"""Characters that a column is wide."""


def workbook(portions: Iterable[Columns], study: Study | None, stamp: Stamp | None) -> bytes:
    """The bytes of a workbook.

    Args:
        portions: the first sheet, some rows after the other, each with the same columns.
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
    sheets = {"Values": sheet_of(portions)}
    if study is not None:
        sheets["Statuses"] = sheet_of([_by_column(STATUSES, _statuses(study))])
    if study is not None and stamp is not None:
        sheets["Sources"] = sheet_of([_by_column(SOURCES, _sources(study, stamp))])
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": MADE, "comments": "" if stamp is None else stamp.command})
    bold = book.add_format({"bold": True})
    for name, written in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_blank(0, 0, None, bold)
        for column, width in enumerate(written.widths):
            sheet.set_column(column, column, min(max(width, LEAST_WIDTH), MOST_WIDTH) + 1)
    book.close()
    return filled(made, list(sheets.values()))


def columns_of(records: Sequence[Mapping[str, object]]) -> Columns:
    """Records, a row each, as columns; where a record has no such value it is None."""
    names = dict.fromkeys(key for record in records for key in record)
    return {name: [record.get(name) for record in records] for name in names}


def _by_column(head: Sequence[str], rows: Iterable[Row]) -> Columns:
    listed = list(rows)
    return {
        name: [row[place] if place < len(row) else None for row in listed]
        for place, name in enumerate(head)
    }


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
