"""Records of many rows, held by column: every format of programs has the same bytes as row by row.

A record whose values are columns stands for all of its rows. How it is laid out is what the
writers of single records say of one; only what differs from row to row is written by column.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from ici_tui.cli.column_texts import json_texts, number_texts, quoted
from ici_tui.cli.output import as_json, in_json, json_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ici_tui.cli.cell_text import CellTexts

    Held = Mapping[str, object]
    """A record in which a value of all rows is a column; others may be records of such, or None."""

PORTION = 1 << 14
"""How many rows are written at once."""


class LongRecords(NamedTuple):
    """Records of many rows."""

    portions: Callable[[], Iterable[Held]]
    """Some rows after the other, each with the same names."""
    flat: Callable[[Held], Held] = lambda held: held
    """From such a record to the flat one of CSV, TSV and workbooks."""

    def rows(self) -> Iterator[dict[str, pl.Series]]:
        """The columns of flat rows."""
        for held in self.portions():
            columns = self.flat(held)
            size = next(len(one) for one in columns.values() if isinstance(one, pl.Series))
            yield {
                name: one
                if isinstance(one, pl.Series)
                else pl.Series([None] * size, dtype=pl.String)
                for name, one in columns.items()
            }


def row_pieces(records: LongRecords, separator: str, cells: CellTexts) -> Iterator[bytes]:
    """CSV or TSV in pieces of whole lines in UTF-8, the header first.

    Args:
        records: what is written.
        separator: between cells.
        cells: makes the cells of texts.
    """
    begun = False
    for columns in records.rows():
        if not begun:
            begun = True
            heads = quoted(pl.Series(list(map(cells.text, columns))), separator)
            yield (separator.join(heads.to_list()) + "\n").encode()
        written = [_cells(one, separator, cells) for one in columns.values()]
        # Two names may be alike once they are sanitised, and a frame's may not.
        frame = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(written)])
        out = BytesIO()
        frame.write_csv(
            out, include_header=False, separator=separator, quote_style="never", null_value=""
        )
        yield out.getvalue()


def _cells(column: pl.Series, separator: str, cells: CellTexts) -> pl.Series:
    if column.dtype == pl.Float64:
        return number_texts(column.to_numpy())
    if column.dtype != pl.String:
        return column
    shown = [None if text is None else cells.text(text) for text in column.to_list()]
    return quoted(pl.Series(shown, dtype=pl.String), separator)


def json_pieces(records: LongRecords, *, lines: bool) -> Iterator[bytes]:
    """JSON, with `lines` one record a line, in pieces of UTF-8."""
    opening, closing, between = ("", "\n", "\n") if lines else ("[\n  ", "\n]\n", ",\n  ")
    return _json_rows(records, opening, closing, between, lines=lines)


def json_around(record: Mapping[str, object], *, lines: bool) -> Iterator[bytes]:
    """JSON of one record of which some values are `LongRecords`, in pieces of UTF-8.

    Args:
        record: the record.
        lines: whether it is one line.
    """
    opening, closing, between = ("[", "]", ", ") if lines else ("[\n    ", "\n  ]", ",\n    ")
    long = [value for value in record.values() if isinstance(value, LongRecords)]
    form = {n: HOLE if isinstance(value, LongRecords) else value for n, value in record.items()}
    first, *others = as_json(form, lines=lines).split(HOLE_TEXT)
    yield first.encode()
    for records, after in zip(long, others, strict=True):
        yield from _json_rows(records, opening, closing, between, lines=lines)
        yield after.encode()


def _json_rows(
    records: LongRecords, opening: str, closing: str, between: str, *, lines: bool
) -> Iterator[bytes]:
    """Records with what stands before, after and between them; they are set in as that is."""
    head, end = ("", "\n") if lines else ("[\n", "\n]\n")
    *_, indent = between.rpartition("\n")
    lead = opening
    for held in records.portions():
        columns: list[pl.Series] = []
        one = json_of([_with_holes(held, columns)], lines=lines)[len(head) : -len(end)]
        form = one if lines else one.replace("\n  ", "\n" + indent).removeprefix("  ")
        form = form.replace("%", "%%").replace(HOLE_TEXT, "%s")
        told = zip(*map(json_texts, columns), strict=True)
        yield (lead + in_json(between.join([form % row for row in told]))).encode()
        lead = between
    yield closing.encode()


HOLE = "\x00"
"""Stands for what a row has of its own; no text of data has such a character."""
HOLE_TEXT = json_of(HOLE).rstrip("\n")


def _with_holes(held: Held, columns: list[pl.Series]) -> dict[str, object]:
    """The record of one row with a hole for each of the columns, which are added to a list."""
    found: dict[str, object] = {}
    for name, value in held.items():
        if isinstance(value, pl.Series):
            columns.append(value)
            found[name] = HOLE
        else:
            found[name] = _with_holes(value, columns) if isinstance(value, dict) else value
    return found
