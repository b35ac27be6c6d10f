"""Columns that are no indicators: ranks, coordinates, errors, row numbers, yes and no, texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.tables.late import late
from ici_tui.tables.words import (
    BETTER,
    ERROR,
    IDENTIFIER,
    INDEX_COLUMN,
    LATITUDE,
    LONGITUDE,
    NAME,
    PLACE,
    RANK,
    TIME,
    VALUE,
    WRITTEN_WITH,
    YEAR_COLUMN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Role

BAND = r"^[=<>≤≥Tt]?\s*\d+(?:st|nd|rd|th|\.)?\s*(?:[-–+]\s*\d*)?\s*=?$"
MOST_LABELS = 50
LONGEST_LABEL = 60
CALLED = late(r"(number|codes?|fips|zip|plz|postcode|[\s_](id|num))$", re.IGNORECASE)
"""Identifiers even where they repeat, as in a long table."""
BOUND = late(r"low(er)?|high(er)?|upper", re.IGNORECASE)
"""Bounds where values stand beside them."""
LIMIT = late(r"(?:^|(?<=[\s_.(-]))(?:lower|upper)(?:\)?$|(?=[\s_.)-]))", re.IGNORECASE)
OF_SURVEYS = late(r"margins? of error|standard errors?", re.IGNORECASE)
"""What a description below the names says of errors."""
ROW_NUMBERS = "row numbers"
IDENTIFIERS = "identifiers, not a measure"
STRAY = 0.5
"""Share of rows below which the cells of a column without a name are notes, and measure nothing."""
MOST_WRITTEN = 10
MOST_BANDS_TOLD = 0.6
"""Share of bands from which a column that is called a rank holds ranks."""
MOST_BANDS, SHARED = 12, 4
"""Labels with numbers, such as ages, are so many at most, each of so many units on average."""
DIFFERENCE = late(r"minus|differen|change|gap|veränderung|écart|diferencia|变化", re.IGNORECASE)
TRUTHS = frozenset(
    {
        "t",
        "f",
        "true",
        "false",
        "yes",
        "no",
        "y",
        "n",
        "ja",
        "nein",
        "oui",
        "non",
        "sí",
        "si",
        "是",
        "否",
    }
)


def number_role(column: Column, columns: Sequence[Column]) -> tuple[Role, str] | None:
    """What a column of numbers is where it is no indicator, and why."""
    words, whole = column.words, column.whole
    if whole and RANK.search(words):
        if DIFFERENCE.search(words):
            return "ignored", "a difference of ranks"
        return "rank", "called a rank"
    if _bound(column, columns) and len(columns) > 2:
        return "se", "called an error or a bound of another column"
    if _coordinate(column):
        return "coordinate", "called a coordinate, and within its bounds"
    if column.present > 20 and column.zero_or_one:
        return "group", "only 0 and 1: yes or no"
    why = _no_measure(column) if whole else ""
    if WRITTEN_WITH.fullmatch(words) and column.distinct <= MOST_WRITTEN:
        why = "says how other numbers are written"
    if not why and not column.name and column.present < STRAY * column.height:
        why = f"no name, and {column.present} cells"
    return ("ignored", why) if why else None


def _bound(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column is called an error or a bound, by its name or by what describes it."""
    if BOUND.fullmatch(column.words):
        return any(c.numbers is not None and VALUE.match(c.words) for c in columns)
    words = BETTER.sub("", column.words)
    if ERROR.search(words) or _limit(words, columns):
        return True
    return OF_SURVEYS.search(column.header.described) is not None


def _limit(words: str, columns: Sequence[Column]) -> bool:
    """Whether a name is that of a lower or an upper limit: `Deaths, lower`; no `Upper secondary school`."""
    found = LIMIT.search(words)
    if found is None:
        return False
    rest = (words[: found.start()] + " " + words[found.end() :]).strip(" ,-_()").casefold()
    return found.end() == len(words) or any(rest == c.words.casefold() for c in columns)


def _no_measure(column: Column) -> str:
    """Why whole numbers measure nothing; empty where they may."""
    if _row_number(column):
        return ROW_NUMBERS
    if IDENTIFIER.search(column.name) or IDENTIFIER.search(column.words):
        many = column.distinct > 0.5 * column.present
        if many or CALLED.search(column.words):
            return IDENTIFIERS
    if _like_years(column):
        return "years, not a measure"
    return ""


def _like_years(column: Column) -> bool:
    import numpy as np

    if not (YEAR_COLUMN.search(column.words) or TIME.match(column.words)):
        return False
    values = column.values[~np.isnan(column.values)]
    return len(values) > 0 and bool(values.min() >= 1000 and values.max() <= 2100)


def _row_number(column: Column) -> bool:
    """Whether a column counts its rows, and is called so or not at all."""
    import numpy as np

    if not INDEX_COLUMN.fullmatch(column.words) or not column.whole or column.place > 1:
        return False
    values = column.values[~np.isnan(column.values)]
    if len(values) < 2:
        return False
    if column.place == 0 and bool((np.diff(values) > 0).all()):
        return True
    apart = 0 if column.name == "#" else 1  # forms of one thing share its number
    steps = np.diff(values if column.name == "#" else np.sort(values))
    return bool((steps >= apart).mean() > 0.9) and bool(values.max() <= 3 * len(values) + 10)


def _coordinate(column: Column) -> bool:
    latitude = LATITUDE.match(column.words)
    if not latitude and not LONGITUDE.match(column.words):
        return False
    import numpy as np

    values = column.values[~np.isnan(column.values)]
    return len(values) > 0 and bool(np.abs(values).max() <= (90 if latitude else 180))


def text_role(column: Column, height: int) -> tuple[Role, str]:
    """What a column of texts is that names no unit, and why.

    Args:
        column: the column.
        height: the number of units.
    """
    if not column.present:
        return "ignored", "empty"
    if RANK.search(column.words) and column.share_of(BAND) > MOST_BANDS_TOLD:
        return "rank", "called a rank, with bands"
    why = _no_label(column)
    if why:
        return "ignored", why
    if {text.casefold() for text in column.sample} <= TRUTHS:
        return "group", "yes or no"
    if _few_labels(column, height):
        return "group", f"text with {column.distinct} values"
    return "ignored", "text"


def _no_label(column: Column) -> str:
    """Why texts are no labels of groups; empty where they may be."""
    if column.is_link:
        return "addresses"
    if column.period_share > 0.9:
        return "dates"
    if not column.name:
        return "no name"
    return "the same in every row" if column.distinct < 2 else ""


def _few_labels(column: Column, height: int) -> bool:
    few = column.distinct <= MOST_LABELS and 3 * column.distinct <= max(height, 6)
    if not few and (NAME.search(column.words) or PLACE.search(column.words)):
        few = column.distinct <= 4 * MOST_LABELS and 2 * column.distinct <= height
    if not few and PLACE.search(column.words):
        few = column.distinct <= 4 * MOST_LABELS and column.distinct < 0.8 * column.present
    mean = sum(map(len, column.sample)) / len(column.sample)
    # `G3` and `Tier 2` are labels; `3 kg` and `12 Mill Road` are not, unless they are shared by many.
    numbered = sum(any(c.isdigit() for c in t) and not t[0].isalpha() for t in column.sample)
    shared = column.distinct <= MOST_BANDS and SHARED * column.distinct <= column.present
    short = mean < LONGEST_LABEL and (shared or numbered <= 0.5 * len(column.sample))
    return few and short and column.present > 0.5 * height
