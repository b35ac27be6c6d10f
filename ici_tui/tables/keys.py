"""Which column names the units, which holds their codes, which the times."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from ici_tui.tables.column import determines
from ici_tui.tables.countries import three_letters
from ici_tui.tables.day_order import day_order, tell_order
from ici_tui.tables.late import late
from ici_tui.tables.periods import compact, period, sorted_times
from ici_tui.tables.units import RowTimes
from ici_tui.tables.words import (
    ASIDE,
    CODE,
    DIMENSION,
    INDICATOR,
    MEASURED_IN,
    NAME,
    PLACE,
    TIME,
    VALUE,
    YEAR_COLUMN,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses

UNIQUE = 0.9
WHOLE = late(
    r"\b(country|nation|state|province|region|bundesland|land|pays|région|país|provincia|región|comunidad)\b|国家|省份",
    re.IGNORECASE,
)
COUNTRIES = 0.4
REACHES = late(r"zip|plz|post|phone|tel\b|isbn", re.IGNORECASE)
"""Codes that lead to a unit and are not its own."""
LONGEST_NAME = 60
LEAST_ROWS = 5
BEGINS_WITH_DIGITS = r"^\W*\d"
"""Where most cells do, texts are dates, durations or addresses before names."""
NO_LETTERS = r"^[^\p{L}]+$"
"""Codes of digits, bands, results of games: other columns of texts name units rather."""
REFERENCES = r"^(?:\[[^\[\]]{1,6}\]\s*)+$"
"""What leads to notes: `[12]`."""
SHORT_CODE = 6
YEAR_ALONE = late(r"years?|yr|jahr|année|año|ano|年", re.IGNORECASE)
JANUARY = late(r"\d{4}-01-01")
YEARS = (1000, 2200)
KEYS = 0.9
"""Share of texts that are like keys of rows from which all are."""
LOOKED_AT = 100


def unit_column(columns: Sequence[Column]) -> Column | None:
    """The column that names the units: of texts, or, where there is none, of numbers that are ids."""
    texts = [c for c in columns if c.numbers is None and c.present and not _aside(c)]
    if texts:
        long = _is_long(columns)
        best = max(_finer(texts) or texts, key=lambda c: _unit_score(c, long=long))
        if best.distinct > 1 or best.height == 1:
            return best
    ids = [
        c for c in columns
        if c.numbers is not None and c.whole and c.present and (CODE.search(c.words) or NAME.fullmatch(c.words))
        and c.distinct > 1 and not TIME.match(c.words)
    ]  # fmt: skip
    return max(ids, key=lambda c: c.distinct) if ids else None


def _is_long(columns: Sequence[Column]) -> bool:
    """Whether rows are of units at times: then what is another in each row is of the row.

    A column holds times again and again, and another one values, or countries again and again.
    """
    if not any(TIME.match(c.words) and 1 < c.distinct < c.height for c in columns):
        return False
    if any(c.numbers is not None and VALUE.match(c.words) for c in columns):
        return True
    return any(
        c.numbers is None and c.distinct < c.height and c.country_share >= COUNTRIES
        for c in columns
    )


def encloses(column: Column) -> bool:
    """Whether a column is of the wholes that other places lie in: countries, states."""
    return column.country_share >= COUNTRIES or WHOLE.search(column.words) is not None


def _finer(columns: Sequence[Column]) -> list[Column]:
    """The columns with a name in each row that stand before the wholes these lie in: city, country."""
    wholes = [c.place for c in columns if encloses(c)]
    return [
        c for c in columns
        if wholes and c.place < min(wholes) and NAME.search(c.words) and not c.code_like
        and c.distinct == c.height
    ]  # fmt: skip


def _aside(column: Column) -> bool:
    if column.is_link or column.period_share > 0.9:
        return True
    if not any(character.isalnum() for text in column.sample[:20] for character in text):
        return True  # signs name nothing
    if column.sample[:1] and column.sample[0][0] == "[" and column.most_hold(REFERENCES):
        return True
    blank = column.cells.blank > 0.5 * column.height
    return bool(ASIDE.search(column.words)) or (blank and not NAME.search(column.words))


def _unit_score(column: Column, *, long: bool) -> float:
    words = column.words
    of_the_row = long and not NAME.search(words) and (column.code_like or _is_key(column))
    score = 0.0
    score += 4 if NAME.search(words) else 0
    score += 1 if PLACE.search(words) else 0
    score -= 8 if INDICATOR.search(words) else 0
    score -= 5 if MEASURED_IN.match(words) and column.distinct < 10 else 0
    score -= (
        5
        if DIMENSION.search(words)
        and not (words.casefold() in {"unit", "unit name"} and column.distinct >= 5)
        else 0
    )
    score -= 1 if CODE.search(column.words) else 0
    score -= 2 if column.code_like else 0
    score -= 5 if column.most_hold(NO_LETTERS) else 0
    score += 4 if column.country_share >= 0.4 else 0
    score += 5 if column.distinct >= UNIQUE * column.present and not of_the_row else 0
    score += 4 if _one_a_row(column) and not of_the_row else 0
    score -= 20 if column.distinct < 2 else 0
    score -= 5 * column.cells.blank / max(column.height, 1)
    mean = sum(map(len, column.sample)) / max(len(column.sample), 1)
    score -= 6 if mean > LONGEST_NAME else 0
    return score + math.log10(column.distinct + 1) - 0.1 * min(column.place, 30)


def _is_key(column: Column) -> bool:
    """Whether each row has a text of its own without blanks, with a number in it: `AFGva2021`."""
    if column.distinct < column.height:
        return False
    return column.share_of(r"^\S*\d\S*$") > KEYS


def _one_a_row(column: Column) -> bool:
    """Whether each row has a name of its own: a repeated country beside it is where it is from."""
    height = column.height
    if height < LEAST_ROWS or column.distinct < height or column.code_like:
        return False
    return not (TIME.match(column.words) or column.most_hold(BEGINS_WITH_DIGITS))


def code_column(columns: Sequence[Column], unit: Column) -> Column | None:
    """The column with a code per unit; the unit's own where it holds codes; else None."""
    best, most = None, 0.0
    for column in columns:
        if column is unit or not column.present:
            continue
        score = _code_score(column, unit)
        if score > most and determines(unit, column):
            best, most = column, score
    if best is None and unit.code_like and (unit.country_share > 0.5 or CODE.search(unit.words)):
        return unit
    return best


def _code_score(column: Column, unit: Column) -> float:
    """How much like the units' codes a column is; 0 where it is none."""
    called = bool(CODE.search(column.words))
    if REACHES.search(column.name):
        return 0.0
    if column.numbers is not None:
        named = called or (
            bool(NAME.search(column.words)) and unit.distinct < UNIQUE * unit.present
        )
        fine = named and column.whole and _one_each(column, unit)
        return 1.0 if fine and all(text.isdigit() for text in column.sample) else 0.0
    if not column.code_like or not _one_each(column, unit):
        return 0.0
    short = max(map(len, column.sample), default=99) <= SHORT_CODE
    country = sum(text in three_letters() for text in column.sample) > 0.6 * len(column.sample)
    if not (called or country or short or column.country_share > 0.5):
        return 0.0
    digits = all(text.isdigit() for text in column.sample)
    return 2.0 + 2 * country + called + (column.country_share > 0.6) - 1.5 * digits


def _one_each(column: Column, unit: Column) -> bool:
    """Whether most units have a code, and about as many codes there are as units with one."""
    coded = unit.distinct
    if column.cells.blank:
        coded = int(unit.texts.filter(column.cells.given).n_unique())
    return column.distinct >= UNIQUE * coded and 2 * coded >= unit.distinct


def time_columns(columns: Sequence[Column], unit: Column | None) -> list[Column]:
    """Columns whose cells are times, those that are called so first."""
    named: list[Column] = []
    others: list[Column] = []
    for column in columns:
        if column is unit or not column.present or not _may_be_times(column):
            continue
        if not YEAR_COLUMN.search(column.words):
            (named if TIME.match(column.words) else others).append(column)
    named.sort(key=lambda c: bool(CODE.search(c.words)))  # a label before its code
    return [*named, *others]


def _may_be_times(column: Column) -> bool:
    if column.numbers is not None:
        if is_named_time(column) and all(map(compact, column.sample)):
            return True
        if _counts_years(column):
            return True
        least, most = YEARS
        for values in (column.values[:LOOKED_AT], column.values):  # the first tell most columns
            if (values < least).any() or (values > most).any():
                return False
        if not column.whole:
            return False
    return column.period_share >= 0.95


def _number_of_year(text: str) -> str | None:
    """A year of less than four digits, which is one only in a column that is called so."""
    return text if text.isdigit() and len(text) < len("1000") else None


def _counts_years(column: Column) -> bool:
    """Whether a column that is called years holds such as 1, 730 or 87, again and again."""
    if not (
        YEAR_ALONE.fullmatch(column.words) and column.whole and column.distinct < column.height
    ):
        return False
    values = column.values
    return not ((values < 1) | (values > YEARS[1])).any()


def is_named_time(column: Column) -> bool:
    """Whether a column is called a time, and does not only hold some."""
    return bool(TIME.match(column.words))


def times_in(column: Column, guesses: Guesses) -> RowTimes:
    """Times as they are compared: dates that are all the first of January are years.

    Args:
        column: of times.
        guesses: takes note of the order of days and months where it is one.
    """
    import numpy as np

    of, levels = column.coded
    order = day_order(levels)
    tell_order(order, guesses)
    first = None if order is None else order.month_first
    told = [period(text, first) or compact(text) or _number_of_year(text) for text in levels]
    if all(text is None or JANUARY.fullmatch(text) for text in told):
        told = [text and text[:4] for text in told]
    times = tuple(sorted_times({text for text in told if text is not None}))
    place_of: dict[str | None, int] = {text: place for place, text in enumerate(times)}
    places = np.array([*(place_of.get(text, -1) for text in told), -1], dtype=np.int64)
    return RowTimes(column, places[of], times)
