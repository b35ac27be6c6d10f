"""The nearest weights at which something holds, by looking: where no exact method applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.overtake import length
from ici_tui.analysis.sampling import BLOCK
from ici_tui.analysis.weight_grid import on_grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.analysis.inputs import BoolArray, FloatArray
    from ici_tui.analysis.moves import Limits
    from ici_tui.analysis.overtake import Norm

    Holds = Callable[[FloatArray], BoolArray]

AT_ONCE = 4_000_000
"""Scores that are looked at together."""
TRIED = 12
HALVINGS = 24


def nearest_found(
    holds: Holds,
    now: FloatArray,
    allowed: Limits,
    norm: Norm,
    *,
    count: int,
    seed: int,
    units: int = 1,
) -> FloatArray | None:
    """Draw weights at every distance, and move the nearest that serve towards the present ones.

    What is found is no proof of the least distance, and nothing found is no proof of never.

    Args:
        holds: from weights (B × m) to whether what is wanted holds at each (B).
        now: the m present shares of 1.
        allowed: locks; a locked weight stays.
        norm: how a change is measured.
        count: draws.
        seed: of the draws.
        units: how many have a score at each weighting; of many fewer are looked at together.

    Returns:
        m shares of 1 at which it holds; None where none of the draws does.
    """
    near: list[FloatArray] = []
    step = max(1, AT_ONCE // max(units, 1))
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        rows = _drawn(now, allowed, size, seed, start // BLOCK)
        for first in range(0, size, step):
            part = rows[first : first + step]
            near.extend(part[holds(part)])
        near = sorted(near, key=lambda row: length(row - now, norm))[:TRIED]
    pulled = [_pulled(holds, now, allowed, row) for row in near]
    return min(pulled, key=lambda row: length(row - now, norm)) if pulled else None


def _drawn(now: FloatArray, allowed: Limits, size: int, seed: int, block: int) -> FloatArray:
    """Weights between the present ones and uniform ones, the locked as they are."""
    generator = np.random.default_rng([seed, block, 7])
    free = [k for k in range(len(now)) if k not in allowed.locked]
    parts = generator.exponential(size=(size, len(free)))
    rows = np.tile(now, (size, 1))
    if free:
        reach = generator.uniform(size=(size, 1))
        rest = float(now[free].sum())
        there = rest * parts / parts.sum(axis=1, keepdims=True)
        rows[:, free] = (1 - reach) * now[free] + reach * there
    return rows


def _pulled(holds: Holds, now: FloatArray, allowed: Limits, found: FloatArray) -> FloatArray:
    """Towards the present weights, as near as it still holds on the way.

    Where it does on the grid of editing, on that: a weight that is told can be typed. Just beside
    a weight of 0 a score may leap, and a trace of weight would do what none does that is shown.
    """

    def between(share: float) -> FloatArray:
        return now + share * (found - now)

    def stepped(share: float) -> FloatArray | None:
        return on_grid(between(share), now, allowed, np.zeros((1, len(now))), 0.0)

    place = stepped if _does(holds, stepped(1.0)) else between
    near, far = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        if _does(holds, place(middle)):
            far = middle
        else:
            near = middle
    pulled = place(far)
    return found if pulled is None else pulled


def _does(holds: Holds, weights: FloatArray | None) -> bool:
    return weights is not None and bool(holds(weights[None, :])[0])
