"""The record of the pipeline: every imputed and every winsorised value can be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.index.table import BoolArray, FloatArray, Note


class ImputedValue(NamedTuple):
    """A missing value and what was put in, on the scale of the data after denominating."""

    unit: str
    indicator: str
    value: float


class WinsorisedValue(NamedTuple):
    """An outlying value and the cap that it was moved to, on the scale before normalising."""

    unit: str
    indicator: str
    value: float
    cap: float


class Record(NamedTuple):
    """The matrices between the stages (n × m, NaN where missing) and what the stages marked.

    Units that were screened out are missing from the matrices after that stage.
    """

    leaves: tuple[str, ...]
    units: Sequence[str]
    raw: FloatArray
    available: FloatArray
    """Each unit's share of indicators after denominating, n."""
    lost: BoolArray
    """Values that became missing because their denominator is."""
    before_imputation: FloatArray
    filled: BoolArray
    after_imputation: FloatArray
    """On the scale of the data; what follows may be logarithms, where an indicator says so."""
    before_treatment: FloatArray
    moved: BoolArray
    after_treatment: FloatArray
    logged: tuple[str, ...]
    """Indicators that were transformed by the logarithm."""
    transformed: tuple[tuple[str, str], ...]
    """Indicators with a function of their own, each with its name."""
    constant: tuple[str, ...]
    """Indicators that became missing because their values do not differ."""
    screened_out: tuple[str, ...]
    notes: tuple[Note, ...]
    """Warnings, in the order of the stages."""

    def imputed(self) -> tuple[ImputedValue, ...]:
        """Every value that was imputed, by unit and then by indicator."""
        return tuple(
            ImputedValue(
                self.units[row], self.leaves[column], float(self.after_imputation[row, column])
            )
            for row, column in np.argwhere(self.filled).tolist()
        )

    def winsorised(self) -> tuple[WinsorisedValue, ...]:
        """Every value that was winsorised, by indicator and then by unit."""
        return tuple(
            WinsorisedValue(
                self.units[row],
                self.leaves[column],
                float(self.before_treatment[row, column]),
                float(self.after_treatment[row, column]),
            )
            for column, row in np.argwhere(self.moved.T).tolist()
        )

    def why_missing(self, place: int, code: str) -> str:
        """The reason why a unit that was kept has no normalised value of an indicator."""
        column = self.leaves.index(code)
        if self.lost[place, column]:
            return "its denominator is missing"
        if np.isnan(self.after_treatment[place, column]):
            return "not in the data, and not imputed"
        return "every unit has the same value: the column tells nothing"
