"""CSV, Parquet and worksheets as columns of text, with every cell's row kept for fault reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.packs.columns import MISSING, Column, Columns, PlainColumn, parse_number
from ici_tui.packs.files import kind_of, table_names, workbook_names
from ici_tui.packs.large import is_large, read_columns
from ici_tui.packs.opening import MOST_BYTES, file_in_pack, reason
from ici_tui.packs.shape import ShapeError, named, named_places, rows_of
from ici_tui.regular import open_regular
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ici_tui.packs.columns import Numbers
    from ici_tui.packs.faults import Faults

    Reader = Callable[[Path], Columns]

SHEETS = ("iData", "iMeta")
"""The tables that a workbook can hold."""

__all__ = ["MISSING", "Table", "parse_number", "read_table"]


class Table(NamedTuple):
    """A file's columns as cleaned text; None where missing.

    `lines` holds each row's line in the file, the header being line 1; where it is empty, row k
    is line k + 2.
    """

    file: str
    columns: Mapping[str, Column]
    lines: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        """The number of rows below the header."""
        return len(next(iter(self.columns.values()), []))

    def line(self, place: int) -> int:
        """The line of a row in the file."""
        return self.lines[place] if self.lines else place + 2

    def only(self, places: Sequence[int]) -> Table:
        """Some of the rows, which keep their lines."""
        columns = {name: cells.take(places) for name, cells in self.columns.items()}
        return Table(self.file, columns, tuple(self.line(k) for k in places))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line in the file; missing cells are empty."""
        names = tuple(self.columns)
        for place, cells in enumerate(zip(*self.columns.values(), strict=True)):
            yield self.line(place), {k: cell or "" for k, cell in zip(names, cells, strict=True)}

    def numbers(self, column: str, faults: Faults) -> Numbers:
        """A column as numbers, NaN where missing; what is not a number is a fault."""
        cells = self.columns[column]
        found, wrong = cells.numbers()
        for place in faults.first(wrong, self.file):
            faults.add(
                self.file,
                f"{cells[place]!r} is not a number",
                "write a number, or leave the cell empty where it is missing",
                row=self.line(place),
                column=column,
            )
        return found


def read_table(
    folder: Path,
    stem: str,
    faults: Faults,
    *,
    required: bool = False,
    reader: Reader = read_columns,
) -> Table | None:
    """Read `stem.csv`, `stem.parquet`, or for the two tables of a pack a sheet of its workbook.

    Args:
        folder: the pack's.
        stem: the file's name without what comes after the dot.
        faults: takes note of what is wrong.
        required: whether it is a fault that there is none.
        reader: reads a large file.

    Returns:
        The table; None where it is not there or unreadable, which `faults` then says.
    """
    before = faults.count
    names = table_names(folder, stem)
    books = workbook_names(folder) if stem in SHEETS else ()
    if names:
        names += tuple(_sheets(folder, books, stem))
    if len(names) > 1:
        faults.add(names[0], f"{names[1]} is there as well", "keep one of them")
    elif names:
        return _read_file(folder, names[0], faults, reader)
    elif len(books) > 1:
        told = f"there are {len(books)} workbooks: {', '.join(books)}"
        faults.add(folder.name, told, "keep one of them")
    elif books:
        return _read_workbook(folder, books[0], stem, faults)
    if required and faults.count == before:
        faults.add(f"{stem}.csv", "the pack has no such file", f"a pack needs {stem}.csv")
    return None


def _sheets(folder: Path, books: Sequence[str], stem: str) -> Iterator[str]:
    """The sheets of workbooks that hold the same table as a file."""
    for book in books:
        from ici_tui.packs.workbook import has_sheet

        if has_sheet(folder, book, stem):
            yield f"{book}, sheet {stem}"


def _read_file(folder: Path, name: str, faults: Faults, reader: Reader) -> Table | None:
    try:
        path = file_in_pack(folder, name, kind_of(name))
        return _read_large(path, faults, reader) if is_large(path) else _read_small(path, faults)
    except OSError as error:
        faults.add(name, reason(error), f"expected a table named {name}")
        return None


def _read_small(path: Path, faults: Faults) -> Table | None:
    """A small CSV file, by the standard library: a lookup needs no polars."""
    lines: list[int] = []
    cells: list[list[str]] = []
    try:
        for row in rows_of(open_regular(path, MOST_BYTES[kind_of(path.name)])):
            lines.append(row.line)
            cells.append(row.cells)
        if not cells:
            raise ShapeError("the file is empty", "the first line names the columns")
        columns = _named(cells)
    except ShapeError as error:
        _tell(path.name, error, faults)
        return None
    return _table(path.name, columns, lines[1:])


def _named(rows: Sequence[list[str]]) -> dict[str, Column]:
    """Cleaned columns by name, from rows of which the first is the header.

    Raises:
        ShapeError: two have the same name, or several have cells and no name.
    """
    names = named(rows[0])
    columns = [[_text(row[place]) for row in rows[1:]] for place in range(len(names))]
    full = [k for k, name in enumerate(names) if not name and any(columns[k])]
    return {name: PlainColumn(columns[place]) for name, place in named_places(names, full).items()}


def _table(file: str, columns: Mapping[str, Column], lines: Sequence[int]) -> Table:
    usual = all(line == place for place, line in enumerate(lines, 2))
    return Table(file, columns, () if usual else tuple(lines))


def _read_large(path: Path, faults: Faults, reader: Reader = read_columns) -> Table | None:
    try:
        columns = reader(path)
    except ShapeError as error:
        _tell(path.name, error, faults)
        return None
    for name, kind in columns.nested.items():
        told = f"the column holds {kind} values"
        faults.add(path.name, told, "a cell is a number or a text", column=name)
    return None if columns.nested else Table(path.name, columns.cells, columns.lines)


def _tell(file: str, error: ShapeError, faults: Faults) -> None:
    faults.add(file, error.message, error.fix, row=error.row, column=error.column)


def _read_workbook(folder: Path, name: str, sheet: str, faults: Faults) -> Table | None:
    """A sheet, without its empty rows and its columns without a name."""
    from ici_tui.packs.workbook import NoSheetError, read_sheet

    shown = f"{name}, sheet {sheet}"
    try:
        rows = [row for row in read_sheet(folder, name, sheet) if any(map(_text, row.cells))]
        if not rows:
            raise ShapeError("the sheet is empty", "the first row names the columns")
        columns = _named([row.cells for row in rows])
    except NoSheetError as error:
        faults.add(name, str(error), f"name the sheet {sheet}")
        return None
    except OSError as error:
        faults.add(name, reason(error), "expected a workbook (.xlsx)")
        return None
    except ShapeError as error:
        _tell(name if error.row is None else shown, error, faults)
        return None
    return _table(shown, columns, [row.line for row in rows[1:]])


def _text(cell: str | None) -> str | None:
    if cell is None:
        return None
    text = clean(cell).strip()
    return None if text in MISSING else text
