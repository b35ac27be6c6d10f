"""One weight from 0 to 100: every unit's rank along the way, and where ranks change hands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.meetings import count_meetings, meetings_of, nearest_meetings
from ici_tui.analysis.sweep import one_weight, ranks_along
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.index.weights import STEPS_PER_POINT
from ici_tui.tui.documents.acts import MoveWeight
from ici_tui.tui.documents.line import BLANK, Line, heading, line, paragraph
from ici_tui.tui.documents.rank_chart import RankChart, chart_lines, columns_for, room_for
from ici_tui.views.frame import siblings
from ici_tui.views.intervals import intervals
from ici_tui.views.numbers import fixed, inner_ends, inward, span_text
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.meetings import Meetings
    from ici_tui.analysis.sweep import Sweep
    from ici_tui.tui.session import Session
    from ici_tui.views.frame import Siblings
    from ici_tui.views.study import Study

TALLEST = 16
"""Ranks that are drawn; of a longer ranking those around the cursor's unit."""
LISTED = 12
FEWEST_DIGITS, MOST_DIGITS = 2, 6
OWN_LISTED = 40
TIES_LISTED = 6
"""Groups of tied units that are named."""


def sweep_lines(session: Session, width: int) -> list[Line]:
    """The chart of the weight that the strip's cursor is on, and its tipping points."""
    tree, node = session.pack.index.tree, session.node
    if not node:
        return [line(("This index has one component: there is no weight to move.", "muted"))]
    try:
        swept = _swept(session.study, node)
    except AnalysisError as error:
        return list(paragraph(f"No exact answer: {error}.", width, "warning"))
    units = _siblings(session.study, node).units
    room = room_for((session.pack.index.names[place] for place in units.tolist()), width)
    first, last = _window(session, units)
    columns = columns_for(room, width)
    rows, ranks = _ranks_in_sight(session.study, node, columns, first, last)
    places = units[rows].tolist()
    chart = RankChart(
        ranks=ranks,
        shares=np.linspace(0.0, 1.0, columns),
        names=[session.pack.index.names[place] for place in places],
        roles=_roles(session, places),
        now=swept.share,
        room=room,
    )
    return [
        line(
            (f"{tree.stands_for(node).name} from 0 to 100", "heading"),
            ("  the others in proportion", "muted"),
        ),
        *_intervals(session, swept, units, width),
        BLANK,
        *chart_lines(chart, first, last),
        BLANK,
        *_tipping(session, units, width),
    ]


def _siblings(study: Study, node: str) -> Siblings:
    tree = study.pack.index.tree
    return siblings(study, tree[node].parent or tree.root.code)


@per_study
def _swept(study: Study, node: str) -> Sweep:
    """One node's weight from 0 to 1.

    Raises:
        AnalysisError: there is no exact answer.
    """
    found = _siblings(study, node)
    return one_weight(found.table, found.weights, found.codes.index(node))


@per_study
def _ranks_in_sight(
    study: Study, node: str, columns: int, first: int, last: int
) -> tuple[IntArray, IntArray]:
    """The rows of units that have one of some ranks somewhere, and their ranks, columns × rows."""
    ranks = ranks_along(_swept(study, node).lines, np.linspace(0.0, 1.0, columns))
    rows = np.flatnonzero(((ranks >= first) & (ranks <= last)).any(axis=0))
    return rows, ranks[:, rows]


@per_study
def _met(study: Study, node: str, row: int | None) -> tuple[int, Meetings | None, Meetings]:
    """How often units meet in all, where one of them does, and where others do nearest."""
    path = _swept(study, node).lines
    own = None if row is None else meetings_of(path, row)
    return count_meetings(path), own, nearest_meetings(path, LISTED, without=row)


def _roles(session: Session, units: list[int]) -> dict[int, str]:
    """The cursor's unit stands out, and those that are marked."""
    roles = {units.index(p): f"part{k}" for k, p in enumerate(session.marks) if p in units}
    if session.unit in units:
        roles.setdefault(units.index(session.unit), "accent")
    return roles


def _window(session: Session, units: IntArray) -> tuple[int, int]:
    """The ranks to draw: all, or those around the cursor's unit."""
    count, rank = len(units), int(session.board.ranks[session.unit])
    if count <= TALLEST or not rank:
        return 1, min(count, TALLEST)
    first = min(max(rank - TALLEST // 2, 1), count - TALLEST + 1)
    return first, first + TALLEST - 1


def _intervals(session: Session, swept: Sweep, units: IntArray, width: int) -> Iterator[Line]:
    """Within which points order and leader stay: over the tables first, then in the one shown."""
    tree = session.pack.index.tree
    parent = tree[session.node].parent or tree.root.code
    across = intervals(session.study, parent)
    order, leader = (_inside(ends) for ends in (swept.order_interval, swept.leader_interval))
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
        "=".join(session.pack.index.names[int(units[row])] for row in group[:TIES_LISTED])
        + (f" and {len(group) - TIES_LISTED:,} more" if len(group) > TIES_LISTED else "")
        for group in swept.tied[:TIES_LISTED]
    ]
    if tied:
        left = len(swept.tied) - len(tied)
        more = f"; and {left:,} more groups" if left else ""
        yield from paragraph(
            f"Tied, and left out of the intervals: {', '.join(tied)}{more}.", width, "muted"
        )


def _inside(ends: tuple[float, float]) -> str:
    """An interval of shares in points, rounded inward so that what is said holds."""
    low, high, digits = inner_ends(100 * ends[0], 100 * ends[1], FEWEST_DIGITS)
    return span_text(fixed(low, digits), fixed(high, digits))


def _tipping(session: Session, units: IntArray, width: int) -> Iterator[Line]:
    """Where ranks change hands: those of the cursor's unit, then the nearest of all."""
    now = session.study.weights.share(session.node)
    row = int(np.searchsorted(units, session.unit))
    has_score = row < len(units) and units[row] == session.unit
    left, met, others = _met(session.study, session.node, row if has_score else None)
    if met is not None and len(met.at):
        own = met.nearest(now, OWN_LISTED)
        yield heading(f"Where {session.pack.index.names[session.unit]} changes places")
        yield from _crossings(session, own, units, now)
        if len(met.at) > len(own.at):
            yield line((f"  and {len(met.at) - len(own.at):,} further away", "muted"))
        yield BLANK
        left -= len(met.at)
    if len(others.at):
        yield heading("The nearest other tipping points")
        yield from _crossings(session, others, units, now)
        left -= len(others.at)
        if left > 0:
            yield line((f"  and {left:,} further away", "muted"))
    if len(others.at) or (met is not None and len(met.at)):
        yield BLANK
        yield from paragraph("⏎ goes there: the weight moves just past the point.", width, "muted")
    else:
        yield line(("No rank changes hands, whatever this weight.", "text"))


def _crossings(session: Session, found: Meetings, units: IntArray, now: float) -> Iterator[Line]:
    names = session.pack.index.names
    digits = _digits(found.at, now)
    ends = zip(found.at.tolist(), found.up.tolist(), found.down.tolist(), strict=True)
    for at, up, down in ends:
        winner, loser = (up, down) if at > now else (down, up)
        passing = f"{names[int(units[winner])]} passes {names[int(units[loser])]}"
        yield _crossing(session, (at, now), digits, passing, f"{up}-{down}")


def _digits(places: FloatArray, now: float) -> int:
    """Decimals that tell the nearest place from the weight now: two, or more where it is dense."""
    nearest = 100 * float(np.abs(places - now).min(initial=1.0))
    if nearest >= 10**-FEWEST_DIGITS:
        return FEWEST_DIGITS
    return min(math.ceil(-math.log10(max(nearest, 1e-9))), MOST_DIGITS)


def _crossing(
    session: Session, places: tuple[float, float], digits: int, passing: str, which: str
) -> Line:
    """A tipping point: which unit is above which once the weight has moved past it."""
    place, now = places
    step = 1 / STEPS_PER_POINT
    beyond = 100 * place + (step if place > now else -step)
    points = min(max(round(beyond, 3), 0.0), 100.0)
    # In a table of estimates the point is one too: whole points, and marked.
    at, away = 100 * place, 100 * (place - now)
    rough = session.pack.has_ensemble
    return line(
        fit_right(f"≈{at:.0f}" if rough else f"{at:.{digits}f}", 6 + digits),
        (
            fit_right(f"≈{away:+.0f}" if rough else f"{away:+.{digits}f}", 7 + digits) + "  ",
            "muted",
        ),
        fit(passing, 60).rstrip(),
        key=f"go:{session.node}:{points:.3f}:{which}",
        act=MoveWeight(session.node, points),
    )
