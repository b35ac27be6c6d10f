"""What every analysis asks of its input, and the few numbers that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.ranking import LAST_BITS, TIE_SHARE

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]
    Progress = Callable[[int, int], bool]
    Scorer = Callable[[FloatArray], FloatArray]
    """From weights (B × m) to scores (B × n)."""

PASS_SHARE = 1e-6
"""To pass is to be ahead by at least this share of the score range."""

ROUNDING = LAST_BITS
"""What a weighted sum may lose, as a share of its size."""


NEARLY_ALL = 1e-3
"""A weight that leaves less than this share to the others has nearly all."""
MOST_PAIRS = 5_000_000
"""Pairs of units that are compared one by one: some hundred megabytes."""


class AnalysisError(ValueError):
    """A question that cannot be answered as asked; the message says why and what can."""


class SameUnitError(AnalysisError):
    """One unit was named twice where one of two is to pass the other."""

    def __init__(self) -> None:
        super().__init__("a unit cannot pass itself; name two different ones")


def checked(table: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The table and the weights as the analyses need them.

    Args:
        table: n × m, normalised and directed, one family of means (see `transform`).
        weights: m shares of 1.

    Returns:
        Both as float64; the weights sum to 1 up to the last bit.

    Raises:
        AnalysisError: missing or infinite values, shapes that do not fit, weights that are
            negative or do not sum to 1.
    """
    values = np.asarray(table, dtype=np.float64)
    shares = np.asarray(weights, dtype=np.float64)
    if values.ndim != 2 or 0 in values.shape:
        raise AnalysisError(f"a table has units and components, not the shape {values.shape}")
    if not np.isfinite(values).all():
        raise AnalysisError(
            "missing values change the weights of each unit by itself: exact methods do not "
            "apply; impute first, or ask by sampling"
        )
    return values, checked_weights(shares, values.shape[1])


def checked_weights(weights: FloatArray, count: int) -> FloatArray:
    """Shares of 1 for so many components.

    Raises:
        AnalysisError: another number of them, a negative or infinite one, another sum.
    """
    shares = np.asarray(weights, dtype=np.float64)
    if shares.shape != (count,):
        raise AnalysisError(f"{count} components need {count} weights, not {shares.size}")
    total = float(shares.sum())
    if not np.isfinite(total) or (shares < 0).any() or abs(total - 1) > 1e-6:
        raise AnalysisError(f"weights are shares of at least 0 that sum to 1, not to {total:g}")
    return shares / total


def proportions(weights: FloatArray, component: int) -> FloatArray:
    """What the other components weigh against each other; 0 for the component itself.

    Where they are all 0 they weigh the same.
    """
    rest = weights.copy()
    rest[component] = 0
    total = float(rest.sum())
    if total > 0:
        rest /= total
        return rest
    rest[:] = 1 / max(len(weights) - 1, 1)
    rest[component] = 0
    return rest


def checked_place(place: int, count: int, what: str) -> int:
    """The place of a unit or a component.

    Raises:
        AnalysisError: there is none at that place.
    """
    if not 0 <= place < count:
        raise AnalysisError(f"there is no {what} {place}: there are {count}, counted from 0")
    return int(place)


def spread_of(scores: FloatArray) -> float:
    """The score range, highest minus lowest."""
    return float(scores.max() - scores.min())


def tie_gap(scores: FloatArray) -> float:
    """Scores of one ranking that differ by no more than this are a tie.

    A share of the score range, and never less than the last bits of the scores themselves:
    where all units are level the range is rounding too.
    """
    return max(TIE_SHARE * spread_of(scores), ROUNDING * float(np.abs(scores).max()))


def widest_tie(table: FloatArray) -> float:
    """Two neighbouring scores that differ by more than this are no tie, whatever the weights.

    The ranking's own rule (`tie_gap`) at the widest range and the largest scores that any weights
    can give: a column's range, and the largest value.
    """
    return max(
        TIE_SHARE * float(np.ptp(table, axis=0).max()), ROUNDING * float(np.abs(table).max())
    )


def pass_margin(table: FloatArray, scores: FloatArray, tie: float = 0.0) -> float:
    """By how much a unit must be ahead to have passed: a share of the score range.

    Never so little that the ranking might call it a tie at other weights: values of both signs
    may cancel now, and leave a range of scores that says nothing about theirs.

    Args:
        table: n × m.
        scores: their n scores now.
        tie: what else may be one, where others are ranked with these.
    """
    return max(PASS_SHARE * spread_of(scores), 2 * max(widest_tie(table), tie))


def tied_groups(scores: FloatArray) -> list[IntArray]:
    """The units from the highest score down, in groups of equal rank.

    A group is what `competition_ranks` gives one rank: neighbours no farther apart than the
    tie rule allows.
    """
    order = np.argsort(-scores, kind="stable")
    falls = np.flatnonzero(-np.diff(scores[order]) > tie_gap(scores)) + 1
    return np.split(order, falls)


def only_ties(groups: list[IntArray]) -> tuple[tuple[int, ...], ...]:
    """The groups with more than one unit: what is reported apart as tied."""
    return tuple(tuple(sorted(int(i) for i in group)) for group in groups if len(group) > 1)


def neighbours(groups: list[IntArray]) -> tuple[IntArray, IntArray]:
    """Every pair (above, below) of units in neighbouring groups of equal rank.

    On the way from the present weights to any others, two of these are the first untied units
    to meet: whoever stands between two units that meet has met them too.

    Raises:
        AnalysisError: so many units are tied that memory has no room for the pairs.
    """
    order = np.concatenate(groups)
    if len(order) == len(groups):
        return order[:-1], order[1:]
    sizes = np.array([len(group) for group in groups])
    pairs = tied_pairs(sizes)
    if pairs > MOST_PAIRS:
        raise AnalysisError(
            f"so many units are tied that any of {pairs:,} pairs might change places first, "
            f"and up to {MOST_PAIRS:,} can be compared"
        )
    lengths = np.repeat(sizes[1:], sizes[:-1])
    begins = np.repeat(np.cumsum(sizes[:-1]), sizes[:-1])
    return np.repeat(order[: len(lengths)], lengths), order[stretches(begins, lengths)]


def tied_pairs(sizes: IntArray) -> int:
    """How many pairs neighbouring groups of such sizes have, of which one has several units."""
    found = sizes[:-1] * sizes[1:]
    return int(found[found > 1].sum())


def stretches(begins: IntArray, lengths: IntArray) -> IntArray:
    """Whole numbers from each beginning on, so many of each, one after the other."""
    shift = np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    return shift + np.arange(len(shift))
