"""The weights nearest to the present ones at which several statements hold, or why none do.

A statement is a row g and a margin: it holds at the weights w where g·w ≥ margin. For units that
is the difference of two rows of the table, for the importance of weights a difference of two of
them. Where no weights satisfy all, the fewest are given up: each of them is in a set of
statements that a mixture proves to be impossible together (Farkas), and only such sets are
branched on. Sources: Jacquet-Lagrèze & Siskos 1982, EJOR 10(2):151–164, for weights from
preferences; Chinneck 2008, Feasibility and Infeasibility in Optimization, for the sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_weights
from ici_tui.analysis.moves import furthest
from ici_tui.analysis.optional import need_scipy
from ici_tui.analysis.overtake import NORMS, Norm, length
from ici_tui.analysis.programmes import most_slack, nearest_satisfying
from ici_tui.analysis.weight_grid import on_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.moves import Limits

MOST_PROGRAMMES = 400
"""Linear programmes solved in search of the fewest; beyond, the fewest found are not proved."""
SUPPORT = 1e-9
"""A share of a mixture below which a statement is no part of it."""
ROOM = (1e-3, 1e-2, 0.1, 0.5, 1.0)
"""How far towards the weights with most slack one goes where rounding has lost a margin."""


@dataclass(frozen=True, eq=False)
class Asked:
    """r statements over m weights: rows (r × m), margins (r), and the limits of the weights."""

    rows: FloatArray
    margins: FloatArray
    allowed: Limits

    @property
    def bounded(self) -> bool:
        """Whether the limits keep a weight from going from 0 to 1."""
        return bool((self.allowed.low > 0).any() or (self.allowed.high < 1).any())

    def slack(self, weights: FloatArray) -> FloatArray:
        """By how much each statement holds at some weights, r numbers."""
        found: FloatArray = self.rows @ weights - self.margins
        return found

    def scaled(self, some: Sequence[int]) -> FloatArray:
        """Some statements as rows that hold where they are at least 0, largest number 1."""
        # The weights sum to 1, so that a margin may be taken off every number of its row.
        rows = self.rows[list(some)] - self.margins[list(some)][:, None]
        sizes = np.abs(rows).max(axis=1, keepdims=True)
        scaled: FloatArray = rows / np.where(sizes > 0, sizes, 1.0)
        return scaled


@dataclass(frozen=True, eq=False)
class Conflict:
    """Statements that no allowed weights satisfy together, though any fewer of them they do.

    `shares` sum to 1: mixed in these shares, what they ask for stays `short` (above 0) of what
    the best weights give, each statement divided by its largest number.
    """

    statements: tuple[int, ...]
    shares: FloatArray
    short: float


@dataclass(frozen=True, eq=False)
class Satisfied:
    """The answer. `given_up` are the statements that do not hold at the weights.

    `fewest` says that no fewer had to be given up. `margins` are g·w, r numbers, whether the
    statement holds or not; `distance` is in the norm asked for, `points_moved` half the L1 norm
    in points of 100; `gridded`, whether the weights are steps of the editor's grid.
    """

    weights: FloatArray
    gridded: bool
    margins: FloatArray
    given_up: tuple[int, ...]
    conflicts: tuple[Conflict, ...]
    fewest: bool
    distance: float
    points_moved: float


def satisfy(asked: Asked, now: FloatArray, *, norm: Norm = "l1") -> Satisfied:
    """The nearest weights at which the statements hold.

    Args:
        asked: the statements.
        now: m shares of 1.
        norm: what is nearest: `l1`, `l2` or `linf`.

    Raises:
        AnalysisError: input that does not fit, or scipy is missing.
    """
    now = checked_weights(now, asked.rows.shape[1])
    if norm not in NORMS:
        raise AnalysisError(f"{norm}: a norm is one of {', '.join(NORMS)}")
    every = tuple(range(len(asked.rows)))
    if (asked.slack(now) >= 0).all():
        return Satisfied(now, False, asked.rows @ now, (), (), True, 0.0, 0.0)
    need_scipy("weights from statements")
    search = _Fewest(asked)
    given_up, proved = search.run(every)
    kept = [k for k in every if k not in given_up]
    weights, gridded = _near(asked, kept, now, norm)
    failing = np.flatnonzero(asked.slack(weights) < 0)
    return Satisfied(
        weights=weights,
        gridded=gridded,
        margins=asked.rows @ weights,
        given_up=tuple(failing.tolist()),
        conflicts=tuple(search.conflicts),
        fewest=proved,
        distance=length(weights - now, norm),
        points_moved=50 * length(weights - now, "l1"),
    )


def conflict_among(asked: Asked, some: Sequence[int]) -> Conflict | None:
    """A least set of statements among some that cannot hold together; None where all can."""
    found = _mixture(asked, some)
    if found is None:
        return None
    members = list(found.statements)
    for member in list(members):
        fewer = [k for k in members if k != member]
        still = _mixture(asked, fewer) if fewer else None
        if still is not None:
            found, members = still, list(still.statements)
    return found


def _mixture(asked: Asked, some: Sequence[int]) -> Conflict | None:
    """Statements among some that a mixture proves impossible; None where weights satisfy all."""
    rows = asked.scaled(some)
    weights, slack, shares = most_slack(rows, asked.allowed)
    if slack >= 0 or (asked.slack(weights)[list(some)] >= 0).all():
        return None
    used = np.flatnonzero(shares > SUPPORT)
    mixed = shares[used] / shares[used].sum()
    short = -float(furthest((mixed @ rows[used])[None, :], asked.allowed)[0])
    if short <= 0:
        # The solver's last bits: they hold together, if by nothing to speak of.
        return None
    return Conflict(tuple(some[k] for k in used.tolist()), mixed, short)


class _Fewest:
    """The fewest statements to give up: one of every set that cannot hold together."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.conflicts: list[Conflict] = []
        self.solved = 0

    def run(self, every: tuple[int, ...]) -> tuple[frozenset[int], bool]:
        """What is given up, and whether that is proved to be the fewest."""
        first = self._conflict(every, frozenset())
        if first is None:
            return frozenset(), True
        for most in range(1, len(every) + 1):
            seen: set[frozenset[int]] = set()
            found = self._branch(every, frozenset(), most, seen)
            if found is not None:
                self._keep(found)
                return found, True
            if self.solved > MOST_PROGRAMMES:
                break
        return self._one_after_the_other(every), False

    def _branch(
        self,
        every: tuple[int, ...],
        without: frozenset[int],
        most: int,
        seen: set[frozenset[int]],
    ) -> frozenset[int] | None:
        if without in seen or self.solved > MOST_PROGRAMMES:
            return None
        seen.add(without)
        conflict = self._conflict(every, without)
        if conflict is None:
            return without
        if len(without) == most:
            return None
        # What was said last is the first to be doubted.
        for member in sorted(conflict.statements, reverse=True):
            found = self._branch(every, without | {member}, most, seen)
            if found is not None:
                return found
        return None

    def _conflict(
        self, every: tuple[int, ...], without: frozenset[int], *, least: bool = True
    ) -> Conflict | None:
        for known in self.conflicts:
            if without.isdisjoint(known.statements):
                return known
        left = [k for k in every if k not in without]
        found = conflict_among(self.asked, left) if least else _mixture(self.asked, left)
        # A set is made a least one by a programme for each of its members.
        self.solved += 1 if found is None or not least else 1 + len(found.statements)
        if found is not None:
            self.conflicts.append(found)
        return found

    def _keep(self, given_up: frozenset[int]) -> None:
        """Of the sets met on the way, those that speak for what is given up, each once."""
        told: list[Conflict] = []
        for member in sorted(given_up):
            others = given_up - {member}
            own = [c for c in self.conflicts if others.isdisjoint(c.statements)]
            told += [c for c in own if member in c.statements and c not in told][:1]
        self.conflicts = told or self.conflicts[:1]

    def _one_after_the_other(self, every: tuple[int, ...]) -> frozenset[int]:
        given_up: frozenset[int] = frozenset()
        while (conflict := self._conflict(every, given_up, least=False)) is not None:
            given_up |= {max(conflict.statements)}
        return given_up


def _near(asked: Asked, kept: list[int], now: FloatArray, norm: Norm) -> tuple[FloatArray, bool]:
    """Weights near the present ones at which the kept statements hold, on the grid if it can be."""
    if (asked.slack(now)[kept] >= 0).all():
        return now, False
    rows, allowed = asked.scaled(kept), asked.allowed
    best, _, _ = most_slack(rows, allowed)
    near = nearest_satisfying(rows, 0.0, now, allowed, norm)
    start = best if near is None else near
    for room in (0.0, *ROOM):
        weights = start + room * (best - start)
        stepped = on_grid(weights, now, allowed, rows, 0.0)
        for candidate, gridded in ((stepped, True), (weights, False)):
            if candidate is not None and (asked.slack(candidate)[kept] >= 0).all():
                return candidate, gridded
    return best, False
