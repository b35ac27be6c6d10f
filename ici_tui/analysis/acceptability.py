"""Rank acceptability: with which share of the weights a unit takes each rank, by sampling.

Sources: Lahdelma & Salminen 2001, Oper. Res. 49(3):444–454; Tervonen & Lahdelma 2007, EJOR
178(2):500–513.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, Stopped
from ici_tui.analysis.rank_counts import count_ranks, ranked_order
from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.analysis.inputs import FloatArray, Progress
    from ici_tui.analysis.sampling import Draws

    Scorer = Callable[[FloatArray], FloatArray]

TIE_RULE = "equal scores share the better rank"


@dataclass(frozen=True, eq=False)
class Acceptability:
    """What the draws show of n units with m components.

    `shares` is n × n: row i holds the share of draws that give unit i rank 1, 2, …; units that
    tie both have the better rank. `central` is n × m: the mean of the weights with which the
    unit is first, NaN where it never is. `confidence` is the share of tables in which the unit
    is first at its central weights, where an ensemble of tables was given.
    """

    shares: FloatArray
    expected_rank: FloatArray
    central: FloatArray
    confidence: FloatArray | None
    draws: int
    seed: int
    varied: str

    @property
    def first(self) -> FloatArray:
        """The share of draws in which each unit is first, n values."""
        return self.shares[:, 0]

    def within_top(self, k: int) -> FloatArray:
        """The share of draws in which each unit has rank k or better, n values."""
        top: FloatArray = self.shares[:, :k].sum(axis=1)
        return top

    def rank_quantiles(self, low: float = 0.05, high: float = 0.95) -> FloatArray:
        """Each unit's rank at two shares of the draws, n × 2; a rank that occurs."""
        reached = np.cumsum(self.shares, axis=1)
        places = [(reached >= share - 1e-12).argmax(axis=1) + 1.0 for share in (low, high)]
        return np.stack(places, axis=1)


def acceptability(
    table: FloatArray,
    draws: Draws,
    *,
    tables: FloatArray | None = None,
    progress: Progress | None = None,
) -> Acceptability:
    """Rank acceptability where the index is a weighted sum.

    Args:
        table: n × m, no missing values.
        draws: how weights are drawn.
        tables: T × n × m, an ensemble, for the confidence.
        progress: called with draws done and all draws; returning False stops.

    Raises:
        AnalysisError: missing values.
        Stopped: `progress` returned False.
    """
    values = np.asarray(table, dtype=np.float64)
    if not np.isfinite(values).all():
        raise AnalysisError("missing values: give a scorer that handles them, not a table")
    columns = np.ascontiguousarray(values.T)
    return sampled(lambda weights: weights @ columns, draws, tables=tables, progress=progress)


def sampled(
    score: Scorer,
    draws: Draws,
    *,
    tables: FloatArray | None = None,
    progress: Progress | None = None,
) -> Acceptability:
    """Rank acceptability of any index: also where no exact method applies.

    Args:
        score: from weights (B × m) to scores (B × n), without missing ones.
        draws: how weights are drawn.
        tables: as in `acceptability`.
        progress: as in `acceptability`.

    Raises:
        Stopped: `progress` returned False.
    """
    counts = central = None
    done = 0
    for weights in draws.blocks():
        order, ranks = ranked_order(score(weights))
        if counts is None or central is None:
            units = order.shape[1]
            counts = np.zeros((units, units), dtype=np.int64)
            central = np.zeros((units, weights.shape[1]))
        count_ranks(counts, order, ranks)
        np.add.at(central, order[:, 0], weights)
        # Ties for the first place: the others that share it count as well.
        rows, places = np.nonzero(ranks[:, 1:] == 1)
        np.add.at(central, order[rows, places + 1], weights[rows])
        done += len(weights)
        if progress is not None and not progress(done, draws.count):
            raise Stopped
    if counts is None or central is None:
        raise AnalysisError("no draws")
    return _summary(counts, central, draws, tables)


def _summary(
    counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    central: FloatArray,
    draws: Draws,
    tables: FloatArray | None,
) -> Acceptability:
    shares = counts / draws.count
    with np.errstate(invalid="ignore"):
        middle = np.where(counts[:, :1] > 0, central / counts[:, :1], np.nan)
    return Acceptability(
        shares=shares,
        expected_rank=shares @ np.arange(1, len(counts) + 1),
        central=middle,
        confidence=None if tables is None else confidence(tables, middle),
        draws=draws.count,
        seed=draws.seed,
        varied=draws.label,
    )


def confidence(tables: FloatArray, central: FloatArray) -> FloatArray:
    """In which share of the tables each unit is first at its central weights.

    Args:
        tables: T × n × m.
        central: n × m, NaN for a unit without central weights.

    Returns:
        n shares; NaN where there are no central weights.
    """
    found = np.full(len(central), np.nan)
    for unit in np.flatnonzero(~np.isnan(central[:, 0])):
        ranks = competition_ranks(tables @ central[unit])
        found[unit] = (ranks[:, unit] == 1).mean()
    return found
