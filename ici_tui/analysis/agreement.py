"""How far two rankings of the same units agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.ranking import competition_ranks
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


def agreement(before: FloatArray, after: FloatArray, top: int = 10) -> Agreement:
    """Compare two sets of scores of the same n units by the ranks they give.

    Args:
        before: n scores, no missing ones.
        after: n scores.
        top: how many first places count for the overlap.

    Raises:
        AnalysisError: different numbers of units, missing scores, or top below 1.
    """
    if before.shape != after.shape or before.ndim != 1 or not len(before):
        raise AnalysisError("two rankings to compare have the same units")
    if np.isnan(before).any() or np.isnan(after).any():
        raise AnalysisError("missing scores have no rank to compare; leave those units out")
    if top < 1:
        raise AnalysisError(f"the first {top} are no block; ask for 1 or more")
    old, new = competition_ranks(before), competition_ranks(after)
    shifts = np.abs(new - old)
    first, then = old <= top, new <= top
    return Agreement(
        kendall=kendall_tau(old, new),
        spearman=_correlation(mid_ranks(old), mid_ranks(new)),
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
    """Kendall's τ_b of two lists of ranks; NaN where one of them has only ties."""
    upper, lower = np.triu_indices(len(old), 1)
    one, other = np.sign(old[upper] - old[lower]), np.sign(new[upper] - new[lower])
    untied = float((one != 0).sum()) * float((other != 0).sum())
    return float((one * other).sum() / np.sqrt(untied)) if untied > 0 else float("nan")


def _correlation(one: FloatArray, other: FloatArray) -> float:
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt(inner(a, a) * inner(b, b)))
    return inner(a, b) / size if size > 0 else float("nan")
