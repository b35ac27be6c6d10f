"""The answers about one weight, one pair, one radius, as pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ici_tui.cli.headings import page_of, title, weights_line
from ici_tui.cli.page import Blank, Cell, Column, Grid, Para, Section
from ici_tui.cli.robust_marks import (
    coarse,
    interval,
    of_tables,
    percent,
    points,
    signed,
)
from ici_tui.drawing.bars import bar, span
from ici_tui.views.numbers import decimals_for, fixed, gap_text, span_text
from ici_tui.views.robust.terms import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.cli.page import Block, Page
    from ici_tui.views.robust.pair import Likely, PairView
    from ici_tui.views.robust.radius import RadiusView
    from ici_tui.views.robust.sweep import SweepView, Tipping
    from ici_tui.views.robust.terms import Terms
    from ici_tui.views.study import Study

MOST_TIES = 8
NEAREST = 12
"""Tipping points and pairs that a page lists; the records have all of them."""


def framed(
    study: Study, about: str, blocks: Sequence[Block], terms: Terms, *, left_out: bool = False
) -> Page:
    """A page with its heading above; ties and terms below.

    Args:
        study: the pack at some weights.
        about: what was asked.
        blocks: the answer.
        terms: what was varied and held.
        left_out: tied pairs have no part in this answer, which is said with them.
    """
    pillars = study.pack.index.tree.pillars
    above: list[Block] = [title(study, about), weights_line(study, pillars)]
    if not isinstance(blocks[0], Section):
        above.append(Blank())
    below: list[Block] = [*_ties(study, left_out=left_out), Blank(), Para.note(terms.sentence)]
    return page_of(study, [*above, *blocks, *below])


def _ties(study: Study, *, left_out: bool) -> list[Block]:
    """The units that share a rank, apart; nothing where there are none."""
    index = study.pack.index
    ranks = study.scores.ranks(index.tree.root.code).tolist()
    groups: dict[int, list[str]] = {}
    for name, rank in zip(index.names, ranks, strict=True):
        groups.setdefault(rank, []).append(name)
    tied = [groups[rank] for rank in sorted(groups) if rank and len(groups[rank]) > 1]
    if not tied:
        return []
    listed = "; ".join(", ".join(names) for names in tied[:MOST_TIES])
    more = f"; and {len(tied) - MOST_TIES} more groups" if len(tied) > MOST_TIES else ""
    apart = ", and left out of intervals and margins" if left_out else ""
    return [Blank(), Para(f"Tied{apart}: {listed}{more}.")]


def sweep_page(view: SweepView, study: Study) -> Page:
    """Intervals, every unit's rank along the way, tipping points."""
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
                "bold",
            )
        )
    blocks.append(_intervals(view, rough=rough))
    if view.rest_equal:
        blocks.append(Para(f"{view.name} has all the weight: the others share the rest equally."))
    blocks += [Section("Ranks along the way, at points"), _along(view)]
    return framed(
        study,
        f"{view.name} from 0 to 100",
        [*blocks, *_tipping_points(view, study, rough=rough)],
        view.terms,
        left_out=True,
    )


def _intervals(view: SweepView, *, rough: bool) -> Grid:
    columns = (
        Column("This table" if view.terms.tables else "", key=True),
        Column("From–to", right=True),
        Column("In tables", right=True),
        Column(drawn=True),
    )
    rows = []
    for name, ends, held in (
        ("Order", view.order_interval, view.order_holds_in),
        ("Leader", view.leader_interval, view.leader_holds_in),
    ):
        low, high = ends
        drawing = partial(span, low, view.share, high, top=1.0)
        text = interval(ends, rough=rough)
        rows.append((Cell(name), Cell(text), Cell(percent(held)), Cell(draw=drawing)))
    return Grid(columns, tuple(rows))


def _along(view: SweepView) -> Grid:
    columns = (
        Column("", least=10, key=True, lines=2),
        Column("now", right=True),
        *(Column(f"{100 * stop:.0f}", right=True) for stop in view.stops),
    )
    order = sorted(range(len(view.units)), key=lambda row: (view.now[row], row))
    rows = []
    for row in order:
        before = view.now[row]
        cells = (Cell(str(rank), "" if rank == before else "bold") for rank in view.ranks[row])
        rows.append((Cell(view.names[row]), Cell(str(before)), *cells))
    return Grid(columns, tuple(rows))


def _tipping_points(view: SweepView, study: Study, *, rough: bool) -> list[Block]:
    names = dict(zip(study.pack.index.codes, study.pack.index.names, strict=True))
    if not view.crossings:
        return [Section("Tipping points"), Para("None: the order is the same all the way.")]
    near = sorted(view.crossings, key=lambda c: abs(c.at - view.share))[:NEAREST]
    near.sort(key=lambda c: c.at)
    columns = (
        Column("At", right=True, key=True),
        Column("Beyond it", least=12),
        Column("In tables", right=True),
        Column("There at", right=True, optional=True),
    )
    digits = 0 if rough else 2
    rows = tuple(
        (
            Cell(fixed(100 * c.at, digits)),
            Cell(f"{names[c.up]} above {names[c.down]}"),
            Cell(percent(c.holds_in)),
            Cell(_there(c)),
        )
        for c in near
    )
    left = len(view.crossings) - len(near)
    nearest = f", the {NEAREST} nearest of {len(view.crossings)}; csv and json hold all"
    head = f"Tipping points, in points of {view.name}{nearest if left else ''}"
    return [Section(head), Grid(columns, rows)]


def _there(crossing: Tipping) -> str:
    if crossing.low is None or crossing.high is None:
        return ""
    return interval((crossing.low, crossing.high), rough=True)


def pair_page(view: PairView, study: Study) -> Page:
    """Who is ahead, the gap term by term, how likely, how much it takes."""
    rough = coarse(study)
    blocks: list[Block] = []
    tables = view.terms.tables
    if view.ahead is not None and tables is not None:
        tied = f", tied in {percent(view.tied)}" if view.tied else ""
        blocks.append(
            Para(f"{view.x_name} is ahead in {of_tables(view.ahead, tables)}{tied}.", "bold")
        )
    blocks += [Para(_gap_sentence(view, rough=rough)), Blank(), *_waterfall(view, rough=rough)]
    blocks += [Section(f"How often {view.x_name} beats {view.y_name}"), _chances(view, rough=rough)]
    blocks += [Blank(), Para(line)] if (line := _swap_line(view, rough=rough)) else []
    return framed(study, f"{view.x_name} and {view.y_name}", blocks, view.terms)


def _gap_sentence(view: PairView, *, rough: bool) -> str:
    table = "In this table: " if view.terms.tables else ""
    ranks = f"{table}{view.x_name} has rank {view.rank_x}, {view.y_name} rank {view.rank_y}; "
    if view.ratio:
        return f"{ranks}ratio of scores {fixed(view.gap, 1 if rough else 4)}."
    if view.scale == "transformed":
        return f"{ranks}gap {view.gap:.4g} in the transformed scale of this mean."
    decimals = decimals_for((view.score_x, view.score_y))
    return f"{ranks}gap {gap_text(view.gap, estimated=rough, decimals=decimals)} points."


def _waterfall(view: PairView, *, rough: bool) -> list[Block]:
    if not view.terms_of_gap:
        return [Para("The gap has no terms: the index is no weighted sum here.")]
    columns = (
        Column("", least=12, key=True),
        Column("Factor" if view.ratio else "Adds", right=True),
        Column("Tables", right=True, optional=True),
        Column(drawn=True),
    )
    middle = 1.0 if view.ratio else 0.0
    most = max(abs(term.contribution - middle) for term in view.terms_of_gap)
    plain = view.ratio or view.scale == "transformed"
    decimals = decimals_for([view.score_x, view.score_y])
    rows = []
    for term in view.terms_of_gap:
        value = term.contribution
        text = f"{value:.4g}" if plain else gap_text(value, estimated=rough, decimals=decimals)
        over = ""
        if term.low is not None and term.high is not None:
            over = span_text(fixed(term.low, 0), fixed(term.high, 0))
        drawing = partial(signed, value - middle, most)
        rows.append((Cell(term.name), Cell(text), Cell(over), Cell(draw=drawing)))
    return [Grid(columns, tuple(rows))]


def _chances(view: PairView, *, rough: bool) -> Grid:
    columns = (
        Column("Weights", least=12, key=True),
        Column("Tables", right=True),
        Column("Share", right=True),
        Column("", optional=True),
        Column(drawn=True),
    )
    asked: list[tuple[str, Likely | None]] = [
        ("all equally likely", view.p_beats_uniform),
        ("near the present ones", view.p_beats_near),
        (f"within ±{view.within or 0:g} points", view.p_beats_within),
    ]
    rows = []
    for name, likely in asked:
        if likely is None:
            continue
        over = ""
        if likely.low is not None and likely.high is not None:
            over = span_text(f"{100 * likely.low:.0f}", f"{100 * likely.high:.0f}") + " %"
        exact = percent(likely.value) if rough else f"{100 * likely.value:.2f} %"
        rows.append(
            (
                Cell(name),
                Cell(over),
                Cell(exact),
                Cell("exact" if likely.exact else "sampled"),
                Cell(draw=partial(bar, likely.value, top=1.0)),
            )
        )
    return Grid(columns, tuple(rows))


def _swap_line(view: PairView, *, rough: bool) -> str:
    if view.epsilon is None or view.points_to_swap is None:
        return ""
    if view.rank_x == view.rank_y:
        return "They are tied here."
    behind = view.y_name if view.rank_x < view.rank_y else view.x_name
    if view.points_to_swap == float("inf"):
        return f"No weights at all put {behind} ahead: the other is at least as good everywhere."
    moved = points(view.points_to_swap, rough=rough)
    epsilon = percent(view.epsilon) if rough else f"{100 * view.epsilon:.2f} %"
    return (
        f"For {behind} to pass, {moved} points must move; the order holds for every mixture of "
        f"these weights with up to {epsilon} of any others."
    )


def radius_page(view: RadiusView, study: Study) -> Page:
    """The radius, the pair that binds, the margin of every pair of neighbours."""
    rough = coarse(study)
    blocks: list[Block] = []
    tables = view.terms.tables
    if view.over_tables is not None and view.tables_used is not None and tables is not None:
        low, middle, high = (_distance(view, end, rough=True) for end in view.over_tables)
        some = f" ({view.tables_used} looked at)" if view.tables_used < tables else ""
        blocks.append(
            Para(
                f"Over the {counted(tables)} admissible tables{some} the order of a table holds "
                f"for moves of {span_text(low, high)} (5–95 %), {middle} in the middle.",
                "bold",
            )
        )
    if view.within_holds_in is not None and view.within is not None and tables is not None:
        used = of_tables(view.within_holds_in, view.tables_used or tables)
        blocks.append(Para(f"If {view.within:g} points move, the order holds in {used}.", "bold"))
    blocks.append(Para(_binding(view, rough=rough)))
    return framed(
        study,
        "how much may move",
        [*blocks, *_neighbours(view, rough=rough)],
        view.terms,
        left_out=True,
    )


def _distance(view: RadiusView, value: float, *, rough: bool) -> str:
    if view.norm == "l1":
        return points(50 * value, rough=rough)
    return points(100 * value, rough=rough)


def _binding(view: RadiusView, *, rough: bool) -> str:
    if view.above is None:
        if view.terms.sampled:
            drawn = counted(view.terms.draws or 0)
            return (
                f"None of {drawn} weights drawn changes the order; that is no proof that none does."
            )
        return "No weights at all change the order."
    how = {
        "l1": "points moved in all",
        "l2": "points of Euclidean distance",
        "linf": "points of any one weight",
    }[view.norm]
    near = _distance(view, view.distance, rough=rough)
    if view.terms.sampled:
        return (
            f"The order changes after a move of {near} {how}, if not sooner: "
            f"{view.below_name} draws level with {view.above_name}."
        )
    table = "In this table the" if view.terms.tables else "The"
    return (
        f"{table} order holds for any move of up to {near} {how}; then {view.below_name} "
        f"draws level with {view.above_name}."
    )


def _neighbours(view: RadiusView, *, rough: bool) -> list[Block]:
    if not view.pairs:
        return []
    columns = (
        Column("Above", least=10, key=True),
        Column("Below", least=10),
        Column("In tables", right=True),
        Column("ε", right=True),
        Column("", optional=True),
        Column(drawn=True),
    )
    rows = tuple(
        (
            Cell(pair.above_name),
            Cell(pair.below_name),
            Cell(percent(pair.holds_in)),
            Cell(percent(pair.epsilon) if rough else f"{100 * pair.epsilon:.2f} %"),
            Cell("binds" if (pair.above, pair.below) == (view.above, view.below) else ""),
            Cell(draw=partial(bar, pair.epsilon, top=1.0)),
        )
        for pair in view.pairs
    )
    note = "ε: the share of any other weights that can be mixed in before the two change places."
    return [Section("Neighbours in the ranking"), Grid(columns, rows), Blank(), Para.note(note)]
