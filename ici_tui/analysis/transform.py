"""One theory for the power means: columns in which an index is a weighted sum.

Ranks under a power mean are the ranks of Σ w_j φ(x_j), with φ(x) = x for the arithmetic mean,
ln x for the geometric, −1/x for the harmonic and sgn(p)·x^p for the mean of power p. Whatever
is exact for a weighted sum is exact for these too, if one family is used on all levels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.bounds import LARGEST
from ici_tui.index.choices import parse_method
from ici_tui.index.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.index.choices import Method

NAMED_POWERS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
OTHER_METHODS = {
    "median": "the median",
    "weighted-median": "the weighted median",
    "copeland": "Copeland's rule",
}
"""What a sentence calls the methods that are no power means."""


class Family(NamedTuple):
    """A family of power means: 1 arithmetic, 0 geometric, −1 harmonic, any other `power:p`."""

    name: str
    power: float

    @property
    def additive(self) -> bool:
        """Whether scores are weighted sums of the values as they are."""
        return self.power == 1

    def columns(self, table: FloatArray) -> FloatArray:
        """Transform values so that the ranks are those of a weighted sum.

        Args:
            table: n × m, normalised and directed; NaN stays NaN.

        Raises:
            AnalysisError: a value that this mean does not allow, or whose power is too large.
        """
        values = np.asarray(table, dtype=np.float64)
        if self.additive:
            return values
        if (values < 0 if self.power > 0 else values <= 0).any():
            worst = np.nanmin(values)
            needed = "at least 0" if self.power > 0 else "above 0"
            raise AnalysisError(
                f"{self.name}: needs values {needed}, and one is {worst:g}; "
                "normalise to min-max [1, 100], say"
            )
        if self.power == 0:
            return np.log(values)
        with np.errstate(over="ignore"):
            raised: FloatArray = np.sign(self.power) * values**self.power
        if (np.abs(raised) > LARGEST).any():
            worst = values[np.abs(raised) > LARGEST][0]
            raise AnalysisError(
                f"{self.name}: {worst:g} to the power {self.power:g} is too large to compute with; "
                "normalise to min-max [1, 100], say"
            )
        return raised

    def scores(self, sums: FloatArray) -> FloatArray:
        """The means themselves, from weighted sums of the transformed columns."""
        if self.additive:
            return sums
        if self.power == 0:
            return np.exp(sums)
        means: FloatArray = (np.sign(self.power) * sums) ** (1 / self.power)
        return means


def family_of(method: str | Method) -> Family:
    """The family of one aggregation method, as it is written or as it was read.

    Raises:
        AnalysisError: there is no such method, or it is not a power mean.
    """
    read = _read(method)
    power = read.numbers[0] if read.name == "power" else NAMED_POWERS.get(read.name)
    if power is None:
        what = OTHER_METHODS.get(read.name, read.name)
        raise AnalysisError(f"{what} is not a power mean; ask by sampling")
    return Family(read.text, power)


def common_family(methods: Sequence[str | Method]) -> Family:
    """The one family of an index that may name a method per level.

    Raises:
        AnalysisError: a method outside the power means, or more than one family.
    """
    families = [family_of(method) for method in methods]
    if len({family.power for family in families}) != 1:
        names = ", ".join(family.name for family in families)
        raise AnalysisError(f"levels have different means ({names}); ask by sampling")
    return families[0]


def _read(method: str | Method) -> Method:
    if not isinstance(method, str):
        return method
    try:
        return parse_method("aggregate", method)
    except PipelineError as error:
        raise AnalysisError(str(error)) from None
