"""A file as a table that can be ranked: every step in order, every guess noted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.sheet import SAVE_IT
from ici_tui.tables.errors import SaidError, TableError
from ici_tui.tables.guesses import Guesses, counted, listed
from ici_tui.tables.header import framed
from ici_tui.tables.headings import first_table, without_headings
from ici_tui.tables.layout import shaped
from ici_tui.tables.merged import with_labels_below
from ici_tui.tables.naming import Naming
from ici_tui.tables.options import LAYOUTS, ReadingOptions
from ici_tui.tables.reading import Key, Reading, Shaped
from ici_tui.tables.spans import with_spans_once
from ici_tui.tables.switches import directed, switched, with_pillars
from ici_tui.tables.times import opened_time
from ici_tui.tables.typed import typed
from ici_tui.tables.units import distinct_names
from ici_tui.tables.without_totals import without_totals

if TYPE_CHECKING:
    from ici_tui.tables.grid import Grid
    from ici_tui.tables.header import Frame

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


def read_cells(grid: Grid, file: str, options: ReadingOptions) -> Reading:
    """Read a grid.

    A table that cannot be ranked since its formulas have no values is told to be so.

    Args:
        grid: the cells.
        file: the file's name.
        options: what a person said.

    Raises:
        TableError: the file is no table that can be ranked; the message is one line.
    """
    try:
        return _read(grid, file, options)
    except SaidError:
        raise
    except TableError as error:
        unset = len(grid.facts.unset)
        if not unset:
            raise
        told = f"{counted(unset, 'formula has', 'formulas have')} no value, and {error.message}"
        raise TableError(told, SAVE_IT) from None


def _read(grid: Grid, file: str, options: ReadingOptions) -> Reading:
    _check(options)
    guesses = Guesses()
    _tell_file(grid, options, guesses)
    if grid.width < 2:
        raise TableError(
            f"it has {counted(grid.width, 'column')}",
            "expected a column of names and one of numbers at least",
        )
    grid, spans = with_spans_once(grid)
    if spans:
        told = f"{counted(spans, 'row says', 'rows say')} one text in every cell, and {'is' if spans == 1 else 'are'} taken as one cell"
        guesses.add("rows", told, "a cell over all columns is copied so")
    frame = framed(grid, options.header_rows)
    if frame.stop - frame.first < 2:
        raise TableError(
            f"it has {counted(max(frame.stop - frame.first, 0), 'row')} below its header",
            "a ranking needs two at least",
        )
    _tell_frame(frame, grid, guesses)
    every = typed(grid, frame, options.decimal, guesses)
    body = first_table(every)
    if body.height < every.height:
        left = counted(every.height - body.height, "row")
        told = f"{left} of another table below the first are left out"
        guesses.add("rows", told, "other names stand above them")
    body, headings = without_headings(body)
    if headings:
        guesses.add(
            "groups",
            f"{counted(len(headings), 'row with a text alone is a heading', 'rows with a text alone are headings')} of groups: {listed(headings)}",
            "they hold no numbers",
        )
    body, filled = with_labels_below(body)
    if filled:
        guesses.add(
            "groups",
            f"labels of {listed(filled)} hold for the rows below them",
            "each stands once, above blank cells",
        )
    naming = Naming((*frame.titles,), _stem(file))
    found = shaped(body.columns, options, naming, guesses)
    if grid.facts.format in {"json", "jsonl"} and grid.names is not None:
        found = replace(
            found, layout="records" if found.layout in {"wide", "long"} else found.layout
        )
    found, totals = without_totals(found, guesses, told=options.totals)
    if found.size < 2:
        raise TableError(f"it has {counted(found.size, 'unit')}", "a ranking needs two at least")
    if not found.measures:
        raise TableError(
            "it has no column of numbers that is an indicator",
            "ranks, ids and coordinates are none",
        )
    found = _with_nested(_blank_measures_named(found), grid, guesses)
    opened, newest = opened_time(found, options.time, guesses)
    found = switched(found, opened, options, guesses)
    found = directed(with_pillars(found, guesses), options, guesses)
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
        raise SaidError(f"--layout: {options.layout!r} is no layout", fix)
    if options.decimal is not None and options.decimal not in {".", ","}:
        raise SaidError(f"--decimal: {options.decimal!r} is no decimal mark", "write . or ,")
    if options.header_rows is not None and not 0 <= options.header_rows <= 5:
        raise SaidError(
            f"--header-rows: {options.header_rows} is out of reach", "a header has 0 to 5 rows"
        )


def _stem(file: str) -> str:
    path = Path(file)
    while path.suffix.casefold() in ENDINGS:
        path = path.with_suffix("")
    return path.name


def _tell_file(grid: Grid, options: ReadingOptions, guesses: Guesses) -> None:
    if grid.facts.unset:
        unset = grid.facts.unset
        count = counted(len(unset), "formula has", "formulas have")
        told = f"{count} no value, taken as missing: {listed(unset)}"
        guesses.add("cells", told, f"nothing has computed them; {SAVE_IT}")
    if grid.facts.other_sheets and options.sheet is None:
        guesses.add(
            "sheet",
            f"the sheet {grid.facts.sheet} is read, and not {listed(grid.facts.other_sheets)}",
            "it holds most numbers",
            "--sheet",
        )
    if grid.facts.delimiter == " ":
        guesses.add("columns", "blanks part the columns", "nothing else parts them")


def _tell_frame(frame: Frame, grid: Grid, guesses: Guesses) -> None:
    if grid.names is not None:
        return
    rows, titles, footers = frame.header_rows, frame.titles, frame.footers
    if frame.numbering is not None:
        told = f"row {frame.numbering + 1} numbers the columns, and is left out"
        guesses.add("header", told, "its numbers count on from cell to cell", "--header-rows")
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
            "footer",
            f"{counted(len(footers), 'line below the table is a note', 'lines below the table are notes')}",
            "they hold no numbers",
        )


def _with_nested(found: Shaped, grid: Grid, guesses: Guesses) -> Shaped:
    """A table with the columns that were left out because a cell holds more than one value."""
    nested = grid.facts.nested
    if not nested:
        return found
    told = f"{counted(len(nested), 'column')} left out: {listed(list(nested))}"
    guesses.add("columns", told, "their cells are no single number or text")
    keys = (Key(name, "ignored", f"holds {kind} values") for name, kind in nested.items())
    return replace(found, keys=(*found.keys, *keys))


def _blank_measures_named(found: Shaped) -> Shaped:
    """Indicators of which no name is there twice: later ones are numbered."""
    names = distinct_names([m.name for m in found.measures], [None] * len(found.measures))
    pairs = zip(found.measures, names, strict=True)
    return replace(
        found, measures=tuple(m if m.name == name else replace(m, name=name) for m, name in pairs)
    )
