"""The values of a column as they are written, found for all rows at once.

Polars' doubles are the shortest that give back the same double, as Python's are, and they are
rounded before as `cell_text.number_text` rounds; only where Python would write a power of ten, or
polars might, or a rounding is close, Python's text is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ici_tui.cli.cell_text import DIGITS, number_text
from ici_tui.cli.output import json_values

if TYPE_CHECKING:
    import numpy.typing as npt

_POWERS: npt.NDArray[np.float64] = 10.0 ** np.arange(23, dtype=np.float64)
LEAST_PLAIN, MOST_PLAIN = 1e-4, 1e15
"""Between these sizes everybody writes a double without a power of ten."""


def json_texts(column: pl.Series) -> list[str]:
    """Each value as JSON has it: a zero has no sign, and what is no number is missing."""
    if column.dtype != pl.Float64:
        return json_values(column.to_list())
    numbers = column.to_numpy() + 0.0
    values: list[object] = numbers.tolist()
    for place in np.flatnonzero(~np.isfinite(numbers)).tolist():
        values[place] = None
    return json_values(values)


def number_texts(values: npt.NDArray[np.float64]) -> pl.Series:
    """Doubles as a column that polars writes as `number_text` would; missing is null.

    Args:
        values: n, NaN where missing.
    """
    rounded, doubtful = _rounded(values)
    found = pl.Series(rounded, nan_to_null=True)
    if len(doubtful):
        texts = pl.Series([number_text(value) for value in values[doubtful].tolist()])
        found = found.cast(pl.String).scatter(doubtful, texts)
    return found


def _rounded(
    values: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
    """Doubles rounded to fifteen digits, and the places of those that may not be right.

    A value times a power of ten is split into a double and its error without loss (Dekker 1971,
    Numerische Mathematik 18:224–242), so that only what lies within 1e-9 of a half is in doubt.
    The whole number and the power are both exact, and their quotient is the nearest double.
    """
    sizes = np.abs(values)
    plain = (sizes >= LEAST_PLAIN) & (sizes < MOST_PLAIN)
    safe = np.where(plain, sizes, 1.0)
    digits = DIGITS - 1 - np.floor(np.log10(safe)).astype(np.intp)
    powers: npt.NDArray[np.float64] = _POWERS[digits]
    product = safe * powers
    (high, low), (above, below) = _halves(safe), _halves(powers)
    error = ((high * above - product) + high * below + low * above) + low * below
    whole = np.floor(product)
    rest = (product - whole) + error
    whole += rest > 0.5
    sure = (np.abs(rest - 0.5) > 1e-9) & (rest > -0.4) & (rest < 1.4)
    sure &= (whole >= 10.0 ** (DIGITS - 1)) & (whole <= 10.0**DIGITS)
    found = np.where(plain, np.copysign(whole / powers, values), values)
    doubtful = (~sure | ~plain) & (sizes > 0)
    return found + 0.0, np.flatnonzero(doubtful)


def _halves(
    values: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Doubles as sums of two with 26 bits each."""
    split = values * (2.0**27 + 1)
    high = split - (split - values)
    return high, values - high


def quoted(texts: pl.Series, separator: str) -> pl.Series:
    """Texts as `csv` writes them: in quotes where they hold a separator, a quote or a line end."""
    special = texts.str.contains(f'["\r\n{separator}]')
    if not special.any():
        return texts
    places = special.arg_true()
    quoted = texts.gather(places).str.replace_all('"', '""', literal=True)
    return texts.scatter(places, '"' + quoted + '"')
