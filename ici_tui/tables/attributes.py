"""Rows of what is said of values, between those of the values, where times are columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.column import rows_of
from ici_tui.tables.words import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from ici_tui.tables.column import Column


def without_attributes(columns: Sequence[Column], periods: Container[int]) -> Sequence[Column]:
    """The columns without the rows of an attribute that holds no number at all: `Status`.

    Args:
        columns: all of them.
        periods: the places of those that are times.
    """
    import polars as pl

    named = next((c for c in columns if c.numbers is None and ATTRIBUTE.fullmatch(c.words)), None)
    held = [c.values for c in columns if c.place in periods and c.numbers is not None]
    if named is None or not held:
        return columns
    of, labels = named.coded
    given = np.zeros(len(of), dtype=bool)
    for values in held:
        given |= ~np.isnan(values)
    known = np.unique(of[given])
    if not 0 < len(known) < len(labels):
        return columns
    keep = pl.Series(np.isin(of, known))
    return [rows_of(column, keep) for column in columns]
