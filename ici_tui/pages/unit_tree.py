"""Which nodes of the tree a profile shows: as many levels as fit, the others folded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.views.columns import branches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.index.tree import Node, Tree

NODE = "node:"
ROOM = 24
"""Lines that a tree may take before its lower levels start folded."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node, how deep it stands, and the part of the index that it belongs to."""

    node: Node
    name: str
    depth: int
    part: int
    """The place among the index's parts; -1 for the index itself."""
    foldable: bool
    open: bool

    @property
    def key(self) -> str:
        """What folds and unfolds it; empty where there is nothing inside."""
        return NODE + self.node.code if self.foldable else ""


def tree_rows(tree: Tree, toggled: frozenset[str]) -> tuple[TreeRow, ...]:
    """The index, its parts, and what is open inside them.

    Args:
        tree: the index's tree; a single child stands for its parent and is not drawn.
        toggled: keys of the nodes that the user folded or unfolded.
    """
    deepest = _deepest(tree)
    found = [TreeRow(tree.root, tree.root.name, 0, -1, foldable=False, open=True)]
    for place, part in enumerate(branches(tree)):
        if part.code != tree.root.code:
            found += _rows(tree, part, 0, place, (deepest, toggled))
    return tuple(found)


def _rows(
    tree: Tree, node: Node, depth: int, part: int, folding: tuple[int, frozenset[str]]
) -> Iterator[TreeRow]:
    deepest, toggled = folding
    children = tree.drawn(node.code)
    is_open = bool(children) and (depth < deepest) != (NODE + node.code in toggled)
    # Inside a part, an indicator that stands alone says more than the measure around it.
    name = tree.stands_for(node.code).name if depth else node.name
    yield TreeRow(node, name, depth, part, bool(children), is_open)
    if is_open:
        for child in children:
            yield from _rows(tree, child, depth + 1, part, folding)


@lru_cache(maxsize=8)
def _deepest(tree: Tree) -> int:
    """Down to which depth nodes are open at first: whole levels, while they fit."""
    level = [node for node in branches(tree) if node.code != tree.root.code]
    depth, lines = 0, 1 + len(level)
    while level:
        level = [child for node in level for child in tree.drawn(node.code)]
        lines += len(level)
        if not level or lines > ROOM:
            break
        depth += 1
    return depth
