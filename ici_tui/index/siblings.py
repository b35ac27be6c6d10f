"""The weights of one family of siblings, and what an edit of one of them does to the others.

A weight is relative among siblings. A pack's own weights are kept as they are (thirds too).
An edit puts the siblings on a grid of a thousandth of a point whose sum is exactly 100, moves
the unlocked others in proportion, and remembers the proportions that a move to 100 hides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEPS_PER_POINT = 1000
FULL = 100 * STEPS_PER_POINT
"""The siblings' sum in steps of the grid: 100 points."""
SAME_SHARE = 1e-12
SAME_STEP = 1.5 / FULL
"""A share moves by up to a step where it is put on the grid, and the last bits."""
LARGEST = 1e100
"""Weights beyond this, and such as are all below its inverse, are kept on another scale."""


class WeightError(ValueError):
    """An edit that cannot be made; the message says why and what can."""


class Siblings(NamedTuple):
    """The weights of one parent's children.

    `relative` holds weights of any positive sum, in the order of `codes`. `proportions` holds
    what the siblings weigh against each other even while one of them has everything.
    """

    codes: tuple[str, ...]
    relative: tuple[float, ...]
    pack_weights: tuple[float, ...]
    """As the pack has them: what reset restores."""
    proportions: tuple[float, ...]
    locked: frozenset[str] = frozenset()

    @classmethod
    def from_pack(cls, codes: Sequence[str], weights: Sequence[float]) -> Siblings:
        """The pack's own weights; where all are 0 the siblings weigh the same."""
        given = _summable(tuple(float(weight) for weight in weights))
        if sum(given) <= 0:
            given = (1.0,) * len(given)
        return cls(tuple(codes), given, given, given)

    @property
    def shares(self) -> tuple[float, ...]:
        """Shares of 1, in the order of `codes`."""
        total = math.fsum(self.relative)
        return tuple(weight / total for weight in self.relative)

    @property
    def points(self) -> tuple[float, ...]:
        """Points of 100, in the order of `codes`."""
        total = math.fsum(self.relative)
        return tuple(100 * weight / total for weight in self.relative)

    @property
    def edited(self) -> bool:
        """Whether the shares differ from the pack's."""
        pack_total, total = math.fsum(self.pack_weights), math.fsum(self.relative)
        return any(
            differ(now / total, then / pack_total)
            for now, then in zip(self.relative, self.pack_weights, strict=True)
        )

    def on_grid_as(self, other: Siblings) -> bool:
        """Whether two weigh the same but for where the grid of edits puts them."""
        pairs = zip(self.shares, other.shares, strict=True)
        return all(abs(one - same) <= SAME_STEP for one, same in pairs)

    def with_points(self, code: str, points: float) -> Siblings:
        """Give one sibling so many points of 100; the unlocked others move in proportion.

        Points beyond what the locked siblings leave are cut to what they leave.

        Raises:
            WeightError: the weight is locked, nothing could give or take, or `points` is not
                a number from 0 to 100.
        """
        if not (math.isfinite(points) and 0 <= points <= 100):
            raise WeightError(f"a weight is a number of points from 0 to 100, not {points:g}")
        if code in self.locked:
            raise WeightError(f"{code} is locked; unlock it to change it")
        others = [c for c in self.codes if c != code and c not in self.locked]
        if not others:
            raise WeightError(
                f"{code} is the only weight that is not locked; unlock another to change it"
                if len(self.codes) > 1
                else f"{code} has no siblings: it always weighs 100"
            )
        steps = dict(zip(self.codes, self.on_grid(), strict=True))
        free = FULL - sum(steps[c] for c in self.codes if c in self.locked)
        moved = min(round(points * STEPS_PER_POINT), free)
        memory = dict(zip(self.codes, self.proportions, strict=True))
        total = math.fsum(memory[c] for c in others)
        if total <= 0:
            memory.update(dict.fromkeys(others, 1.0))
            total = float(len(others))
        rest = free - moved
        steps[code] = moved
        portions = spread(rest, [memory[c] / total for c in others])
        steps.update(zip(others, portions, strict=True))
        if rest > 0:
            # While the others have something, the memory follows the edit; at 0 it stays.
            for changed in (code, *self.locked):
                memory[changed] = steps[changed] * total / rest
        return self._replace(
            relative=tuple(steps[c] / STEPS_PER_POINT for c in self.codes),
            proportions=tuple(memory[c] for c in self.codes),
        )

    def with_all(self, weights: Mapping[str, float]) -> Siblings:
        """Set every sibling at once, in any relative unit; locks stay as they are."""
        given = tuple(float(weights[code]) for code in self.codes)
        if not all(math.isfinite(weight) and weight >= 0 for weight in given) or sum(given) <= 0:
            raise WeightError("weights are numbers of at least 0, and not all of them 0")
        given = _summable(given)
        return self._replace(relative=given, proportions=given)

    def on_grid(self) -> tuple[int, ...]:
        """The weights in steps of a thousandth of a point, summing to exactly 100 points."""
        return spread(FULL, self.shares)

    def with_lock(self, code: str, locked: bool) -> Siblings:
        """Lock a weight, or release it; what is released keeps its present proportion."""
        if code not in self.codes:
            raise WeightError(f"{code} is not among {', '.join(self.codes)}")
        locks = self.locked | {code} if locked else self.locked - {code}
        return self._replace(locked=locks)

    def reset(self) -> Siblings:
        """The pack's own weights again, without locks."""
        return self._replace(
            relative=self.pack_weights, proportions=self.pack_weights, locked=frozenset()
        )


def differ(share: float, other: float) -> bool:
    """Whether two shares of 1 are two: what is nearer is the same, and its weight not edited."""
    return abs(share - other) > SAME_SHARE


def spread(total: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers in these shares that sum to `total`: largest remainders get the rest."""
    exact = [total * share for share in shares]
    floors = [math.floor(part + 1e-9) for part in exact]
    short = total - sum(floors)
    order = sorted(range(len(exact)), key=lambda k: (floors[k] - exact[k], k))
    for k in order[:short]:
        floors[k] += 1
    return tuple(floors)


def _summable(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Relative weights whose sum neither overflows nor is lost: odd ones become shares of the largest."""
    largest = max(weights, default=0.0)
    if largest == 0 or 1 / LARGEST <= largest <= LARGEST:
        return weights
    return tuple(weight / largest for weight in weights)
