"""The least value at which something is level, found through a function that is all there is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FAR = (1.0, 10.0, 1e3, 1e6)
"""How many spans beyond the end a value is looked for."""
MOST = 80
"""Steps of the search at most; halving alone needs some 45."""


def least_level(
    lead: Callable[[float], float],
    now: float,
    end: float,
    span: float,
    *,
    level: float = 0.0,
    beyond: bool = True,
    stops: Sequence[float] = (),
) -> float | None:
    """The least value from `now` up at which the lead is not negative; None where there is none.

    Args:
        lead: how far ahead at a value; NaN where there is no answer. It grows with the value,
            but where `stops` are given.
        now: where the search begins.
        end: how far it goes at first.
        span: what counts as a step, above 0: the answer is good to 1e-12 of it.
        level: a lead up to which there is nothing to gain by looking closer.
        beyond: whether it goes further, up to a million spans.
        stops: values between `now` and `end` that are looked at one after the other, for a lead
            that may fall again.
    """
    low, at_low = now, lead(now)
    if at_low >= 0:
        return now
    width = 1e-12 * span
    for high in (*stops, end):
        if high <= low:
            continue
        at_high = lead(high)
        if at_high >= 0:
            return _between(lead, (low, at_low), (high, at_high), width, level)
        low, at_low = high, at_high
    # One look at the far end tells most of what can never do it.
    if not beyond or lead(end + FAR[-1] * span) < 0:
        return None
    for far in FAR:
        high = end + far * span
        at_high = lead(high)
        if math.isnan(at_high):
            high, at_high = _last_with_an_answer(lead, low, at_low, high)
        if at_high >= 0:
            return _between(lead, (low, at_low), (high, at_high), width, level)
        low, at_low = high, at_high
    return None


def _last_with_an_answer(
    lead: Callable[[float], float], low: float, at_low: float, high: float
) -> tuple[float, float]:
    """The last value between two that has a lead, and that lead; the higher of the two has none."""
    for _ in range(MOST):
        middle = low + (high - low) / 2
        if not low < middle < high:
            break
        found = lead(middle)
        if math.isnan(found):
            high = middle
        else:
            low, at_low = middle, found
    return low, at_low


def _between(
    lead: Callable[[float], float],
    below: tuple[float, float],
    above: tuple[float, float],
    width: float,
    level: float,
) -> float:
    """Where the lead stops being negative between two values: false position, halved when slow.

    Args:
        lead: how far ahead at a value.
        below: a value that is behind, and the lead there.
        above: one that is not, and the lead there.
        width: how near the two ends have to come.
        level: a lead up to which there is nothing to gain by looking closer.

    Returns:
        A value on the side that is not behind.
    """
    (low, at_low), (high, at_high) = below, above
    halve = False
    for _ in range(MOST):
        if at_high <= level or high - low <= max(width, 4e-16 * max(abs(low), abs(high))):
            return high
        if halve or not at_low < 0 <= at_high:
            middle = low + (high - low) / 2
        else:
            # A little beyond the chord, so that a straight lead is closed from both sides.
            middle = low - at_low * ((high - low) / (at_high - at_low))
            middle = min(max(middle + width / 4, low + width / 4), high - width / 4)
        if not low < middle < high:
            return high
        at_middle = lead(middle)
        before = high - low
        if at_middle >= 0:
            high, at_high = middle, at_middle
        else:
            low, at_low = middle, at_middle
        halve = not halve and high - low > before / 2
    return high
