"""Labels that stand once above the rows that they are of, as merged cells do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.words import ASIDE

if TYPE_CHECKING:
    from ici_tui.tables.column import Column
    from ici_tui.tables.typed import Body

MOST = 0.5
"""Share of rows that may begin a run; with more, blanks are missing labels."""
LONGEST = 60


def with_labels_below(body: Body) -> tuple[Body, list[str]]:
    """A body whose labels stand in each row that they are of, and the columns that were filled.

    They are found in columns of texts before the first one that is full: a first row with a
    label, others with new ones, and blanks between.
    """
    filled: list[str] = []
    columns = list(body.columns)
    for place, column in enumerate(columns):
        if column.numbers is not None or column.present == column.height:
            break
        if _stands_once(column):
            texts = column.texts.fill_null(strategy="forward")
            columns[place] = replace(column, cells=Cells(texts))
            filled.append(column.shown)
    return (replace(body, columns=tuple(columns)) if filled else body), filled


def _stands_once(column: Column) -> bool:
    """Whether each label begins a run of blanks."""
    texts = column.texts
    if (
        ASIDE.search(column.words)
        or len(texts) < 4
        or texts[0] is None
        or not 2 <= column.present <= MOST * len(texts)
    ):
        return False
    return column.distinct == column.present and max(map(len, column.sample)) <= LONGEST
