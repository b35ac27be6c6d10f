"""CSV and Parquet files as columns of text, with every cell's row kept for fault reports."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.packs.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ici_tui.packs.faults import Faults

MISSING = frozenset({"", "NA"})


@dataclass(frozen=True, slots=True)
class Table:
    """A file's columns as cleaned text; None where missing. Row k is line k + 2 of the file."""

    file: str
    columns: Mapping[str, list[str | None]]

    @property
    def height(self) -> int:
        """The number of rows below the header."""
        return len(next(iter(self.columns.values()), []))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line in the file; missing cells are empty."""
        for place in range(self.height):
            yield place + 2, {name: cells[place] or "" for name, cells in self.columns.items()}

    def numbers(self, column: str, faults: Faults) -> list[float]:
        """A column as numbers, NaN where missing; what is not a number is a fault."""
        found = []
        for place, text in enumerate(self.columns[column]):
            value = math.nan if text is None else parse_number(text)
            if value is None:
                faults.add(
                    self.file,
                    f"{text!r} is not a number",
                    "write a number, or leave the cell empty where it is missing",
                    row=place + 2,
                    column=column,
                )
                value = math.nan
            found.append(value)
        return found


def parse_number(text: str) -> float | None:
    """A finite number, or None: `nan` and `inf` are not numbers of an index."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def read_table(folder: Path, stem: str, faults: Faults, *, required: bool = False) -> Table | None:
    """Read `stem.csv` or `stem.parquet` of a pack; None where it is not there or unreadable."""
    import polars as pl
    from polars.exceptions import PolarsError

    for suffix in (".csv", ".parquet"):
        path = folder / (stem + suffix)
        if not path.exists():
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            faults.add(path.name, "it is a link out of the pack", "copy the file into the pack")
            return None
        if not path.is_file():
            faults.add(path.name, "it is not a file", f"expected a table named {path.name}")
            return None
        try:
            if suffix == ".csv":
                frame = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=False)
            else:
                frame = pl.read_parquet(path).cast(pl.String)
        except (PolarsError, OSError, UnicodeDecodeError) as error:
            first = clean(str(error)).split(". ")[0][:160]
            faults.add(path.name, f"cannot be read: {first}", "expected a table in UTF-8")
            return None
        names = [clean(name).strip() for name in frame.columns]
        repeated = [name for name in names if "_duplicated_" in name]
        for name in repeated:
            faults.add(path.name, f"the column {name.split('_duplicated_')[0]!r} is there twice")
        return Table(
            path.name,
            {
                name: [_text(cell) for cell in frame.get_column(old).to_list()]
                for name, old in zip(names, frame.columns, strict=True)
            },
        )
    if required:
        faults.add(f"{stem}.csv", "the pack has no such file", f"a pack needs {stem}.csv")
    return None


def _text(cell: str | None) -> str | None:
    if cell is None:
        return None
    text = clean(cell).strip()
    return None if text in MISSING else text
