"""A sheet of a workbook, row by row, as its XML is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_COLUMNS, MOST_SHEET_CELLS, MOST_TEXTS, past
from ici_tui.packs.shape import Row, ShapeError
from ici_tui.packs.workbook_parts import Part

if TYPE_CHECKING:
    from ici_tui.packs.workbook_parts import Dates

MOST_ROWS = 1_048_576
"""Rows that a worksheet can have."""
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SAVE_IT = "open the workbook in a spreadsheet program and save it"
"""What gives formulas their values."""
TEXTS_ON_AND_OFF = {"0": "FALSE", "1": "TRUE"}


class SheetRows(Part):
    """A sheet, row by row."""

    kept = frozenset({"v", "t"})

    def __init__(
        self,
        texts: list[str],
        dates: Dates,
        *,
        unset: list[str] | None = None,
        uncomputed: bool = False,
    ) -> None:
        """A sheet.

        Args:
            texts: those that cells share.
            dates: the styles of dates.
            unset: takes the cells whose formula has no value, which are blank then; such a cell is
                a fault where this is None.
            uncomputed: whether the workbook asks to be computed when it is opened: zeros are no
                values then, if no formula of the sheet has another one.
        """
        super().__init__()
        self._texts, self._dates = texts, dates
        self._unset, self._uncomputed = unset, uncomputed
        self._zeros: list[tuple[dict[int, str], int, int]] = []
        self._others = 0
        self._rows: list[tuple[int, dict[int, str]]] = []
        self._cells: dict[int, str] = {}
        self._row = self._column = self._width = self._total = 0
        self._cell: dict[str, str] = {}
        self._runs: list[str] | None = None
        self._formula = self._reading = False

    def rows(self) -> list[Row]:
        """The rows that hold anything, all as long as the longest."""
        if self._uncomputed and not self._others and len(self._zeros) > 1:
            for cells, row, column in self._zeros:
                self._tell_unset(row, column)
                cells.pop(column, None)
        columns = range(1, self._width + 1)
        return [Row(n, [cells.get(k, "") for k in columns]) for n, cells in self._rows if cells]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row or a cell begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._reading = True

    def _begin_row(self, given: str | None) -> None:
        number = self._row + 1
        if given is not None:
            number = int(given) if given.isdecimal() and len(given) < 8 else 0
        if not self._row < number <= MOST_ROWS:
            raise ShapeError(f"{given!r} is no row after row {self._row}", "save the workbook anew")
        self._row, self._column, self._cells = number, 0, {}
        self._rows.append((number, self._cells))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        column = self._column + 1
        if given is not None:
            found = REFERENCE.fullmatch(given)
            column = _number_of(found[1]) if found and int(found[2]) == self._row else 0
        if not self._column < column <= MOST_COLUMNS:
            told = f"{(given or '')[:20]!r} is no cell after column {self._column}"
            raise ShapeError(told, "save the workbook anew", row=self._row or None)
        self._column, self._cell, self._runs = column, attributes, None
        self._formula = False

    def text(self, name: str, text: str) -> None:
        """The text of a cell, or a run of it."""
        if not self._reading:
            self._runs = [*(self._runs or ()), text]

    def end(self, name: str) -> None:
        """A cell is whole."""
        if name == "rPh":
            self._reading = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        text = "" if self._runs is None else self._shown("".join(self._runs))
        if self._formula:
            # A formula whose value is an empty text says that it is one.
            if self._runs is None or (not text and self._cell.get("t", "n") == "n"):
                self._tell_unset(self._row, self._column)
            elif text == "0":
                self._zeros.append((self._cells, self._row, self._column))
            else:
                self._others += 1
        if not text:
            return
        self._cells[self._column] = text
        self._width = max(self._width, self._column)
        self._total += len(text)
        if self._row * self._width > MOST_SHEET_CELLS:
            told, fix = past("cells", MOST_SHEET_CELLS, self._row * self._width)
            raise ShapeError(
                f"to its furthest cell {told}", fix, self._row, column_letters(self._column)
            )
        if self._total > MOST_TEXTS:
            raise ShapeError(*past("characters", MOST_TEXTS))

    def _tell_unset(self, row: int, column: int) -> None:
        """Note a formula without a value, or refuse it."""
        if self._unset is None:
            raise ShapeError("a formula has no value", SAVE_IT, row, column_letters(column))
        self._unset.append(f"{column_letters(column)}{row}")

    def _shown(self, text: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            place = int(text) if text.isdecimal() and len(text) < 8 else len(self._texts)
            if place >= len(self._texts):
                told = f"there is no shared text {text[:20]!r}"
                raise ShapeError(
                    told, "save the workbook anew", self._row, column_letters(self._column)
                )
            return self._texts[place]
        if kind == "e":  # what a formula could not compute; #N/A says that a value is missing
            return "" if text == "#N/A" else text
        if kind == "b":
            return TEXTS_ON_AND_OFF.get(text, text)
        if kind == "n":
            return self._dates.shown(self._cell.get("s", ""), text.strip())
        return text


def _number_of(letters: str) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters by which a spreadsheet calls a column, of which A is 1."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
