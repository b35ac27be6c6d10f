"""How surely each unit is ahead of the next one, with weights close around the present ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.probability import NEAR, beats, near_parameters
from ici_tui.analysis.sampling import directions, dirichlet
from ici_tui.views.frame import frame

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.views.frame import Frame
    from ici_tui.views.study import Study

DRAWS, SEED = 2000, 1
BLOCK = 64
"""Lines that are computed together: a screen shows one or two such blocks."""


@dataclass(frozen=True, eq=False)
class BeatsNext:
    """P(a unit beats the next one of the ranking), asked for unit by unit.

    Weights are Dirichlet(20 × present weights). Where the pack has an ensemble a table is drawn
    with each weighting; else the answer is exact where 20 × weights are whole numbers.
    """

    sums: Frame
    order: npt.NDArray[np.intp]
    """The places in the pack of the units with a score, the best first."""
    size: int
    """The number of units in the pack."""

    @classmethod
    def of(cls, study: Study) -> BeatsNext | None:
        """None where the ranks are not those of a weighted sum."""
        try:
            sums = frame(study)
        except AnalysisError:
            return None
        order = study.scores.order(study.pack.index.tree.root.code)
        return cls(sums, order[: len(sums.units)], len(order))

    def chance(self, place: int) -> float | None:
        """The probability for one unit; None for the last, or without a score."""
        line = int(self._lines[place])
        if not 0 <= line < len(self.order) - 1:
            return None
        block, within = divmod(line, BLOCK)
        if block not in self._blocks:
            self._blocks[block] = self._chances(block * BLOCK)
        return float(self._blocks[block][within])

    def _chances(self, first: int) -> npt.NDArray[np.float64]:
        """The probabilities of a block of lines: all at once cost about as much as one."""
        rows = self.sums.rows(self.order[first : first + BLOCK + 1])
        above, below = rows[:-1], rows[1:]
        found: npt.NDArray[np.float64]
        if self.sums.tables is not None:
            scores = self._together
            found = (scores[:, above] > scores[:, below]).mean(axis=0)
            return found
        gaps = self.sums.table[above] - self.sums.table[below]
        if self._whole is not None:
            return beats(gaps, self._whole)
        ahead: npt.NDArray[np.intp] = np.count_nonzero(gaps @ self._directions > 0, axis=1)
        return ahead / DRAWS

    @cached_property
    def _blocks(self) -> dict[int, npt.NDArray[np.float64]]:
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
        return directions(NEAR * self.sums.weights, DRAWS, SEED)

    @cached_property
    def _together(self) -> npt.NDArray[np.float64]:
        """Scores with a table and a weighting drawn together, draws × units."""
        tables = self.sums.tables
        assert tables is not None  # noqa: S101 - asked for only where there are tables
        weights = dirichlet(NEAR * self.sums.weights, len(tables), SEED)
        scores: npt.NDArray[np.float64] = np.einsum("tkm,tm->tk", tables, weights)
        return scores
