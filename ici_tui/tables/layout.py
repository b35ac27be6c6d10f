"""Which way a table stands: a row per unit, long, times as columns, units as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.near import did_you_mean, nearest
from ici_tui.tables.composite import split_composite
from ici_tui.tables.dimensions import MOST_REPEATED, dimensions
from ici_tui.tables.errors import TableError
from ici_tui.tables.keys import UNIQUE, is_named_time, time_columns, times_in, unit_column
from ici_tui.tables.long import shape_long, value_columns
from ici_tui.tables.naming import series_name
from ici_tui.tables.transposed import are_units, shape_transposed
from ici_tui.tables.wide import shape_wide
from ici_tui.tables.words import INDICATOR
from ici_tui.tables.years import dated_groups, over_time, period_columns, shape_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.options import ReadingOptions
    from ici_tui.tables.reading import Shaped

Time = tuple["Column", "pl.Series"]
NO_NAMES = "expected a column that names the units; say which with --id"


def shaped(
    columns: Sequence[Column], options: ReadingOptions, naming: Naming, guesses: Guesses
) -> Shaped:
    """Units, times and indicators, in whichever way the columns hold them.

    Raises:
        TableError: nothing names the units, or an option names what is not there.
    """
    columns, composite = split_composite(columns)
    if composite is not None:
        guesses.add(
            "columns",
            f"the first column holds {len(columns) - 1} parts"
            if len(columns) < 3
            else f"the column {composite.name} is read in its parts",
            "its header says so, with commas and a backslash",
        )
    unit = _told_unit(columns, options) or unit_column(columns)
    asked = options.layout if options.layout != "records" else None
    periods = period_columns(columns)
    if asked in {None, "years-as-columns"} and periods and unit is not None:
        guesses.add(
            "layout",
            f"the headers of {len(periods)} columns are times",
            "they are years or dates",
            "--layout",
        )
        found, repeated = shape_years(columns, unit, periods, naming)
        _tell_repeated(repeated, len(unit.texts), guesses)
        return found
    times = time_columns(columns, unit)
    turned = _transposed(columns, times, unit, options, naming, guesses)
    if turned is not None:
        return turned
    if unit is None:
        raise TableError("no column names the units", NO_NAMES)
    return _by_rows(columns, unit, times, asked, naming, guesses)


def _told_unit(columns: Sequence[Column], options: ReadingOptions) -> Column | None:
    if options.id is None:
        return None
    wanted = options.id.strip().casefold()
    for column in columns:
        if column.name.casefold() == wanted or column.shown.casefold() == wanted:
            return column
    names = [c.shown for c in columns]
    fix = did_you_mean(
        nearest(options.id, names, most=1), f"the columns are {', '.join(names[:8])}"
    )
    raise TableError(f"--id: there is no column {options.id!r}", fix)


def _transposed(
    columns: Sequence[Column],
    times: Sequence[Column],
    unit: Column | None,
    options: ReadingOptions,
    naming: Naming,
    guesses: Guesses,
) -> Shaped | None:
    named = [c for c in times if is_named_time(c)] or list(times)
    time = named[0] if named else None
    asked = options.layout
    if asked not in {None, "transposed"}:
        return None
    why = are_units(columns, time, unit)
    if options.id is not None or (not why and asked != "transposed"):
        return None
    guesses.add(
        "layout", "units are the columns, not the rows", why or "--layout says so", "--layout"
    )
    return shape_transposed(
        columns, None if time is None else (time, times_in(time.texts).to_list()), unit, naming
    )


def _by_rows(
    columns: Sequence[Column],
    unit: Column,
    times: Sequence[Column],
    asked: str | None,
    naming: Naming,
    guesses: Guesses,
) -> Shaped:
    """A row per unit, or several per unit: times, indicators, or both."""
    repeats = unit.distinct < UNIQUE * unit.present
    time = _time_of(unit, times, repeats=repeats)
    others = [c for c in columns if c is not unit and (time is None or c is not time[0])]
    if asked != "wide" and (repeats or asked == "long" or _names_indicators(others)):
        chosen, repeated = dimensions(others, unit, None if time is None else time[1])
        values = value_columns(columns, [unit, *([time[0]] if time else []), *chosen])
        if chosen and (asked == "long" or _long(unit, time, chosen, repeated, values)):
            told = " and ".join(c.shown for c in chosen)
            guesses.add(
                "layout",
                f"the indicators are the values of {told}",
                "units repeat, and these columns tell their rows apart",
                "--layout",
            )
            _tell_repeated(repeated, len(unit.texts), guesses)
            return shape_long(columns, unit, _listed(time), chosen, naming)
        if (
            time is not None
            and len(values) == 1
            and not chosen
            and len(columns) <= 8
            or (asked == "long" and values)
        ):
            _tell_repeated(repeated, len(unit.texts), guesses)
            return shape_long(columns, unit, _listed(time), [], naming)
    if time is None:
        groups = dated_groups(columns)
        found = shape_wide(columns, unit, None)
        if groups:
            guesses.add(
                "layout",
                f"{len(groups)} measures are repeated with years in their names, and are over time",
                "the names differ in nothing but the year",
                "--layout",
            )
            return over_time(found, groups)
        if repeats:
            guesses.add(
                "name",
                f"names in {unit.shown} that are there again are numbered",
                "no other column tells the rows apart",
                "--id",
            )
        return found
    found = shape_wide(columns, unit, _listed(time))
    rows = len(unit.texts)
    _tell_repeated(rows - len(found.unit_of), rows, guesses)
    return found


def _listed(time: Time | None) -> tuple[Column, list[str | None]] | None:
    return None if time is None else (time[0], time[1].to_list())


def _time_of(unit: Column, times: Sequence[Column], *, repeats: bool) -> Time | None:
    """The column of times, and each row's; None where a row is a unit whatever its time."""
    for column in times:
        named = is_named_time(column)
        if not named and not repeats:
            continue
        if not repeats and column.distinct > 1:
            continue  # each unit's own year says nothing of a common time
        return column, times_in(column.texts)
    return None


def _names_indicators(columns: Sequence[Column]) -> bool:
    """Whether a column of few texts is called one of indicators."""
    return any(c.numbers is None and c.distinct > 1 and INDICATOR.search(c.words) for c in columns)


def _long(
    unit: Column,
    time: Time | None,
    chosen: Sequence[Column],
    repeated: int,
    values: Sequence[Column],
) -> bool:
    """Whether dimensions explain why units repeat."""
    import polars as pl

    if not values:
        return False
    height = len(unit.texts)
    key = {"unit": unit.texts} | ({} if time is None else {"time": time[1]})
    without = height - pl.DataFrame(key).n_unique()
    called = any(INDICATOR.search(c.words) for c in chosen)
    if without <= MOST_REPEATED * height and not called:
        return False
    labels = 1
    for column in chosen:
        labels *= column.distinct
    return repeated <= 0.2 * height and (
        called or labels <= max(200, 2 * height / max(unit.distinct, 1))
    )


def _tell_repeated(repeated: int, height: int, guesses: Guesses) -> None:
    if repeated:
        guesses.add(
            "rows",
            f"{repeated:,} of {height:,} rows repeat a unit and its time; the last of each is kept",
            "nothing tells them apart",
        )


def constant_name(columns: Sequence[Column]) -> str:
    """The name that a column of the indicator gives to the whole table."""
    return series_name(columns)
