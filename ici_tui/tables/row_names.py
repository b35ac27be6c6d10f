"""Names of rows that the header leaves out, as R writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_ROWS = 2
FULL = 0.9
"""Share of rows with a last cell, without which a delimiter at the end of lines parts nothing."""


def with_row_names(rows: list[list[str]]) -> list[list[str]]:
    """Rows of which the first got a blank cell in front, where it is one shorter than all others."""
    first = next((k for k, row in enumerate(rows) if any(row)), 0)
    below = [row for row in rows[first + 1 :] if row]
    if len(below) < LEAST_ROWS or not rows[first][-1].strip():
        return rows
    width = len(rows[first]) + 1
    if width < 3 or any(len(row) != width for row in below):
        return rows
    if sum(bool(row[-1].strip()) for row in below) < FULL * len(below) or not _named(below):
        return rows
    return [*rows[:first], ["", *rows[first]], *rows[first + 1 :]]


def _named(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row has a first cell of its own."""
    firsts = [row[0] for row in rows]
    return all(firsts) and len(set(firsts)) == len(firsts)
