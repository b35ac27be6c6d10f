"""Stage 4: outliers, judged by skewness and kurtosis, winsorised one step at a time.

Source: OECD/JRC Handbook (2008), step 5; thresholds 2 and 3.5 as the Global Innovation Index
and COINr use them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.index.errors import strict_numbers
from ici_tui.index.methods import NONE, THRESHOLDS, function_of
from ici_tui.index.moments import kurtosis, skewness
from ici_tui.index.table import BoolArray, FloatArray, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.index.choices import Method
    from ici_tui.index.table import Table

    Treatment = Callable[[FloatArray, "Thresholds"], tuple[FloatArray, BoolArray | None]]
    """From present values to treated ones, and which were moved; None: they were transformed."""


class Thresholds(NamedTuple):
    """When a column passes, and when the steps end where it does not."""

    skew: float = 2.0
    kurtosis: float = 3.5
    most: float = 5.0
    """Steps stop when so many values of a column have been moved; ties may overshoot it."""


USUAL = Thresholds(**dict(THRESHOLDS))
LOG_OFFSET = 0.01
"""ln(x − min + offset · range): keeps the least value's logarithm finite."""


class Treated(NamedTuple):
    """The table after the stage.

    `moved` marks winsorised values (n × m); `logged` names the columns that were transformed.
    """

    table: Table
    moved: BoolArray
    logged: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def passes(values: FloatArray, within: Thresholds = USUAL) -> bool:
    """Whether |skewness| < 2 or excess kurtosis < 3.5, or other thresholds; without NaN.

    Fewer than four values pass: three cannot reach a skewness of 2.
    """
    if len(values) < 4:
        return True
    return abs(skewness(values)) < within.skew or kurtosis(values) < within.kurtosis


def treat(table: Table, methods: Sequence[Method]) -> Treated:
    """Treat the columns that fail the test; those that fail still are named.

    Args:
        table: n units × m indicators.
        methods: of the stage `treat`, one for each indicator.
    """
    moved = np.zeros(table.values.shape, dtype=bool)
    if all(method.name == NONE for method in methods):
        return Treated(table, moved)
    values = table.values.copy()
    logged: list[str] = []
    notes: list[Note] = []
    for place, leaf, column, present in table.columns():
        method, observed = methods[place], column[present]
        if method.name == NONE or not len(observed):
            continue
        treatment: Treatment = function_of("treat", method.name)
        within = USUAL._replace(**dict(method.named))
        if observed.min() == observed.max():
            notes.append(Note("treat", f"{leaf.code} is constant: left alone", leaf.code))
            continue
        with strict_numbers("treat", leaf.code):
            if passes(observed, within):
                continue
            treated, touched = treatment(observed, within)
            ended = passes(treated, within)
            if touched is None:
                logged.append(leaf.code)
        if not ended:
            text = f"{leaf.code} still fails the test of skewness and kurtosis"
            notes.append(Note("treat", text, leaf.code))
        values[present, place] = treated
        moved[present, place] = False if touched is None else touched
    return Treated(table.with_values(values), moved, tuple(logged), tuple(notes))


def by_winsorising(
    values: FloatArray, within: Thresholds = USUAL
) -> tuple[FloatArray, BoolArray | None]:
    """Winsorised values, and which were moved."""
    return winsorise(values, within)


def by_winsorising_or_log(
    values: FloatArray, within: Thresholds = USUAL
) -> tuple[FloatArray, BoolArray | None]:
    """Winsorised values; their logarithms instead, none of them moved, where those fail still."""
    treated, moved = winsorise(values, within)
    return (treated, moved) if passes(treated, within) else (log_transform(values), None)


def winsorise(values: FloatArray, within: Thresholds = USUAL) -> tuple[FloatArray, BoolArray]:
    """Move the outermost values inwards, a step at a time, until the column passes.

    A step gives every value at the outer end the next distinct value. The steps end when the
    column passes, when five values have been moved, or before one that would leave a constant.

    Args:
        values: without NaN, not constant.
        within: when it passes, and how many values may be moved.

    Returns:
        The moved values, and which were moved.
    """
    current = values.copy()
    high = np.zeros(len(values), dtype=bool)
    low = np.zeros(len(values), dtype=bool)
    while not passes(current, within) and high.sum() + low.sum() < within.most:
        upwards = skewness(current) >= 0
        end = current.max() if upwards else current.min()
        outer = current == end
        inner = current[~outer]
        nearest = inner.max() if upwards else inner.min()
        if (inner == nearest).all():
            break
        current[outer] = nearest
        if upwards:
            high = outer
        else:
            low = outer
    return current, high | low


def log_transform(values: FloatArray) -> FloatArray:
    """ln(x − min + 0.01 · range) of values that are not constant."""
    low = values.min()
    result: FloatArray = np.log(values - low + LOG_OFFSET * (values.max() - low))
    return result
