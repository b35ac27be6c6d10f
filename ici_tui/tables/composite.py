"""A column that holds several, joined by commas, as Eurostat has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.column import Column
from ici_tui.tables.header_names import Header
from ici_tui.tables.series import fit

if TYPE_CHECKING:
    from collections.abc import Sequence


def split_composite(columns: Sequence[Column]) -> tuple[list[Column], Column | None]:
    """The columns with the composite one in its parts, and that one; None where there is none.

    A header such as `a,b,c` with a backslash and `time` behind says so: it has commas, and a backslash before what the columns are.
    """
    for column in columns:
        names = _parts(column)
        if names:
            texts = column.texts.str.splitn(",", len(names)).struct.unnest()
            parts = [
                Column(column.place, Header(name), Cells(fit(part.alias(f"c{column.place}"))))
                for name, part in zip(names, texts.iter_columns(), strict=True)
            ]
            at = columns.index(column)
            return [*columns[:at], *parts, *columns[at + 1 :]], column
    return list(columns), None


def _parts(column: Column) -> list[str]:
    head, slash, _ = column.name.partition("\\")
    if not slash or column.numbers is not None or not column.present:
        return []
    names = [name.strip() for name in head.split(",")]
    commas = column.texts.drop_nulls().str.count_matches(",", literal=True)
    return names if bool((commas == len(names) - 1).all()) and all(names) else []
