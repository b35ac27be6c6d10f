"""CSV, Parquet and worksheets as columns of text, with every cell's row kept for fault reports."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ici_tui.packs.files import inside, large, table_file
from ici_tui.packs.large import MISSING, Cells, UnreadableError, parse_number, read_large
from ici_tui.packs.workbook import SHEETS, read_sheet, workbook_of
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from ici_tui.packs.faults import Faults

    Reader = Callable[[Path], dict[str, Cells]]

Column = TypeVar("Column")

__all__ = ["MISSING", "Table", "parse_number", "read_table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns as cleaned text; None where missing. Those of a large file are `Cells`.

    `lines` holds each row's line in the file, the header being line 1; where it is empty, row k
    is line k + 2.
    """

    file: str
    columns: Mapping[str, Sequence[str | None]]
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
        columns = {name: _some(cells, places) for name, cells in self.columns.items()}
        return Table(self.file, columns, tuple(self.line(k) for k in places))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line in the file; missing cells are empty."""
        names = tuple(self.columns)
        for place, cells in enumerate(zip(*self.columns.values(), strict=True)):
            yield self.line(place), {k: cell or "" for k, cell in zip(names, cells, strict=True)}

    def numbers(self, column: str, faults: Faults) -> Sequence[float] | npt.NDArray[np.float64]:
        """A column as numbers, NaN where missing; what is not a number is a fault."""
        cells = self.columns[column]
        found: Sequence[float] | npt.NDArray[np.float64]
        if isinstance(cells, Cells):
            found, wrong = cells.numbers()
        else:
            read = [math.nan if text is None else parse_number(text) for text in cells]
            found = [math.nan if value is None else value for value in read]
            wrong = [place for place, value in enumerate(read) if value is None]
        for place in wrong:
            faults.add(
                self.file,
                f"{cells[place]!r} is not a number",
                "write a number, or leave the cell empty where it is missing",
                row=self.line(place),
                column=column,
            )
        return found


def _some(cells: Sequence[str | None], places: Sequence[int]) -> Sequence[str | None]:
    return cells.take(places) if isinstance(cells, Cells) else [cells[k] for k in places]


def read_table(
    folder: Path,
    stem: str,
    faults: Faults,
    *,
    required: bool = False,
    reader: Reader = read_large,
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
    before = len(faults.found)
    path = table_file(folder, stem)
    if path is not None:
        return _read_file(path, folder, faults, reader)
    if stem in SHEETS:
        path_or_none = workbook_of(folder, faults)
        if path_or_none is not None:
            return _read_workbook(path_or_none, folder, stem, faults)
    if required and len(faults.found) == before:
        faults.add(f"{stem}.csv", "the pack has no such file", f"a pack needs {stem}.csv")
    return None


def _inside(path: Path, folder: Path, faults: Faults) -> bool:
    """Whether the path is a file of the pack itself; a fault where it is not."""
    if not inside(path, folder):
        faults.add(path.name, "it is a link out of the pack", "copy the file into the pack")
        return False
    if not path.is_file():
        faults.add(path.name, "it is not a file", f"expected a table named {path.name}")
        return False
    return True


def _read_file(path: Path, folder: Path, faults: Faults, reader: Reader) -> Table | None:
    if not _inside(path, folder, faults):
        return None
    return _read_large(path, faults, reader) if large(path) else _read_small(path, faults)


def _read_small(path: Path, faults: Faults) -> Table | None:
    """A small CSV file, by the standard library: a lookup needs no polars."""
    columns: dict[str, list[str | None]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            for name in header:
                shown = f"{name}_duplicated_{len(columns)}" if name in columns else name
                columns[shown] = []
            cells = list(columns.values())
            for row in reader:
                if len(row) > len(header):
                    told = f"the row has {len(row)} cells, and the header {len(header)}"
                    faults.add(
                        path.name, told, "quote a cell that has a comma", row=reader.line_num
                    )
                    return None
                if row or len(header) == 1:
                    padded = [*row, *[""] * (len(header) - len(row))]
                    for column, cell in zip(cells, padded, strict=True):
                        column.append(cell)
    except (csv.Error, OSError, UnicodeDecodeError) as error:
        told = clean(str(error))[:160]
        faults.add(path.name, f"cannot be read: {told}", "expected a table in UTF-8")
        return None
    if not columns:
        faults.add(path.name, "the file is empty", "the first line names the columns")
        return None
    return _cleaned(path.name, columns, faults)


def _read_large(path: Path, faults: Faults, reader: Reader = read_large) -> Table | None:
    try:
        columns = reader(path)
    except UnreadableError as error:
        faults.add(path.name, f"cannot be read: {error}", "expected a table in UTF-8")
        return None
    return Table(path.name, _named(path.name, columns, faults))


def _read_workbook(path: Path, folder: Path, sheet: str, faults: Faults) -> Table | None:
    """A sheet, without its empty rows and its columns without a name."""
    if not _inside(path, folder, faults):
        return None
    columns = read_sheet(path, sheet, faults)
    if columns is None:
        return None
    named = {name: cells for name, cells in columns.items() if not _nameless(name, cells)}
    table = _cleaned(f"{path.name}, sheet {sheet}", named, faults)
    return table.only([place for place, cells in enumerate(_rows(table)) if any(cells)])


def _rows(table: Table) -> Iterator[tuple[str | None, ...]]:
    return zip(*table.columns.values(), strict=True)


def _nameless(name: str, cells: Sequence[str | None]) -> bool:
    return name.startswith("__UNNAMED__") and not any(cells)


def _cleaned(file: str, columns: Mapping[str, list[str | None]], faults: Faults) -> Table:
    named = _named(file, columns, faults)
    return Table(file, {name: [_text(cell) for cell in cells] for name, cells in named.items()})


def _named(file: str, columns: Mapping[str, Column], faults: Faults) -> dict[str, Column]:
    """The columns by their cleaned names; one that is there twice is a fault."""
    for name in columns:
        if "_duplicated_" in name:
            faults.add(file, f"the column {name.split('_duplicated_')[0]!r} is there twice")
    return {clean(name).strip(): cells for name, cells in columns.items()}


def _text(cell: str | None) -> str | None:
    if cell is None:
        return None
    text = clean(cell).strip()
    return None if text in MISSING else text
