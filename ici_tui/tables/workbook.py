"""Workbooks (.xlsx): the sheet that reads best as a table, or the one that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.opening import reason
from ici_tui.packs.shape import ShapeError
from ici_tui.packs.workbook import read_sheet, sheets_of
from ici_tui.sanitise import clean
from ici_tui.tables.errors import TableError
from ici_tui.tables.grid import Facts, grid_of
from ici_tui.tables.guesses import listed
from ici_tui.tables.markers import is_marker
from ici_tui.tables.number_text import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ici_tui.packs.shape import Row
    from ici_tui.tables.grid import Grid

MOST_SHEETS_TRIED = 20
MOST_BLANK_ABOVE, MOST_BLANK = 50, 5
"""Blank rows that are kept in the place where a header may be, and below."""
ASIDE = ("note", "meta", "readme", "read me", "about", "info", "content", "index", "source", "legend",
         "definition", "reference", "inhalt", "hinweis", "erläut", "sommaire", "índice", "说明", "目录")  # fmt: skip
"""What sheets are called that hold no data."""


class Sheet(NamedTuple):
    """A sheet that was read."""

    name: str
    rows: list[Row]
    unset: tuple[str, ...]
    """Its cells whose formula has no value."""


def read_workbook(path: Path, sheet: str | None) -> Grid:
    """A sheet as a grid.

    Args:
        path: the workbook.
        sheet: the one that is wanted, or None for the one that reads best.

    Raises:
        TableError: it cannot be read, has no such sheet, or no sheet with a table.
    """
    try:
        sheets = sheets_of(path)
        names = tuple(sheets)
        if sheet is not None:
            wanted = _named(sheet, names)
            return _grid(_sheet(path, wanted), names)
        best, faults = _best(path, [name for name in names if sheets[name]] or names)
    except ShapeError as error:
        raise TableError(error.message, error.fix) from None
    except OSError as error:
        raise TableError(reason(error)) from None
    if best is None:
        raise TableError(faults[0] if faults else "no sheet of the workbook holds anything")
    return _grid(best, names)


def _named(sheet: str, names: tuple[str, ...]) -> str:
    if sheet in names:
        return sheet
    alike = [name for name in names if clean(name).strip().casefold() == sheet.strip().casefold()]
    if alike:
        return alike[0]
    fix = did_you_mean(
        nearest(sheet, names, most=1), f"there are {listed(list(map(clean, names)))}"
    )
    raise TableError(f"there is no sheet {sheet!r}", fix)


def _best(path: Path, names: Sequence[str]) -> tuple[Sheet | None, list[str]]:
    best, most = None, -1.0
    faults = []
    for name in names[:MOST_SHEETS_TRIED]:
        try:
            sheet = _sheet(path, name)
        except ShapeError as error:
            faults.append(f"sheet {clean(name)}: {error.message}")
            continue
        score = _score(sheet)
        if score > most:
            best, most = sheet, score
    return best, faults


def _sheet(path: Path, name: str) -> Sheet:
    unset: list[str] = []
    rows = read_sheet(path, path.name, name, unset)
    return Sheet(name, rows, tuple(unset))


def _score(sheet: Sheet) -> float:
    """How many numbers a sheet holds in columns of numbers, or would hold, its name considered."""
    rows = sheet.rows
    sample = rows[:400]
    width = len(sample[0].cells) if sample else 0
    numbers = 0
    for place in range(width):
        cells = [row.cells[place].strip() for row in sample]
        full = [cell for cell in cells if not is_marker(cell)]
        fine = sum(
            cell[:1] in "-+.(0123456789$€£<" and read_number(cell) is not None for cell in full
        )
        numbers += fine if full and fine > 0.6 * len(full) else 0
    numbers = int(numbers * max(1.0, len(rows) / max(len(sample), 1)))
    numbers += len(sheet.unset)
    aside = any(word in sheet.name.casefold() for word in ASIDE)
    return numbers * (0.2 if aside else 1.0)


def _grid(sheet: Sheet, names: tuple[str, ...]) -> Grid:
    """The rows of a sheet, the blank ones among them in their places."""
    cells: list[list[str | None]] = []
    last = 0
    for row in sheet.rows:
        most = MOST_BLANK_ABOVE if row.line <= MOST_BLANK_ABOVE else MOST_BLANK
        cells += [[] for _ in range(min(row.line - last - 1, most))]
        cells.append(list(row.cells))
        last = row.line
    others = tuple(clean(name) for name in names if name != sheet.name)
    facts = Facts("xlsx", sheet=clean(sheet.name), other_sheets=others, unset=sheet.unset)
    return grid_of(cells, facts)
