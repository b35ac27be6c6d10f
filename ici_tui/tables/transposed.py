"""Units as columns: the rows are times of one indicator, or indicators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.aside import number_role
from ici_tui.tables.countries import country_names, three_letters, two_letters
from ici_tui.tables.late import late
from ici_tui.tables.reading import Key, Measure, Shaped
from ici_tui.tables.series import combinations
from ici_tui.tables.totals import STATISTICS
from ici_tui.tables.units import distinct_names
from ici_tui.tables.words import (
    ASIDE,
    CODE,
    INDICATOR,
    INDICATORS_ALONE,
    MEASURED_IN,
    NAME,
    PILLAR,
    RANK,
    spaced,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.reading import Values
    from ici_tui.tables.units import RowTimes

HEADERS = "(column headers)"
LEAST = 3
"""Columns of numbers from which they may be units."""
LEAST_CODES = 4
UNIT_BEHIND = late(
    r"[([](?:[^()\[\]]{0,12}[%€$£/²³°µ][^()\[\]]{0,12}|[a-z]{1,3}|years?|days|hours?|minutes|points?|k[A-Z]h?|[MGT](?:Hz|B)|mAh|Nm|PS)[)\]]$"
    r"|\s[%€$£]$|\bin (?:%|[€$£]|[a-z]{1,3})$"
)
"""A unit in parentheses, and no letters that tell namesakes apart: `Portland (OR)`."""
MEANS = late(r"mean|median|average|sum|total|mittelwert|moyenne|media|promedio|平均", re.IGNORECASE)
MEASURES = 0.6
"""The share of texts with a unit behind them from which these are measures."""
NEARLY_ALL = 0.8
"""The share of columns with codes of two letters from which these are countries, and how many there are."""
MOST_TRIED = 6
"""Columns of texts that are tried beside the one that names rows best."""
MOST_LABELS = 3
"""Columns that name rows together with another one."""


def header_share(columns: Sequence[Column], label: Column | None) -> float:
    """The share of columns of numbers that are called as countries are.

    Codes of two letters say so where nearly all columns have one, and the rows are not called after
    what units are: a player's AB, HR, BB, SO, CS are no countries.

    Args:
        columns: of numbers.
        label: the column of texts that would name the units, if there is one.
    """
    names = [c.name for c in columns if c.numbers is not None]
    if not names:
        return 0.0
    known = sum(n.casefold() in country_names() or n in three_letters() for n in names)
    two = sum(n in two_letters() for n in names)
    named = label is not None and NAME.search(label.words) is not None
    if two >= NEARLY_ALL * len(names) and len(names) >= LEAST_CODES and not named:
        known += two
    return known / len(names)


def are_units(columns: Sequence[Column], time: Column | None, label: Column | None) -> str:
    """Why the columns of numbers are units; empty where they are not.

    Args:
        columns: all of them.
        time: a column of times, if there is one.
        label: the column of texts that would name the units, if there is one.
    """
    numbers = [c for c in columns if c.numbers is not None and c is not time]
    if len(numbers) < LEAST or _are_statistics([c.name for c in numbers]):
        return ""
    if time is None and label is not None and label is indicator_names(columns):
        return "the rows are indicators"
    share = header_share(numbers, label)
    if label is None and time is not None and time.distinct == time.present:
        return "each row is a time, and no column names units"
    why = _by_headers(share, label, time, [c.name for c in numbers])
    if why and label is not None and time is None and not labels_of(columns, label):
        return ""  # rows that nothing tells apart are no indicators
    return why


def _by_headers(
    share: float, label: Column | None, time: Column | None, names: Sequence[str]
) -> str:
    """Why columns are units by what they are called; empty where they are not.

    Args:
        share: of them that are called as countries are.
        label: the column of texts that would name the units, if there is one.
        time: a column of times, if there is one.
        names: of the columns of numbers.
    """
    if label is not None and time is None and _are_measures(label, names):
        return "the first column has no name, and its texts have units"
    if share >= 0.5 and (label is None or label.country_share < 0.3):
        return f"{share:.0%} of the columns are called as countries are"
    if (
        label is not None
        and time is None
        and INDICATOR.search(label.words)
        and label.distinct == label.present
        and share > 0.2
    ):
        return "the first column names indicators"
    return ""


def _are_statistics(names: Sequence[str]) -> bool:
    """Whether most columns are statistics of what their rows are: `N`, `Mean`, `SD`."""
    found = sum(any(kind.fullmatch(name) for kind in (STATISTICS, MEANS)) for name in names)
    return 2 * found > len(names)


def _are_measures(label: Column, names: Sequence[str]) -> bool:
    """Whether the first column, which has no name, holds what is measured: `Price (€)`, `Power (PS)`.

    Args:
        label: the column of texts that would name the units.
        names: of the columns of numbers, which have no units then.
    """
    if label.name or label.place or label.distinct < label.present or label.present < LEAST:
        return False
    with_units = sum(UNIT_BEHIND.search(text) is not None for text in label.sample)
    return with_units >= MEASURES * len(label.sample) and not any(map(UNIT_BEHIND.search, names))


def indicator_names(columns: Sequence[Column]) -> Column | None:
    """A column that names an indicator in each row, where no other column could name units."""
    texts = [c for c in columns if c.numbers is None and c.present]
    found = [c for c in texts if INDICATORS_ALONE.fullmatch(c.words)]
    if len(found) != 1 or found[0].distinct < found[0].present:
        return None
    others = [c for c in texts if c is not found[0]]
    aside = all(
        MEASURED_IN.match(c.words) or ASIDE.search(c.words) or CODE.search(c.words) or _parts(c)
        for c in others
    )
    return found[0] if aside else None


def _parts(column: Column) -> bool:
    """Whether a column sorts its rows into a few, as pillars do."""
    return 2 * column.distinct <= column.present or _sorts(column)


def _sorts(column: Column) -> bool:
    """Whether a column is called as what indicators are sorted into, and shared by some."""
    called = column.numbers is None and PILLAR.fullmatch(column.words) is not None
    return called and 1 < column.distinct < column.present


def labels_of(columns: Sequence[Column], label: Column) -> list[Column]:
    """The columns whose texts name the rows: one, or several where its texts are there again.

    None where rows stay alike, which are no indicators then.
    """
    import itertools

    if label.distinct == label.height:
        return [label]
    texts = [
        c for c in columns
        if c is not label and c.numbers is None and c.distinct > 1 and not c.cells.blank
        and not c.is_link and not ASIDE.search(c.words) and not MEASURED_IN.match(c.words)
    ]  # fmt: skip
    plain = [c for c in texts if not CODE.search(c.words) and not c.code_like] or texts
    plain = plain[:MOST_TRIED]
    for count in range(1, min(len(plain), MOST_LABELS) + 1):
        for more in itertools.combinations(plain, count):
            chosen = [label, *more]
            if len(combinations([c.part for c in chosen])[1]) == label.height:
                return sorted(chosen, key=lambda c: c.place)
    return []


def _names_of_rows(named: Sequence[Column], table: Values) -> tuple[list[str], list[str]]:
    """The name of each row, empty where it holds ranks; and the names of those.

    Args:
        named: the columns that name them together.
        table: units × rows.
    """
    if not named:
        return [], []
    texts = [c.texts.fill_null("").to_list() for c in named]
    rows = [*zip(*texts, strict=True)]
    whole = [bool((values == np.trunc(values))[~np.isnan(values)].all()) for values in table.T]
    ranked = [
        fine and any(RANK.search(spaced(text)) for text in row)
        for fine, row in zip(whole, rows, strict=True)
    ]
    kept = [row for row, rank in zip(rows, ranked, strict=True) if not rank] or rows
    told = [k for k in range(len(named)) if len({row[k] for row in kept}) > 1] or [0]
    names = [", ".join(row[k] for k in told if row[k]) for row in rows]
    if kept is rows:
        return names, []
    ranks = [", ".join(filter(None, row)) for row, rank in zip(rows, ranked, strict=True) if rank]
    return ["" if rank else name for name, rank in zip(names, ranked, strict=True)], ranks


def _pillars(
    columns: Sequence[Column], named: Sequence[Column], labels: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The pillars of each row, by its name: what columns that are called so say of it."""
    found = [c for c in columns if c not in named and _sorts(c)] if named else []
    texts = [c.texts.fill_null("").to_list() for c in found]
    return {
        name: tuple(filter(None, told))
        for name, *told in zip(labels, *texts, strict=True)
        if any(told)
    }


def shape_transposed(
    columns: Sequence[Column],
    time: RowTimes | None,
    label: Column | None,
    naming: Naming,
) -> Shaped:
    """Units from the columns of numbers."""
    named = (
        []
        if label is None
        else [label]
        if time is not None
        else labels_of(columns, label) or [label]
    )
    keys = [c for c in (time.column if time else None, *named) if c is not None]
    numbers = [
        c for c in columns
        if c.numbers is not None and c not in keys and (c.name or number_role(c, columns) is None)
    ]  # fmt: skip
    names = distinct_names([c.shown for c in numbers], [None] * len(numbers))
    table = np.array([c.values for c in numbers])  # units × rows
    times = time.times if time else ()
    row_times = [(*times, "")[place] for place in time.of] if time else [""] * table.shape[1]
    labels, ranks = _names_of_rows(named, table)
    if not named:
        labels = [naming.single()[0]] * table.shape[1]
    pillars = _pillars(columns, named, labels)
    order = list(dict.fromkeys(name for name in labels if name))
    place_of, time_at = ({name: k for k, name in enumerate(texts)} for texts in (order, times))
    count = max(len(times), 1)
    cube = np.full((len(order), len(numbers), count), np.nan)
    for row, (name, told) in enumerate(zip(labels, row_times, strict=True)):
        if name and (told or not times):
            cube[place_of[name], :, time_at.get(told, 0)] = table[:, row]
    codes_known = all(n in three_letters() or n in two_letters() for n in names)
    others = [
        Key(c.shown, "ignored", "not used where units are columns", c.present, 0)
        for c in columns
        if c not in keys and c not in numbers
    ]
    others += [Key(name, "rank", "a row of ranks", table.shape[0], 0) for name in ranks]
    lead = [Key(HEADERS, "name", "units are columns", len(numbers), 0)]
    if time:
        lead.append(Key(time.column.shown, "time", "each row is a time", time.column.present, 0))
    lead += [Key(c.shown, "ignored", "its values name the indicators", c.present, 0) for c in named]
    return Shaped(
        layout="transposed",
        unit_column=HEADERS,
        names=names,
        codes=tuple(names) if codes_known else (None,) * len(names),
        unit_of=np.repeat(np.arange(len(numbers)), count),
        time_of=np.tile(np.arange(count), len(numbers)),
        times=times,
        measures=tuple(
            Measure(
                name,
                cube[k].reshape(-1),
                pillars.get(name, ()),
                why="a row" if named else naming.single()[1],
            )
            for k, name in enumerate(order)
        ),
        code_column=HEADERS if codes_known else None,
        time_column=time.column.shown if time else None,
        keys=(*lead, *others),
    )
