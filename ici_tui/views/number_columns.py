"""Columns of numbers as text: what `numbers.text` says of each value alone, found all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.views.numbers import MOST_PLAIN, Decimals, Shown, decimals_among, text

if TYPE_CHECKING:
    import numpy.typing as npt


def number_column(values: npt.NDArray[np.float64], decimals: int) -> list[str]:
    """`text` of values of which nothing is known but what they are.

    Args:
        values: n, NaN where missing.
        decimals: the decimals of the column; see `decimals_for`.
    """
    digits = max(int(decimals), 0)
    form = f"%.{digits}f"
    found = [form % value for value in values.tolist()]
    # Whatever may be missing, a power of ten or a negative zero is asked for by itself.
    odd = ~(np.abs(values) < MOST_PLAIN) | ((values <= 0) & (values > -(10.0**-digits)))
    for place in np.flatnonzero(odd).tolist():
        found[place] = text(Shown(float(values[place])), decimals)
    return found


def column_decimals(values: npt.NDArray[np.float64]) -> Decimals:
    """`decimals_for` of a column of values of which nothing is known but what they are, n."""
    different = np.unique(values[np.isfinite(values)])
    least, greatest = (different[0], different[-1]) if len(different) else (0.0, 0.0)
    return decimals_among(
        min(0.0, float(least)), max(0.0, float(greatest)), [set(different.tolist())]
    )
