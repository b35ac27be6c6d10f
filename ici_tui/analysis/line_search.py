"""Weights at which few comparisons fail, found along straight lines: quick, and no proof.

On a line through the weights a comparison g·w ≥ margin changes at one place, so the number that
fails is known everywhere on it after one sort. Steps go to the middle of the widest stretch with
the fewest failures, on the best of many lines at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.comparisons import Comparisons
    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.moves import Limits

SWAPS = 120
"""Lines on which one weight gives to another."""
SLANTS = 40
"""Lines in any direction."""
PATIENCE = 6
"""Steps without a better place after which to end."""
STEPS = 60
LEVEL = 1e-12


def fewest_on_lines(asked: Comparisons, start: FloatArray) -> FloatArray:
    """The weights with the fewest failures among those visited, the start included.

    The same input gives the same weights: the lines are drawn with a fixed seed.

    Args:
        asked: the r comparisons.
        start: m shares of 1 within them.
    """
    generator = np.random.default_rng(0)
    best, fewest = start, asked.failing(start)
    here, patience = start, PATIENCE
    free = np.flatnonzero(asked.allowed.high - asked.allowed.low > LEVEL)
    if len(free) < 2:
        return start
    for _ in range(STEPS):
        if fewest == 0 or patience == 0:
            break
        here = _step(asked, here, _lines(free, len(start), generator), generator)
        failing = asked.failing(here)
        patience -= 1
        if failing < fewest:
            best, fewest, patience = here, failing, PATIENCE
        elif failing > fewest + 1:
            here = best
    return best


def _lines(free: np.ndarray, m: int, generator: np.random.Generator) -> FloatArray:
    """Directions, one per row, along which the sum of the weights stays."""
    first, second = np.triu_indices(len(free), 1)
    if len(first) > SWAPS:
        chosen = generator.choice(len(first), SWAPS, replace=False)
        first, second = first[chosen], second[chosen]
    swaps = np.zeros((len(first), m))
    at = np.arange(len(first))
    swaps[at, free[first]], swaps[at, free[second]] = 1.0, -1.0
    slants = np.zeros((SLANTS, m))
    drawn = generator.normal(size=(SLANTS, len(free)))
    slants[:, free] = drawn - drawn.mean(axis=1, keepdims=True)
    return np.concatenate([swaps, slants])


def _step(
    asked: Comparisons, here: FloatArray, lines: FloatArray, generator: np.random.Generator
) -> FloatArray:
    """The middle of the widest stretch with the fewest failures, on one of the best lines."""
    rows, allowed = asked.rows, asked.allowed
    start, end = _ends(lines, here, allowed)
    rises = rows @ lines.T
    level = np.abs(rises) <= LEVEL * max(float(np.abs(rises).max()), 1e-300)
    slack = (rows @ here - asked.margin)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        turns = np.where(level, np.inf, -slack / rises)
    inside = (turns > start) & (turns < end)
    places = np.concatenate([start[None, :], np.where(inside, turns, np.inf)])
    changes = np.where(inside, np.where(rises > 0, -1, 1), 0)
    failing = (slack + np.where(level, 0.0, rises) * start < 0).sum(axis=0)
    changes = np.concatenate([failing[None, :], changes])
    order = np.argsort(places, axis=0, kind="stable")
    places = np.take_along_axis(places, order, axis=0)
    counts = np.cumsum(np.take_along_axis(changes, order, axis=0), axis=0)
    until = np.minimum(np.concatenate([places[1:], np.full_like(end, np.inf)[None, :]]), end)
    length = np.maximum(end - start, 1e-300)
    # Beyond the last turn places are infinite: such stretches are none.
    wide = np.where(np.isfinite(places), until - np.where(np.isfinite(places), places, 0), -1.0)
    rank = np.where(wide >= 0, counts - 0.5 * wide / length, np.inf)
    stretch = np.argmin(rank, axis=0)
    column = np.arange(len(lines))
    fewest = np.where(end > start, counts[stretch, column], len(rows) + 1)
    line = generator.choice(np.flatnonzero(fewest == fewest.min()))
    middle = (places[stretch[line], line] + until[stretch[line], line]) / 2
    moved: FloatArray = np.clip(here + middle * lines[line], allowed.low, allowed.high)
    return moved


def _ends(lines: FloatArray, here: FloatArray, allowed: Limits) -> tuple[FloatArray, FloatArray]:
    """How far one can go back and forth on each line within the limits."""
    with np.errstate(divide="ignore", invalid="ignore"):
        up, down = (allowed.high - here) / lines, (allowed.low - here) / lines
    far = np.where(lines > 0, up, np.where(lines < 0, down, np.inf)).min(axis=1)
    back = np.where(lines > 0, down, np.where(lines < 0, up, -np.inf)).max(axis=1)
    return np.minimum(back, 0.0), np.maximum(far, 0.0)
