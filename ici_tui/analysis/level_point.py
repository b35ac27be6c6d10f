"""The least value at which something is level, found through a function that is all there is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FAR = (1.0, 10.0, 1e3, 1e6)
"""How many spans beyond the end a value is looked for."""
NEARBY = (1e-6, 0.01, 0.1)
"""The same before these, for a lead that may fall again."""
SLOW = 3
"""Steps in a row that may leave more than half of the way."""
FLAT = 1e3
"""How many widths below a level value is looked whether it is level there too."""
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
    # One look at the far end tells most of what can never do it, unless a lead may fall again.
    if not beyond or (not stops and lead(end + FAR[-1] * span) < 0):
        return None
    for far in (*NEARBY, *FAR) if stops else FAR:
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
    """Where the lead stops being negative between two values.

    False position; where an end stays twice its lead counts for less, so that the other side is
    reached too (Anderson & Björck 1973, BIT 13:253–264), and where that is slow the middle is
    looked at.

    Args:
        lead: how far ahead at a value.
        below: a value that is behind, and the lead there.
        above: one that is not, and the lead there.
        width: how near the two ends have to come.
        level: a lead up to which there is nothing to gain by looking closer.

    Returns:
        A value on the side that is not behind.
    """
    (low, counts_low), (high, at_high) = below, above
    counts_high = at_high
    last, slow, flat = 0, 0, False
    for _ in range(MOST):
        if high - low <= max(width, 4e-16 * max(abs(low), abs(high))):
            return high
        if at_high <= level and not flat:
            # Level, but perhaps no less so further down, as where a median stays what it is.
            lower = high - FLAT * width
            if lower <= low or lead(lower) < 0:
                return high
            flat = True
        if flat or slow == SLOW or not counts_low < 0 <= counts_high:
            middle, slow = low + (high - low) / 2, 0
        else:
            # A little beyond the chord, so that a straight lead is closed from both sides.
            middle = low - counts_low * ((high - low) / (counts_high - counts_low))
            middle = min(max(middle + width / 4, low + width / 4), high - width / 4)
        if not low < middle < high:
            return high
        found, before = lead(middle), high - low
        if found >= 0:
            if last > 0:
                counts_low *= _less(found, counts_high)
            high, at_high, counts_high, last = middle, found, found, 1
        else:
            if last < 0:
                counts_high *= _less(found, counts_low)
            low, counts_low, last = middle, found, -1
        slow = slow + 1 if high - low > before / 2 else 0
    return high


def _less(new: float, old: float) -> float:
    """What the lead of the end that stayed counts for, by how the other end's lead went down."""
    left = 1 - new / old if old else 0.0
    return left if left > 0 else 0.5
