"""The lines of the weights strip, as plain data: which nodes, how deep, what they weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.index.siblings import differ
from ici_tui.views.intervals import Intervals, intervals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.index.tree import Node
    from ici_tui.tui.session import Session
    from ici_tui.views.intervals import WeightInterval


@dataclass(frozen=True, slots=True)
class WeightRow:
    """A node whose weight can be edited."""

    node: Node
    name: str
    depth: int
    points: float
    """Of 100 among its siblings."""
    own: float
    """The same at the pack's own weights."""
    raw: float
    """Relative among siblings, as the weights are held."""
    effective: float
    """Share of 1 of the whole index."""
    locked: bool
    foldable: bool
    open: bool
    interval: WeightInterval | None
    """How far the weight may move alone; None where no exact answer is to be had."""

    @property
    def edited(self) -> bool:
        """Whether the points differ from the pack's."""
        return differ(self.points / 100, self.own / 100)


def weight_rows(session: Session) -> tuple[WeightRow, ...]:
    """The children of the index, and those inside the nodes that are open."""
    weights = session.weights
    own = session.catalogue.own.weights
    tree = session.pack.index.tree
    effective = weights.effective(tree)
    found = []
    for node, depth in _walk(session, session.catalogue.parts, 0):
        if node.parent is None:
            continue
        family = weights.family_of(node.code)
        found.append(
            WeightRow(
                node,
                tree.stands_for(node.code).name if depth else node.name,
                depth,
                points=weights.points(node.code),
                own=own.points(node.code),
                raw=family.relative[family.codes.index(node.code)],
                effective=effective[node.code],
                locked=weights.is_locked(node.code),
                foldable=bool(tree.drawn(node.code)),
                open=node.code in session.opened,
                interval=intervals_of(session, node.parent).by_code.get(node.code),
            )
        )
    return tuple(found)


def weighted_nodes(session: Session) -> list[str]:
    """Codes of the nodes whose weights are shown."""
    walked = _walk(session, session.catalogue.parts, 0)
    return [node.code for node, _ in walked if node.parent is not None]


def intervals_of(session: Session, parent: str) -> Intervals:
    """The intervals of a parent's children; none while the ensemble is still to be read."""
    if session.pack.ensemble_waits:
        return Intervals({}, why_not="the admissible tables are being read")
    return intervals(session.study, parent, session.top)


def _walk(session: Session, nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        if node.code in session.opened:
            yield from _walk(session, session.pack.index.tree.drawn(node.code), depth + 1)
