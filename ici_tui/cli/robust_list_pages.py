"""The answers with a row per unit or per component, as pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ici_tui.cli.page import Blank, Cell, Column, Grid, Para, Section
from ici_tui.cli.robust_marks import heat
from ici_tui.cli.robust_pages import framed
from ici_tui.drawing.bars import bar, span
from ici_tui.views.numbers import fixed, span_text
from ici_tui.views.robust.shown import coarse, percent, points

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.cli.page import Block, Page
    from ici_tui.views.robust.acceptability import AcceptabilityView, Acceptance
    from ici_tui.views.robust.clusters import Clustering, ClustersView
    from ici_tui.views.robust.leave_one_out import LeaveOneOutView, LeftOut
    from ici_tui.views.robust.ranks import RanksView, UnitRanks
    from ici_tui.views.robust.uncertainty import FactorShare, UncertaintyView
    from ici_tui.views.study import Study


def _unit_column(study: Study) -> Column:
    return Column(study.pack.index.info.words.singular.capitalize(), least=10, key=True, lines=2)


def acceptability_page(view: AcceptabilityView, study: Study) -> Page:
    """A heat map of ranks, the expected rank, the share of first places."""
    rough = coarse(study)
    over = view.terms.tables is not None
    columns = (
        Column("#", right=True, key=True),
        _unit_column(study),
        Column("Tables", right=True),
        Column("Expected", right=True),
        Column("First", right=True),
        Column("Held", right=True, optional=True),
        Column(drawn=True),
    )
    rows = tuple(_acceptance(unit, rough=rough) for unit in view.units)
    notes = ["Shading: ranks from 1 (left) to the last; the darker, the more often"]
    notes[0] += ", weights and tables drawn together." if over else "."
    exact = "exact" if view.units and view.units[0].expected_exact else "sampled"
    notes.append(f"Expected: mean rank over the weights ({exact}).")
    first = "exact" if view.units and view.units[0].first_exact is not None else "sampled"
    if over:
        notes.append(f"First: share of draws with the first place; in this table alone ({first}).")
    else:
        notes.append(f"First: share of weights with the first place ({first}).")
    if over:
        notes.append("Tables: expected rank, 5–95 % of the tables.")
        notes.append("Held: tables in which the unit is first at the weights that suit it.")
    blocks: list[Block] = [Grid(columns, rows), Blank(), Para.note(" ".join(notes))]
    return framed(study, "rank acceptability", blocks, view.terms)


def _acceptance(unit: Acceptance, *, rough: bool) -> tuple[Cell, ...]:
    over = ""
    if unit.expected_low is not None and unit.expected_high is not None:
        over = span_text(fixed(unit.expected_low, 0), fixed(unit.expected_high, 0))
    first = float(unit.shares[0]) if unit.first_exact is None else unit.first_exact
    shares = unit.shares if unit.shares_over_tables is None else unit.shares_over_tables
    return (
        Cell(str(unit.rank)),
        Cell(unit.name),
        Cell(over),
        Cell(fixed(unit.expected_rank, 0 if rough else 2)),
        Cell(_first(first, unit.shares_over_tables)),
        Cell(percent(unit.holds_in)),
        Cell(draw=partial(heat, shares)),
    )


def _first(here: float, over_tables: FloatArray | None) -> str:
    """The share of first places, over the tables first; empty where there are none."""
    if over_tables is None:
        return percent(here) if here else ""
    there = float(over_tables[0])
    return f"{percent(there)}; {percent(here)}" if here or there else ""


def ranks_page(view: RanksView, study: Study) -> Page:
    """Best and worst rank of each unit."""
    columns = (
        Column("#", right=True, key=True),
        _unit_column(study),
        Column("Tables", right=True),
        Column("Ranks"),
        Column("Best in", right=True),
        Column("Worst in", right=True),
        Column(drawn=True),
    )
    rows = tuple(
        (
            Cell(str(unit.rank)),
            Cell(unit.name),
            Cell("" if unit.low is None else span_text(str(unit.low), str(unit.high))),
            Cell(rank_text(unit, sampled=view.terms.sampled)),
            Cell(percent(unit.best_holds_in)),
            Cell(percent(unit.worst_holds_in)),
            Cell(draw=partial(_ranks_drawn, unit, view.size)),
        )
        for unit in view.units
    )
    notes = [
        "Ranks: the best and the worst that were seen."
        if view.terms.sampled
        else "Ranks: the best and the worst that weights can give, proved unless it says otherwise."
    ]
    if view.terms.tables is not None:
        notes.append("Tables: 5–95 % of ranks, weights and tables drawn together.")
        notes.append("Best in, Worst in: the share of tables in which that rank, or one beyond, ")
        notes[-1] += "comes out at the weights that show it."
    blocks: list[Block] = [Grid(columns, rows), Blank(), Para.note(" ".join(notes))]
    return framed(study, "best and worst ranks", blocks, view.terms)


def rank_text(unit: UnitRanks, *, sampled: bool = False) -> str:
    """From the best to the worst rank, and whether that is proved."""
    seen = span_text(str(unit.best), str(unit.worst))
    if sampled:
        return f"{seen}, seen"
    if unit.best_exact and unit.worst_exact:
        return seen
    outer = span_text(str(unit.best_proved), str(unit.worst_proved))
    return f"{seen}, not proved; within {outer}"


def _ranks_drawn(unit: UnitRanks, size: int, width: int) -> str:
    top = float(max(size - 1, 1))
    return span(unit.best - 1.0, unit.rank - 1.0, unit.worst - 1.0, width, top)


def uncertainty_page(view: UncertaintyView, study: Study) -> Page:
    """Rank intervals, then what moves ranks."""
    columns = (
        Column("#", right=True, key=True),
        _unit_column(study),
        Column("5–95 %", right=True),
        Column("Median", right=True),
        Column("First", right=True),
        Column(f"Top {view.top_k}", right=True, optional=True),
        Column(drawn=True),
    )
    top = float(max(len(view.units) - 1, 1))
    rows = tuple(
        (
            Cell(str(unit.rank)),
            Cell(unit.name),
            Cell(span_text(fixed(unit.low, 0), fixed(unit.high, 0))),
            Cell(f"{unit.median:g}"),
            Cell(percent(unit.first) if unit.first else ""),
            Cell(percent(unit.top)),
            Cell(draw=partial(span, unit.low - 1, unit.median - 1, unit.high - 1, top=top)),
        )
        for unit in view.units
    )
    blocks: list[Block] = [Grid(columns, rows), Section("What moves ranks"), _factors(view)]
    notes = [f"Mean absolute change of rank: {view.mean_change:.2g} places."]
    if view.interaction is not None:
        notes.append(
            f"Variance: share of the variance of ranks in a full factorial of {view.settings} "
            f"settings; together {percent(max(view.interaction, 0.0))} is interaction."
        )
    else:
        notes.append("Variance: the full factorial is too large here.")
    notes.append(
        "Alone, in all: Sobol' indices of the mean absolute change of rank, ± standard error, "
        f"from {view.evaluations} settings."
    )
    notes += [f"Left out: {', '.join(view.left_out)}."] if view.left_out else []
    blocks += [Blank(), Para.note(" ".join(notes))]
    return framed(study, "uncertainty of ranks", blocks, view.terms)


def _factors(view: UncertaintyView) -> Grid:
    columns = (
        Column("", least=10, key=True),
        Column("Variance", right=True),
        Column("Alone", right=True),
        Column("In all", right=True),
        Column(drawn=True),
    )
    return Grid(columns, tuple(_factor(factor) for factor in view.factors))


def _factor(factor: FactorShare) -> tuple[Cell, ...]:
    return (
        Cell(factor.name),
        Cell(percent(factor.variance)),
        Cell(_index(factor.first, factor.first_error)),
        Cell(_index(factor.total, factor.total_error)),
        Cell(draw=partial(bar, factor.variance or 0.0, top=1.0)),
    )


def _index(value: float | None, error: float | None) -> str:
    if value is None or error is None:
        return "–"
    return f"{fixed(value, 2)} ± {fixed(error, 2)}"


def leave_one_out_page(view: LeaveOneOutView, study: Study) -> Page:
    """Parts and indicators, those whose absence moves ranks most first."""
    names = dict(zip(study.pack.index.codes, study.pack.index.names, strict=True))
    rough = coarse(study)
    columns = (
        Column("Without", least=12, key=True),
        Column("Weighs", right=True),
        Column("Tables", right=True),
        Column("Leader stays", least=6, right=True),
        Column("Mean", right=True),
        Column("Most", right=True),
        Column("Moved most", least=26, optional=True, lines=3),
        Column(drawn=True),
    )
    most = max((node.mean_change for node in view.nodes), default=0.0)
    rows = tuple(
        (
            Cell(node.name, "bold" if node.part else ""),
            Cell(points(100 * node.weight, rough=False)),
            Cell(_over_tables(node)),
            Cell(percent(node.holds_in)),
            Cell(fixed(node.mean_change, 1 if rough else 2)),
            Cell(str(node.largest_change)),
            Cell(", ".join(f"{unit.name} {unit.rank}→{unit.without}" for unit in node.moved)),
            Cell(draw=partial(bar, node.mean_change, top=most)),
        )
        for node in view.nodes
    )
    changed = [node for node in view.nodes if node.leaders != view.leaders]
    leaders = "; ".join(
        f"without {node.name} {', '.join(names[code] for code in node.leaders)}" for node in changed
    )
    first = ", ".join(names[code] for code in view.leaders)
    verb = "leads" if len(view.leaders) == 1 else "lead"
    said = f"{first} {verb}" + (f"; {leaders}." if changed else ", whatever is left out.")
    note = "Mean, Most: absolute change of rank over the units, in places."
    if view.terms.tables is not None:
        note += " Tables: the mean change, 5–95 % of the tables."
        note += " Leader stays: in this share of the tables."
    blocks: list[Block] = [Para(said), Blank(), Grid(columns, rows), Blank(), Para.note(note)]
    return framed(study, "without one component", blocks, view.terms)


def _over_tables(node: LeftOut) -> str:
    if node.mean_low is None or node.mean_high is None:
        return ""
    return span_text(fixed(node.mean_low, 1), fixed(node.mean_high, 1))


def clusters_page(view: ClustersView, study: Study) -> Page:
    """The clusters of each kind, and what they agree with."""
    blocks: list[Block] = []
    for found in view.clusterings:
        blocks += _clustering(found, study)
    blocks += [Blank(), *(Para(f"Not clustered on {missing}.") for missing in view.missing)]
    blocks.append(
        Para.note(
            "Ward's method. Indicators: z-scores, which weights do not move; contributions: "
            "weight times value, which they do. Agreement: adjusted Rand index, 1 the same, "
            "about 0 by chance."
        )
    )
    return framed(study, "clusters from the data", blocks, view.terms)


def _clustering(found: Clustering, study: Study) -> list[Block]:
    blocks: list[Block] = [Section(f"On {found.on}")]
    if found.holds_in is not None and found.agreement is not None:
        blocks.append(
            Para(
                f"The same clusters come out in {percent(found.holds_in)} of {found.tables_used} "
                f"admissible tables; mean agreement with this table's {fixed(found.agreement, 2)}.",
                "bold",
            )
        )
    groups = study.pack.index.groups
    agreed = ", ".join(
        f"{groups[code].name} {fixed(value, 2)}" for code, value in found.adjusted_rand.items()
    )
    if agreed:
        blocks.append(Para(f"Agreement with the pack's groups: {agreed}."))
    columns = (Column("", right=True, key=True), Column("Members and their ranks", least=16))
    rows = []
    for number in range(1, found.count + 1):
        members = [member for member in found.members if member.cluster == number]
        text = ", ".join(f"{member.name} {member.rank}" for member in members)
        rows.append((Cell(str(number)), Cell(text)))
    nearest = (
        Column("", least=10, key=True, lines=2),
        Column("Most like it", least=16, lines=3),
    )
    near = tuple(
        (Cell(member.name), Cell(", ".join(other.name for other in member.neighbours)))
        for member in found.members
    )
    return [*blocks, Grid(columns, tuple(rows)), Blank(), Grid(nearest, near)]
