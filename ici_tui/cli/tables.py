"""`ici-tui columns` and `ici-tui values`: any table as it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.allowed import rights
from ici_tui.cli.common import fail
from ici_tui.cli.deliver import Origin, deliver, deliver_long, write_page
from ici_tui.cli.opening import pack_folder, reading_options, table_end, tell_guesses
from ici_tui.cli.output import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.cli.common import Common
    from ici_tui.pages.columned import Columned
    from ici_tui.pages.model import Cell, Page
    from ici_tui.tables.described import Described
    from ici_tui.tables.place import TablePlace
    from ici_tui.tables.reading import Reading
    from ici_tui.tables.values import StageValues

MANY = 100_000
"""Values from which they are written column by column."""


def columns(common: Common, file: str | None) -> None:
    """A table as it is read: its form, what each column is, and every guess."""
    from ici_tui.questions.records.columns import COLUMNS
    from ici_tui.tables.described import described

    reading = _read(common, _named(common, file, "columns"))[0]
    found = described(reading)
    record = COLUMNS.one(found)
    lines = [line for line in record["columns"] if isinstance(line, dict)]  # type: ignore[attr-defined]
    deliver(common, lambda: _page(found), record, lines)


def values(common: Common, file: str | None, stage: str) -> None:
    """The values of a table or a pack at a stage; CSV by default."""
    from ici_tui.near import did_you_mean, nearest
    from ici_tui.tables.values import ALL, STAGES

    if stage not in STAGES:
        fix = did_you_mean(nearest(stage, STAGES, most=1), f"one of {', '.join(STAGES)}")
        raise fail(f"--stage: {stage!r} is no stage; {fix}", 2)
    every = common.time == ALL
    origin: Origin | None = None
    named = _table_named(common, file)
    if named is None:
        tables, origin = _of_pack(common, stage, every=every)
    else:
        timeless = replace(common, time=None) if every else common
        reading, place = _read(timeless, named)
        tables = _of_table(reading, place, stage, every=every)
        if not common.quiet:
            tell_guesses([guess.told for guess in reading.guesses])
    if common.asked_format is None:
        common = replace(common, format=Format.CSV)
    standing = "" if origin is None else origin.study.standing_line
    if sum(table.table.size for table in tables) >= MANY and not tables[0].statuses:
        from ici_tui.cli.long_values import columned, long_values
        from ici_tui.pages.columned import Columned

        records = long_values(tables, timed=every)
        if common.paged:
            cells = columned(records)
            write_page(
                _values_page(list(cells), Columned(cells.values()), standing), common, origin
            )
        else:
            deliver_long(common, records, origin=origin)
        return
    rows = [row for table in tables for row in table.rows(timed=every)]
    keys = list(rows[0]) if rows else ["code", "name"]

    def page() -> Page:
        from ici_tui.pages.model import Cell

        cells = tuple(tuple(Cell(_value_text(row[key])) for key in keys) for row in rows)
        return _values_page(keys, cells, standing)

    deliver(common, page, rows, origin=origin)


def _named(common: Common, file: str | None, command: str) -> str:
    """The table that a command is about, named behind it or before it."""
    if file is not None and common.pack is not None:
        raise fail(f"{command}: give a FILE or --pack, not both", 2)
    found = file or common.pack
    if found is None:
        raise fail(f"{command}: name a table: ici-tui {command} FILE", 2)
    return found


def _table_named(common: Common, file: str | None) -> str | None:
    """The table whose values are asked for; None where a pack's are."""
    from ici_tui.tables.opened import is_table

    if file is not None:
        return _named(common, file, "values")
    named = common.pack
    return named if named is not None and is_table(pack_folder(common)) else None


def _read(common: Common, file: str) -> tuple[Reading, TablePlace]:
    """The table with what was said of it, or the end with why it cannot be read."""
    from ici_tui.tables.errors import TableError
    from ici_tui.tables.place import read_place, table_place

    if rights.closed():  # whether a file is there, elsewhere, is nobody's business
        file = str(pack_folder(replace(common, pack=file)))
    place = table_place(file)
    if not place.is_standard_input and not place.path.exists():
        raise fail(_not_there(place), 2)
    try:
        return read_place(place, reading_options(common)), place
    except TableError as error:
        raise table_end(error, file) from None


def _not_there(place: TablePlace) -> str:
    """No such file, and the nearest that is there."""
    from ici_tui.near import did_you_mean, nearest

    try:
        there = [path.name for path in place.path.parent.iterdir()]
    except OSError:
        there = []
    hint = did_you_mean(nearest(place.path.name, there, most=1), "name a table that is there")
    return f"{place.path}: there is no such file; {hint}"


def _of_table(reading: Reading, place: TablePlace, stage: str, *, every: bool) -> list[StageValues]:
    from ici_tui.index.errors import PipelineError
    from ici_tui.tables.values import table_at_every_time, values_of_table

    try:
        if every:
            return list(table_at_every_time(reading, place.path, stage))
        return [values_of_table(reading, place.path, stage)]
    except PipelineError as error:
        raise fail(str(error), 1) from None


def _of_pack(common: Common, stage: str, *, every: bool) -> tuple[list[StageValues], Origin]:
    from ici_tui.cli.opening import study_of
    from ici_tui.tables.values import values_of_pack

    study = study_of(replace(common, time=None) if every else common)
    times = study.pack.times if every else ()
    if len(times) < 2:
        return [values_of_pack(study.pack, study.prepared, stage)], Origin(study)
    studies = (study_of(replace(common, time=time)) for time in times)
    return [values_of_pack(one.pack, one.prepared, stage) for one in studies], Origin(study)


def _values_page(
    keys: Sequence[str], rows: tuple[tuple[Cell, ...], ...] | Columned, standing: str
) -> Page:
    from ici_tui.pages.model import Column, Grid, Page

    heads = tuple(Column(key, k > 1, None, key=k == 0) for k, key in enumerate(keys))
    return Page((Grid(heads, rows),), standing)


def _value_text(value: object) -> str:
    from ici_tui.cli.cell_text import number_text

    if value is None:
        return ""
    return number_text(value) if isinstance(value, float) else str(value)


def _page(found: Described) -> Page:
    """The form of a table in a few lines, its columns, its guesses."""
    from ici_tui.pages.model import Blank, Cell, Column, Grid, Listing, Page, Para, Section, Title
    from ici_tui.tables.guesses import counted

    form = [found.format, *([f"sheet {found.sheet}"] if found.sheet else []),
            *([found.encoding] if found.encoding else []), f"layout {found.layout}",
            f"{found.units:,} units named by {found.unit_column}"]  # fmt: skip
    if found.time is not None:
        form.append(f"times {found.time.first} to {found.time.newest}, {found.time.opened} opened")
    if found.totals_rows:
        form.append(counted(len(found.totals_rows), "row is a total", "rows are totals"))
    heads = (
        Column("column", key=True, least=8), Column("role"), Column("better"),
        Column("present", right=True), Column("missing", right=True),
        Column("pillar", least=8, optional=True), Column("why", least=8, optional=True),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(line.name),
            Cell(line.role + ("" if line.on or line.role != "indicator" else ", off")),
            Cell(_direction(line.direction, guessed=line.direction_guessed)),
            Cell(f"{line.present:,}"), Cell(f"{line.missing:,}"), Cell(line.pillar or ""),
            Cell(line.why),
        )
        for line in found.columns
    )  # fmt: skip
    guesses = tuple(
        f"{g.told}: {g.why}" + (f" ({g.option})" if g.option else "") for g in found.guesses
    )
    return Page(
        (Title(found.title), Para(" · ".join(form)), Blank(), Grid(heads, rows),
         Section("Guesses"), Listing(guesses))
    )  # fmt: skip


def _direction(direction: int | None, *, guessed: bool) -> str:
    if direction is None:
        return ""
    return ("more" if direction == 1 else "less") + (" ?" if guessed else "")
