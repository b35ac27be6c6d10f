"""Ranges of numbers: `54.1–57.0`, `$40k – $50k`, `10..20`, `10 to 20`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.tables.digits import value_of
from ici_tui.tables.late import late
from ici_tui.tables.periods import period
from ici_tui.tables.words import CODE, DIMENSION, ERROR, RANK, is_time_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = r"[$€£¥₹]?\s?(\d+(?:[.,]\d+)*)\s?(%|[kKMB]|bn)?\s?[€£]?"
RANGE = late(rf"{_NUMBER}\s*(-|−|–|—|‒|‐|‑|~|\.\.\.?|…|to|bis|à|至)\s*{_NUMBER}")
POINTS = ("..", "...", "…")
"""Between these the greater number may come first."""
SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9}
NO_RANGE = late(
    r"\b(ages?|alter|âge|edad|record|w-?l|results?|scores?|ergebnis|bilanz|h2h|head|reference|normal|norm|referen\w*|intervals?|confidence|"
    r"\d\d ?%|ci|seasons?|hours|opening|size|größe|street|address|group|band|class|bracket|category|klasse|tranche)\b|\w+bereich|\w+gruppe|\w+klasse",
    re.IGNORECASE,
)
"""Names of columns in which two numbers are no range of what is measured, or one of all units."""
LEAST_SHARE = 0.8
MOST_SHARED = 0.5


def range_of(text: str, decimal: str) -> tuple[float, float] | None:
    """The ends of a range, the lesser first: 54.1 and 57 of `54.1–57.0`; None where it is none."""
    found = RANGE.fullmatch(text)
    if found is None:
        return None
    first, of_first, mark, last, of_last = found.groups()
    least, most = value_of(first, decimal), value_of(last, decimal)
    if least is None or most is None:
        return None
    least *= SCALES.get((of_first or of_last or "").casefold(), 1.0)
    most *= SCALES.get((of_last or "").casefold(), 1.0)
    if mark in POINTS:
        least, most = sorted((least, most))
    return (least, most) if least < most else None


def are_ranges(texts: Sequence[str], name: str, decimal: str) -> bool:
    """Whether the texts of a column are ranges of what it measures.

    They are none where many share one, as with ages, or one falls, as results of games do.

    Args:
        texts: the cells that are not missing.
        name: of the column.
        decimal: its decimal mark.
    """
    if is_time_name(name) or any(
        kind.search(name) for kind in (NO_RANGE, RANK, CODE, DIMENSION, ERROR)
    ):
        return False
    different = list(dict.fromkeys(texts))
    known = [text for text in different if range_of(text, decimal) is not None]
    falling = [text for text in different if text not in known and RANGE.fullmatch(text)]
    if falling or len(known) < LEAST_SHARE * len(different):
        return False
    return len(different) > MOST_SHARED * len(texts) and not all(map(period, known))
