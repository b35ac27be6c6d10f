"""One weight from 0 to 100: every unit's rank along the way, and where ranks change hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.meetings import count_meetings, meetings_of, nearest_meetings
from ici_tui.analysis.sweep import Crossing, one_weight, ranks_along
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.index.weights import STEPS_PER_POINT
from ici_tui.tui.documents.line import BLANK, Line, heading, line, paragraph
from ici_tui.tui.documents.rank_chart import RankChart, chart_lines, columns_for
from ici_tui.views.frame import siblings
from ici_tui.views.intervals import intervals
from ici_tui.views.numbers import inward

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.meetings import Meetings
    from ici_tui.analysis.sweep import Lines, Sweep
    from ici_tui.tui.session import Session

GO = "go:"
TALLEST = 16
"""Ranks that are drawn; of a longer ranking those around the cursor's unit."""
LISTED = 12
OWN_LISTED = 40
TIES_LISTED = 20
"""Groups of tied units that are named."""


def sweep_lines(session: Session, width: int) -> list[Line]:
    """The chart of the weight that the strip's cursor is on, and its tipping points."""
    tree = session.pack.index.tree
    if not session.node:
        return [line(("This index has one component: there is no weight to move.", "muted"))]
    parent = tree[session.node].parent or tree.root.code
    try:
        found = siblings(session.study, parent)
        component = found.codes.index(session.node)
        swept = one_weight(found.table, found.weights, component)
        path = swept.lines
    except AnalysisError as error:
        return list(paragraph(f"No exact answer: {error}.", width, "warning"))
    index = session.pack.index
    names = [index.names[place] for place in found.units.tolist()]
    shares = np.linspace(0.0, 1.0, columns_for(names, width))
    ranks = ranks_along(path, shares)
    chart = RankChart(ranks, shares, names, _roles(session, found.units.tolist()), path.share)
    title = tree.stands_for(session.node).name
    told = [
        line((f"{title} from 0 to 100", "heading"), ("  the others in proportion", "muted")),
        *_intervals(session, swept, width),
        BLANK,
        *chart_lines(chart, width, *_window(session, names, found.units.tolist())),
        BLANK,
    ]
    return [*told, *_tipping(session, path, (names, found.units.tolist()), width)]


def _roles(session: Session, units: list[int]) -> dict[int, str]:
    """The cursor's unit stands out, and those that are marked."""
    roles = {units.index(p): f"part{k}" for k, p in enumerate(session.marks) if p in units}
    if session.unit in units:
        roles.setdefault(units.index(session.unit), "accent")
    return roles


def _window(session: Session, names: list[str], units: list[int]) -> tuple[int, int]:
    """The ranks to draw: all, or those around the cursor's unit."""
    count = len(names)
    if count <= TALLEST or session.unit not in units:
        return 1, min(count, TALLEST)
    rank = int(session.board.ranks[session.unit])
    first = min(max(rank - TALLEST // 2, 1), count - TALLEST + 1)
    return first, first + TALLEST - 1


def _intervals(session: Session, swept: Sweep, width: int) -> Iterator[Line]:
    """Within which points order and leader stay: over the tables first, then in the one shown."""
    tree = session.pack.index.tree
    parent = tree[session.node].parent or tree.root.code
    across = intervals(session.study, parent)
    order, leader = (
        f"{100 * ends[0]:.4g}–{100 * ends[1]:.4g}"
        for ends in (swept.order_interval, swept.leader_interval)
    )
    if across.share is not None:
        found = across.by_code[session.node]
        share = f"{100 * across.share:.0f} % of the admissible tables"
        rough = "–".join(f"{100 * end:.0f}" for end in swept.order_interval)
        yield from paragraph(
            f"In {share} the order stays within {inward(*found.order)}, the leader within "
            f"{inward(*found.leader)}; in the table shown the order within ≈{rough}.",
            width,
        )
    else:
        yield from paragraph(f"The order stays within {order}, the leader within {leader}.", width)
    tied = [
        "=".join(session.pack.index.names[u] for u in group[:TIES_LISTED])
        + (f" and {len(group) - TIES_LISTED} more" if len(group) > TIES_LISTED else "")
        for group in swept.tied[:TIES_LISTED]
    ]
    if tied:
        left = len(swept.tied) - len(tied)
        more = f"; and {left} more groups" if left else ""
        yield from paragraph(
            f"Tied, and left out of the intervals: {', '.join(tied)}{more}.", width, "muted"
        )


def _tipping(
    session: Session, path: Lines, who: tuple[list[str], list[int]], width: int
) -> Iterator[Line]:
    """Where ranks change hands: those of the cursor's unit, then the nearest of all."""
    names, units = who
    now = session.study.weights.share(session.node)
    row = units.index(session.unit) if session.unit in units else None
    left = count_meetings(path)
    if row is not None:
        met = meetings_of(path, row)
        own = met.nearest(now, OWN_LISTED)
        if len(own.at):
            yield heading(f"Where {session.pack.index.names[session.unit]} changes places")
            yield from _crossings(session, own, names, now)
            if len(met.at) > len(own.at):
                yield line((f"  and {len(met.at) - len(own.at)} further away", "muted"))
            yield BLANK
        left -= len(met.at)
    others = nearest_meetings(path, LISTED, without=row)
    if len(others.at):
        yield heading("The nearest other tipping points")
        yield from _crossings(session, others, names, now)
        left -= len(others.at)
        if left > 0:
            yield line((f"  and {left} further away", "muted"))
    if len(others.at) or (row is not None and len(met.at)):
        yield BLANK
        yield from paragraph("⏎ goes there: the weight moves just past the point.", width, "muted")
    else:
        yield line(("No rank changes hands, whatever this weight.", "text"))


def _crossings(session: Session, found: Meetings, names: list[str], now: float) -> Iterator[Line]:
    for at, up, down in zip(found.at.tolist(), found.up.tolist(), found.down.tolist(), strict=True):
        yield _crossing(session, Crossing(at, up, down), names, now)


def _crossing(session: Session, crossing: Crossing, names: list[str], now: float) -> Line:
    """A tipping point: which unit is above which once the weight has moved past it."""
    rising = crossing.at > now
    winner, loser = (crossing.up, crossing.down) if rising else (crossing.down, crossing.up)
    step = 1 / STEPS_PER_POINT
    beyond = 100 * crossing.at + (step if rising else -step)
    points = min(max(round(beyond, 3), 0.0), 100.0)
    # In a table of estimates the point is one too: whole points, and marked.
    at, away = 100 * crossing.at, 100 * (crossing.at - now)
    rough = session.pack.has_ensemble
    return line(
        fit_right(f"≈{at:.0f}" if rough else f"{at:.2f}", 8),
        (fit_right(f"≈{away:+.0f}" if rough else f"{away:+.2f}", 9) + "  ", "muted"),
        fit(f"{names[winner]} passes {names[loser]}", 60).rstrip(),
        key=f"{GO}{session.node}:{points:.3f}",
    )
