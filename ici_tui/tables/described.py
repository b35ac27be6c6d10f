"""A table as it was read, a line per column: what `ici-tui columns` shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.codes import node_codes
from ici_tui.tables.times import values_at

if TYPE_CHECKING:
    from ici_tui.tables.guesses import Guess
    from ici_tui.tables.reading import Reading


@dataclass(frozen=True, slots=True)
class Line:
    """A column, or an indicator that the table's columns and rows make.

    `present` and `missing` of an indicator count units at the time that is opened; those of
    another column count its cells.
    """

    name: str
    code: str | None
    role: str
    on: bool
    direction: int | None
    direction_guessed: bool
    pillar: str | None
    present: int
    missing: int
    why: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The times of a table."""

    column: str
    first: str
    newest: str | None
    """The newest with any value."""
    opened: str | None


@dataclass(frozen=True, slots=True)
class Described:
    """A table as it was read."""

    file: str
    format: str
    encoding: str | None
    delimiter: str | None
    decimal: str
    thousands: str | None
    sheet: str | None
    other_sheets: tuple[str, ...]
    header_rows: tuple[int, ...]
    """Counted from 0."""
    layout: str
    title: str
    units: int
    totals_rows: tuple[str, ...]
    unit_column: str
    code_column: str | None
    time: Span | None
    missing_markers: tuple[str, ...]
    directions_guessed: int
    """Indicators that are on and whose direction is a guess."""
    columns: tuple[Line, ...]
    """The indicators, then the other columns."""
    guesses: tuple[Guess, ...]


def described(reading: Reading) -> Described:
    """Everything that was found in a table and assumed of it."""
    found, facts = reading.shaped, reading.facts
    codes = node_codes([m.name for m in found.measures])
    lines = []
    for m, code in zip(found.measures, codes, strict=True):
        present = int(np.count_nonzero(~np.isnan(values_at(found, m, reading.opened))))
        pillar = m.pillars[-1] if m.pillars else None
        lines.append(
            Line(m.name, code, m.role, m.on, m.direction, m.direction_guessed, pillar, present,
                 found.size - present, m.why)
        )  # fmt: skip
    lines += [
        Line(k.name, None, k.role, False, None, False, None, k.present, k.missing, k.why)
        for k in found.keys
    ]
    span = None
    if found.times and found.time_column is not None:
        span = Span(found.time_column, found.times[0], reading.newest, reading.opened)
    return Described(
        file=reading.file,
        format=facts.format,
        encoding=facts.encoding,
        delimiter=facts.delimiter,
        decimal=reading.decimal,
        thousands=reading.thousands,
        sheet=facts.sheet,
        other_sheets=facts.other_sheets,
        header_rows=reading.header_rows,
        layout=found.layout,
        title=reading.title,
        units=found.size,
        totals_rows=reading.totals,
        unit_column=found.unit_column,
        code_column=found.code_column,
        time=span,
        missing_markers=reading.markers,
        directions_guessed=sum(m.on and m.direction_guessed for m in found.measures),
        columns=tuple(lines),
        guesses=reading.guesses,
    )
