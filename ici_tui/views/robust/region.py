"""The weights that the statements of a study leave, over the components of a basis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, pass_margin
from ici_tui.analysis.moves import limits
from ici_tui.analysis.region import complete_order, order_corners, region_draws
from ici_tui.analysis.sampling import Draws, uniform_draws
from ici_tui.analysis.statements import Asked
from ici_tui.index.sums import weighted
from ici_tui.views.statement_text import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.statement_text import Statement
    from ici_tui.views.study import Study

WEIGHT_MARGIN = 1e-6
"""By how much a share of 1 has to be above another, where it has to be above."""


@dataclass(frozen=True, eq=False)
class Region:
    """The weights that satisfy statements; `told` names them for people."""

    asked: Asked
    told: str

    @cached_property
    def corners(self) -> FloatArray | None:
        """The corners of a complete order of importance, m × m; None for other statements."""
        order = complete_order(self.asked.rows)
        return None if order is None else order_corners(order)

    def draws(self, count: int, seed: int) -> Draws:
        """Uniform over the region.

        Raises:
            AnalysisError: no weights satisfy the statements.
        """
        corners = self.corners
        if corners is None or self.asked.bounded:
            return region_draws(self.asked, count, seed)
        shares = uniform_draws(len(corners), count, seed)
        label = "uniform over the weights in this order"
        return Draws(
            label, count, seed, lambda generator, size: shares.generate(generator, size) @ corners.T
        )


def region_of(rests: Basis, within: float | None = None) -> Region | None:
    """The weights that the study's statements leave; None where it has none.

    Args:
        rests: the components whose weights move.
        within: no weight moves by more than this share of 1; None lets it go anywhere.

    Raises:
        AnalysisError: a statement about units where no weighted sum gives the ranks, or about
            components that are not among those that move.
    """
    stated = rests.study.stated
    if stated is None or not stated.statements:
        return None
    told = "; ".join(told_of(rests.study, one) for one in stated.statements)
    return Region(asked_of(rests, stated.statements, within=within), told)


def asked_of(
    rests: Basis,
    statements: Sequence[Statement],
    *,
    locked: Sequence[str] = (),
    within: float | None = None,
) -> Asked:
    """Statements as rows and margins over the components of a basis, r × m and r.

    Args:
        rests: the components whose weights move.
        statements: what is to hold.
        locked: codes of components whose weight stays.
        within: no weight moves by more than this share of 1.

    Raises:
        AnalysisError: see `region_of`.
    """
    rows, margins = np.zeros((len(statements), len(rests.nodes))), np.zeros(len(statements))
    for k, one in enumerate(statements):
        if one.about == UNITS:
            table = _table(rests)
            rows[k] = table[row_of(rests, one.above)] - table[row_of(rests, one.below)]
        else:
            rows[k, _under(rests, one.above)] += 1.0
            rows[k, _under(rests, one.below)] -= 1.0
            margins[k] = WEIGHT_MARGIN if one.strict else 0.0
    about_units = [k for k, one in enumerate(statements) if one.about == UNITS]
    if about_units:
        table = _table(rests)
        margins[about_units] = pass_margin(table, weighted(table, rests.weights))
    held = [rests.component(code) for code in locked]
    return Asked(rows, margins, limits(rests.weights, locked=held, within=within))


def _table(rests: Basis) -> FloatArray:
    if rests.sums is None:
        raise AnalysisError(
            f"statements about units need scores that are a weighted sum: {rests.why_sampled}"
        )
    return rests.sums.table


def row_of(rests: Basis, code: str) -> int:
    """The row of a unit, by its code.

    Raises:
        AnalysisError: it has no score.
    """
    return rests.row(tuple(rests.study.pack.index.codes).index(code))


def _under(rests: Basis, code: str) -> list[int]:
    """The components whose weights make up that of a node: itself, or those below it."""
    tree = rests.study.pack.index.tree
    inside = {code, *(node.code for node in tree.descendants(code))}
    found = [k for k, own in enumerate(rests.codes) if own in inside]
    return found or [rests.component(code)]


def told_of(study: Study, one: Statement) -> str:
    """A statement in words."""
    index = study.pack.index
    if one.about != UNITS:
        verb = "weighs more than" if one.strict else "weighs at least as much as"
        return f"{index.tree[one.above].name} {verb} {index.tree[one.below].name}"
    places = {code: place for place, code in enumerate(index.codes)}
    return f"{index.names[places[one.above]]} above {index.names[places[one.below]]}"
