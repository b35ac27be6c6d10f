"""The tree of an index with its columns as they are said to be: codes and weights stay.

An indicator straight below the index, where others have pillars, hangs on aggregates of its own
that stand for it: every level is there, and nothing else changes.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from ici_tui.index.tree import Node, Tree, TreeError
from ici_tui.tables.codes import node_codes
from ici_tui.tables.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ici_tui.tables.edits import ColumnEdit, Edits


def edited_tree(
    tree: Tree, spare: Mapping[str, Node], edits: Edits, taken: Collection[str] = ()
) -> Tree:
    """The tree once columns are as they are said to be.

    Args:
        tree: as the pack has it.
        spare: what is known of columns that are off.
        edits: what is said.
        taken: codes of columns that are no nodes.

    Raises:
        EditError: no indicator is left.
    """
    return _Builder(tree, spare, edits, set(taken)).build()


class _Builder:
    """Puts the nodes of one tree together."""

    def __init__(
        self, tree: Tree, spare: Mapping[str, Node], edits: Edits, taken: set[str]
    ) -> None:
        self._tree, self._spare, self._edits = tree, spare, edits
        self._taken = taken | {node.code for node in tree.nodes} | set(spare)
        self._taken |= {code for code, _ in edits.columns}
        self._aggregates = {node.code: node for node in tree.aggregates}
        self._made: dict[str, Node] = {}
        """New pillars by name."""
        self._leaves: list[Node] = []

    def build(self) -> Tree:
        leaves = self._chosen()
        if not leaves:
            raise EditError("an index needs an indicator; put another in before this goes out")
        new = any(edit.pillar for _, edit in leaves)
        self._lift(1 if new and self._tree.depth == 2 else 0)
        for leaf, edit in leaves:
            self._leaves.append(leaf._replace(parent=self._parent(leaf, edit)))
        try:
            return Tree.build([*self._filled(), *self._leaves])
        except TreeError as error:
            raise EditError(str(error)) from None

    def _chosen(self) -> list[tuple[Node, ColumnEdit]]:
        """The indicators that count, each with what is said of it, in their order."""
        found = []
        plain = {
            code: Node(code, code, 1, "") for code, edit in self._edits.columns
            if edit.role == "indicator"
        }  # fmt: skip
        known = {leaf.code: leaf for leaf in self._tree.leaves}
        for code, leaf in {**plain, **self._spare, **known}.items():
            edit = self._edits.of(code)
            on = edit.on if edit.on is not None else (code in known or edit.role == "indicator")
            if on and edit.role in {None, "indicator"}:
                direction = edit.direction or leaf.direction
                named = leaf._replace(name=edit.name or leaf.name, direction=direction, level=1)
                found.append((named, edit))
        order = {code: place for place, code in enumerate((*known, *self._spare, *plain))}
        return sorted(found, key=lambda pair: order[pair[0].code])

    def _lift(self, levels: int) -> None:
        """Raise the index where there is a level more below it."""
        self._root = self._tree.root._replace(level=self._tree.depth + levels)
        self._aggregates[self._root.code] = self._root

    def _parent(self, leaf: Node, edit: ColumnEdit) -> str:
        if edit.pillar:
            return self._pillar(leaf, edit.pillar).code
        wanted = leaf.parent if edit.into is None else edit.into
        node = self._aggregates.get(wanted or "")
        if node is not None and node.level == 2:
            return node.code
        return self._alone(leaf)

    def _pillar(self, leaf: Node, name: str) -> Node:
        """The new pillar of a name, beside the one that the first indicator comes from."""
        if name not in self._made:
            old = self._aggregates.get(leaf.parent or "")
            above = old.parent if old is not None and old.level == 2 and old.parent else None
            over = above or self._top()
            siblings = [n.weight for n in self._tree.children(over) if n.weight > 0]
            weight = fmean(siblings) if siblings else 1.0
            self._made[name] = self._add(name, 2, over, weight)
        return self._made[name]

    def _top(self) -> str:
        """What a new pillar hangs on: the index, or aggregates of its own below it."""
        parent = self._root.code
        for level in range(self._root.level - 1, 2, -1):
            parent = self._add("Other", level, parent, 1.0).code
        return parent

    def _alone(self, leaf: Node) -> str:
        """The aggregates that stand for an indicator straight below the index."""
        parent = self._root.code
        for level in range(self._root.level - 1, 1, -1):
            parent = self._add(leaf.name, level, parent, leaf.weight).code
        return parent

    def _add(self, name: str, level: int, parent: str, weight: float) -> Node:
        (code,) = node_codes([name], self._taken)
        self._taken.add(code)
        node = Node(code, name, level, parent, weight)
        self._aggregates[code] = node
        return node

    def _filled(self) -> list[Node]:
        """The aggregates that have children, those above first."""
        kept = {leaf.parent for leaf in self._leaves}
        for node in sorted(self._aggregates.values(), key=lambda node: node.level):
            if node.code in kept and node.parent:
                kept.add(node.parent)
        return [node for code, node in self._aggregates.items() if code in kept]
