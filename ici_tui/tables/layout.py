"""Which way a table stands: a row per unit, long, times as columns, units as columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.near import did_you_mean, nearest
from ici_tui.tables.attributes import without_attributes
from ici_tui.tables.composite import split_composite
from ici_tui.tables.day_order import day_order, tell_order
from ici_tui.tables.errors import SaidError
from ici_tui.tables.guesses import counted
from ici_tui.tables.keys import UNIQUE, is_named_time, time_columns, times_in, unit_column
from ici_tui.tables.naming import series_name
from ici_tui.tables.notes import unmarked, without_marked_headers, without_marked_names
from ici_tui.tables.row_times import mostly_lost, time_of_rows
from ici_tui.tables.series import combinations
from ici_tui.tables.total_rows import with_totals_named
from ici_tui.tables.totals import are_totals
from ici_tui.tables.transposed import are_units, indicator_names, shape_transposed
from ici_tui.tables.unnamed import identifiers, names_of_rows, numbering_rows
from ici_tui.tables.wide import shape_wide
from ici_tui.tables.words import INDICATOR, NAME, UNSAID, VALUE, spaced
from ici_tui.tables.years import dated_groups, over_time, period_columns, shape_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.joined_names import Joined
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.options import ReadingOptions
    from ici_tui.tables.reading import Shaped
    from ici_tui.tables.units import RowTimes

MOST_VALUES = 2
"""Columns of what is measured in a long table whose rows have identifiers."""
MOST_OF_PANEL = 8
"""Columns up to which a panel with one measure is long."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A table's columns, and what its layout is to be found with."""

    columns: Sequence[Column]
    unit: Column | None
    times: Sequence[Column]
    """Columns that may hold times, the likeliest first."""
    layout: str | None
    naming: Naming
    guesses: Guesses

    def tell(self, told: str, why: str) -> None:
        """Note a guess about the layout."""
        self.guesses.add("layout", told, why, "--layout")

    def tell_repeated(self, repeated: int) -> None:
        """Note that rows repeat others."""
        if repeated and self.unit is not None:
            rows = f"{repeated:,} of {self.unit.height:,} rows"
            told = f"{rows} {'repeats' if repeated == 1 else 'repeat'} a unit and its time"
            self.guesses.add(
                "rows", f"{told}; the last of each is kept", "nothing tells them apart"
            )


def shaped(
    columns: Sequence[Column], options: ReadingOptions, naming: Naming, guesses: Guesses
) -> Shaped:
    """Units, times and indicators, in whichever way the columns hold them.

    Raises:
        TableError: nothing names the units, or an option names what is not there.
    """
    columns, composite = split_composite(columns)
    if composite is not None:
        told = f"the column {composite.name} is read in its parts"
        guesses.add("columns", told, "its header says so, with commas and a backslash")
    columns = without_marked_headers(columns, guesses)
    columns = [without_marked_names(c, guesses) if NAME.search(c.words) else c for c in columns]
    said = _told_unit(columns, options)
    unit = said or unit_column(columns)
    if unit is not None:
        plain = without_marked_names(unit, guesses)
        columns = [plain if c is unit else c for c in columns]
        said, unit = (plain if said is not None else None), plain
    if unit is not None:
        named = with_totals_named(unit, columns)
        columns = [named if c is unit else c for c in columns]
        unit = named
    layout = None if options.layout == "records" else options.layout
    asked = Asked(columns, unit, time_columns(columns, unit), layout, naming, guesses)
    found = _by_years(asked) or (None if said else _transposed(asked))
    if found is not None:
        return found
    if unit is None:
        unit = names_of_rows(asked.columns, asked.times, guesses)
        if unit not in asked.columns:
            asked = replace(asked, columns=[*asked.columns, unit])
        asked = replace(asked, unit=unit)
    return _by_rows(asked, unit, said=said is not None)


def _told_unit(columns: Sequence[Column], options: ReadingOptions) -> Column | None:
    if options.id is None:
        return None
    wanted = options.id.strip().casefold()
    if not any(wanted in {c.name.casefold(), c.shown.casefold()} for c in columns):
        wanted = unmarked(wanted, measured=True)
    for column in columns:
        if wanted in {column.name.casefold(), column.shown.casefold()}:
            return column
    names = [c.shown for c in columns]
    told = f"the columns are {', '.join(names[:8])}"
    fix = did_you_mean(nearest(options.id, names, most=1), told)
    raise SaidError(f"--id: there is no column {options.id!r}", fix)


def _by_years(asked: Asked) -> Shaped | None:
    """Times as columns; None where headers are none."""
    if asked.unit is None or asked.layout not in {None, "years-as-columns"}:
        return None
    order = day_order(c.name for c in asked.columns)
    periods = period_columns(asked.columns, order.month_first if order else None)
    if not periods:
        return None
    tell_order(order, asked.guesses)
    columns = without_attributes(asked.columns, periods)
    unit = columns[list(asked.columns).index(asked.unit)]
    asked = replace(asked, columns=columns, unit=unit)
    others = [c for c in asked.columns if c.place not in periods]
    asked, unit = _with_parts_named(asked, unit, others)
    asked.tell(
        f"the headers of {counted(len(periods), 'column')} are times", "they are years or dates"
    )
    found, repeated = shape_years(asked.columns, unit, periods, asked.naming)
    asked.tell_repeated(repeated)
    return found


def _with_parts_named(asked: Asked, unit: Column, others: Sequence[Column]) -> tuple[Asked, Column]:
    """The columns, and the one of names, that are told apart by a part that some units have."""
    if not _repeats(unit):
        return asked, unit
    from ici_tui.tables.joined_names import sparsely_joined

    joined = sparsely_joined(unit, others)
    return (asked, unit) if joined is None else (_with_joined(asked, joined), joined.unit)


def _transposed(asked: Asked) -> Shaped | None:
    """Units as columns; None where they are rows."""
    if asked.layout not in {None, "transposed"}:
        return None
    named = [c for c in asked.times if is_named_time(c)] or list(asked.times)
    time = named[0] if named else None
    label = indicator_names(asked.columns) or asked.unit
    why = are_units(asked.columns, time, label)
    if not why and asked.layout is None:
        return None
    asked.tell("units are the columns, not the rows", why or "--layout says so")
    rows = None if time is None else times_in(time, asked.guesses)
    return shape_transposed(asked.columns, rows, label, asked.naming)


def _by_rows(asked: Asked, unit: Column, *, said: bool) -> Shaped:
    """A row per unit, or several per unit: times, indicators, or both.

    Args:
        asked: the columns.
        unit: names the units.
        said: whether a person said so.
    """
    repeats = _repeats(unit)
    time = time_of_rows(asked.times, unit, asked.guesses, repeats=repeats)
    joined = _joined(asked, unit, time) if repeats and asked.layout is None else None
    if joined is not None:
        asked, unit = _with_joined(asked, joined), joined.unit
        repeats = _repeats(unit)
    found = _long(asked, unit, time, repeats=repeats)
    if found is not None:
        return found
    if time is not None and not said and mostly_lost(unit, time):
        lost = f"rows share a name in {unit.shown} and a time in {time.column.shown}"
        asked.guesses.add("rows", f"each row is a unit of its own: {lost}", "most would be lost")
        time = None
    if time is not None:
        found = _named(shape_wide(asked.columns, unit, time), asked)
        asked.tell_repeated(unit.height - len(found.unit_of))
        return found
    if repeats and not said and 2 * unit.distinct < unit.height:
        numbering = numbering_rows(asked.columns, asked.guesses)
        unit, repeats = numbering or unit, numbering is None
    found = _named(shape_wide(asked.columns, unit, None), asked)
    groups = dated_groups(asked.columns)
    if groups:
        repeated = counted(len(groups), "measure is", "measures are")
        told = f"{repeated} repeated with years in the name, and over time"
        asked.tell(told, "the names differ in nothing but the year")
        return over_time(found, groups)
    if repeats:
        told = f"names in {unit.shown} that are there again are numbered"
        asked.guesses.add("name", told, "no other column tells the rows apart", "--id")
    return found


def _repeats(unit: Column) -> bool:
    """Whether names are there again, totals of parts aside."""
    if unit.distinct >= UNIQUE * unit.present:
        return False
    texts = unit.texts.drop_nulls()
    texts = texts.filter(~are_totals(texts))
    return texts.n_unique() < UNIQUE * len(texts)


def _joined(asked: Asked, unit: Column, time: RowTimes | None) -> Joined | None:
    others = [c for c in asked.columns if c is not unit and (time is None or c is not time.column)]
    from ici_tui.tables.dimensions import dimensions
    from ici_tui.tables.joined_names import joined_names, sparsely_joined

    if time is None and (sparse := sparsely_joined(unit, others)) is not None:
        return sparse
    chosen, repeated = dimensions(others, unit, time)
    return None if repeated else joined_names(unit, chosen)


def _with_joined(asked: Asked, joined: Joined) -> Asked:
    """The columns with names that are told apart, which is noted."""
    if not joined.unit.texts.equals(joined.names.texts):
        behind = " and ".join(c.shown for c in joined.behind)
        told = f"names in {joined.names.shown} that are there again have {behind} behind them"
        asked.guesses.add("name", told, "it tells them apart", "--id")
    columns = [joined.unit if c is joined.names else c for c in asked.columns]
    return replace(asked, columns=columns, unit=joined.unit)


def _named(found: Shaped, asked: Asked) -> Shaped:
    """A table whose one indicator is called a value, which says nothing: named otherwise."""
    if len(found.measures) != 1 or not UNSAID.fullmatch(spaced(found.measures[0].name)):
        return found
    name, why = asked.naming.single(series_name(asked.columns))
    return replace(found, measures=(replace(found.measures[0], name=name, why=why),))


def _long(asked: Asked, unit: Column, time: RowTimes | None, *, repeats: bool) -> Shaped | None:
    """A row per unit and indicator; None where it is one per unit, or per unit and time."""
    others = [c for c in asked.columns if c is not unit and (time is None or c is not time.column)]
    said = asked.layout == "long"
    if asked.layout == "wide" or not (repeats or said or _names_indicators(others)):
        return None
    from ici_tui.tables.dimensions import dimensions
    from ici_tui.tables.long import shape_long, value_columns

    chosen, repeated = dimensions(others, unit, time)
    keys = [unit, *([time.column] if time else []), *chosen]
    values = value_columns(asked.columns, keys, alone=not chosen)
    identified = any(c.name and c.distinct == c.height for c in identifiers(asked.columns))
    if chosen and (said or _explain(unit, time, chosen, repeated, values, identified=identified)):
        told = f"the indicators are the values of {' and '.join(c.shown for c in chosen)}"
        asked.tell(told, "units repeat, and these columns tell their rows apart")
        asked.tell_repeated(repeated)
        return shape_long(asked.columns, unit, time, chosen, asked.naming)
    panel = len(values) == 1 and not chosen and time is not None and not mostly_lost(unit, time)
    few = len(asked.columns) <= MOST_OF_PANEL or (values and VALUE.match(values[0].words))
    if (panel and few) or (said and values):
        asked.tell_repeated(repeated)
        return shape_long(asked.columns, unit, time, [], asked.naming)
    return None


def _names_indicators(columns: Sequence[Column]) -> bool:
    """Whether a column of few texts is called one of indicators."""
    return any(c.numbers is None and c.distinct > 1 and INDICATOR.search(c.words) for c in columns)


def _explain(
    unit: Column,
    time: RowTimes | None,
    chosen: Sequence[Column],
    repeated: int,
    values: Sequence[Column],
    *,
    identified: bool,
) -> bool:
    """Whether dimensions explain why units repeat.

    Args:
        unit: names the units.
        time: each row's time, if there is any.
        chosen: the dimensions.
        repeated: how many rows stay alike.
        values: the columns of what is measured.
        identified: whether each row has an identifier of its own.
    """
    if not values:
        return False
    from ici_tui.tables.dimensions import MOST_REPEATED

    height = unit.height
    key = [unit.part, *(() if time is None else (time.part,))]
    without = height - len(combinations(key)[1])
    called = any(INDICATOR.search(c.words) for c in chosen)
    if without <= MOST_REPEATED * height and not called:
        return False
    if len(values) > MOST_VALUES and not called and time is None and identified:
        return False
    labels = 1
    for column in chosen:
        labels *= column.distinct
    return repeated <= 0.2 * height and (
        called or labels <= max(200, 2 * height / max(unit.distinct, 1))
    )
