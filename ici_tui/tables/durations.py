"""Lengths of time in seconds: `1:23:45`, `4:07.5`, `2 h 15 min`, `PT2H15M`, `1 day, 2:03`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.tables.late import late

if TYPE_CHECKING:
    from collections.abc import Sequence

COLONS = late(
    r"(?:(\d+) ?(?:d|days?|tage?n?|jours?|d[ií]as?),? )?(\d{1,4}):([0-5]\d)(?::([0-5]\d))?((?:[.,]\d+)?)",
    re.IGNORECASE,
)
_PARTS = (
    (604800, r"w(?:ee)?ks?|w|wochen?|semaines?|semanas?|周"),
    (86400, r"d(?:ays?)?|tage?n?|jours?|j|d[ií]as?|天"),
    (3600, r"h(?:(?:ou)?rs?)?|std\.?|stunden?|heures?|horas?|小时"),
    (60, r"m|min(?:ute)?[sn]?\.?|minutos?|分钟?"),
    (1, r"s|secs?|seconds?|sek\.?|sekunden?|secondes?|segundos?|秒"),
)
LONGEST = 40
"""Characters of a length of time: in more blanks than that, a search by a pattern could be lost."""
SIZES = tuple(size for size, _ in _PARTS)
WORDED = late(
    r"p?\s*"
    + r"[,t\s]*".join(rf"(?:(\d+(?:[.,]\d+)?)\s*(?:{words})(?![^\W\d_t]))?" for _, words in _PARTS)
    + r"(\d\d)?",
    re.IGNORECASE,
)
"""The last two digits are minutes behind hours alone: `2h15`."""


def seconds(text: str) -> float | None:
    """A length of time in seconds, or None where a cell is none.

    Two numbers with a colon are minutes and seconds; behind days they are hours and minutes.
    """
    if len(text) > LONGEST:
        return None
    colons = COLONS.fullmatch(text)
    if colons is not None:
        return _with_colons(*colons.groups())
    worded = WORDED.fullmatch(text)
    return None if worded is None else _in_words(*worded.groups())


def _with_colons(days: str | None, first: str, second: str, third: str | None, part: str) -> float:
    split = float(part.replace(",", ".")) if part else 0.0
    if third is None and days is None:
        return 60 * int(first) + int(second) + split
    return _days(days) + 3600 * int(first) + 60 * int(second) + int(third or 0) + split


def _in_words(*parts: str | None) -> float | None:
    *counts, minutes = parts
    *_, hours, short, shortest = counts
    if not any(counts) or (minutes is not None and (hours is None or short or shortest)):
        return None
    told = zip(counts, SIZES, strict=True)
    found = sum(float(count.replace(",", ".")) * size for count, size in told if count)
    return found + 60 * int(minutes or 0)


def _days(text: str | None) -> int:
    return 86400 * int(text or 0)


def is_compound(text: str) -> bool:
    """Whether a cell is a length of time in more than one part: `15 min` is a number with a unit."""
    if len(text) > LONGEST or not (text[:1].isdigit() or text[:1] in "pP"):
        return False
    if COLONS.fullmatch(text) is not None:
        return True
    worded = WORDED.fullmatch(text)
    if worded is None:
        return False
    several = sum(part is not None for part in worded.groups()) > 1
    return several or (text[:1] in "pP" and any(worded.groups()))


CLOCK = late(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
LENGTH = late(
    r"duration|\b(lap|finish|split|pace)|\b(race|net|gun|chip|travel|wait\w*|response|run\w*|walk\w*|driv\w*|commut\w*|total|best|average|mean)[ -]?times?\b|"
    r"dauer|\w+zeit\b|durée|temps (de|d'|moyen)|duración|tiempo (de|medio)|时长|用时",
    re.IGNORECASE,
)


def are_clocks(texts: Sequence[str], name: str) -> bool:
    """Whether texts are times of the day, and no lengths of time: `09:00`, and its column says no more."""
    return all(map(CLOCK.fullmatch, texts)) and LENGTH.search(name) is None
