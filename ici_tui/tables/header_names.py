"""The rows of a header as one name per column, and the pillars above it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.tables.late import late
from ici_tui.tables.periods import period
from ici_tui.tables.words import RANK

if TYPE_CHECKING:
    from collections.abc import Sequence

DISTINCT = 0.9
"""Share of different cells from which a row names its columns."""
DESCRIBES = 1.4
"""So many times longer than the names, the row below them describes."""
BARE = late(
    r"(?:\([^()]*\)|%[^()]*|values?|scores?|ranks?|rates?|index|number|numbers|no\.?|total|totals|percent|percentage|share|estimates?|forecasts?|year|unit|"
    r"wert|anzahl|prozent|rang|valeur|nombre|rang|valor|número)(?:[\s,]+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
"""Names that say nothing by themselves."""
TYPES = frozenset(
    {
        "string", "str", "text", "char", "character", "varchar", "categorical", "category", "factor", "object",
        "int", "integer", "int32", "int64", "bigint", "float", "float32", "float64", "double", "decimal",
        "numeric", "number", "real", "date", "datetime", "timestamp", "bool", "boolean", "logical", "nominal",
        "ordinal", "continuous",
    }
)  # fmt: skip
"""What a row of types of columns holds."""
SEVERAL = 2
"""Measures below a cell, and such cells, from which these are pillars."""
SHORT = 24
"""Characters, on average, of a row that adds to the names: units, years."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above a column."""

    name: str
    pillars: tuple[str, ...] = ()
    """From the outermost in."""
    described: str = ""


def headers_of(
    rows: Sequence[Sequence[str]], numeric: Sequence[int], width: int | None = None
) -> tuple[Header, ...]:
    """The header of each column.

    Args:
        rows: the header's rows, from above down; none where there is no header.
        numeric: the columns of numbers.
        width: the number of columns, where there is no row.
    """
    if not rows:
        return tuple(Header(f"column {k + 1}") for k in range(width or 0))
    if len(rows) == 1:
        return tuple(Header(cell) for cell in rows[0])
    rows, described = _without_description(rows, numeric)
    if len(rows) == 1:
        told = described or [""] * len(rows[0])
        return tuple(Header(cell, (), text) for cell, text in zip(rows[0], told, strict=True))
    named = _naming_row(rows, numeric)
    filled = [_filled_right(rows, k) if k < named else list(row) for k, row in enumerate(rows)]
    joined = named == len(rows)  # no row alone tells the columns apart: as many from below as do
    if joined:
        named = _rows_from_below(filled, numeric)
    parts = range(named, len(rows))
    found = tuple(
        _header(filled, column, parts, column in numeric, described[column] if described else "")
        for column in range(len(rows[0]))
    )
    return _with_first_above(found, filled, numeric) if joined and named == 0 else found


def _with_first_above(
    found: tuple[Header, ...], rows: Sequence[Sequence[str]], numeric: Sequence[int]
) -> tuple[Header, ...]:
    """Headers of which the first row is the pillars too, where a cell of it stands above two measures.

    Ranks and years below it are none: they are of one measure.
    """
    counts = Counter(
        rows[0][k]
        for k in numeric
        if rows[0][k]
        and any(below := [row[k] for row in rows[1:]])
        and not any(period(cell) or RANK.search(cell) for cell in below)
    )
    if max(counts.values(), default=0) < SEVERAL or len(counts) < SEVERAL:
        return found
    return tuple(
        replace(one, pillars=(rows[0][k],)) if counts[rows[0][k]] > 1 and k in numeric else one
        for k, one in enumerate(found)
    )


def _header(
    rows: Sequence[Sequence[str]], column: int, parts: range, numeric: bool, described: str
) -> Header:
    own = [rows[k][column] for k in parts if rows[k][column]]
    above = [rows[k][column] for k in range(parts.start) if rows[k][column]]
    if not own:
        return Header(above[-1] if above else "", (), described)
    if not numeric:
        return Header(_joined(own), (), described)
    pillars = tuple(name for name in dict.fromkeys(above) if name not in own)
    name = _joined(own)
    if pillars and BARE.fullmatch(name):  # `(years) 2021` says nothing without what stands above it
        name, pillars = f"{pillars[-1]} {name}", pillars[:-1]
    return Header(name, pillars, described)


def _joined(parts: Sequence[str]) -> str:
    """Cells one below the other as one name: those that another one holds are not said again."""
    told = list(dict.fromkeys(parts))
    return " ".join(
        part for part in told if not any(part != one and holds_words(one, part) for one in told)
    )


def holds_words(text: str, part: str) -> bool:
    """Whether the words of one text stand in another: `Location` in `Location Full`."""
    return f" {part.casefold()} " in f" {text.casefold()} "


def with_keys_named(header: Sequence[Header], row: Sequence[str]) -> tuple[Header, ...]:
    """Headers of which some are named by a row of their own."""
    return tuple(
        replace(one, name=cell) if cell else one for one, cell in zip(header, row, strict=True)
    )


def _cells(row: Sequence[str], numeric: Sequence[int]) -> list[str]:
    return [row[k] for k in numeric if row[k]]


def _distinct(row: Sequence[str], numeric: Sequence[int]) -> bool:
    """Whether a row has a cell above most columns of numbers, and most are different."""
    cells = _cells(row, numeric)
    return len(cells) >= 0.7 * len(numeric) and len(set(cells)) >= DISTINCT * len(cells)


def _without_description(
    rows: Sequence[Sequence[str]], numeric: Sequence[int]
) -> tuple[Sequence[Sequence[str]], Sequence[str] | None]:
    """The rows without a last one that describes what the one above it names."""
    last, above = rows[-1], rows[-2]
    if len(rows) > 2 and any(last) and all(cell.startswith("{") for cell in last if cell):
        return _without_description(rows[:-1], numeric)  # records of whoever made the survey
    if all(cell.casefold() in TYPES for cell in last if cell) and any(last):
        return rows[:-1], last
    if not _distinct(above, numeric):
        return rows, None
    long, short = _cells(last, numeric), _cells(above, numeric)
    if not long:
        return rows[:-1], last
    mean = sum(map(len, long)) / len(long)
    if mean > SHORT and mean > DESCRIBES * sum(map(len, short)) / len(short):
        return rows[:-1], last
    return rows, None


def _naming_row(rows: Sequence[Sequence[str]], numeric: Sequence[int]) -> int:
    """The first row that tells the columns apart by itself; their number where none does."""
    for place, row in enumerate(rows):
        if (
            _distinct(row, numeric)
            and not all(period(cell) for cell in _cells(row, numeric))
            and not _spans(rows, place, numeric)
        ):
            below = [cell for other in rows[place + 1 :] for cell in _cells(other, numeric)]
            if not below or sum(map(len, below)) <= SHORT * len(below):
                return place
    return len(rows)


def _spans(rows: Sequence[Sequence[str]], place: int, numeric: Sequence[int]) -> bool:
    """Whether a cell of a row stands above two columns or more that a row below names."""
    row, below = rows[place], rows[place + 1 :]
    last = -1
    for column, cell in enumerate(row):
        if cell:
            last = column
        elif (
            last in numeric
            and column in numeric
            and all(any(other[k] for other in below) for k in (last, column))
        ):
            return True
    return False


def _rows_from_below(rows: Sequence[Sequence[str]], numeric: Sequence[int]) -> int:
    for start in range(len(rows) - 1, 0, -1):
        joined = [" ".join(row[k] for row in rows[start:]) for k in numeric]
        if len(set(joined)) >= DISTINCT * len(joined):
            return start
    return 0


def _filled_right(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """A row whose cells hold also for the blank ones to their right, as merged cells are written.

    Only above columns that a row below names, and not beyond a cell of a row above.
    """
    found, last = [], ""
    for column, cell in enumerate(rows[place]):
        if cell:
            last = cell
        elif any(rows[above][column] for above in range(place)):
            last = ""
        named = any(row[column] for row in rows[place + 1 :])
        found.append(cell or (last if named else ""))
    return found
