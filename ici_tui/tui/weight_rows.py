"""The lines of the weights strip, as plain data: which nodes, how deep, what they weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.index.siblings import differ
from ici_tui.views.intervals import Intervals, intervals
from ici_tui.views.numbers import fixed, four_digits, inward

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.index.tree import Node
    from ici_tui.tui.session import Session
    from ici_tui.views.intervals import Ends, WeightInterval


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

    @property
    def notes(self) -> tuple[str, ...]:
        """What there is to say beside the points."""
        notes = []
        if self.locked:
            notes.append("locked")
        if self.edited:
            notes.append(f"was {four_digits(self.own)}")
        if self.depth:
            notes.append(f"{fixed(100 * self.effective, 1)} of the index")
        elif not self.edited and abs(self.raw - self.points) > 1e-9:
            notes.append(f"given as {four_digits(self.raw)}")
        return tuple(notes)


def whose_weights(session: Session) -> str:
    """Whose the weights are now, in a word or two."""
    return "edited" if session.weights.edited else session.pack.index.info.weights_name


def stays_within(found: Intervals, ends: WeightInterval) -> tuple[tuple[str, str], ...]:
    """Within which points the leader, the first few and the order stay, each with its name.

    Ends are rounded inward: a weight that is moved to one of them finds what was said.
    """
    sign, digits = ("≈", 0) if found.rough else ("", 1)
    told: list[tuple[str, Ends]] = [("leader", ends.leader), ("order", ends.order)]
    told[1:1] = [(f"top {found.top}", ends.top)] if found.top else []
    return tuple((name, f"{sign}{inward(*span, digits)}") for name, span in told)


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
        found.append(
            WeightRow(
                node,
                tree.stands_for(node.code).name if depth else node.name,
                depth,
                points=weights.points(node.code),
                own=own.points(node.code),
                raw=weights.given(node.code),
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
