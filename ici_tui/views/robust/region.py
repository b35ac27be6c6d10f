"""The weights that the statements of a study leave, over the components of a basis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, overload

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, pass_margin
from ici_tui.analysis.moves import limits
from ici_tui.analysis.region import complete_order, order_corners, region_draws
from ici_tui.analysis.sampling import Draws, uniform_draws
from ici_tui.analysis.statements import Asked
from ici_tui.index.sums import weighted
from ici_tui.views.columns import branches
from ici_tui.views.frame import Over
from ici_tui.views.robust.basis import complete_basis
from ici_tui.views.statement_text import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.robust.terms import Around
    from ici_tui.views.statement_text import Statement
    from ici_tui.views.study import Study

PILOT = 4000
RARE = 0.005
"""Below this share of the draws that fit, nearly all of them would be thrown away."""
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

    def over_corners(self, rests: Basis, *, strictly: bool = False) -> Basis:
        """The same units with the corners of a complete order as components, equally weighted.

        Args:
            rests: the components themselves.
            strictly: keep to the margins between weights, so that every mixture of the corners
                satisfies what is stated; without, the region is closed, which changes no share.
        """
        assert self.corners is not None and rests.sums is not None  # noqa: S101
        sums, corners = rests.sums, self.strict_corners if strictly else self.corners
        shares = np.full(len(corners), 1 / len(corners))
        tables = None if sums.tables is None else sums.tables @ corners
        moved = sums._replace(table=sums.table @ corners, weights=shares, tables=tables)
        columns = np.ascontiguousarray(moved.table.T)
        return replace(rests, weights=shares, sums=moved, score=lambda weights: weights @ columns)

    @cached_property
    def strict_corners(self) -> FloatArray:
        """The corners with every weight above the next by the margin that is stated, m × m."""
        order, corners = complete_order(self.asked.rows), self.corners
        assert order is not None and corners is not None  # noqa: S101
        least, base = 0.0, np.zeros(len(order))
        for one, other in zip(reversed(order[:-1]), reversed(order[1:]), strict=True):
            stated = (self.asked.rows[:, one] == 1) & (self.asked.rows[:, other] == -1)
            least += float(self.asked.margins[stated].max())
            base[one] = least
        found: FloatArray = base[:, None] + (1 - base.sum()) * corners
        return found

    @overload
    def at_corners(self, table: FloatArray) -> FloatArray: ...
    @overload
    def at_corners(self, table: None) -> None: ...
    def at_corners(self, table: FloatArray | None) -> FloatArray | None:
        """A table of components, … × m, as that of the corners of a complete order."""
        assert self.corners is not None  # noqa: S101 - whoever calls has asked
        return None if table is None else table @ self.corners

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

    def some_of(self, draws: Draws, *, least: float = RARE) -> Draws:
        """The draws that satisfy the statements, as many as there were.

        Raises:
            NoneNearError: fewer than a least share of them do.
        """
        rows, margins = self.asked.rows, self.asked.margins

        def fitting(weights: FloatArray) -> FloatArray:
            return weights[(weights @ rows.T >= margins).all(axis=1)]

        pilot = draws.generate(np.random.default_rng(0), PILOT)
        if len(fitting(pilot)) < least * PILOT:
            raise NoneNearError(
                "hardly any weights close around the present ones satisfy what is stated: look "
                "at all weights, or start from weights at which it holds"
            )

        def drawn(generator: np.random.Generator, size: int) -> FloatArray:
            parts: list[FloatArray] = []
            while sum(map(len, parts)) < size:
                parts.append(fitting(draws.generate(generator, 2 * size)))
            return np.concatenate(parts)[:size]

        return Draws(f"{draws.label}, where the statements hold", draws.count, draws.seed, drawn)

    def why_sampled(self, around: Around) -> str:
        """Why an answer over the region is sampled; empty where it is exact."""
        if self.corners is None:
            return "what is stated is no complete order of importance"
        if around.near or around.within is not None:
            return "an order of importance is exact over all weights only"
        return ""


class NoneNearError(AnalysisError):
    """Hardly any weights close around the present ones satisfy the statements."""


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


def over_of(study: Study, statements: Sequence[Statement]) -> Over:
    """Whose weights statements are about: the indicators' where something inside a part is."""
    tree = study.pack.index.tree
    parts = branches(tree)[0].level
    inside = any(
        one.about != UNITS and tree[code].level < parts
        for one in statements
        for code in (one.above, one.below)
    )
    return Over.INDICATORS if inside else Over.PARTS


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
        if one.about != UNITS:
            rows[k, _under(rests, one.above)] += 1.0
            rows[k, _under(rests, one.below)] -= 1.0
            margins[k] = WEIGHT_MARGIN if one.strict else 0.0
    about_units = [k for k, one in enumerate(statements) if one.about == UNITS]
    if about_units:
        summed = _summed(rests)
        table = _table(summed)
        columns = [rests.component(code) for code in summed.codes]
        for k in about_units:
            above, below = (row_of(summed, c) for c in (statements[k].above, statements[k].below))
            rows[k, columns] = table[above] - table[below]
        margins[about_units] = pass_margin(table, weighted(table, summed.weights), summed.tie)
    held = [rests.component(code) for code in locked]
    return Asked(rows, margins, limits(rests.weights, locked=held, within=within))


def _summed(rests: Basis) -> Basis:
    """The same with sums: of the units that have every value, where others lack one."""
    return rests if rests.sums is not None else complete_basis(rests.study, rests.over)


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
