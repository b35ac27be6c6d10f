"""The one place that turns numbers into text, for both doors.

A column has as many decimals as its values need to read differently where they differ. An
estimate never looks reported, and a share reads as all or nothing only where that is certain.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_PLAIN = 1e15
"""From this size on a number is a power of ten: its last digits would be made up."""
MOST_DIGITS = 6
"""The digits of the greatest number of a column, a minus sign counted as one: what differs only
beyond them reads the same."""
SAME = 1e-9
"""Values nearer than this share of the greatest one are equal: rounding alone parts them."""
YOURS = "*"
"""Stands before a value of the user's."""
MANY = 10_000
"""Among more values than that some are always close: they have all the digits there are."""


class Shown(NamedTuple):
    """A value with what is known of it. `status` is empty where the pack has no cells."""

    value: float | None
    status: str = ""
    low: float | None = None
    high: float | None = None
    min: float | None = None
    max: float | None = None
    source: tuple[str, ...] = ()
    note: str = ""
    reported: float | None = None
    decimals: int | None = None
    behind: str = ""
    """What is known of `value` itself, where it has other digits than those that were published."""

    @property
    def value_status(self) -> str | None:
        """What is known of `value`, digit by digit: never more than of what was published.

        A page shows a published score as it was printed. A record holds the number that was
        computed, and only the digits that were printed are reported.
        """
        return self.behind or self.status or None

    @property
    def rough(self) -> bool:
        """Whether it is known roughly: an estimate, or derived from a figure that was rounded."""
        spread = self.low is not None and self.high is not None and self.low < self.high
        return self.status == "estimated" or (self.status == "derived" and spread)

    @property
    def range_low(self) -> float | None:
        """The lower end of what is known roughly, with no more digits than quantiles carry."""
        return None if self.low is None else self._outward(self.low, math.floor)

    @property
    def range_high(self) -> float | None:
        """The upper end."""
        return None if self.high is None else self._outward(self.high, math.ceil)

    def _outward(self, end: float, turn: Callable[[float], int]) -> float:
        if not (self.rough or self.reported is not None):
            return end
        unit = 10.0 ** (_by_size(max(abs(self.low or 0.0), abs(self.high or 0.0))) - 1)
        return turn(end * unit) / unit

    @property
    def exact(self) -> bool:
        """Whether it is shown with the decimals of its column: not rough, and not published."""
        return not self.rough and self.reported is None


class Decimals(int):
    """The decimals of a column; `coarse` are those of the estimates in it."""

    coarse: int

    def __new__(cls, exact: int, coarse: int) -> Self:
        """Decimals for exact numbers and for estimates."""
        found = super().__new__(cls, exact)
        found.coarse = coarse
        return found


def decimals_for(*columns: Iterable[Shown | float | None]) -> Decimals:
    """The fewest decimals with which different values within a column read differently.

    Columns that are given together get the same, by the greatest number of them all. Estimates
    and published digits have decimals of their own, and only say how large the numbers are. There are never fewer than 1 on a scale of 100, 2 on one of 10 and 3 on one of 1, and
    never more than `MOST_DIGITS` allows.
    """
    least = greatest = 0.0
    told = list[set[float]]()
    for column in columns:
        different = set[float]()
        for value in column:
            number = value.value if isinstance(value, Shown) else value
            if number is not None and math.isfinite(number):
                least, greatest = min(least, number), max(greatest, number)
                if not isinstance(value, Shown) or value.exact:
                    different.add(number)
        told.append(different)
    return decimals_among(least, greatest, told)


def decimals_among(least: float, greatest: float, told: Iterable[set[float]]) -> Decimals:
    """`decimals_for` of columns of which this much is known.

    Args:
        least: the least number of them all; 0 where there is none below.
        greatest: the greatest; 0 where there is none above.
        told: the different exact numbers of each column.
    """
    most = most_decimals(least, greatest)
    fewest = _by_size(max(greatest, -least) or 100.0)
    exact = max((_telling_apart(found, fewest, most) for found in told), default=fewest)
    return Decimals(exact, fewest - 1)


def most_decimals(least: float, greatest: float) -> Decimals:
    """The most decimals that a column of numbers from `least` to `greatest` may have."""
    largest = max(abs(least), abs(greatest)) or 100.0
    fewest = _by_size(largest)
    before_point = len(f"{min(largest, MOST_PLAIN):.0f}") + (least < 0)
    return Decimals(max(MOST_DIGITS - before_point, fewest), fewest - 1)


def _telling_apart(values: set[float], decimals: int, most: int) -> int:
    if len(values) > MANY:
        return most
    ordered = sorted(values)
    same = SAME * max(map(abs, ordered), default=0.0)
    for low, high in pairwise(ordered):
        if decimals == most:
            break
        if high - low >= 10.0**-decimals or high - low <= same:
            continue
        if fixed(low, most) != fixed(high, most):
            while fixed(low, decimals) == fixed(high, decimals):
                decimals += 1
    return decimals


def _by_size(largest: float) -> int:
    """The fewest decimals for numbers up to this size."""
    return 1 if abs(largest) > 10 else 2 if abs(largest) > 1.5 else 3


def estimate_decimals(decimals: int) -> int:
    """The decimals of an estimate in a column: fewer, however many the exact numbers need."""
    return decimals.coarse if isinstance(decimals, Decimals) else max(decimals - 1, 0)


def text(shown: Shown, decimals: int = 1) -> str:
    """The value as a person reads it: reported digits as published, estimates coarser and "≈".

    A value of the user's has a sign of its own in front.
    What is derived and has a range is as coarse as an estimate.

    Args:
        shown: the value and what is known of it.
        decimals: the decimals of the column; see `decimals_for`.
    """
    if shown.value is None or math.isnan(shown.value):
        return "–"
    if shown.status == "reported" and shown.reported is not None:
        return fixed(shown.reported, shown.decimals or 0)
    if shown.status == "yours":
        return YOURS + fixed(shown.value, decimals)
    if shown.status == "estimated":
        return about(shown.value, decimals, estimated=True)
    return fixed(shown.value, estimate_decimals(decimals) if shown.rough else decimals)


def about(value: float, decimals: int, *, estimated: bool) -> str:
    """A number of a column; an estimate is coarser and has "≈" in front."""
    if estimated:
        return "≈" + fixed(value, estimate_decimals(decimals))
    return fixed(value, decimals)


def range_text(shown: Shown, decimals: int = 1) -> str:
    """The 5–95 % range of what is known roughly, rounded outward; empty for others."""
    if not shown.rough or shown.low is None or shown.high is None:
        return ""
    digits = estimate_decimals(decimals)
    unit = 10.0**digits
    low, high = math.floor(shown.low * unit) / unit, math.ceil(shown.high * unit) / unit
    return span_text(fixed(low, digits), fixed(high, digits))


def percent(share: float | None, digits: int = 0, *, certain: bool = True) -> str:
    """A share as a percentage: 0 % and 100 % only where they are exactly that.

    Args:
        share: of 1; None becomes an empty text.
        digits: decimals.
        certain: False for a share of random draws, of which all and none prove nothing.
    """
    if share is None:
        return ""
    number = fixed(100 * share, digits)
    step = 10.0**-digits
    if float(number) <= 0 and (share > 0 or not certain):
        return f"<{fixed(step, digits)} %"
    if float(number) >= 100 and (share < 1 or not certain):
        return f">{fixed(100 - step, digits)} %"
    return f"{number} %"


def percent_span(low: float, high: float) -> str:
    """From one share to another, as percentages."""
    return span_text(*(percent(share).removesuffix(" %") for share in (low, high))) + " %"


def four_digits(value: float) -> str:
    """A number by itself, as a weight in points is: up to four digits, no zero at the end."""
    return f"{value:.4g}"


def two_digits(value: float) -> str:
    """A number by itself that is known roughly."""
    return f"{value:.2g}"


def told_apart(one: float, other: float, least: int = 3) -> tuple[str, str]:
    """Two numbers with as few digits, from a least, as let them read differently; six at most."""
    for digits in (*range(least, 5), MOST_DIGITS):
        texts = f"{one:.{digits}g}", f"{other:.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts


def signed(value: float, decimals: int) -> str:
    """A difference with its sign, where it is not nothing at so many decimals."""
    number = fixed(value, decimals)
    return f"+{number}" if value > 0 and number.strip("0.") else number


def span_text(low: str, high: str) -> str:
    """From one number to another, both already text."""
    return low if low == high else f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def outward(low: float | None, high: float | None, decimals: int) -> str:
    """From one number to another, rounded outward; the last bits of an end are no more of it."""
    if low is None or high is None:
        return "–"
    unit = 10**decimals
    first, last = math.floor(low * unit + 1e-9) / unit, math.ceil(high * unit - 1e-9) / unit
    return span_text(fixed(first, decimals), fixed(last, decimals))


def inward(low: float, high: float, digits: int = 1) -> str:
    """Two ends in points, rounded inward so that what is said holds; one point if as narrow.

    The decimals are those of `inner_ends`.
    """
    first, last, _ = inner_ends(low, high, digits)
    return span_text(four_digits(first), four_digits(last))


def inner_ends(low: float, high: float, digits: int) -> tuple[float, float, int]:
    """Two ends rounded inward, and to how many decimals.

    Args:
        low: the lower end, in points.
        high: the upper end.
        digits: decimals, 0 to 2; more, up to 2, where few such steps would fit in between. What
            is narrower still becomes one point.
    """
    while digits < 2 and (high - low) * 10**digits < 5:
        digits += 1
    scale = 10**digits
    first, last = math.ceil(scale * low - 1e-9) / scale, math.floor(scale * high + 1e-9) / scale
    if first > last:
        first = last = round((low + high) / 2, 2)
    return first, last, digits


def gap_text(gap: float, *, estimated: bool, decimals: int = 1) -> str:
    """A signed difference; one that rests on estimates is coarser and "≈"."""
    digits = estimate_decimals(decimals) if estimated else decimals
    return ("≈" if estimated else "") + signed(gap, digits)


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals and never a negative zero; a very large one in powers of ten."""
    if abs(value) >= MOST_PLAIN:
        return compact(value)
    number = f"{value:.{max(decimals, 0)}f}"
    return number.removeprefix("-") if not number.strip("-0.") else number


MOST_WHOLE = 9_999_999.5
"""Numbers of so many digits, a sign before them, take eight cells."""


def compact(value: float) -> str:
    """A number of any size in at most eight cells: four digits, whole, or with a power of ten."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "–"
    if 1e-3 <= abs(value) < MOST_WHOLE:
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    mantissa, power = f"{value:.2e}".split("e")
    return f"{mantissa}e{int(power)}"


def beyond(value: float, towards: int, *, estimated: bool) -> str:
    """A value that has to be reached, by itself: rounded so that what is said is enough.

    Args:
        value: what is needed.
        towards: 1 where more is better, -1 where less is.
        estimated: it rests on estimates: no decimals on a scale of 100, and "≈".
    """
    if value == 0 or not math.isfinite(value):
        return compact(value)
    place = max(0, math.floor(math.log10(abs(value)))) if estimated else -math.inf
    digits = 3 - math.floor(math.log10(abs(value))) if place < 0 else max(0, 1 - int(place))
    step = 10.0**-digits
    turned = math.ceil(towards * value / step - 1e-9) * step * towards
    return ("≈" if estimated else "") + compact(float(f"{turned:.12g}"))
