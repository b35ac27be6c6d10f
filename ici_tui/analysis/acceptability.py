"""Rank acceptability: with which share of the weights a unit takes each rank, by sampling.

Sources: Lahdelma & Salminen 2001, Oper. Res. 49(3):444–454; Tervonen & Lahdelma 2007, EJOR
178(2):500–513.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.buffers import Buffers
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.rank_counts import parts, placed
from ici_tui.analysis.rank_tally import RankTally
from ici_tui.analysis.weighted_sums import weighted_sums
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.stopped import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.analysis.inputs import FloatArray, IntArray, Progress, Scorer
    from ici_tui.analysis.rank_counts import Firsts
    from ici_tui.analysis.rank_tally import Each
    from ici_tui.analysis.sampling import Draws


AHEAD = 3
"""So many blocks of draws wait for a thread while another is settled."""
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


def acceptability(
    table: FloatArray,
    draws: Draws,
    *,
    tables: FloatArray | None = None,
    progress: Progress | None = None,
) -> Acceptability:
    """Rank acceptability where the index is a weighted sum, on every core.

    What is found does not depend on how many there are.

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
    threads = os.cpu_count() or 1
    buffers = Buffers()

    def score(weights: FloatArray) -> FloatArray:
        return weighted_sums(weights, columns, buffers)

    with ThreadPoolExecutor(threads) as pool:
        try:
            counts, central = _counted(score, draws, pool.map, progress)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return _summary(counts, central, draws, tables)


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
    return _summary(*_counted(score, draws, map, progress), draws, tables)


def _counted(
    score: Scorer, draws: Draws, each: Each, progress: Progress | None
) -> tuple[IntArray, FloatArray]:
    """Counts of ranks, n × n, and the sums of the weights with which each unit is first, n × m."""
    blocks = draws.blocks()
    first = next(blocks, None)
    if first is None:
        raise AnalysisError("no draws")
    units = score(first[:1]).shape[1]
    tally = RankTally(units, draws.count)
    buffers = Buffers()
    central = np.zeros((units, first.shape[1]))
    done = kept = 0

    def one(portion: tuple[FloatArray, int]) -> tuple[FloatArray, Firsts]:
        weights, start = portion
        found = placed(score(weights), buffers)
        tally.keep(start, found)
        return weights, found.firsts()

    def settle(size: int, found: Iterable[tuple[FloatArray, Firsts]]) -> None:
        nonlocal done
        _add_firsts(central, list(found))
        done += size
        if progress is not None and not progress(done, draws.count):
            raise Stopped

    # Threads have further blocks to rank while one is settled.
    ahead: deque[tuple[int, Iterable[tuple[FloatArray, Firsts]]]] = deque()
    for weights in chain([first], blocks):
        if kept + len(weights) > tally.room:
            while ahead:
                settle(*ahead.popleft())
            tally.count(kept, each)
            kept = 0
        portions = [(weights[part], kept + part.start) for part in parts(len(weights), units)]
        ahead.append((len(weights), each(one, portions)))
        kept += len(weights)
        if len(ahead) > AHEAD:
            settle(*ahead.popleft())
    while ahead:
        settle(*ahead.popleft())
    tally.count(kept, each)
    return tally.counts, central


def _add_firsts(central: FloatArray, found: list[tuple[FloatArray, Firsts]]) -> None:
    """Add a block's weights to the sums of those that are first with them, in a fixed order."""
    for weights, firsts in found:
        np.add.at(central, firsts.leaders, weights)
    # Ties for the first place: the others that share it count as well.
    for weights, firsts in found:
        np.add.at(central, firsts.others, weights[firsts.rows])


def _summary(
    counts: IntArray,
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
        ranks = competition_ranks(weighted(tables, central[unit]))
        found[unit] = (ranks[:, unit] == 1).mean()
    return found
