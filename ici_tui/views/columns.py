"""The columns of a ranking, each declared once: both doors draw, sort and name them from here.

A column is an object. Its key is what it is called in commands and in what is kept; no two
columns of a table have the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.near import called, plain
from ici_tui.views.column_kinds import (
    AheadColumn,
    BarColumn,
    Column,
    DeltaColumn,
    GroupColumn,
    NameColumn,
    NodeColumn,
    PresentColumn,
    RangeColumn,
    RankColumn,
    ScoreColumn,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.index.model import Index
    from ici_tui.index.tree import Node, Tree
    from ici_tui.packs.pack import Pack

NAME = "name"
"""The key of the column of names."""
RANK = RankColumn("rank", "#")
DELTA = DeltaColumn("delta", "Δ")
SCORE = ScoreColumn("score", "Score")
BAR = BarColumn("bar", "")
RANGE = RangeColumn("range", "Ranks")
AHEAD = AheadColumn("beats_next", "P>next")
PRESENT = PresentColumn("present", "Data")
KINDS: dict[str, Callable[..., Column]] = {
    kind.__name__: kind
    for kind in (
        RankColumn, DeltaColumn, NameColumn, ScoreColumn, BarColumn, NodeColumn, RangeColumn,
        AheadColumn, GroupColumn,
    )
}  # fmt: skip
"""The kinds of columns of the explorer's ranking, by the names that its first frame has them by."""


def name_column(index: Index) -> NameColumn:
    """The column of names, headed by the word for a unit."""
    return NameColumn(NAME, index.info.words.singular.capitalize())


def branches(tree: Tree) -> tuple[Node, ...]:
    """The nodes that the index's bars are made of: the first level that branches, or the root."""
    return tree.drawn(tree.root.code) or (tree.root,)


def columns_of(pack: Pack) -> tuple[Column, ...]:
    """Every column of a pack's ranking, in the order in which they stand."""
    index = pack.index
    name = name_column(index)
    taken = {plain(column.key) for column in (RANK, DELTA, name, SCORE, BAR, RANGE, AHEAD)}
    nodes = [NodeColumn(_free(n.code, "node", taken), n.name, n.code) for n in branches(index.tree)]
    first = index.info.default_group
    codes = sorted(index.groups, key=lambda code: code != first)
    groups = [
        GroupColumn(_free(code, "group", taken), index.groups[code].name, code, place == 0)
        for place, code in enumerate(codes)
    ]
    ranges = (RANGE,) if pack.has_ensemble else ()
    return (RANK, DELTA, name, SCORE, BAR, *nodes, *ranges, AHEAD, *groups)


def _free(code: str, kind: str, taken: set[str]) -> str:
    """The key of a node's or a group's column: its code, unless another column has that key.

    `taken` are the keys of others without case and signs.
    """
    key = code
    while plain(key) in taken:
        key = f"{kind}-{key}"
    taken.add(plain(key))
    return key


def find_column(columns: tuple[Column, ...], name: str) -> Column | None:
    """A sortable column by its key, its head, or the beginning of either; None where unclear."""
    sortable = {column.key: column for column in columns if column.sortable}
    found = called(name, {key: column.head for key, column in sortable.items()})
    return sortable[found[0]] if len(found) == 1 else None
