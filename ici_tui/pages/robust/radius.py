"""The answer about one radius, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.mark_columns import Bars
from ici_tui.pages.columned import Cells, Columned
from ici_tui.pages.model import Blank, Column, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.words import marked, of_tables
from ici_tui.views.numbers import percent, span_text
from ici_tui.views.robust.shown import coarse, points
from ici_tui.views.robust.terms import counted

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.radius import RadiusView
    from ici_tui.views.study import Study


def page(view: RadiusView, study: Study, focus: Focus) -> AnswerPage:
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
                f"for moves of {span_text(low, high)} (5–95 %, median {middle}).",
                "strong",
            )
        )
    if view.within_holds_in is not None and view.within is not None and tables is not None:
        used = of_tables(view.within_holds_in, view.tables_used or tables)
        blocks.append(Para(f"If {view.within:g} points move, the order holds in {used}.", "strong"))
    blocks.append(Para(_binding(view, rough=rough)))
    return AnswerPage(
        "how much may move",
        (
            *blocks,
            *_neighbours(view, rough=rough),
        ),
        view.terms,
        ties_left_out=True,
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
    near = marked(_distance(view, view.distance, rough=rough), rough=rough)
    if view.terms.sampled:
        move = {
            "l1": f"a total move of {near} points",
            "l2": f"a move of {near} points of Euclidean distance",
            "linf": f"moves of {near} points at most of each weight",
        }[view.norm]
        return (
            f"The order changes after {move}, if not sooner: "
            f"{view.below_name} draws level with {view.above_name}."
        )
    far = {
        "l1": f"any total move of up to {near} points",
        "l2": f"any move of up to {near} points of Euclidean distance",
        "linf": f"any moves of up to {near} points of each weight",
    }[view.norm]
    table = "In this table the" if view.terms.tables else "The"
    return (
        f"{table} order holds for {far}; then {view.below_name} draws level with {view.above_name}."
    )


def _neighbours(view: RadiusView, *, rough: bool) -> list[Block]:
    if not view.pairs:
        return []
    columns = (
        Column("Above", least=10, key=True),
        Column("Below", least=10),
        *number_columns("In tables", "ε"),
        Column("", optional=True),
        Column(drawn=True),
    )
    pairs, digits = view.pairs, 0 if rough else 2
    above, below = pairs.above.tolist(), pairs.below.tolist()
    shares = [None] * len(pairs) if pairs.holds_in is None else pairs.holds_in.tolist()
    binding = [""] * len(pairs)
    for place, (one, other) in enumerate(zip(above, below, strict=True)):
        if (pairs.units[one], pairs.units[other]) == (view.above, view.below):
            binding[place] = "binds"
    rows = Columned(
        (
            Cells([pairs.names[place] for place in above]),
            Cells([pairs.names[place] for place in below]),
            Cells([percent(share) for share in shares]),
            Cells([percent(share, digits) for share in pairs.epsilon.tolist()]),
            Cells(binding),
            Cells.drawn(Bars(pairs.epsilon, 1.0)),
        )
    )
    note = "ε: the share of any other weights that can be mixed in before the two change places."
    return [Section("Neighbours in the ranking"), Grid(columns, rows), Blank(), Para.note(note)]
