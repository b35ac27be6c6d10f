"""The columns that a ranking can show and be sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ici_tui.views.names import plain

if TYPE_CHECKING:
    from ici_tui.index.tree import Node, Tree
    from ici_tui.packs.pack import Pack


class Kind(Enum):
    """What a column holds."""

    RANK = "rank"
    DELTA = "delta"
    NAME = "name"
    SCORE = "score"
    BAR = "bar"
    NODE = "node"
    RANGE = "range"
    AHEAD = "ahead"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `code` is a node's or a group's, empty for the other kinds."""

    kind: Kind
    title: str
    code: str = ""

    @property
    def id(self) -> str:
        """What the column is called in commands and in the sort order."""
        return self.code or self.kind.value

    @property
    def sortable(self) -> bool:
        """Whether rows can be ordered by it: a bar says what the score says."""
        return self.kind not in {Kind.BAR, Kind.AHEAD}

    @property
    def descending(self) -> bool:
        """Whether sorting by it begins with the greatest."""
        return self.kind in {Kind.DELTA, Kind.SCORE, Kind.NODE}


def branches(tree: Tree) -> tuple[Node, ...]:
    """The nodes that the index's bars are made of: the first level that branches, or the root."""
    return tree.drawn(tree.root.code) or (tree.root,)


def columns_of(pack: Pack) -> tuple[Column, ...]:
    """Every column of a pack's ranking, in the order in which they stand."""
    index = pack.index
    found = [
        Column(Kind.RANK, "#"),
        Column(Kind.DELTA, "Δ"),
        Column(Kind.NAME, index.info.words.singular.capitalize()),
        Column(Kind.SCORE, "Score"),
        Column(Kind.BAR, ""),
    ]
    found += [Column(Kind.NODE, node.name, node.code) for node in branches(index.tree)]
    if pack.has_ensemble:
        found.append(Column(Kind.RANGE, "Ranks"))
    found.append(Column(Kind.AHEAD, "P>next"))
    first = index.info.default_group
    codes = sorted(index.groups, key=lambda code: code != first)
    found += [Column(Kind.GROUP, index.groups[code].name, code) for code in codes]
    return tuple(found)


def find_column(columns: tuple[Column, ...], name: str) -> Column | None:
    """A sortable column by its id, its title, or the beginning of either; None where unclear."""
    wanted = plain(name)
    sortable = [column for column in columns if column.sortable]
    words = [(column, {plain(column.id), plain(column.title)}) for column in sortable]
    exact = [column for column, called in words if wanted in called]
    near = [column for column, called in words if any(w.startswith(wanted) for w in called)]
    found = exact or near
    return found[0] if wanted and len(found) == 1 else None
