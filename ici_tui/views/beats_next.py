"""How surely each unit is ahead of the next one, with weights close around the present ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, tie_gap
from ici_tui.analysis.probability import NEAR, beats, near_parameters
from ici_tui.views.frame import Over, frame
from ici_tui.views.per_study import per_study
from ici_tui.views.row import Chance
from ici_tui.views.scored import Lacking

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from ici_tui.analysis.sampling import Draws
    from ici_tui.views.frame import Frame
    from ici_tui.views.study import Study

    Block = tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]

DRAWS, SEED = 2000, 1
LEAST_DRAWN = 1000
"""Each of few tables is drawn several times, so that there are so many draws in all."""
LEAST_FITTING = 0.02
"""The share of the weights near these that has to fit what is stated: fewer take too long."""
BLOCK = 64
"""Lines that are computed together: a screen shows one or two such blocks."""
_REMEMBERED: WeakKeyDictionary[Study, Mapping[int, Chance]] = WeakKeyDictionary()


def remember(study: Study, written: Mapping[int, Chance]) -> None:
    """Take what was computed of this very study before, and written down: nothing is drawn.

    Args:
        study: the study.
        written: by place in the pack, of every unit with a score but the last.
    """
    _REMEMBERED[study] = written


def remembered(study: Study, place: int) -> Chance | None:
    """The chance of a unit that was written down, before the tables are there; None without one."""
    return _REMEMBERED.get(study, {}).get(place)


@dataclass(frozen=True, eq=False)
class BeatsNext:
    """P(a unit beats the next one of the ranking), asked for unit by unit.

    Weights are Dirichlet(20 × present weights), those of them where what is stated holds. Where the
    pack has an ensemble a table is drawn with each weighting, 1,000 times or more; else the answer
    is exact where nothing is stated, 20 × weights are whole numbers and neither lacks a value.
    """

    sums: Frame
    order: npt.NDArray[np.intp]
    """The places in the pack of the units with a score, the best first."""
    size: int
    """The number of units in the pack."""
    stated: Draws | None = None
    """Draws where what is stated holds; None where nothing is."""
    written: Mapping[int, Chance] | None = None
    """By place in the pack, where it was computed before."""

    @classmethod
    def of(cls, study: Study) -> BeatsNext | None:
        """None where the ranks are not those of a weighted sum, or `why_untold` says why."""
        try:
            sums = frame(study, lacking=Lacking.KEPT)
            stated = _stated(study)
        except AnalysisError:
            return None
        if sums.tables is not None and np.isnan(sums.table).any():
            return None  # the tables of an ensemble lack nothing: they are of another index
        order = study.scores.order(study.pack.index.tree.root.code)
        written = _REMEMBERED.get(study)
        return cls(sums, order[: len(sums.units)], len(order), stated, written)

    @property
    def over_tables(self) -> bool:
        """Whether a table of the ensemble is drawn with each weighting."""
        return self.sums.tables is not None

    def chance(self, place: int) -> Chance | None:
        """The probability for one unit; None for the last, or without a score."""
        line = int(self._lines[place])
        if not 0 <= line < len(self.order) - 1:
            return None
        block, within = divmod(line, BLOCK)
        shares, certain = self._block(block)
        return Chance(float(shares[within]), bool(certain[within]))

    def shares(self) -> npt.NDArray[np.float64]:
        """The probability for every unit by place in the pack, n; NaN where there is none."""
        found = np.full(self.size, np.nan)
        for first in range(0, len(self.order) - 1, BLOCK):
            shares, _ = self._block(first // BLOCK)
            found[self.order[first : first + len(shares)]] = shares
        return found

    def _block(self, number: int) -> Block:
        if number not in self._blocks:
            first = number * BLOCK
            self._blocks[number] = self._as_written(first) or self._chances(first)
        return self._blocks[number]

    def _as_written(self, first: int) -> Block | None:
        if self.written is None:
            return None
        found = [self.written[int(place)] for place in self.order[first : first + BLOCK]
                 if place != self.order[-1]]  # fmt: skip
        return np.array([one.share for one in found]), np.array([one.certain for one in found])

    def _chances(self, first: int) -> Block:
        """The probabilities of a block of lines: all at once cost about as much as one.

        Beside them, which are certain where they are 0 or 1: those that no draws stand behind,
        and those of units of which one is ahead or level on everything in every table.
        """
        rows = self.sums.rows(self.order[first : first + BLOCK + 1])
        if self.sums.tables is None:
            return self._over_weights(rows)
        above, below = rows[:-1], rows[1:]
        scores = self._together
        shares: npt.NDArray[np.float64] = (scores[:, above] > scores[:, below]).mean(axis=0)
        differences = self.sums.tables[:, above] - self.sums.tables[:, below]
        return shares, _never_less(differences) | _never_less(-differences)

    def _over_weights(self, rows: npt.NDArray[np.intp]) -> Block:
        table = self.sums.table[rows]
        gaps = table[:-1] - table[1:]
        gaps[:, ~self.sums.heard] = 0.0  # nobody has it: all are level
        lacking = np.isnan(gaps).any(axis=1)
        shares, certain = np.empty(len(gaps)), np.ones(len(gaps), dtype=bool)
        whole = gaps[~lacking]
        if self.stated is None and self._whole is not None:
            shares[~lacking] = beats(whole, self._whole)
        else:
            shares[~lacking] = np.count_nonzero(whole @ self._directions > 0, axis=1) / DRAWS
            certain[~lacking] = _never_less(whole[None]) | _never_less(-whole[None])
        if lacking.any():
            asked = np.append(lacking, False) | np.append(False, lacking)
            means = np.empty((len(rows), DRAWS))  # each unit is in two pairs, and summed up once
            means[asked] = self._means(table[asked])
            apart = means[:-1][lacking] - means[1:][lacking]
            one, other = table[:-1][lacking], table[1:][lacking]
            shares[lacking] = np.count_nonzero(apart > self._level, axis=1) / DRAWS
            certain[lacking] = _no_mean_is_less(one, other) | _no_mean_is_less(other, one)
        return shares, certain

    def _means(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Means over what each unit has, units × draws; NaN where that weighs nothing."""
        present = ~np.isnan(rows)
        weights = present @ self._directions
        with np.errstate(invalid="ignore"):
            means: npt.NDArray[np.float64] = np.where(present, rows, 0.0) @ self._directions
            means /= weights
        return means

    @cached_property
    def _level(self) -> float:
        """A difference of means that may be none."""
        return tie_gap(self.sums.table[~np.isnan(self.sums.table)])

    @cached_property
    def _blocks(self) -> dict[int, Block]:
        """What has been asked for so far, by the number of the block."""
        return {}

    @cached_property
    def _lines(self) -> npt.NDArray[np.intp]:
        """Each unit's line among those with a score, by place in the pack; -1 without one."""
        lines = np.full(self.size, -1, dtype=np.intp)
        lines[self.order] = np.arange(len(self.order))
        return lines

    @cached_property
    def _whole(self) -> tuple[int, ...] | None:
        return near_parameters(self.sums.weights)

    @cached_property
    def _directions(self) -> npt.NDArray[np.float64]:
        from ici_tui.analysis.sampling import directions

        if self.stated is not None:
            return np.ascontiguousarray(self._drawn(DRAWS).T)
        return directions(NEAR * self.sums.weights, DRAWS, SEED)

    @cached_property
    def _together(self) -> npt.NDArray[np.float64]:
        """Scores with a table and a weighting drawn together, draws × units."""
        tables = self.sums.tables
        assert tables is not None  # noqa: S101 - asked for only where there are tables
        count, units, parts = tables.shape
        rounds = max(-(-LEAST_DRAWN // count), 1)
        weights = self._drawn(rounds * count).reshape(rounds, count, parts)
        scores: npt.NDArray[np.float64] = np.einsum("tkm,rtm->rtk", tables, weights)
        return scores.reshape(-1, units)

    def _drawn(self, count: int) -> npt.NDArray[np.float64]:
        """So many weights near these, count × m."""
        from ici_tui.analysis.sampling import dirichlet

        if self.stated is None:
            return dirichlet(NEAR * self.sums.weights, count, SEED)
        return replace(self.stated, count=count).all()


@per_study
def _stated(study: Study) -> Draws | None:
    """Draws near these weights where what is stated holds; None where nothing is.

    Raises:
        AnalysisError: it is of other weights than the parts', or holds hardly anywhere near these.
    """
    if study.stated is None or not study.stated.statements:
        return None
    from ici_tui.analysis.sampling import dirichlet_draws
    from ici_tui.views.robust.basis import basis
    from ici_tui.views.robust.region import over_of, region_of

    rests = basis(study)
    if rests.over is Over.PARTS and over_of(study, study.stated.statements) is not Over.PARTS:
        raise AnalysisError(
            "it looks at weights of parts, and what is stated is of what lies inside them"
        )
    region = region_of(rests)
    near = dirichlet_draws(rests.weights, NEAR, DRAWS, SEED)
    return near if region is None else region.some_of(near, least=LEAST_FITTING)


def why_untold(study: Study) -> str:
    """Why statements leave nothing to tell of the next one; empty where they do."""
    try:
        _stated(study)
    except AnalysisError as error:
        # What to do about it is said for questions with options of their own.
        return str(error).partition(": look")[0]
    return ""


@per_study
def shares_of(study: Study) -> npt.NDArray[np.float64]:
    """How surely each unit is ahead of the next one, n; NaN where that is not known."""
    found = BeatsNext.of(study)
    return np.full(study.pack.index.size, np.nan) if found is None else found.shares()


def _no_mean_is_less(
    one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Whether the means of the first, pairs × m, are never below those of the second, for each.

    So it is where both lack the same and the first is ahead or level on the rest, or where its
    least value is no less than the greatest of the other.
    """
    present = ~np.isnan(one)
    same = (present == ~np.isnan(other)).all(axis=1)
    ahead = (np.where(present, one, 0.0) >= np.where(present, other, 0.0)).all(axis=1)
    beyond = np.nanmin(one, axis=1) >= np.nanmax(other, axis=1)
    found: npt.NDArray[np.bool_] = (same & ahead) | beyond
    return found


def _never_less(gaps: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Whether nothing is below 0, of tables × pairs × components, for each pair."""
    found: npt.NDArray[np.bool_] = np.asarray((gaps >= 0).all(axis=(0, 2)))
    return found
