"""How far two rankings of the same units agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.sums import inner

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two rankings; NaN where a ranking has only ties (or one unit)."""

    kendall: float
    """τ_b, from −1 (reversed) to 1 (the same), ties allowed for."""
    spearman: float
    """Correlation of mid-ranks, from −1 to 1."""
    mean_change: float
    """Mean absolute change of rank, in places."""
    largest_change: int
    top_overlap: float
    """Share of the first k (with ties for the last place) that both rankings have."""
    top: int


def agreement(before: IntArray, after: IntArray, top: int = 10) -> Agreement:
    """Compare two rankings.

    Args:
        before: the ranks of n units, from 1.
        after: n ranks of the same units.
        top: how many first places count for the overlap.

    Raises:
        AnalysisError: different numbers of units, units without a rank, or top below 1.
    """
    if before.shape != after.shape or before.ndim != 1 or not len(before):
        raise AnalysisError("two rankings to compare have the same units")
    if min(before.min(), after.min()) < 1:
        raise AnalysisError("a unit without a rank cannot be compared; leave it out")
    if top < 1:
        raise AnalysisError(f"the first {top} are no block; ask for 1 or more")
    shifts = np.abs(after - before)
    first, then = before <= top, after <= top
    return Agreement(
        kendall=kendall_tau(before, after),
        spearman=_correlation(mid_ranks(before), mid_ranks(after)),
        mean_change=float(shifts.mean()),
        largest_change=int(shifts.max()),
        top_overlap=float((first & then).sum() / max(first.sum(), then.sum())),
        top=top,
    )


def mid_ranks(ranks: IntArray) -> FloatArray:
    """Competition ranks with ties moved to the middle of the places they share."""
    _, inverse, counts = np.unique(ranks, return_inverse=True, return_counts=True)
    middles: FloatArray = ranks + (counts[inverse] - 1) / 2
    return middles


def kendall_tau(old: IntArray, new: IntArray) -> float:
    """Kendall's τ_b of two lists of ranks; NaN where one of them has only ties.

    In n log n steps: pairs are discordant where the second list, put in the order of the first,
    is out of order. Source: Knight 1966, JASA 61(314):436–439.
    """
    order = np.lexsort((new, old))
    one, other = _dense(old[order]), _dense(new[order])
    pairs = _pairs(np.array([len(old)]))
    ties_one, ties_other = (_pairs(np.bincount(ranks)) for ranks in (one, other))
    _, both = np.unique(one * (int(other.max()) + 1) + other, return_counts=True)
    untied = float(pairs - ties_one) * float(pairs - ties_other)
    if untied <= 0:
        return float("nan")
    agreeing_less_not = pairs - ties_one - ties_other + _pairs(both) - 2 * inversions(other)
    return float(agreeing_less_not / np.sqrt(untied))


def inversions(values: IntArray) -> int:
    """How many pairs of whole numbers of at least 0 stand with the greater in front.

    The numbers are parted by their highest bit, each half by the next, and so on: of two that
    part at a bit, the greater has it, and stands in front where ones come before zeros.
    """
    found, ordered = 0, values.astype(np.int64)
    for bit in reversed(range(int(values.max(initial=0)).bit_length())):
        part, ones = ordered >> (bit + 1), (ordered >> bit) & 1
        before = np.cumsum(ones) - ones
        in_front = before - before[np.searchsorted(part, part)]
        found += int(in_front[ones == 0].sum())
        ordered = ordered[np.argsort(ordered >> bit, kind="stable")]
    return found


def _dense(ranks: IntArray) -> IntArray:
    """Ranks as numbers from 0 without gaps."""
    found: IntArray = np.unique(ranks, return_inverse=True)[1]
    return found


def _pairs(counts: IntArray) -> int:
    """The number of pairs within groups of these sizes."""
    return int((counts * (counts - 1) // 2).sum())


def _correlation(one: FloatArray, other: FloatArray) -> float:
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt(inner(a, a) * inner(b, b)))
    return inner(a, b) / size if size > 0 else float("nan")
