"""What the numbers of a column are measured in, by what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.late import late

if TYPE_CHECKING:
    from collections import Counter

    from ici_tui.tables.number_text import Read

CURRENCY = late(r"[$€£¥₹]")
LETTERS = late(r"[^\W\d_]+")
FLAG = "\0"
MOST_FLAGGED = 0.8
"""From this share of the numbers on, letters behind them are units and no flags."""
COMMON = 0.5
MOST_UNITS = 4


def unit_of(read: Read) -> str:
    """What a number says that it is measured in; empty where it says nothing.

    Of a flag its letters, marked as such: whether they are a unit, the whole column says.
    """
    if read.kind == "percent":
        return "%"
    if read.kind == "duration":
        return "s"
    if read.kind in {"currency", "multiplier"}:
        sign = CURRENCY.search(read.around)
        return sign[0] if sign else ""
    if read.kind == "flag":
        return FLAG + read.around if LETTERS.fullmatch(read.around) else ""
    return read.around if read.kind == "unit" else ""


def measured_in(units: Counter[str], kinds: Counter[str], present: int) -> tuple[str, ...]:
    """The units of a column, the commonest first; none where most cells say none.

    Letters behind nearly all of the numbers are no flags: they are counted as units from then on.

    Args:
        units: how many cells say which.
        kinds: how many cells are of which kind, such as `flag`; changed where those are units.
        present: how many numbers there are.
    """
    flags = kinds["flag"]
    are_units = flags > 0 and flags + kinds["unit"] >= MOST_FLAGGED * present
    if are_units:
        kinds["unit"] += kinds.pop("flag")
    said = [
        (unit.removeprefix(FLAG), count)
        for unit, count in units.most_common()
        if unit and (are_units or not unit.startswith(FLAG))
    ]
    if sum(count for _, count in said) < COMMON * present or len(said) > MOST_UNITS:
        return ()
    return tuple(unit for unit, _ in said)
