"""Units whose names are there again and told apart by another column: `Paris, France`, `Paris, Texas`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.column import Column
from ici_tui.tables.keys import encloses
from ici_tui.tables.total_rows import with_totals_named
from ici_tui.tables.words import ASIDE, DIMENSION, INDICATOR, NAME, PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = 2.0
"""A name that is one of a dimension's is shared by so many units on average."""
SPARSE = 0.5
"""Below this share of all combinations two columns are no dimensions of each other."""


@dataclass(frozen=True, eq=False)
class Joined:
    """A column of names, those that are there again with others behind them."""

    unit: Column
    names: Column
    """The column whose names they are."""
    behind: tuple[Column, ...]


def sparsely_joined(unit: Column, columns: Sequence[Column]) -> Joined | None:
    """Names that are there again with a part behind those that have one: `Denmark, Greenland`.

    None where no column of names tells all rows of a unit apart, blank in one of them.

    Args:
        unit: would name the units, and repeats.
        columns: all of them.
    """
    import polars as pl

    for column in columns:
        if column is unit or column.numbers is not None or not column.cells.blank:
            continue
        if not (column.present and NAME.search(column.words)) or ASIDE.search(column.words):
            continue
        frame = pl.DataFrame({"c0": unit.texts, "c1": column.texts})
        if frame.n_unique() < unit.height:
            continue
        again = frame.group_by("c0").len().filter(pl.col("len") > 1)["c0"]
        whole = pl.concat_str(pl.all(), separator=", ", ignore_nulls=True)
        told = pl.when(pl.col("c0").is_in(again.implode())).then(whole).otherwise(pl.col("c0"))
        texts = frame.select(told.alias(unit.texts.name)).to_series()
        return Joined(Column(unit.place, unit.header, Cells(texts)), unit, (column,))
    return None


def joined_names(unit: Column, chosen: Sequence[Column]) -> Joined | None:
    """Names of units by several columns; None where the others are dimensions of what is measured.

    Args:
        unit: would name the units, and repeats.
        chosen: the columns that tell its rows apart.
    """
    import polars as pl

    if not chosen or any(INDICATOR.search(c.words) or DIMENSION.search(c.words) for c in chosen):
        return None
    columns = (unit, *chosen)
    names = max(columns, key=lambda c: (not encloses(c), c.distinct))
    behind = tuple(c for c in columns if c is not names)
    named = with_totals_named(names, behind) if names.cells.blank else names
    frame = pl.DataFrame({f"c{k}": c.texts for k, c in enumerate((named, *behind))})
    pairs = frame.drop_nulls().unique()
    most = 1
    for column in columns:
        most *= column.distinct
    called = all(NAME.search(c.words) or PLACE.search(c.words) for c in columns)
    if pairs.height >= SHARED * names.distinct or not (called or pairs.height < SPARSE * most):
        return None
    again = pairs.group_by("c0").len().filter(pl.col("len") > 1)["c0"]
    whole = pl.concat_str(pl.all(), separator=", ", ignore_nulls=True)
    told = pl.when(pl.col("c0").is_in(again.implode())).then(whole).otherwise(pl.col("c0"))
    texts = frame.select(told.alias(names.texts.name)).to_series()
    return Joined(Column(names.place, names.header, Cells(texts)), names, behind)
