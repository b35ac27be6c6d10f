"""Weights from statements about units and about the importance of weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, pass_margin
from ici_tui.analysis.moves import limits
from ici_tui.analysis.statements import Asked, satisfy
from ici_tui.index.sums import weighted
from ici_tui.views.frame import Over
from ici_tui.views.names import find_unit
from ici_tui.views.robust.basis import basis
from ici_tui.views.statement_text import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.overtake import Norm
    from ici_tui.index.weights import WeightSet
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.statement_text import Statement
    from ici_tui.views.study import Study

WEIGHT_MARGIN = 1e-6
"""By how much a share of 1 has to be above another, where it has to be above."""


@dataclass(frozen=True, slots=True)
class Held:
    """A statement, whether it holds at the weights found, and by how much.

    `margin` is in points of the score for units, in points of 100 for weights; it is negative
    where the statement does not hold. `holds_in` is the share of the tables in which a statement
    about units holds at these weights.
    """

    statement: Statement
    text: str
    holds: bool
    margin: float
    holds_in: float | None


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements that no allowed weights satisfy together, with the shares that prove it."""

    texts: tuple[str, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """The nearest weights at which the statements hold.

    `weights` are the weights as edited, `shares` those of the components by code. `fewest` says
    that no fewer statements could be given up. `points_moved` is half the L1 distance in points.
    """

    weights: WeightSet
    shares: dict[str, float]
    held: tuple[Held, ...]
    clashes: tuple[Clash, ...]
    fewest: bool
    norm: str
    points_moved: float

    @property
    def satisfied(self) -> tuple[str, ...]:
        """What holds."""
        return tuple(one.text for one in self.held if one.holds)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What had to be given up."""
        return tuple(one.text for one in self.held if not one.holds)


def weights_for(
    study: Study,
    statements: Sequence[Statement],
    over: Over | None = None,
    *,
    norm: Norm = "l1",
    locked: Sequence[str] = (),
) -> StatementsView:
    """The weights nearest to the present ones at which all statements hold, or most of them.

    Args:
        study: the pack at some weights.
        statements: what is to hold.
        over: whose weights move; the parts where none is given, unless indicators are compared.
        norm: what is nearest.
        locked: codes of components whose weight stays.

    Raises:
        AnalysisError: no weighted sum gives these ranks, a component that is not among those
            that move, or scipy is missing.
    """
    tree = study.pack.index.tree
    if over is None:
        leaves = any(
            one.about != UNITS and tree[code].level == 1
            for one in statements
            for code in (one.above, one.below)
        )
        over = Over.INDICATORS if leaves else Over.PARTS
    rests = basis(study, over)
    if rests.sums is None:
        raise AnalysisError(f"statements need scores that are a weighted sum: {rests.why_sampled}")
    rows, margins = _rows(rests, rests.sums.table, statements)
    allowed = limits(rests.weights, locked=[rests.component(code) for code in locked])
    found = satisfy(Asked(rows, margins, allowed), rests.weights, norm=norm)
    texts = [_text(study, one) for one in statements]
    shares = rests.shares(found.weights)
    moved = found.points_moved > 0
    return StatementsView(
        weights=study.weights.with_effective(tree, shares) if moved else study.weights,
        shares=shares,
        held=tuple(
            Held(
                statement=one,
                text=texts[k],
                holds=k not in found.given_up,
                margin=_margin(rests, one, found.weights, float(found.margins[k])),
                holds_in=_in_tables(rests, one, found.weights),
            )
            for k, one in enumerate(statements)
        ),
        clashes=tuple(
            Clash(tuple(texts[k] for k in clash.statements), tuple(clash.shares.tolist()))
            for clash in found.conflicts
        ),
        fewest=found.fewest,
        norm=norm,
        points_moved=found.points_moved,
    )


def _rows(
    rests: Basis, table: FloatArray, statements: Sequence[Statement]
) -> tuple[FloatArray, FloatArray]:
    """The statements as rows and margins: r × m, r."""
    ahead = pass_margin(table, weighted(table, rests.weights))
    rows, margins = np.zeros((len(statements), len(rests.nodes))), np.zeros(len(statements))
    for k, one in enumerate(statements):
        if one.about == UNITS:
            rows[k] = table[_row(rests, one.above)] - table[_row(rests, one.below)]
            margins[k] = ahead
        else:
            rows[k, rests.component(one.above)] = 1.0
            rows[k, rests.component(one.below)] = -1.0
            margins[k] = WEIGHT_MARGIN if one.strict else 0.0
    return rows, margins


def _row(rests: Basis, code: str) -> int:
    return rests.row(find_unit(rests.study.pack.index, code))


def _margin(rests: Basis, one: Statement, weights: FloatArray, margin: float) -> float:
    """How far a statement holds, in points."""
    if one.about != UNITS:
        return 100 * margin
    assert rests.sums is not None  # noqa: S101
    scores = rests.sums.family.scores(weighted(rests.sums.table, weights))
    return float(scores[_row(rests, one.above)] - scores[_row(rests, one.below)])


def _in_tables(rests: Basis, one: Statement, weights: FloatArray) -> float | None:
    if rests.tables is None or one.about != UNITS:
        return None
    scores = weighted(rests.tables, weights)
    return float((scores[:, _row(rests, one.above)] > scores[:, _row(rests, one.below)]).mean())


def _text(study: Study, one: Statement) -> str:
    index = study.pack.index
    if one.about != UNITS:
        verb = "weighs more than" if one.strict else "weighs at least as much as"
        return f"{index.tree[one.above].name} {verb} {index.tree[one.below].name}"
    above, below = (index.names[find_unit(index, code)] for code in (one.above, one.below))
    return f"{above} above {below}"
