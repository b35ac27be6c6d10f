"""Where a table ends: notes and sources below it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ici_tui.tables.late import late
from ici_tui.tables.looks import looks_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.grid import Grid

LEAST_NUMBERED = 3
FOOT = 200
"""Rows in which footnotes are looked for."""
COUNTED = late(r"\(?\d+ rows?( affected| in set)?.*\)?")
"""What databases print below a table."""
RULE = late(r"[\W_]{3,}")
"""A line between a table and its notes."""


def foot_of(grid: Grid) -> tuple[int, tuple[str, ...]]:
    """One after the last row of the body, and the texts below it."""
    stop = grid.height
    start = max(0, stop - FOOT)
    rows = grid.rows(start, stop)
    lead = 1 if grid.width > 2 and _are_numbered(rows) else 0
    rows = [row[lead:] for row in rows]
    least = 2 if grid.width > 2 else grid.width
    rows = rows[: min(_apart(rows), _notes_named(rows))]
    last = -1
    for place in range(len(rows) - 1, -1, -1):
        if filled(rows[place]) >= least and _holds_number(rows[place]):
            last = place
            break
    if last < 0:
        return stop, ()
    end = last + 1
    # A unit without any number has its name alone: it stays where it follows at once.
    below = rows[end:]
    if below and filled(below[0]) and not _is_note(below):
        while end < len(rows) and filled(rows[end]):
            end += 1
    every = grid.rows(start + end, stop)
    texts = [next(cell for cell in row[lead:] if cell) for row in every if any(row[lead:])]
    return start + end, tuple(texts[:50])


def _are_numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column counts the rows, those of notes too: it says nothing of these."""
    firsts = [row[0] for row in rows]
    below = firsts[next((k for k, cell in enumerate(firsts) if cell.isdecimal()), len(firsts)) :]
    if len(below) < LEAST_NUMBERED or not all(map(str.isdecimal, below)):
        return False
    return all(int(b) - int(a) == 1 for a, b in pairwise(below))


def _apart(rows: Sequence[Sequence[str]]) -> int:
    """Where a table of notes begins: below a blank row, and much narrower than what is above."""
    for place in range(len(rows) - 1, 0, -1):
        if filled(rows[place]):
            continue
        below = [filled(row) for row in rows[place + 1 :] if any(row)]
        above = [filled(row) for row in rows[:place] if any(row)]
        if (
            below
            and above
            and 2 * max(below) <= sorted(above)[len(above) // 2] + 1
            and max(below) < 3
        ):
            return place
    return len(rows)


def _notes_named(rows: Sequence[Sequence[str]]) -> int:
    """Where a table of notes begins that says so in its own header: `footnoteSeqID, Footnote`."""
    for place in range(1, len(rows)):
        row = rows[place]
        if row[0][:8].casefold() == "footnote" and 2 * filled(row) <= max(
            map(filled, rows[:place])
        ):
            return place
    return len(rows)


def _holds_number(row: Sequence[str]) -> bool:
    return sum(looks_number(cell) for cell in row if cell) >= 1


def _is_note(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without numbers are notes: they are long, or say so."""
    texts = [cell for row in rows for cell in row if cell]
    first = texts[0].casefold()
    if RULE.fullmatch(first) or COUNTED.fullmatch(first):
        return True
    begins = ("source", "note", "quelle", "anmerk", "hinweis", "fuente", "nota", "data from", "last updated",
              "来源", "注", "资料", "数据", "stand", "©", "*", "(1)", "1)", "a)", "legend", "lesehilfe")  # fmt: skip
    said = any(text.casefold().startswith(begins) for text in texts)
    return said or max(map(len, texts)) > 80 or ":" in first


def filled(row: Sequence[str]) -> int:
    """How many cells of a row are not blank."""
    return sum(map(bool, row))
