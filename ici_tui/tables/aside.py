"""Columns that are no indicators: ranks, coordinates, errors, row numbers, yes and no, texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.tables.words import (
    ERROR,
    IDENTIFIER,
    INDEX_COLUMN,
    LATITUDE,
    LONGITUDE,
    NAME,
    PLACE,
    RANK,
    TIME,
    YEAR_COLUMN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Role

BAND = r"^[=<>≤≥]?\s*\d+(?:st|nd|rd|th|\.)?\s*(?:[-–+]\s*\d*)?\s*=?$"
MOST_LABELS = 50
STRAY = 0.05
DIFFERENCE = re.compile(
    r"minus|differen|change|gap|veränderung|écart|diferencia|变化", re.IGNORECASE
)
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
    words = column.words
    if _row_number(column):
        return "ignored", "row numbers"
    if RANK.search(words) and column.whole:
        return (
            ("ignored", "a difference of ranks")
            if DIFFERENCE.search(words)
            else ("rank", "called a rank")
        )
    coordinate = _coordinate(column)
    if coordinate:
        return "coordinate", coordinate
    if ERROR.search(words) and len(columns) > 2:
        return "se", "called an error or a bound of another column"
    numbers_of = IDENTIFIER.search(column.name) and column.whole
    if numbers_of and (column.distinct > 0.5 * column.present or "number" in words.casefold()):
        return "ignored", "identifiers, not a measure"
    if not column.name and column.present < STRAY * len(column.texts):
        return "ignored", f"no name, and {column.present} cells"
    if _like_years(column) and column.whole and column.distinct > 1:
        return "ignored", "years, not a measure"
    if column.present > 20 and _zero_or_one(column):
        return "group", "only 0 and 1: yes or no"
    return None


def _zero_or_one(column: Column) -> bool:
    import numpy as np

    values = column.values[~np.isnan(column.values)]
    return bool(((values == 0) | (values == 1)).all()) and 0 < int(values.sum()) < len(values)


def _like_years(column: Column) -> bool:
    import numpy as np

    if not (YEAR_COLUMN.search(column.words) or TIME.match(column.words)):
        return False
    values = column.values[~np.isnan(column.values)]
    return bool(values.min() >= 1000 and values.max() <= 2100)


def _row_number(column: Column) -> bool:
    """Whether a column counts its rows, and is called so or not at all."""
    import numpy as np

    if not INDEX_COLUMN.fullmatch(column.words) or not column.whole or column.place > 1:
        return False
    values = column.values[~np.isnan(column.values)]
    return (
        len(values) > 1
        and bool((np.diff(np.sort(values)) >= 1).mean() > 0.9)
        and bool(np.sort(values)[-1] <= 3 * len(values) + 10)
    )


def _coordinate(column: Column) -> str:
    import numpy as np

    if not (LATITUDE.match(column.words) or LONGITUDE.match(column.words)):
        return ""

    values = column.values[~np.isnan(column.values)]
    if not len(values):
        return ""
    reach = float(np.abs(values).max())
    if LATITUDE.match(column.words) and reach <= 90:
        return "called a latitude"
    if LONGITUDE.match(column.words) and reach <= 180:
        return "called a longitude"
    return ""


def text_role(column: Column, height: int) -> tuple[Role, str]:
    """What a column of texts is that names no unit, and why."""
    if not column.present:
        return "ignored", "empty"
    if RANK.search(column.words) and column.texts.drop_nulls().str.contains(BAND).mean() > 0.9:  # type: ignore[operator]
        return "rank", "called a rank, with bands"
    if column.is_link:
        return "ignored", "addresses"
    if column.period_share > 0.9:
        return "ignored", "dates"
    if not column.name:
        return "ignored", "no name"
    if column.distinct < 2:
        return "ignored", "the same in every row"
    mean = sum(map(len, column.sample)) / len(column.sample)
    if {text.casefold() for text in column.sample} <= TRUTHS:
        return "group", "yes or no"
    numbered = sum(any(c.isdigit() for c in text) for text in column.sample)
    few = column.distinct <= MOST_LABELS and 3 * column.distinct <= max(height, 6)
    called = NAME.search(column.words) or PLACE.search(column.words)
    few = few or bool(
        called and column.distinct <= 4 * MOST_LABELS and 2 * column.distinct <= height
    )
    if few and mean < 60 and numbered <= 0.5 * len(column.sample) and column.present > 0.5 * height:
        return "group", f"text with {column.distinct} values"
    return "ignored", "text"
