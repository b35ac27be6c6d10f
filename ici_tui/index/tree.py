"""The tree of an index: indicators at level 1, aggregates above, one root.

A weight is relative among siblings; `Tree` knows the order and kinship of nodes,
`weights` what they weigh.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Goalposts(NamedTuple):
    """Fixed ends of a scale, in raw units: `lower` < `upper`, mapped to 0 … `scale`."""

    lower: float
    upper: float
    scale: float = 1.0


class Node(NamedTuple):
    """An indicator (level 1) or an aggregate (level 2 and up) of an index."""

    code: str
    name: str
    level: int
    parent: str | None
    weight: float = 1.0
    """Relative among siblings, as the pack gives it."""
    direction: int = 1
    """1 where more is better, -1 where less is."""
    unit: str = ""
    target: float | None = None
    denominator: str | None = None
    goalposts: Goalposts | None = None


class TreeError(ValueError):
    """The nodes do not form one tree; the message names the node and what would be right."""


@dataclass(frozen=True)
class Tree:
    """All nodes of an index, root first, each followed by its children in the pack's order.

    Build it with `Tree.build`, which orders the nodes and checks their kinship.
    """

    nodes: tuple[Node, ...]
    _children: Mapping[str, tuple[Node, ...]] = field(repr=False, compare=False)
    _places: Mapping[str, int] = field(repr=False, compare=False)

    @classmethod
    def build(cls, nodes: Iterable[Node]) -> Tree:
        """Order `nodes` depth first and check that they form one tree.

        Raises:
            TreeError: no root or several, an unknown parent, a parent that is not one
                level up, an aggregate without children, a code used twice.
        """
        listed = tuple(nodes)
        by_code = {node.code: node for node in listed}
        if len(by_code) < len(listed):
            counts = Counter(node.code for node in listed)
            twice = next(code for code, count in counts.items() if count > 1)
            raise TreeError(f"the code {twice!r} is used twice")
        roots = [node for node in listed if node.parent is None]
        if len(roots) != 1:
            found = ", ".join(node.code for node in roots) or "none"
            raise TreeError(f"an index has one top node without a parent; found {found}")
        children: dict[str, list[Node]] = {}
        for node in listed:
            if node.parent is None:
                continue
            parent = by_code.get(node.parent)
            if parent is None:
                raise TreeError(f"{node.code}: its parent {node.parent!r} does not exist")
            if parent.level != node.level + 1:
                raise TreeError(
                    f"{node.code} (level {node.level}): its parent {parent.code} must be on "
                    f"level {node.level + 1}, but is on {parent.level}"
                )
            children.setdefault(parent.code, []).append(node)
        for node in listed:
            if node.level > 1 and node.code not in children:
                raise TreeError(f"the aggregate {node.code} has no children")
        kin = {code: tuple(found) for code, found in children.items()}
        ordered = tuple(_depth_first(roots[0], kin))
        places = {node.code: place for place, node in enumerate(ordered)}
        return cls(ordered, MappingProxyType(kin), MappingProxyType(places))

    @property
    def root(self) -> Node:
        """The index itself."""
        return self.nodes[0]

    @property
    def depth(self) -> int:
        """The level of the root."""
        return self.root.level

    @property
    def leaves(self) -> tuple[Node, ...]:
        """The indicators, in tree order: the columns of every data matrix."""
        return tuple(node for node in self.nodes if node.level == 1)

    @property
    def aggregates(self) -> tuple[Node, ...]:
        """The nodes above the indicators, in tree order, the root first."""
        return tuple(node for node in self.nodes if node.level > 1)

    @property
    def pillars(self) -> tuple[Node, ...]:
        """The children of the root."""
        return self.children(self.root.code)

    def at_level(self, level: int) -> tuple[Node, ...]:
        """The nodes of one level, in tree order."""
        return tuple(node for node in self.nodes if node.level == level)

    def children(self, code: str) -> tuple[Node, ...]:
        """The children of a node, in the pack's order; none for an indicator."""
        return self._children.get(code, ())

    def place(self, code: str) -> int:
        """The node's place in `nodes`, which is its column in `Scores.values`."""
        return self._places[code]

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def __getitem__(self, code: str) -> Node:
        return self.nodes[self._places[code]]

    def siblings(self, code: str) -> tuple[Node, ...]:
        """The children of the node's parent, itself among them; the root alone."""
        parent = self[code].parent
        return (self[code],) if parent is None else self.children(parent)

    def descendants(self, code: str) -> Iterator[Node]:
        """The node's descendants, depth first, without itself."""
        below = _depth_first(self[code], self._children)
        next(below)  # itself
        yield from below

    def stands_for(self, code: str) -> Node:
        """The indicator that is all there is under a node; the node itself where there is more."""
        node = self[code]
        while len(children := self.children(node.code)) == 1:
            node = children[0]
        return node if node.level == 1 else self[code]

    def drawn(self, code: str) -> tuple[Node, ...]:
        """The children to draw under a node: a single child stands for its parent and is skipped.

        Where a node has one child, drawing both says the same thing twice; the walk goes
        on to the first level that branches, and ends with nothing where none does.
        """
        found = self.children(code)
        while len(found) == 1:
            found = self.children(found[0].code)
        return found


def _depth_first(node: Node, children: Mapping[str, tuple[Node, ...]]) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children.get(node.code, ())))
