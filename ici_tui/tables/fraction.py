"""Fractions of whole numbers as one number: `3/4`, `1 1/2`, `2½`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ici_tui.tables.late import late
from ici_tui.tables.words import is_time_name

if TYPE_CHECKING:
    from collections.abc import Sequence

FRACTION = late(
    r"([-−]?)(?:(\d{1,6})(?:\s+|-|\s?\+\s?))?(\d{1,3})\s?[/⁄]\s?(\d{1,3})(?:\s*(?:\"|″|[^\W\d_]{1,12}\.?))?"
)
SINGLE = late(
    r"([-−]?)(\d{0,6})\s?([\u00bc-\u00be\u2150-\u215e])(?:\s*(?:\"|″|[^\W\d_]{1,12}\.?))?"
)
"""A number and a fraction that is one character."""
USUAL = frozenset({2, 3, 4, 5, 6, 8, 12, 16, 32, 64})
"""What lengths and amounts are parted into; other numbers behind a slash alone are days, years, or wins of games."""
WHOLES = range(2, 101)
"""What parts behind whole numbers are of: `1 3/10`."""
HALVES = frozenset({2, 3, 4, 8, 16, 32, 64})
"""What no score is out of."""
ODDS = late(r"\bodds?\b|\bratio|fraction|\bcotes?\b|\bquote", re.IGNORECASE)
"""Names of columns in which fractions may be more than one."""
LEAST_SHARE = 0.8


def fraction_of(text: str) -> float | None:
    """The number that a fraction is, or None where a text is none."""
    single = None if text.isascii() else SINGLE.fullmatch(text)
    if single is not None:
        value = int(single[2] or 0) + unicodedata.numeric(single[3])
        return -value if single[1] else value
    found = FRACTION.fullmatch(text)
    if found is None or int(found[4]) not in (USUAL if found[2] is None else WHOLES):
        return None
    part = int(found[3]) / int(found[4])
    if found[2] and part >= 1:
        return None
    value = int(found[2] or 0) + part
    return -value if found[1] else value


def are_fractions(texts: Sequence[str], name: str, *, beside: bool) -> bool:
    """Whether texts are fractions, and no days of months or parts of one whole (`8/10`).

    Args:
        texts: how the numbers of a column are written, those in digits alone aside.
        name: of the column.
        beside: whether numbers in digits alone stand beside them.
    """
    values = [fraction_of(text) for text in texts]
    known = [(text, value) for text, value in zip(texts, values, strict=True) if value is not None]
    if len(known) < LEAST_SHARE * len(texts) or not known or is_time_name(name):
        return False
    simple = [parts for text, _ in known if (parts := FRACTION.fullmatch(text)) and not parts[2]]
    if len(simple) < len(known):
        return True
    above = any(abs(value) >= 1 for _, value in known)
    if above and ODDS.search(name) is None:
        return False
    wholes = {int(parts[4]) for parts in simple}
    return len(wholes) > 1 or (beside and wholes <= HALVES)
