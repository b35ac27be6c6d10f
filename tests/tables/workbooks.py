"""Workbooks in memory."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """The bytes of a workbook with some sheets, each of rows of cells."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    length, clock = (book.add_format({"num_format": code}) for code in ("[h]:mm:ss", "h:mm"))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime.timedelta):
                    sheet.write_datetime(r, c, cell, length)
                elif isinstance(cell, datetime.time):
                    sheet.write_datetime(r, c, cell, clock)
                elif cell != "":
                    sheet.write(r, c, cell)
    book.close()
    return made.getvalue()
