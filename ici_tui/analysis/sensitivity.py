"""Which choice moves ranks most: shares of rank variance, and Sobol' indices.

Sources: Saltelli et al. 2010, Comput. Phys. Commun. 181(2):259–270 (design and first order);
Jansen 1999, Comput. Phys. Commun. 117:35–43 (total); Saisana, Saltelli & Tarantola 2005,
JRSS-A 168(2):307–323 (their use on composite indices).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.uncertainty import (
    NONE,
    Design,
    Study,
    drawn,
    nominal_ranks,
    ranks_for,
    weights_for,
)

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, Progress

MOST_RANKS = 50_000_000
RESAMPLES = 200


@dataclass(frozen=True, eq=False)
class VarianceShares:
    """How much of the variance of ranks each factor explains alone, in a full factorial.

    `overall` has one share per factor (variances summed over units), `by_unit` is factors × n,
    NaN for a unit whose rank never changes. What is missing to 1 is interaction.
    """

    factors: tuple[str, ...]
    overall: FloatArray
    by_unit: FloatArray
    settings: int
    seed: int

    @property
    def interaction(self) -> float:
        """The share that no factor explains alone."""
        if np.isnan(self.by_unit).all():  # no rank ever changes
            return 0.0
        return float(1 - self.overall.sum())


@dataclass(frozen=True, eq=False)
class Sobol:
    """Sobol' indices of the mean absolute rank change, with bootstrap standard errors.

    `first` is the share of variance a factor explains alone, `total` with all its
    interactions. NaN where nothing changes.
    """

    factors: tuple[str, ...]
    first: FloatArray
    first_error: FloatArray
    total: FloatArray
    total_error: FloatArray
    mean: float
    """The mean absolute rank change itself, in places."""
    evaluations: int
    seed: int


def variance_shares(
    study: Study, levels: int, seed: int, progress: Progress | None = None
) -> VarianceShares:
    """Cross every option with every other, and with `levels` drawn weights and tables.

    Args:
        study: what varies.
        levels: how many weights, and how many tables of the ensemble, stand for all of them.
        seed: of the drawn weights and tables.
        progress: as in `uncertainty.ranks_for`.

    Raises:
        AnalysisError: nothing varies, or the factorial is too large.
    """
    if not study.factors:
        raise AnalysisError("nothing varies; give at least one choice more than one option")
    generator = np.random.default_rng([seed, 2])
    drawn_weights = weights_for(study, 1 if study.draw is None else levels, seed)
    count = min(levels, study.tables)
    tables = (
        generator.choice(study.tables, size=count, replace=False) if count else np.array([NONE])
    )
    axes = [
        range(len(drawn_weights)),
        *(range(len(choice.options)) for choice in study.choices),
        (NONE, *study.droppable),
        tables.tolist(),
    ]
    sizes = [len(axis) for axis in axes]
    units = len(nominal_ranks(study))
    if np.prod(sizes, dtype=np.float64) * units > MOST_RANKS:
        raise AnalysisError(
            f"the full factorial has {int(np.prod(sizes)):,} settings of {units} units; "
            "ask for fewer levels or options"
        )
    grid = np.array(list(product(*axes)), dtype=np.int64)
    design = Design(drawn_weights[grid[:, 0]], grid[:, 1:-2], grid[:, -2], grid[:, -1])
    ranks = ranks_for(study, design, progress).reshape(*sizes, units).astype(np.float64)
    inner = tuple(range(len(sizes)))
    total = ranks.var(axis=inner)
    parts = np.stack(
        [
            ranks.mean(axis=tuple(a for a in inner if a != axis)).var(axis=0)
            for axis in inner
            if sizes[axis] > 1
        ]
        or [np.zeros(units)]
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        by_unit = np.where(total > 0, parts / total, np.nan)
    everything = total.sum()
    overall = parts.sum(axis=1) / everything if everything > 0 else np.zeros(len(parts))
    names = _axis_names(study)
    factors = tuple(name for name, size in zip(names, sizes, strict=True) if size > 1)
    return VarianceShares(
        factors, overall[: len(factors)], by_unit[: len(factors)], len(grid), seed
    )


def _axis_names(study: Study) -> tuple[str, ...]:
    return ("weights", *(choice.name for choice in study.choices), "dropped indicator", "data")


def sobol(study: Study, base: int, seed: int, progress: Progress | None = None) -> Sobol:
    """First-order and total indices of the mean absolute rank change, by the Saltelli design.

    Two designs A and B are drawn; for each factor a third one is A with that factor from B.

    Args:
        study: what varies.
        base: size of A; base × (factors + 2) settings are evaluated.
        seed: of the draws.
        progress: as in `uncertainty.ranks_for`, for the whole.

    Raises:
        AnalysisError: nothing varies, or a base below 2.
    """
    factors = study.factors
    if not factors:
        raise AnalysisError("nothing varies; give at least one choice more than one option")
    if base < 2:
        raise AnalysisError("Sobol' indices need a base of at least 2 settings")
    both = drawn(study, 2 * base, seed)
    one, other = _rows(both, slice(0, base)), _rows(both, slice(base, 2 * base))
    designs = [one, other, *(_exchanged(study, one, other, factor) for factor in factors)]
    whole = Design(
        np.concatenate([d.weights for d in designs]),
        np.concatenate([d.options for d in designs]),
        np.concatenate([d.dropped for d in designs]),
        np.concatenate([d.table for d in designs]),
    )
    ranks = ranks_for(study, whole, progress)
    change = np.abs(ranks - nominal_ranks(study)).mean(axis=1)
    outcome = change.reshape(len(designs), base)
    first, total = _indices(outcome)
    generator = np.random.default_rng([seed, 3])
    samples = [_indices(outcome[:, generator.integers(base, size=base)]) for _ in range(RESAMPLES)]
    return Sobol(
        factors=factors,
        first=first,
        first_error=np.std([sample[0] for sample in samples], axis=0),
        total=total,
        total_error=np.std([sample[1] for sample in samples], axis=0),
        mean=float(outcome[:2].mean()),
        evaluations=outcome.size,
        seed=seed,
    )


def _rows(design: Design, rows: slice) -> Design:
    return Design(
        design.weights[rows], design.options[rows], design.dropped[rows], design.table[rows]
    )


def _exchanged(study: Study, one: Design, other: Design, factor: str) -> Design:
    """Design `one` with a single factor taken from `other`."""
    if factor == "weights":
        return replace(one, weights=other.weights)
    if factor == "dropped indicator":
        return replace(one, dropped=other.dropped)
    if factor == "data":
        return replace(one, table=other.table)
    place = [choice.name for choice in study.choices].index(factor)
    options = one.options.copy()
    options[:, place] = other.options[:, place]
    return replace(one, options=options)


def _indices(outcome: FloatArray) -> tuple[FloatArray, FloatArray]:
    """First-order and total indices from the outcomes of A, B and the exchanged designs."""
    a, b, exchanged = outcome[0], outcome[1], outcome[2:]
    variance = outcome[:2].var()
    if variance <= 0:
        nothing = np.full(len(exchanged), np.nan)
        return nothing, nothing
    # Centring changes no expectation and takes most of the noise out of the products.
    middle = outcome[:2].mean()
    first = ((b - middle) * (exchanged - a)).mean(axis=1) / variance
    total = ((a - exchanged) ** 2).mean(axis=1) / (2 * variance)
    return first, total
