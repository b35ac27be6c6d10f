"""The record of a table as it was read, and of its values."""

from __future__ import annotations

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Each, Field, Records

_LINES = (
    Field("name", TEXT, "as in the file"),
    Field("code", TEXT, "of an indicator: what other commands call it", none=True),
    Field("role", TEXT, "name, code, group, time, indicator, rank, coordinate, se or ignored"),
    Field("on", FLAG, "whether the indicator counts"),
    Field("direction", WHOLE, "1 where more is better, -1 where less is", none=True),
    Field("direction_guessed", FLAG),
    Field("pillar", TEXT, none=True),
    Field("present", WHOLE, "units with a value at the time opened; of other columns, cells"),
    Field("missing", WHOLE),
    Field("why", TEXT, "what speaks for the role"),
)
_TIME = (
    Field("column", TEXT),
    Field("first", TEXT),
    Field("newest", TEXT, "the newest with any value", none=True),
    Field("opened", TEXT, "the newest that half of the units have", none=True),
)
_GUESS = (
    Field("kind", TEXT),
    Field("told", TEXT, "what is assumed"),
    Field("why", TEXT),
    Field("option", TEXT, "overrides it", lambda g: g.option or None, none=True),
)
COLUMNS = Records(
    "A table as it was read: its form, its columns, and every guess.",
    (
        Field("file", TEXT),
        Field("format", TEXT, "csv, tsv, xlsx, parquet, json or jsonl"),
        Field("encoding", TEXT, none=True),
        Field("delimiter", TEXT, none=True),
        Field("decimal", TEXT),
        Field("thousands", TEXT, none=True),
        Field("sheet", TEXT, none=True),
        Field("other_sheets", TEXT, many=True),
        Field("header_rows", WHOLE, "counted from 0", many=True),
        Field("layout", TEXT, "wide, long, years-as-columns, transposed or records"),
        Field("title", TEXT),
        Field("units", WHOLE, "over all times, totals left out"),
        Field("totals_rows", TEXT, "rows that are totals, and left out", many=True),
        Field("unit_column", TEXT),
        Field("code_column", TEXT, none=True),
        Field("time", _TIME, none=True, get=lambda d: d.time),
        Field("missing_markers", TEXT, many=True),
        Field("directions_guessed", WHOLE, "of indicators that are on"),
        Field("columns", _LINES, "an entry per indicator, then one per other column", many=True),
        Field("guesses", _GUESS, many=True),
    ),
    many=False,
)
VALUES = Records(
    "The values of a table or a pack at a stage: a record per unit, a field per indicator.",
    (
        Field("code", TEXT),
        Field("name", TEXT),
        Field("time", TEXT, "with --time all", none=True, when="timed"),
        Each((Field("{}", NUMBER, "a value", none=True),), lambda found: ()),
        Each((Field("{}_status", TEXT, "what is known of it", none=True),), lambda found: ()),
    ),
)
