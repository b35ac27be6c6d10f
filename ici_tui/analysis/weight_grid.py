"""Put weights on the grid of editing, a thousandth of a point, without losing what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.siblings import FULL, spread

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.moves import Limits


def on_grid(
    wanted: FloatArray,
    now: FloatArray,
    allowed: Limits,
    rows: FloatArray,
    margin: float,
) -> FloatArray | None:
    """Weights on the grid, near the wanted ones, at which every row stays above the margin.

    Locked weights stay what they are to the last digit; what they are off the grid by, the
    largest of the others takes.

    Args:
        wanted: m shares of 1.
        now: the m shares of 1 that are edited.
        allowed: limits of each weight, and which are locked.
        rows: P × m; what must hold is row·w ≥ margin.
        margin: see rows.

    Returns:
        m shares that are whole steps of the grid, those apart that a lock keeps off it, or None
        where no step sideways helps.
    """
    locked = list(allowed.locked)
    free = [k for k in range(len(wanted)) if k not in allowed.locked]
    steps = np.array(spread(FULL, now.tolist()), dtype=np.int64)
    rest = FULL - int(steps[locked].sum())
    total = float(wanted[free].sum())
    if free:
        shares = wanted[free] / total if total > 0 else np.full(len(free), 1 / len(free))
        steps[free] = spread(rest, shares.tolist())
    low = np.ceil(allowed.low * FULL - 1e-6)
    high = np.floor(allowed.high * FULL + 1e-6)
    low[locked] = high[locked] = steps[locked]
    for _ in range(4 * len(wanted)):
        weights = _shares(steps, now, locked, free)
        values = rows @ weights
        worst = int(np.argmin(values))
        if values[worst] >= margin:
            return weights if ((steps >= low) & (steps <= high)).all() else None
        if not _shift(steps, rows[worst], low, high):
            return None
    return None


def _shares(steps: IntArray, now: FloatArray, locked: list[int], free: list[int]) -> FloatArray:
    """Steps as shares of 1, the locked ones as they are now."""
    weights: FloatArray = steps / FULL
    if locked and free:
        off = weights[locked] - now[locked]
        weights[locked] = now[locked]
        weights[free[int(np.argmax(weights[free]))]] += off.sum()
    return weights


def _shift(steps: IntArray, row: FloatArray, low: FloatArray, high: FloatArray) -> bool:
    """Move one step from the component the row likes least to the one it likes most."""
    givers = np.flatnonzero(steps > low)
    takers = np.flatnonzero(steps < high)
    if not givers.size or not takers.size:
        return False
    giver = givers[np.argmin(row[givers])]
    taker = takers[np.argmax(row[takers])]
    if row[taker] <= row[giver]:
        return False
    steps[giver] -= 1
    steps[taker] += 1
    return True
