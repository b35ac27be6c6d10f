"""Dates such as `4/2/2020`: whether the day or the month comes first is decided over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.tables.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.tables.guesses import Guesses

NUMBERED = late(r"([0-3]?[0-9])([./-])([0-3]?[0-9])\2([0-9]{4}|[0-9]{2})")
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DayOrder:
    """In which order days and months stand."""

    month_first: bool | None
    """None where the dates contradict each other, and each is read by itself."""
    example: str
    why: str = ""
    """What speaks for it where it is a guess; empty where a date proves it."""


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """The order in dates of one column, or of the headers of a table; None where no date needs one.

    A number above 12 proves it. Else a field that is 1 in each, where the other is not, is the
    day; else the month stands first where the year has two digits and a slash parts them.
    """
    found = [(text, m) for text in texts if (m := NUMBERED.fullmatch(text.strip()))]
    if not found:
        return None
    example = found[0][0].strip()
    first = {int(match[1]) for _, match in found}
    second = {int(match[3]) for _, match in found}
    by_day, by_month = max(first) > MOST_MONTHS, max(second) > MOST_MONTHS
    if by_day and by_month:
        return DayOrder(None, example, "some have a day first and others a month")
    if by_day or by_month:
        return DayOrder(by_month, example)
    if first == second == {1} or all(match[1] == match[3] for _, match in found):
        return DayOrder(False, example)
    if (first == {1}) != (second == {1}):
        return DayOrder(second == {1}, example, "each is then the first of a month")
    american = found[0][1][2] == "/" and len(found[0][1][4]) == 2
    return DayOrder(american, example, "no date says it")


def tell_order(order: DayOrder | None, guesses: Guesses) -> None:
    """Note an order that is a guess."""
    if order is None or not order.why:
        return
    if order.month_first is None:
        told = f"dates such as {order.example} are read each by itself"
    else:
        which = "month" if order.month_first else "day"
        told = f"dates such as {order.example} are read with the {which} first"
    guesses.add("time", told, order.why)
