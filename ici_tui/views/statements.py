"""Weights from statements about units and about the importance of weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import limits
from ici_tui.analysis.region import most_telling
from ici_tui.analysis.statements import Asked, satisfy
from ici_tui.index.sums import weighted
from ici_tui.views.robust.basis import complete_basis
from ici_tui.views.robust.region import Region, asked_of, over_of, row_of, told_of
from ici_tui.views.robust.terms import terms_of
from ici_tui.views.statement_text import UNITS, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import BoolArray, FloatArray
    from ici_tui.analysis.overtake import Norm
    from ici_tui.analysis.statements import Satisfied
    from ici_tui.index.weights import WeightSet
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.robust.terms import Terms
    from ici_tui.views.study import Study

NORMS = {
    "l1": "the fewest points moved",
    "l2": "the least Euclidean distance",
    "linf": "the smallest largest change",
}
"""What is nearest, for people."""
TELLING_DRAWS, TELLING_SEED = 200, 1
"""Enough to find a pair that splits the weights nearly evenly; its share is told as sampled."""
MOST_TELLING = 400
"""Units among which the most telling pair is looked for: the first so many of the ranking."""


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
class Next:
    """The pair of units whose order would tell most: `share` of the weights have `x` above `y`."""

    x: str
    x_name: str
    y: str
    y_name: str
    share: float


@dataclass(frozen=True, slots=True)
class StatementsView:
    """The nearest weights at which the statements hold.

    `weights` are the weights as edited; `shares`, and `shares_before`, those of the components by
    code, `names` what these are called. `fewest` says that no fewer statements could be given up.
    `points_moved` is half the L1 distance in points; `holds_in` the share of the tables in which
    all that holds about units does so together. `off` are statements that are not in force.
    """

    weights: WeightSet
    shares: dict[str, float]
    shares_before: dict[str, float]
    names: dict[str, str]
    held: tuple[Held, ...]
    off: tuple[tuple[Statement, str], ...]
    clashes: tuple[Clash, ...]
    fewest: bool
    norm: str
    points_moved: float
    holds_in: float | None
    telling: Next | None
    terms: Terms

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
    off: Sequence[Statement] = (),
    telling: bool = False,
) -> StatementsView:
    """The weights nearest to the present ones at which all statements hold, or most of them.

    Args:
        study: the pack at some weights.
        statements: what is to hold.
        over: whose weights move; the parts where none is given, unless indicators are compared.
        norm: what is nearest.
        locked: codes of components whose weight stays.
        off: statements that are listed with the others, and are not in force.
        telling: whether the most telling pair is looked for.

    Raises:
        AnalysisError: no weighted sum gives these ranks, a component that is not among those
            that move, or scipy is missing.
    """
    rests = complete_basis(study, over or over_of(study, statements))
    asked = asked_of(rests, statements, locked=locked)
    found = satisfy(asked, rests.weights, norm=norm)
    shares = rests.shares(found.weights)
    in_tables = _in_tables(rests, statements, found.weights)
    held = tuple(
        Held(
            statement=one,
            text=told_of(study, one),
            holds=k not in found.given_up,
            margin=_margin(rests, one, found.weights, float(found.margins[k])),
            holds_in=None if in_tables is None or one.about != UNITS
            else float(in_tables[:, k].mean()),
        )
        for k, one in enumerate(statements)
    )  # fmt: skip
    together = [k for k, one in enumerate(held) if one.holds and one.holds_in is not None]
    return StatementsView(
        weights=study.weights.with_effective(study.pack.index.tree, shares)
        if found.points_moved > 0
        else study.weights,
        shares=shares,
        shares_before=rests.shares(rests.weights),
        names={node.code: node.name for node in rests.nodes},
        held=held,
        off=tuple((one, told_of(study, one)) for one in off),
        clashes=tuple(
            Clash(tuple(held[k].text for k in clash.statements), tuple(clash.shares.tolist()))
            for clash in found.conflicts
        ),
        fewest=found.fewest,
        norm=norm,
        points_moved=found.points_moved,
        holds_in=float(in_tables[:, together].all(axis=1).mean())
        if in_tables is not None and together
        else None,
        telling=_next(rests, asked, found) if telling else None,
        terms=_terms(rests, norm, locked),
    )


def _terms(rests: Basis, norm: Norm, locked: Sequence[str]) -> Terms:
    """The terms; weights alone need no sums, and what is found for them is exact all the same."""
    held = tuple(f"the weight of {code}" for code in locked)
    terms = terms_of(rests, f"by {NORMS[norm]}", held=held, about_statements=True)
    return terms._replace(sampled=False, why_sampled="")


def _margin(rests: Basis, one: Statement, weights: FloatArray, margin: float) -> float:
    """How far a statement holds, in points."""
    if one.about != UNITS:
        return 100 * margin
    assert rests.sums is not None  # noqa: S101
    sums = weighted(rests.sums.table, weights) / rests.sums.heard_share(weights)
    scores = rests.sums.family.scores(sums)
    return float(scores[row_of(rests, one.above)] - scores[row_of(rests, one.below)])


def _in_tables(
    rests: Basis, statements: Sequence[Statement], weights: FloatArray
) -> BoolArray | None:
    """Whether each statement about units holds in each table, T × r; True for the others."""
    if rests.tables is None:
        return None
    scores = weighted(rests.tables, weights)
    found = np.ones((len(scores), len(statements)), dtype=bool)
    for k, one in enumerate(statements):
        if one.about == UNITS:
            above, below = row_of(rests, one.above), row_of(rests, one.below)
            found[:, k] = scores[:, above] > scores[:, below]
    return found


def _next(rests: Basis, asked: Asked, found: Satisfied) -> Next | None:
    """The pair whose order splits the weights that are left most evenly; None where none does."""
    kept = [k for k in range(len(asked.rows)) if k not in found.given_up]
    try:
        weights = _left(rests, asked, kept)
    except AnalysisError:  # what is left has no room
        return None
    scores = rests.score(weights)
    first = np.sort(np.argsort(rests.ranks_at(found.weights), kind="stable")[:MOST_TELLING])
    pair = most_telling(scores[:, first])
    if pair is None:
        return None
    x, y = int(first[pair[0]]), int(first[pair[1]])
    return Next(rests.units[x], rests.unit_names[x], rests.units[y], rests.unit_names[y], pair[2])


def _left(rests: Basis, asked: Asked, kept: list[int]) -> FloatArray:
    """Draws among the weights that some statements leave; what is locked stays as it is.

    Raises:
        AnalysisError: there is no room among them.
    """
    now, locked = rests.weights, list(asked.allowed.locked)
    free = [k for k in range(len(now)) if k not in locked]
    rest = float(now[free].sum()) if locked else 1.0
    if len(free) < 2 or not rest > 0:
        raise AnalysisError("no weight can move")
    # Over the free weights as shares of what the locked ones leave.
    rows = asked.rows[kept]
    moving = Asked(
        rest * rows[:, free],
        asked.margins[kept] - rows[:, locked] @ now[locked],
        limits(now[free] / rest),
    )
    draws = Region(moving, "").draws(TELLING_DRAWS, TELLING_SEED)
    weights = np.tile(now, (TELLING_DRAWS, 1))
    weights[:, free] = rest * draws.generate(np.random.default_rng(TELLING_SEED), TELLING_DRAWS)
    return weights
