"""Rows inside a table that are no units: headings of groups, repeated headers, blank rows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.column import Column
from ici_tui.tables.header_names import Header
from ici_tui.tables.late import late
from ici_tui.tables.looks import looks_number
from ici_tui.tables.series import SHORT, together

if TYPE_CHECKING:
    import polars as pl

    from ici_tui.tables.typed import Body

GROUP = "group (heading rows)"
LARGEST = 20_000
"""Rows up to which headings are looked for."""
MOST = 0.34
HEADS = late(
    r"regions?|.*\bgroups?|aggregates?|memo\b.*|of which\b.*|countries\b.*|by .*|partners?( countries| economies)?|(non-?)?members?( countries| states)?|associates|candidates|others?",
    re.IGNORECASE,
)


def without_headings(body: Body) -> tuple[Body, list[str]]:
    """A body without rows that are no units, and the headings that were found.

    What stands below a heading gets it as a label, in a column of its own.
    """
    import polars as pl

    if not body.columns:
        return body, []
    repeated = _repeated_header(body)
    if repeated is not None or all(column.cells.blank for column in body.columns):
        keep = _filled(body) > 0
        if repeated is not None:
            keep &= ~repeated
        if not bool(keep.all()):
            body = body.only(keep)
    found = _headings(body, _filled(body)) if body.height <= LARGEST else []
    if not found:
        return body, []
    texts = [next(t for c in body.columns if (t := c.texts[row]) is not None) for row in found]
    labels: list[str | None] = []
    named = dict(zip(found, texts, strict=True))
    last = None
    for row in range(body.height):
        last = named.get(row, last)
        labels.append(last)
    mask = pl.Series([row not in named for row in range(body.height)])
    label = pl.Series("heading", labels, dtype=pl.String).filter(mask)
    column = Column(len(body.columns), Header(GROUP), Cells(label))
    body = body.only(mask)
    return replace(body, columns=(*body.columns, column)), texts


def first_table(body: Body) -> Body:
    """A body without another table below it: a header with the name of the first column again.

    The lines above that header with a text alone are its title.
    """
    import polars as pl

    first = body.columns[0] if body.columns else None
    if first is None or not first.name or first.cells.numbers is not None:
        return body
    again = (first.texts == first.name).fill_null(False).arg_true().to_list()
    for row in again:
        cells = [(c.name, c.texts[row]) for c in body.columns if c.numbers is not None]
        others = [text for name, text in cells if text is not None and text != name]
        if row and others and not any(map(looks_number, others)):
            filled = _filled(body).to_list()
            stop = row
            while stop > 1 and filled[stop - 1] < 2:
                stop -= 1
            return body.only(pl.Series(range(body.height)) < stop)
    return body


def _filled(body: Body) -> pl.Series:
    """How many cells of each row are not blank."""
    import numpy as np
    import polars as pl

    numbers = [n for c in body.columns if (n := c.cells.numbers) is not None]
    others = [c.cells for c in body.columns if c.cells.numbers is None]
    counts = np.zeros(body.height, dtype=np.int32)
    for some in numbers:
        counts += some == some  # noqa: PLR0124 - a blank is no number
    if others and 0 < body.height <= SHORT:
        given = together([cells.texts for cells in others]).is_not_null().to_numpy()
        counts += given.reshape(len(others), body.height).sum(axis=0, dtype=np.int32)
    else:
        for cells in others:
            counts += cells.given.to_numpy()
    return pl.Series(counts)


def _repeated_header(body: Body) -> pl.Series | None:
    """Rows that hold the header once more."""
    named = [c for c in body.columns if c.name]
    if len(named) < 2 or (named[0].cells.numbers is not None and not looks_number(named[0].name)):
        return None
    same = (named[0].texts == named[0].name).fill_null(False)
    if not same.any():
        return None
    for column in named[1:4]:
        same &= (column.texts == column.name).fill_null(False)
    return same


def _headings(body: Body, filled: pl.Series) -> list[int]:
    """The rows with one text and nothing else that head those below."""
    texts = {
        row: text
        for row, count in enumerate(filled.to_list())
        if count == 1 and (text := _only(body, row))
    }
    alone = list(texts)
    if not alone or len(body.columns) < 3:
        return []
    shouted = [row for row in alone if _shouts(texts[row])]
    others = [text for c in body.columns if c.numbers is None for text in c.sample[:200]]
    if (
        len(shouted) > 1
        and 2 * len(shouted) < body.height
        and sum(map(_shouts, others)) < 0.5 * len(others)
    ):
        return [
            row
            for row in alone
            if row in shouted or HEADS.fullmatch(texts[row]) or 5 * len(shouted) >= 4 * len(alone)
        ]
    # Units without numbers stand in the order of the others; headings stand before units.
    apart = all(b - a > 1 for a, b in pairwise(alone))
    heads = (
        apart and alone[0] == 0 and alone[-1] < body.height - 1 and len(alone) <= MOST * body.height
    )
    if heads and not _sorted(body):
        return alone
    named = all(HEADS.fullmatch(texts[row]) for row in alone)
    return alone if named and apart and alone[-1] < body.height - 1 else []


def _shouts(text: str) -> bool:
    """Whether a text stands in capitals, and is no code."""
    return text.isupper() and len(text) > 3


def _only(body: Body, row: int) -> str | None:
    for column in body.columns:
        text = column.texts[row]
        if text is not None:
            return None if column.numbers is not None else str(text)
    return None


def _sorted(body: Body) -> bool:
    """Whether a column of texts is in the order of the alphabet."""
    for column in body.columns[:3]:
        if column.numbers is None and column.distinct > 0.8 * body.height:
            texts = [t.casefold() for t in column.texts.drop_nulls().to_list()]
            steps = sum(a <= b for a, b in pairwise(texts))
            return bool(steps > 0.9 * max(len(texts) - 1, 1))
    return False
