"""One weight from 0 to 100, as a page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Range
from ici_tui.drawing.rank_chart import RankChart
from ici_tui.index.siblings import STEPS_PER_POINT
from ici_tui.pages.acts import SetWeight
from ici_tui.pages.model import Blank, Cell, Column, Figure, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.words import interval, of_tables
from ici_tui.views.numbers import fixed, percent, signed, span_text
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.sweep_view import SweepView, Tipping
    from ici_tui.views.study import Study

NEAREST = 12
"""Tipping points that a page lists; the records have all of them."""
OWN_LISTED = 40
TALLEST = 16
"""Ranks that are drawn; of a longer ranking those around the unit that stands out."""
FEW = 60
"""Units whose ranks along the way are listed."""
FEWEST_DIGITS, MOST_DIGITS = 2, 6


def page(view: SweepView, study: Study, focus: Focus) -> AnswerPage:
    """Intervals, ranks along the way, tipping points."""
    rough = coarse(study)
    blocks: list[Block] = []
    across, tables = view.across, view.terms.tables
    if across is not None and tables is not None:
        share = of_tables(across.share, tables)
        blocks.append(
            Para(
                f"In {share} each keeps its order while {view.name} has "
                f"{interval(across.order, rough=True)} points, and its leader while it has "
                f"{interval(across.leader, rough=True)}.",
                "strong",
            )
        )
    blocks.append(_intervals(view, rough=rough))
    if view.rest_equal:
        blocks.append(Para(f"{view.name} has all the weight: the others share the rest equally."))
    blocks += [Section("Ranks along the way"), Figure(_chart(view, focus))]
    if len(view.units) <= FEW:
        blocks += [Blank(), _along(view, focus)]
    blocks += _tipping_points(view, focus, rough=rough)
    return AnswerPage(f"{view.name} from 0 to 100", tuple(blocks), view.terms, ties_left_out=True)


def _intervals(view: SweepView, *, rough: bool) -> Grid:
    columns = (
        Column("This table" if view.terms.tables else "", key=True),
        *number_columns("From–to", "In tables"),
        Column(drawn=True),
    )
    rows = []
    for name, ends, held in (
        ("Order", view.order_interval, view.order_holds_in),
        ("Leader", view.leader_interval, view.leader_holds_in),
    ):
        low, high = ends
        drawing = Range(low, view.share, high, 1.0)
        text = interval(ends, rough=rough)
        rows.append((Cell(name), Cell(text), Cell(percent(held)), Cell(mark=drawing)))
    return Grid(columns, tuple(rows))


def _chart(view: SweepView, focus: Focus) -> RankChart:
    """The ranks that are drawn: all, or those around the unit that stands out."""
    count, own = len(view.units), view.row(focus.unit)
    first, last = 1, min(count, TALLEST)
    if own is not None and count > TALLEST:
        first = min(max(view.now[own] - TALLEST // 2, 1), count - TALLEST + 1)
        last = first + TALLEST - 1
    rows = view.in_sight(first, last)
    codes = [view.units[row] for row in rows]
    roles = {k: focus.role(code) for k, code in enumerate(codes) if focus.role(code) != "text"}
    return RankChart(
        lambda steps: view.along(steps, rows),
        [view.names[row] for row in rows],
        first,
        last,
        view.share,
        roles,
        f"Ranks while {view.name} goes from 0 to 100 points",
    )


def _along(view: SweepView, focus: Focus) -> Grid:
    columns = (
        Column("", least=10, key=True, lines=2),
        Column("now", right=True),
        *(Column(fixed(100 * stop, 0), right=True) for stop in view.stops),
    )
    order = sorted(range(len(view.units)), key=lambda row: (view.now[row], row))
    rows = []
    for row in order:
        before = view.now[row]
        cells = (
            Cell(str(rank), "text" if rank == before else "strong") for rank in view.ranks[row]
        )
        name = Cell(view.names[row], focus.role(view.units[row]))
        rows.append((name, Cell(str(before)), *cells))
    return Grid(columns, tuple(rows))


def _tipping_points(view: SweepView, focus: Focus, *, rough: bool) -> list[Block]:
    """Where the unit that stands out changes places, then the nearest others."""
    within = "" if view.within is None else f" within {view.within:g} points"
    if not view.crossings:
        none = f"None{within}." if within else "None: the order is the same all the way."
        return [Section("Tipping points"), Para(none)]
    blocks: list[Block] = []
    own: tuple[Tipping, ...] = ()
    row = view.row(focus.unit)
    if row is not None:
        own, met = view.meets(row, OWN_LISTED)
        if own:
            further = f", the {len(own)} nearest of {met:,}" if met > len(own) else ""
            blocks.append(Section(f"Where {view.names[row]} changes places{within}{further}"))
            blocks.append(_crossings(view, own, rough=rough))
    others = [c for c in view.crossings if row is None or view.units[row] not in {c.up, c.down}]
    near = sorted(others, key=lambda c: abs(c.at - view.share))[:NEAREST]
    near.sort(key=lambda c: c.at)
    if near:
        held, of = len(view.crossings), view.crossings_in_all
        more = "all" if held == of else f"the {held} nearest"
        listed = f", {len(near)} of {of:,} nearest; csv and json hold {more}"
        which = "other tipping points" if own else "tipping points"
        head = (
            f"The {which}{within}, in points of {view.name}"
            if own
            else f"Tipping points{within}, in points of {view.name}"
        )
        blocks.append(Section(f"{head}{listed if of > len(near) + len(own) else ''}"))
        blocks.append(_crossings(view, near, rough=rough))
    return blocks


def _crossings(view: SweepView, found: Sequence[Tipping], *, rough: bool) -> Grid:
    names = dict(zip(view.units, view.names, strict=True))
    columns = (
        Column("At", right=True, key=True),
        Column("Away", right=True, optional=True),
        Column("Beyond it", least=12),
        Column("In tables", right=True),
        Column("There at", right=True, optional=True),
    )
    digits = 0 if rough else _digits(found, view.share)
    sign = "≈" if rough else ""
    rows = tuple(
        (
            Cell(f"{sign}{fixed(100 * c.at, digits)}"),
            Cell(f"{sign}{signed(100 * (c.at - view.share), digits)}", "muted"),
            Cell(_passes(view, c, names)),
            Cell(percent(c.holds_in)),
            Cell(_there(c)),
        )
        for c in found
    )
    acts = tuple(SetWeight(view.code, _just_past(view, c), f"{c.up} {c.down}") for c in found)
    return Grid(columns, rows, acts=acts)


def _passes(view: SweepView, crossing: Tipping, names: dict[str, str]) -> str:
    """Who passes whom when the weight moves from where it is past the point."""
    ends = (crossing.up, crossing.down)
    winner, loser = ends if crossing.at > view.share else reversed(ends)
    return f"{names[winner]} above {names[loser]}"


def _just_past(view: SweepView, crossing: Tipping) -> float:
    """Points at which the two have changed places."""
    step = 1 / STEPS_PER_POINT
    beyond = 100 * crossing.at + (step if crossing.at > view.share else -step)
    return min(max(round(beyond, 3), 0.0), 100.0)


def _digits(found: Sequence[Tipping], now: float) -> int:
    """Decimals that tell the nearest point from the weight now: two, or more where it is dense."""
    nearest = 100 * min(abs(c.at - now) for c in found)
    if nearest >= 10**-FEWEST_DIGITS:
        return FEWEST_DIGITS
    return min(math.ceil(-math.log10(max(nearest, 1e-9))), MOST_DIGITS)


def _there(crossing: Tipping) -> str:
    if crossing.low is None or crossing.high is None:
        return ""
    # A range, which is not to look narrower than it is: not rounded inward as an interval is.
    return span_text(fixed(100 * crossing.low, 0), fixed(100 * crossing.high, 0))
