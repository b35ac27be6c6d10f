"""The body of a grid as columns of numbers and of texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.cells import plain_of
from ici_tui.tables.column import Column, rows_of
from ici_tui.tables.durations import are_clocks
from ici_tui.tables.late import late
from ici_tui.tables.looks import looks_number
from ici_tui.tables.markers import (
    FLAGGED_PATTERN,
    MARKERS,
    SIGNS_PATTERN,
    is_marker,
    without_flag,
)
from ici_tui.tables.number_column import (
    LEAST_SHARE,
    Written,
    decimal_of,
    plain_numbers,
    style_of,
    to_numbers,
)
from ici_tui.tables.number_guesses import tell_numbers
from ici_tui.tables.number_text import Style, are_names
from ici_tui.tables.ranges import RANGE, are_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from ici_tui.tables.cells import Cells
    from ici_tui.tables.grid import Grid
    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.header import Frame
    from ici_tui.tables.number_column import Numbers, Values

SAMPLE = 100
FIRST = 10
"""Cells of which one is a range where others are."""
LETTERED = late(r"\d[A-Z]")
"""A code among those of digits."""
THOUSANDS = (
    ("\u2009", "thin space"),
    ("\u202f", "thin space"),
    ("\u00a0", " "),
    (" ", " "),
    ("'", "'"),
    ("’", "'"),
)


@dataclass(frozen=True, eq=False)
class Body:
    """Columns of a body, and how its numbers are written."""

    columns: tuple[Column, ...]
    decimal: str
    thousands: str | None
    markers: tuple[str, ...]

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.columns[0].height if self.columns else 0

    def only(self, keep: pl.Series) -> Body:
        """Some of the rows, by a mask; numbers are those that were read."""
        return replace(self, columns=tuple(rows_of(column, keep) for column in self.columns))


def typed(grid: Grid, frame: Frame, decimal: str | None, guesses: Guesses) -> Body:
    """The columns of a body.

    Args:
        grid: all cells.
        frame: where the body is.
        decimal: the decimal mark where a person said it.
        guesses: takes note of what was assumed.
    """
    cells = [column.cut(frame.first, frame.stop) for column in grid.columns]
    bare = _bare(cells)
    written = {
        place: Written(column.texts)
        for place, (column, found) in enumerate(zip(cells, bare, strict=True))
        if found is None and _may_be_numbers(column.texts)
    }
    stored = grid.facts.format in {"xlsx", "json", "jsonl", "parquet"}
    mark, points, commas = decimal_of(written.values())
    fractions = [k for k, found in enumerate(bare) if found is not None and not _all_whole(found)]
    semicolons = grid.facts.delimiter == ";"
    small = [k for k in fractions if semicolons and cells[k].numbers is None]
    grouped = [k for k in small if _grouped(cells[k].texts)]
    points += len(fractions) - len(grouped)
    if grouped and not points:  # `1.234` beside `999`, in a file of countries with decimal commas
        commas += len(grouped)
        mark = ","
        if decimal is None:
            told = "points in numbers such as 1.234 stand between thousands"
            why = "other numbers have none, and semicolons part the columns"
            guesses.add("decimal", told, why, "--decimal")
    if decimal is not None:
        mark = decimal
    elif stored:
        mark = "."  # numbers of such a file are no texts, and written with a point
    elif commas <= points:
        mark = "."
    if points and commas and decimal is None and not stored:
        told = f"numbers that could be read both ways have a decimal {'comma' if mark == ',' else 'point'}"
        guesses.add(
            "decimal",
            told,
            f"{points} cells speak for a point and {commas} for a comma",
            "--decimal",
        )
    forced = decimal is not None
    numbers = []
    for place, (column, found, header) in enumerate(zip(cells, bare, frame.header, strict=True)):
        plain = found is not None and (
            mark == "." or not column.texts.str.contains(".", literal=True).any()
        )
        numbers.append(
            plain_numbers(column, found)
            if plain and found is not None
            else _numbers(written.get(place) or Written(column.texts), header.name, mark, forced)
        )
    common = frozenset(
        m for f in numbers if f for m in f.markers if m.startswith("-") and len(m) > 2
    )
    for place, (column, known) in enumerate(zip(cells, numbers, strict=True)):
        if common and known is not None and _may_hold(column.texts, common, known):
            own = written.get(place) or Written(column.texts)
            style = style_of(own, mark, forced=forced, name=frame.header[place].name)
            numbers[place] = to_numbers(column.texts, style, common)
    columns = tuple(
        Column(place, header, column, found)
        for place, (header, column, found) in enumerate(
            zip(frame.header, cells, numbers, strict=True)
        )
    )
    body = Body(
        columns,
        mark,
        _thousands(written.values(), mark),
        _markers(columns, "null" if grid.names is not None else ""),
    )
    tell_numbers(columns, guesses)
    return body


def _bare(cells: list[Cells]) -> list[Values | None]:
    """The numbers of each column that holds nothing but plain ones, NaN where blank; else None."""
    found = [column.numbers for column in cells]
    others = [k for k, numbers in enumerate(found) if numbers is None]
    for place, numbers in zip(others, plain_of([cells[k].texts for k in others]), strict=True):
        found[place] = numbers
    return found


def _grouped(texts: pl.Series) -> bool:
    """Whether points stand between thousands alone: some numbers have three digits behind, others none."""
    given = texts.drop_nulls()
    pointed = given.str.contains(".", literal=True)
    thousands = given.filter(pointed).str.contains(r"^[-+]?[1-9]\d{0,2}(?:\.\d{3})+$").all()
    return bool(thousands) and bool((~pointed).any())


def _all_whole(values: Values) -> bool:
    for some in (values[:SAMPLE], values):  # the first tell most columns
        known = some[~np.isnan(some)]
        if not (known == np.trunc(known)).all():
            return False
    return True


def _may_hold(text: pl.Series, common: frozenset[str], found: Numbers) -> bool:
    new = sorted(common - set(found.markers))
    return bool(new) and bool(text.is_in(new).any())


def _may_be_numbers(text: pl.Series) -> bool:
    """Whether most of the first cells look like numbers."""
    head = [cell for cell in text.drop_nulls().head(SAMPLE).to_list() if not is_marker(cell)]
    if not head:
        later = text.drop_nulls()
        later = later.filter(~_are_markers(later))
        head = later.head(SAMPLE).to_list()
    if not head:
        return False
    fine = sum(map(looks_number, head))
    if are_names(list(dict.fromkeys(head))):
        return False
    return fine >= 0.5 * len(head) and not _zero_led(head)


def _are_markers(text: pl.Series) -> pl.Series:
    """Which cells say that their number is missing."""
    return text.str.to_lowercase().is_in(sorted(MARKERS)) | text.str.contains(
        f"^(?:{FLAGGED_PATTERN}|{SIGNS_PATTERN})$"
    )


def _zero_led(cells: list[str]) -> bool:
    """Whether cells are codes of digits that begin with zeros."""
    led = any(len(cell) > 1 and cell[0] == "0" and cell.isdigit() for cell in cells)
    if not led or not all(cell.isalnum() for cell in cells):
        return False
    alike = max(Counter(map(len, cells)).values()) >= 0.7 * len(cells)
    return alike or any(LETTERED.fullmatch(cell) for cell in cells)  # `01`, `2A`, `971`


def _numbers(column: Written, name: str, decimal: str, forced: bool) -> Numbers | None:
    text = column.texts
    first = text.first(ignore_nulls=True)
    if isinstance(first, str) and is_marker(first) and _are_markers(text).fill_null(True).all():
        return to_numbers(text)  # nothing but markers: a column of numbers of which none is there
    if not _may_be_numbers(text) and not _are_ranges(text, name, decimal):
        return None
    style = Style()
    if text.null_count() < len(text):
        style = style_of(column, decimal, forced=forced, name=name)
    if style.timed and are_clocks(column.odd, name):
        return None
    found = to_numbers(text, style)
    return found if found.present and found.share >= LEAST_SHARE else None


def _are_ranges(text: pl.Series, name: str, decimal: str) -> bool:
    """Whether the cells are ranges, numbers alone and missing ones aside."""
    given = text.drop_nulls().head(SAMPLE).to_list()
    if not any(map(RANGE.fullmatch, given[:FIRST])):  # most columns are done with
        return False
    others = [cell for cell in given if not (is_marker(cell) or looks_number(cell))]
    return bool(others) and are_ranges(others, name, decimal)


def _thousands(candidates: Iterable[Written], decimal: str) -> str | None:
    """The mark between thousands; None where there is none."""
    other = "," if decimal == "." else "."
    for column in candidates:
        head = column.texts.drop_nulls().head(20 * SAMPLE)
        if head.str.contains(rf"\d\{other}\d{{3}}(?:\D|$)").any():
            return other
        for mark, name in THOUSANDS:
            if head.str.contains(rf"\d{mark}\d{{3}}(?:\D|$)").any():
                return name
    return None


def _markers(columns: tuple[Column, ...], blank: str) -> tuple[str, ...]:
    """What says in a column of numbers that one is missing; and how a blank cell of any is written."""
    found: dict[str, None] = {}
    for column in columns:
        if column.numbers is not None:
            found.update(dict.fromkeys(map(without_flag, column.numbers.markers)))
    return (*found, *([blank] if any(column.cells.blank for column in columns) else []))
