"""Draws of weights: the same seed gives the same weights, whatever the chunks or threads.

Draws come in blocks of fixed size, and each block has a generator of its own made from the
seed and the block's number; so the first thousand of ten thousand draws are those of a
thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_weights
from ici_tui.analysis.moves import Limits, limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.analysis.inputs import BoolArray, FloatArray

    Generate = Callable[[np.random.Generator, int], FloatArray]

BLOCK = 1000
"""Draws per generator. Changing it changes every sampled result."""
PILOT = 4000


@dataclass(frozen=True, eq=False)
class Draws:
    """How weights are drawn; `label` says it for people, `blocks` makes them."""

    label: str
    count: int
    seed: int
    generate: Generate

    def blocks(self) -> Iterator[FloatArray]:
        """The weights, block by block: at most BLOCK × m, rows sum to 1."""
        for start in range(0, self.count, BLOCK):
            generator = np.random.default_rng([self.seed, start // BLOCK])
            yield self.generate(generator, BLOCK)[: self.count - start]

    def all(self) -> FloatArray:
        """All the weights at once, count × m."""
        return np.concatenate(list(self.blocks()))


def uniform_draws(components: int, count: int, seed: int) -> Draws:
    """Uniform over all weights: exponentials divided by their sum.

    Uniform numbers divided by their sum would crowd around equal weights.
    """
    _check(count, seed)
    return Draws(
        "uniform over all weights",
        count,
        seed,
        lambda generator, size: _rescaled(generator.exponential(size=(size, components))),
    )


def dirichlet_draws(weights: FloatArray, closeness: float, count: int, seed: int) -> Draws:
    """Dirichlet(closeness·w): around the weights, the nearer the larger `closeness`."""
    _check(count, seed)
    if not closeness > 0:
        raise AnalysisError(f"Dirichlet needs a positive closeness, not {closeness:g}")
    alpha = closeness * checked_weights(weights, len(weights))
    return Draws(
        f"Dirichlet({closeness:g} × weights)",
        count,
        seed,
        lambda generator, size: _gammas(generator, size, alpha),
    )


def noise_draws(weights: FloatArray, fraction: float, count: int, seed: int) -> Draws:
    """Each weight times 1 + U(−f, f) by itself, then divided by their sum."""
    _check(count, seed)
    if not 0 <= fraction <= 1:
        raise AnalysisError(f"noise is a fraction from 0 to 1, not {fraction:g}")
    now = checked_weights(weights, len(weights))

    def generate(generator: np.random.Generator, size: int) -> FloatArray:
        factors = 1 + generator.uniform(-fraction, fraction, size=(size, len(now)))
        return _rescaled(now * factors)

    return Draws(f"each weight ± {100 * fraction:g} % of itself", count, seed, generate)


def box_draws(weights: FloatArray, within: float, count: int, seed: int) -> Draws:
    """Uniform over the weights that differ from these by at most `within`, a share of 1.

    Raises:
        AnalysisError: limits so odd that drawing by rejection would take for ever.
    """
    _check(count, seed)
    now = checked_weights(weights, len(weights))
    allowed = limits(now, within=within)
    label = f"uniform within ±{100 * within:g} points of the weights"
    if float((allowed.high - allowed.low).max()) == 0 or len(now) == 1:
        return Draws(label, count, seed, lambda _, size: np.tile(now, (size, 1)))
    pilot = np.random.default_rng(0)
    ways = (_through_simplex, _through_box)
    kept = [float(_inside(way(pilot, PILOT, allowed), allowed).mean()) for way in ways]
    way = ways[int(np.argmax(kept))]
    if max(kept) < 1e-3:
        raise AnalysisError(f"{label}: too rare among all weights to be drawn; widen the range")

    def generate(generator: np.random.Generator, size: int) -> FloatArray:
        parts: list[FloatArray] = []
        have = 0
        while have < size:
            candidates = way(generator, size, allowed)
            parts.append(candidates[_inside(candidates, allowed)])
            have += len(parts[-1])
        return np.concatenate(parts)[:size]

    return Draws(label, count, seed, generate)


def dirichlet(alpha: FloatArray, count: int, seed: int) -> FloatArray:
    """Weights from Dirichlet(alpha), count × m; a parameter of 0 gives no weight."""
    _check(count, seed)
    draws = Draws("", count, seed, lambda generator, size: _gammas(generator, size, alpha))
    return draws.all()


def directions(alpha: FloatArray, count: int, seed: int) -> FloatArray:
    """Multiples of weights from Dirichlet(alpha), m × count, each draw's by a factor of its own.

    They tell which of two weighted sums is the greater as the weights would, for less than half
    of the time.
    """
    _check(count, seed)
    generator = np.random.default_rng(seed)
    found = np.empty((len(alpha), count))
    for row, each in zip(found, np.maximum(alpha, 0.0), strict=True):
        generator.standard_gamma(each, out=row)
    return found


def _check(count: int, seed: int) -> None:
    if count < 1:
        raise AnalysisError(f"{count} draws show nothing; ask for at least 1")
    if seed < 0:
        raise AnalysisError(f"a seed is a whole number of at least 0, not {seed}")


def _rescaled(parts: FloatArray) -> FloatArray:
    total = parts.sum(axis=1, keepdims=True)
    # Noise of 100 % can take everything away; equal weights then stand in.
    filled = np.where(total > 0, parts, 1.0)
    weights: FloatArray = filled / filled.sum(axis=1, keepdims=True)
    return weights


def _gammas(generator: np.random.Generator, size: int, alpha: FloatArray) -> FloatArray:
    return _rescaled(generator.gamma(np.maximum(alpha, 0.0), size=(size, len(alpha))))


def _through_simplex(generator: np.random.Generator, size: int, allowed: Limits) -> FloatArray:
    """Candidates uniform above the lower limits; some exceed an upper one."""
    free = 1 - float(allowed.low.sum())
    shape = (size, len(allowed.low))
    return allowed.low + free * _rescaled(generator.exponential(size=shape))


def _through_box(generator: np.random.Generator, size: int, allowed: Limits) -> FloatArray:
    """Candidates uniform in the box, the widest component taking what is left over."""
    weights = generator.uniform(allowed.low, allowed.high, size=(size, len(allowed.low)))
    widest = int(np.argmax(allowed.high - allowed.low))
    weights[:, widest] = 0.0
    weights[:, widest] = 1 - weights.sum(axis=1)
    return weights


def _inside(weights: FloatArray, allowed: Limits) -> BoolArray:
    above = np.greater_equal(weights, allowed.low).all(axis=1)
    below = np.less_equal(weights, allowed.high).all(axis=1)
    return np.logical_and(above, below)


def with_tables(tables: FloatArray, weights: FloatArray, seed: int) -> Iterator[FloatArray]:
    """Scores where a table is drawn for each weighting, block by block.

    Args:
        tables: T × n × m.
        weights: B × m.
        seed: of the draws of tables.

    Yields:
        Scores of up to `BLOCK` weightings, b × n.
    """
    chosen = np.random.default_rng([seed, 11]).integers(len(tables), size=len(weights))
    for start in range(0, len(weights), BLOCK):
        part = slice(start, start + BLOCK)
        yield np.einsum("bkm,bm->bk", tables[chosen[part]], weights[part])
