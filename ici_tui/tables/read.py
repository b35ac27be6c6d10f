"""A file as a table that can be ranked: every step in order, every guess noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.near import did_you_mean, nearest
from ici_tui.tables.directions import direction_of
from ici_tui.tables.errors import TableError
from ici_tui.tables.guesses import Guesses, listed
from ici_tui.tables.header import framed
from ici_tui.tables.headings import without_headings
from ici_tui.tables.layout import shaped
from ici_tui.tables.naming import Naming
from ici_tui.tables.options import LAYOUTS, ReadingOptions
from ici_tui.tables.pillars import pillars_in
from ici_tui.tables.reading import Key, Measure, Reading, Shaped
from ici_tui.tables.totals import named_totals, summed_totals
from ici_tui.tables.typed import typed
from ici_tui.tables.words import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.grid import Grid

ENDINGS = frozenset(
    {
        ".csv",
        ".tsv",
        ".txt",
        ".tab",
        ".xlsx",
        ".xlsm",
        ".parquet",
        ".json",
        ".jsonl",
        ".ndjson",
        ".gz",
        ".zip",
        ".dat",
    }
)
MOST_SUMMED = 5_000
"""Units up to which sums among the rows are looked for."""
HALF = 0.5


def read_table(path: Path, options: ReadingOptions | None = None) -> Reading:
    """Read any table.

    Args:
        path: the file.
        options: what a person said, in the place of guesses.

    Raises:
        TableError: the file is no table that can be ranked; the message is one line.
    """
    from ici_tui.tables.source import read_grid

    options = options or ReadingOptions()
    return read_cells(read_grid(path, options.sheet), path.name, options)


def read_cells(grid: Grid, file: str, options: ReadingOptions) -> Reading:
    """Read a grid.

    Args:
        grid: the cells.
        file: the file's name.
        options: what a person said.

    Raises:
        TableError: as `read_table`.
    """
    _check(options)
    guesses = Guesses()
    if grid.facts.other_sheets and options.sheet is None:
        guesses.add(
            "sheet",
            f"the sheet {grid.facts.sheet} is read, and not {listed(grid.facts.other_sheets)}",
            "it holds most numbers",
            "--sheet",
        )
    if grid.width < 2:
        raise TableError(
            f"it has {grid.width} column", "expected a column of names and one of numbers at least"
        )
    frame = framed(grid, options.header_rows)
    if frame.stop - frame.first < 2:
        raise TableError(
            f"it has {max(frame.stop - frame.first, 0)} row below its header",
            "a ranking needs two at least",
        )
    _tell_frame(frame.header_rows, frame.titles, frame.footers, grid, guesses)
    body, headings = without_headings(typed(grid, frame, options.decimal, guesses))
    if headings:
        guesses.add(
            "groups",
            f"{len(headings)} rows with a text alone are headings of groups: {listed(headings)}",
            "they hold no numbers",
        )
    naming = Naming((*frame.titles,), _stem(file))
    found = shaped(body.columns, options, naming, guesses)
    if grid.facts.format in {"json", "jsonl"} and grid.names is not None:
        found = replace(
            found, layout="records" if found.layout in {"wide", "long"} else found.layout
        )
    found, totals = _without_totals(found, guesses)
    if found.size < 2:
        raise TableError(f"it has {found.size} unit", "a ranking needs two at least")
    if not found.measures:
        raise TableError(
            "it has no column of numbers that is an indicator",
            "ranks, ids and coordinates are none",
        )
    found = _blank_measures_named(found)
    opened, newest = _times(found, options, guesses)
    found = _switched(found, opened, options, guesses)
    found = _directed(_with_pillars(found, guesses), options, guesses)
    guesses.add(
        "name", f"units are named by {found.unit_column}", "it tells the units apart", "--id"
    )
    return Reading(
        facts=grid.facts,
        file=file,
        title=naming.title,
        header_rows=frame.header_rows,
        decimal=body.decimal,
        thousands=body.thousands,
        markers=body.markers,
        totals=tuple(totals),
        shaped=found,
        opened=opened,
        newest=newest,
        guesses=tuple(guesses.found),
    )


def _check(options: ReadingOptions) -> None:
    if options.layout is not None and options.layout not in LAYOUTS:
        fix = did_you_mean(nearest(options.layout, LAYOUTS, most=1), f"one of {', '.join(LAYOUTS)}")
        raise TableError(f"--layout: {options.layout!r} is no layout", fix)
    if options.decimal is not None and options.decimal not in {".", ","}:
        raise TableError(f"--decimal: {options.decimal!r} is no decimal mark", "write . or ,")
    if options.header_rows is not None and not 0 <= options.header_rows <= 5:
        raise TableError(
            f"--header-rows: {options.header_rows} is out of reach", "a header has 0 to 5 rows"
        )


def _stem(file: str) -> str:
    path = Path(file)
    while path.suffix.casefold() in ENDINGS:
        path = path.with_suffix("")
    return path.name


def _tell_frame(
    rows: Sequence[int], titles: Sequence[str], footers: Sequence[str], grid: Grid, guesses: Guesses
) -> None:
    if grid.names is not None:
        return
    if not rows:
        guesses.add(
            "header",
            "the table has no header; its columns are numbered",
            "its first row holds numbers",
            "--header-rows",
        )
    elif len(rows) > 1 or rows[0] > 0:
        told = (
            f"row {rows[0] + 1} is the header"
            if len(rows) == 1
            else f"rows {rows[0] + 1} to {rows[-1] + 1} are the header"
        )
        guesses.add("header", told, "numbers begin below", "--header-rows")
    if titles:
        guesses.add(
            "title",
            f"the lines above the header are a title: {listed(list(titles), 2)}",
            "they stand above the names of columns",
            "--header-rows",
        )
    if footers:
        guesses.add(
            "footer", f"{len(footers)} lines below the table are notes", "they hold no numbers"
        )


def _without_totals(found: Shaped, guesses: Guesses) -> tuple[Shaped, list[str]]:
    """The units without totals and aggregates, and those."""
    places = set(named_totals(found.names, found.codes))
    table = _latest(found)
    if found.size <= MOST_SUMMED and table is not None:
        rest = np.array([k for k in range(found.size) if k not in places])
        if len(rest) > 3:
            summed = set(rest[summed_totals(table[rest])].tolist())
            summed |= set(summed_totals(table))
            places |= summed
    if not places or found.size - len(places) < 2:
        return found, []
    keep = np.array([k for k in range(found.size) if k not in places])
    names = [_plain(found.names[k], found.names) for k in sorted(places)]
    guesses.add(
        "totals",
        f"{len(names)} rows are totals, and left out: {listed(names)}",
        "their names are those of aggregates, or they are sums of the others",
    )
    new = np.full(found.size, -1)
    new[keep] = np.arange(len(keep))
    rows = new[found.unit_of] >= 0
    kept = [found.names[k] for k in keep]
    return (
        replace(
            found,
            names=tuple(_unnumbered(kept)),
            codes=tuple(found.codes[k] for k in keep),
            unit_of=new[found.unit_of][rows],
            time_of=found.time_of[rows],
            measures=tuple(replace(m, values=m.values[rows]) for m in found.measures),
            groups={name: [labels[k] for k in keep] for name, labels in found.groups.items()},
        ),
        names,
    )


def _plain(name: str, names: Sequence[str]) -> str:
    """A name without the number that told it apart from another one."""
    base, mark, number = name.rpartition(" (")
    return base if mark and number[:-1].isdigit() and base in names else name


def _unnumbered(names: list[str]) -> list[str]:
    """Names as they are: those that only a total made a second one of lose their number."""
    known = set(names)
    found = []
    for name in names:
        base, mark, number = name.rpartition(" (")
        alone = mark and number == "2)" and base not in known
        found.append(base if alone else name)
    return found


def _latest(found: Shaped) -> np.ndarray[tuple[int, int], np.dtype[np.float64]] | None:
    """The newest observations as units × indicators; None where there is more than one time."""
    if len(found.times) > 1:
        return None
    table = np.full((found.size, len(found.measures)), np.nan)
    for k, measure in enumerate(found.measures):
        table[found.unit_of, k] = measure.values
    return table


def _blank_measures_named(found: Shaped) -> Shaped:
    """Indicators of which no name is there twice: later ones are numbered."""
    seen: Counter[str] = Counter()
    measures = []
    for measure in found.measures:
        seen[measure.name] += 1
        count = seen[measure.name]
        measures.append(
            measure if count == 1 else replace(measure, name=f"{measure.name} ({count})")
        )
    return replace(found, measures=tuple(measures))


def _times(
    found: Shaped, options: ReadingOptions, guesses: Guesses
) -> tuple[str | None, str | None]:
    """The time that is opened, and the newest with any value."""
    if not found.times:
        if options.time is not None:
            raise TableError(
                f"there is no time {options.time}: the table has none", "leave --time out"
            )
        return None, None
    have = np.zeros((len(found.times), found.size), dtype=bool)
    for measure in found.measures:
        given = ~np.isnan(measure.values)
        have[found.time_of[given], found.unit_of[given]] = True
    counts = have.sum(axis=1)
    full = [k for k in range(len(counts)) if counts[k]]
    if not full:
        raise TableError("no column of times holds a number", "expected a number per unit and time")
    newest = found.times[full[-1]]
    if options.time is not None:
        if options.time not in found.times:
            fix = did_you_mean(
                nearest(options.time, found.times, most=1),
                f"there are {found.times[0]} to {found.times[-1]}",
            )
            raise TableError(f"there is no time {options.time}", fix)
        return options.time, newest
    enough = [k for k in full if counts[k] >= HALF * found.size]
    opened = found.times[enough[-1] if enough else int(counts.argmax())]
    if opened != newest:
        told = f"{opened} is opened, and not {newest}"
        guesses.add(
            "time",
            told,
            f"{counts[found.times.index(newest)]} of {found.size} units have a value in {newest}",
            "--time",
        )
    elif len(full) > 1:
        guesses.add(
            "time",
            f"{opened} is opened",
            "it is the newest time that half of the units have",
            "--time",
        )
    return opened, newest


def _switched(
    found: Shaped, opened: str | None, options: ReadingOptions, guesses: Guesses
) -> Shaped:
    """The indicators on or off: by what was said, by what is missing, by what they publish."""
    present = {m.name: int((~np.isnan(values_at(found, m, opened))).sum()) for m in found.measures}
    sparse = [m.name for m in found.measures if present[m.name] < HALF * found.size]
    if len(sparse) == len(found.measures):
        sparse = [name for name in sparse if not present[name]]
    if len(sparse) == len(found.measures):
        sparse = []
    published = (
        [m.name for m in found.measures if PUBLISHED.match(m.name)]
        if len(found.measures) > 3
        else []
    )
    only, out = (
        _known(options.only, "--only", found),
        _known(options.leave_out, "--leave-out", found),
    )
    measures = []
    for m in found.measures:
        on, why = m.on, m.why
        if m.name in sparse:
            on, why = (
                False,
                f"missing for more than half of the units ({found.size - present[m.name]} of {found.size})",
            )
        elif m.name in published:
            on, why = False, "looks like a published total of the others"
        if only:
            on, why = m.name in only, "--only says so"
        if m.name in out:
            on, why = False, "--leave-out says so"
        measures.append(replace(m, on=on, why=why))
    if not any(m.on for m in measures):
        if only or out:
            raise TableError("no indicator is left", "name fewer with --leave-out")
        measures = [replace(m, on=True) for m in measures]
    off = [m.name for m in measures if not m.on and m.name in sparse]
    if off and not only:
        guesses.add(
            "off",
            f"{len(off)} indicators are off: {listed(off)}",
            "more than half of the units have no value",
            "--only",
        )
    totals = [m.name for m in measures if not m.on and m.name in published and m.name not in sparse]
    if totals and not only:
        guesses.add(
            "off",
            f"{listed(totals)} is off",
            "it looks like a published total of the others",
            "--only",
        )
    return replace(found, measures=tuple(measures))


def values_at(
    found: Shaped, measure: Measure, time: str | None
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """An indicator's value per unit at one time, NaN where missing."""
    values = np.full(found.size, np.nan)
    rows = (
        found.time_of == found.times.index(time)
        if time is not None and found.times
        else slice(None)
    )
    values[found.unit_of[rows]] = measure.values[rows]
    return values


def _known(names: Sequence[str], option: str, found: Shaped) -> set[str]:
    known = {m.name.casefold(): m.name for m in found.measures}
    wanted = set()
    for name in names:
        if name.strip().casefold() not in known:
            fix = did_you_mean(
                nearest(name, list(known.values()), most=1),
                f"there are {listed(list(known.values()))}",
            )
            raise TableError(f"{option}: there is no indicator {name!r}", fix)
        wanted.add(known[name.strip().casefold()])
    return wanted


def _with_pillars(found: Shaped, guesses: Guesses) -> Shaped:
    """The indicators with pillars that stand in their names."""
    if any(m.pillars for m in found.measures):
        names = list(dict.fromkeys(m.pillars[0] for m in found.measures if m.pillars))
        guesses.add(
            "pillars",
            f"{len(names)} pillars stand above the indicators: {listed(names)}",
            "a row of the header spans several columns",
            "--header-rows",
        )
        return found
    pillars = pillars_in([m.name for m in found.measures])
    if not pillars:
        return found
    guesses.add(
        "pillars",
        f"names begin with {len(set(pillars.values()))} pillars: {listed(list(dict.fromkeys(pillars.values())))}",
        "several names share what stands before a mark",
    )
    return replace(
        found,
        measures=tuple(
            replace(m, pillars=(pillars[m.name],) if m.name in pillars else ())
            for m in found.measures
        ),
    )


def _directed(found: Shaped, options: ReadingOptions, guesses: Guesses) -> Shaped:
    """The indicators with their directions, said or guessed."""
    lower = _known(options.lower_is_better, "--lower-is-better", found)
    measures = []
    for m in found.measures:
        if m.name in lower:
            measures.append(replace(m, direction=-1, direction_guessed=False))
            continue
        direction, word = direction_of(m.name)
        measures.append(replace(m, direction=direction))
        if word:
            guesses.add(
                "direction",
                f"less is better: {m.name}",
                f"its name says {word!r}",
                "--lower-is-better",
            )
    ups = [m.name for m in measures if m.direction_guessed and m.direction == 1]
    if ups:
        guesses.add(
            "direction",
            f"more is better in {len(ups)} of {len(measures)} indicators",
            "nothing in their names says otherwise",
            "--lower-is-better",
        )
    return replace(found, measures=tuple(measures))


def key_columns(found: Shaped) -> tuple[Key, ...]:
    """The columns that are no indicators."""
    return found.keys
