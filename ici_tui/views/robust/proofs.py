"""Best and worst ranks of many units, proved on every core within the time that is given.

A first look at all of them, then the proofs: each side gets a short while, so that all the easy
ones are closed, and those that are still open share what is left.
"""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.analysis.rank_range import RankBound, Side, rank_bounds
from ici_tui.analysis.solver import Children
from ici_tui.stopped import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ici_tui.analysis.inputs import IntArray
    from ici_tui.views.robust.basis import Basis

    Report = Callable[["RanksNow"], None]
    Key = tuple[int, int, Side]
    """The place of a range of weights, a row, a side."""

SHORT = 0.3
"""Seconds that every side gets at least in the first round."""
LONG = 2.0
"""In the second round, however many are still open."""
SIDES: tuple[Side, Side] = ("best", "worst")


@dataclass(frozen=True, slots=True)
class RanksNow:
    """How far the proofs are: sides done, of so many, and what was just found."""

    done: int
    of: int
    code: str
    side: Side
    attained: int
    proved: int
    known: object = None
    """All that is known so far, where somebody wants to see it."""
    drawn: bool = False
    """Whether it is draws that are counted, and nothing is proved."""


class Proofs:
    """Both sides of every unit of `rows`, which are places in a basis of weighted sums.

    `ranges` says how far every weight may move, each a share of 1 or None for anywhere; every one
    is a question of its own. `report` is told of every bound, in one thread at a time; it may
    raise to stop.
    """

    def __init__(
        self,
        rests: Basis,
        rows: Sequence[int],
        ranges: Sequence[float | None],
        *,
        seconds: float,
        report: Report | None,
        known: Callable[[Mapping[Key, RankBound]], object] | None = None,
    ) -> None:
        assert rests.sums is not None  # noqa: S101
        self._sums, self._rests, self._ranges = rests.sums, rests, tuple(ranges)
        self._report, self._known = report, known
        self._end = time.monotonic() + seconds
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._children = Children()
        self._keys: list[Key] = [
            (place, row, side) for place in range(len(ranges)) for row in rows for side in SIDES
        ]
        self._bounds: dict[Key, RankBound] = {}

    def run(self) -> dict[Key, RankBound]:
        """Prove until all is proved or time is up; what is not proved lies between its bounds."""
        now = self._rests.ranks_at(self._rests.weights)
        with self._children:
            for key in self._keys:
                self._bounds[key] = self._first_look(key, now)
                self._tell(key)
            for least in (SHORT, LONG):
                self._round([key for key, bound in self._bounds.items() if not bound.exact], least)
        return self._bounds

    def _first_look(self, key: Key, now: IntArray) -> RankBound:
        """What a quick look shows; once time is up, that the present rank is one of them."""
        if not self._over():
            return next(self._stream(key, 0))
        _, row, side = key
        proved = 1 if side == "best" else len(now)
        return RankBound(side, int(now[row]), proved, self._rests.weights)

    def _stream(self, key: Key, seconds: float) -> Iterator[RankBound]:
        place, row, side = key
        return rank_bounds(
            self._sums.table,
            self._sums.weights,
            row,
            side,
            within=self._ranges[place],
            seconds=seconds,
            stop=self._over,
            children=self._children,
        )

    def _over(self) -> bool:
        return self._stopped.is_set() or time.monotonic() > self._end

    def _round(self, waiting: list[Key], least: float) -> None:
        """Give each of them its share of the time that is left."""
        workers = max(1, min(os.cpu_count() or 1, len(waiting)))
        with ThreadPoolExecutor(workers) as pool:
            tasks = []
            for place, key in enumerate(waiting):
                share = workers / (len(waiting) - place)
                tasks.append(pool.submit(self._prove, key, least, share))
            try:
                for task in tasks:
                    task.result()
            except BaseException:
                self._stopped.set()
                pool.shutdown(cancel_futures=True)
                raise

    def _prove(self, key: Key, least: float, share: float) -> None:
        left = self._end - time.monotonic()
        if left <= 0 or self._stopped.is_set():
            return
        try:
            for bound in self._stream(key, min(left, max(least, left * share))):
                self._bounds[key] = _tighter(self._bounds[key], bound)
                self._tell(key)
        except Stopped:
            # Time is up: the last bound stands.
            self._tell(key)

    def _tell(self, key: Key) -> None:
        if self._report is None:
            return
        with self._lock:
            done = sum(bound.exact for bound in self._bounds.values())
            bound, (_, row, side) = self._bounds[key], key
            known = None if self._known is None else self._known(self._bounds)
            self._report(
                RanksNow(
                    done,
                    len(self._keys),
                    self._rests.units[row],
                    side,
                    bound.attained,
                    bound.proved,
                    known,
                )
            )


def _tighter(known: RankBound, new: RankBound) -> RankBound:
    """What two looks at the same side say together."""
    best = known.side == "best"
    better = new.attained < known.attained if best else new.attained > known.attained
    proved = max(known.proved, new.proved) if best else min(known.proved, new.proved)
    return replace(new if better or new.exact else known, proved=proved)
