"""The scores of the unit under the cursor, node by node, as a tree that folds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rich.cells import cell_len

from ici_tui.drawing.bars import bar
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.pages.acts import Fold
from ici_tui.tui.documents.line import Line, line
from ici_tui.tui.unit_tree import TreeRow, tree_rows
from ici_tui.views.numbers import decimals_for, range_text, text
from ici_tui.views.ranking import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.tui.session import Session
    from ici_tui.views.ranking import NodeScore

VALUE, RANGE, RANK = 6, 9, 5
LEAST_NAME, SHORTEST_BAR, LEAST_BAR, MOST_BAR = 20, 6, 12, 60


def tree_lines(session: Session, width: int) -> Iterator[Line]:
    """A line per node that is open: value, bar, range, rank; or why there is no value."""
    rows = tree_rows(session.pack.index.tree, session.closed)
    scores = parts_of(session.study, session.unit, tuple(row.node for row in rows))
    decimals = decimals_for(score.score.value for score in scores)
    widths = _widths(session, rows, width)
    for row, found in zip(rows, scores, strict=True):
        lead = (fit(_name(row), widths.names), "text" if row.depth else "strong")
        role = "accent" if row.part < 0 else f"part{row.part}"
        if found.score.value is None:
            why = session.study.why_missing(session.unit, row.node.code)
            room = max(width - widths.names - VALUE - 1, 0)
            yield line(lead, (fit_right("–", VALUE), "text"), (f" {fit(why, room)}", "warning"),
                       act=_fold(row))  # fmt: skip
        else:
            top = _top(session, row.node.code)
            yield line(lead, *_score(found, widths, top, role, decimals), act=_fold(row))


def _fold(row: TreeRow) -> Fold | None:
    return Fold(row.key) if row.key else None


def _name(row: TreeRow) -> str:
    if row.node.parent is None:
        return "Score"
    # A fold sign only where something is folded away: an open tree needs none.
    sign = " ▸" if row.foldable and not row.open else ""
    return "  " * row.depth + row.name + sign


@dataclass(frozen=True, slots=True)
class _Widths:
    """Cells for names, bars and ranges; ranges have none where the pack has no cells."""

    names: int
    bars: int
    ranges: int


def _widths(session: Session, rows: Sequence[TreeRow], width: int) -> _Widths:
    ranges = RANGE if session.pack.cells is not None else 0
    fixed = VALUE + ranges + RANK + 3
    longest = max(cell_len(_name(row)) for row in rows)
    names = min(longest, max(width - fixed - LEAST_BAR, LEAST_NAME))
    bars = min(width - names - fixed, MOST_BAR)
    # Names come before bars: a bar of a few cells says less than the name that it displaces.
    if bars < SHORTEST_BAR:
        return _Widths(max(width - fixed + 1, 1), 0, ranges)
    return _Widths(names, bars, ranges)


def _top(session: Session, code: str) -> float:
    """What fills a node's bar: 100, or the greatest value where the scale is another."""
    # fmax passes over what is missing.
    greatest = float(np.fmax.reduce(session.study.scores.of(code), initial=-np.inf))
    return 100.0 if 10 < greatest <= 100 else greatest


def _score(
    found: NodeScore, widths: _Widths, top: float, role: str, decimals: int
) -> Iterator[tuple[str, str]]:
    """A value, its bar, its range and its rank."""
    value = found.score
    yield (fit_right(text(value, decimals), VALUE) + " ", value.status or "text")
    if widths.bars:
        yield (f"{bar(value.value, widths.bars, top)} ", role)
    yield (fit(range_text(value, decimals), widths.ranges), "muted")
    if found.rank:
        yield (fit_right(f"#{found.rank}", RANK), "text")
