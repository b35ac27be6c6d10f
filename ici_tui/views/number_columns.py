"""Columns of numbers as text: what `numbers.text` says of each value alone, found all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.views.numbers import MOST_PLAIN, Shown, text

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
