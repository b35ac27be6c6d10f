"""What values a unit would need to draw level with another, or to reach a rank, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.pages.acts import ApplyValues
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.words import of_tables
from ici_tui.views.numbers import YOURS, about, beyond, compact, fixed, percent, two_digits
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.improve_answer import Alone, ImproveView, Joint, Step
    from ici_tui.views.study import Study


def page(view: ImproveView, study: Study, focus: Focus) -> AnswerPage:
    """Each indicator alone first, then all together."""
    del focus
    writer = _Writer(view, study)
    blocks: list[Block] = [Para(writer.lead(), "strong")]
    if not view.already:
        blocks += [*writer.alone(), *writer.joint()]
    return AnswerPage(f"what {view.x_name} needs to {writer.goal}", tuple(blocks), view.terms)


class _Writer:
    """Writes one answer."""

    def __init__(self, view: ImproveView, study: Study) -> None:
        self.view, self.rough = view, coarse(study)
        self.tree = study.pack.index.tree
        self.yours = {one.node for one in study.pack.own if one.unit == view.x}
        self.with_tables = view.terms.tables is not None

    @property
    def goal(self) -> str:
        """The goal after "to"."""
        if self.view.y_name is not None:
            return f"draw level with {self.view.y_name}"
        return "be first" if self.view.wanted == 1 else f"reach rank {self.view.wanted}"

    def lead(self) -> str:
        """What is missing, and whether one indicator is enough."""
        view = self.view
        if view.already:
            return f"{view.x_name} has rank {view.rank_now}: it is there already."
        missing = about(view.missing, 2, estimated=self.rough)
        enough = [alone for alone in view.alone if alone.possible]
        if not enough:
            told = "the best value of no single indicator is enough"
        elif len(enough) == len(view.alone):
            told = "the best value of any single indicator is enough"
        else:
            told = (
                f"the best value of {len(enough)} of {len(view.alone)} indicators is enough alone"
            )
        return f"{view.x_name} has rank {view.rank_now} and lacks {missing} points; {told}."

    def alone(self) -> list[Block]:
        """One line for each indicator, what is nearest to being enough first."""
        columns = (
            Column("Indicator", least=14, key=True, lines=2),
            *number_columns("Now", "Needed", "Best"),
            Column("Alone", least=6),
            Column("Tables" if self.with_tables else "", right=True, optional=True),
        )
        listed = sorted(self.view.alone, key=_nearest)
        rows = tuple(self._row(alone) for alone in listed)
        acts = tuple(self._act(alone) for alone in listed)
        note = "Needed: the value at which the two are level, all else as it is. Best: the best "
        note += "value that there is."
        if self.with_tables:
            note += " Tables: in this share of the admissible tables a value at least that good "
            note += "is enough."
        return [
            Section("One indicator alone"),
            Grid(columns, rows, acts=acts),
            Blank(),
            Para.note(note),
        ]

    def _row(self, alone: Alone) -> tuple[Cell, ...]:
        towards = self.tree[alone.code].direction
        needed, role, told = "–", "muted", "no value"
        if alone.fixed:
            told = "fixed"
        elif alone.needed is not None:
            needed = beyond(alone.needed, towards, estimated=self.rough)
            told = "enough" if alone.possible else "past the best"
            role = "text" if alone.possible else "muted"
        return (
            Cell(alone.name, role),
            Cell(self._now(alone), role),
            Cell(needed, "strong" if alone.possible else role),
            Cell(self._value(alone.best), role),
            Cell(told, role),
            Cell("" if alone.needed is None else percent(alone.holds_in), role),
        )

    def _act(self, alone: Alone) -> ApplyValues:
        """Enter takes the value that is enough alone."""
        there = () if alone.needed is None else ((self.view.x, alone.code, alone.needed),)
        return ApplyValues(there, alone.code)

    def _now(self, of: Alone | Step) -> str:
        if of.code in self.yours and of.now is not None:
            return YOURS + compact(of.now)
        return self._value(of.now)

    def _value(self, value: float | None) -> str:
        if value is None:
            return "–"
        return about(value, 1, estimated=True) if self.rough else compact(value)

    def joint(self) -> list[Block]:
        """All indicators together, or the proof that even that is not enough."""
        joint = self.view.joint
        heading = Section("All together, none beyond the best value")
        return [heading, *(self._changes(joint) if joint.possible else self._why_not(joint))]

    def _changes(self, joint: Joint) -> list[Block]:
        assert joint.l1 is not None and joint.linf is not None  # noqa: S101 - it is possible
        least = "The least" if joint.proved else "Enough, and at most what it takes"
        size = (
            f"{percent(joint.l1, 1)} of one range in all"
            if joint.norm == "l1"
            else f"{percent(joint.linf, 1)} of its range for each"
        )
        other = (
            f"spread evenly, {percent(joint.linf, 1)} of the range of each is enough"
            if joint.norm == "l1"
            else f"concentrated, {percent(joint.l1, 1)} of one range is enough"
        )
        columns = (
            Column("Indicator", least=14, key=True, lines=2),
            *number_columns("Now", "To", "Of its range"),
            Column(drawn=True),
        )
        most = max(step.share for step in joint.steps)
        rows = tuple(
            (
                Cell(step.name),
                Cell(self._now(step)),
                Cell(beyond(step.to, self.tree[step.code].direction, estimated=self.rough)),
                Cell(percent(step.share, 1)),
                Cell(mark=Bar(step.share, most)),
            )
            for step in joint.steps
        )
        act = ApplyValues(tuple((self.view.x, step.code, step.to) for step in joint.steps))
        lead = Para(f"{least}: {size}; {other}.", act=act)
        blocks: list[Block] = [lead, Blank(), Grid(columns, rows)]
        if joint.holds_in is not None and self.view.terms.tables is not None:
            there = of_tables(joint.holds_in, self.view.terms.tables)
            blocks += [Blank(), Para(f"These values, or better ones, are enough in {there}.")]
        return blocks

    def _why_not(self, joint: Joint) -> list[Block]:
        why = joint.certificate
        assert why is not None  # noqa: S101 - it is impossible
        if not why.indicators:
            return [Para("Impossible: no indicator can move up to a better unit's value.")]
        short = about(why.short_by, 2, estimated=self.rough)
        columns = (Column("Indicator", least=14, key=True), Column("Gains at its best", right=True))
        gains = sorted(why.indicators, key=lambda gain: -gain.best_gain)
        rows = tuple(
            (Cell(gain.name), Cell(("≈" if self.rough else "") + (
                fixed(gain.best_gain, 1) if self.rough else two_digits(gain.best_gain))))
            for gain in gains
        )  # fmt: skip
        told = (
            f"Impossible: with the best value of every indicator it is still {short} points short."
        )
        return [Para(told), Blank(), Grid(columns, rows)]


def _nearest(alone: Alone) -> tuple[bool, bool, float, str]:
    """What is enough first, by how far it has to go; then what no best value reaches."""
    if alone.needed is None or alone.now is None or alone.best is None:
        return (not alone.possible, True, alone.short_by, alone.code)
    way, whole = abs(alone.needed - alone.now), abs(alone.best - alone.now)
    return (not alone.possible, False, way / whole if whole else float("inf"), alone.code)
