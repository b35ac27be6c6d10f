"""A unit on several nodes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from ici_tui.views.known import rank_status, shown

if TYPE_CHECKING:
    from ici_tui.index.tree import Node
    from ici_tui.views.numbers import Shown
    from ici_tui.views.study import Study


class NodeScore(NamedTuple):
    """A unit on one node. `weight` is the node's share of 1 among its siblings."""

    code: str
    name: str
    score: Shown
    rank: int | None
    weight: float
    rank_status: str | None = None
    """What is known of the rank; None where the pack says nothing of its values."""


def parts_of(study: Study, place: int, nodes: tuple[Node, ...]) -> tuple[NodeScore, ...]:
    """A unit on several nodes."""
    weights, rank_at = study.weights, study.scores.rank_at
    found = []
    for node in nodes:
        code = node.code
        score = shown(study, place, code)
        share = 1.0 if node.parent is None else weights.share(code)
        rank = rank_at(code, place) or None
        known = rank_status(study, place, code)
        found.append(NodeScore(code, node.name, score, rank, share, known))
    return tuple(found)


class Parts(Sequence[NodeScore]):
    """`parts_of` a unit, found when they are asked for: most rows of a long ranking never are."""

    __slots__ = ("_nodes", "_place", "_study")

    def __init__(self, study: Study, place: int, nodes: tuple[Node, ...]) -> None:
        self._study, self._place, self._nodes = study, place, nodes

    def __len__(self) -> int:
        return len(self._nodes)

    @overload
    def __getitem__(self, part: int) -> NodeScore: ...

    @overload
    def __getitem__(self, part: slice) -> tuple[NodeScore, ...]: ...

    def __getitem__(self, part: int | slice) -> NodeScore | tuple[NodeScore, ...]:
        if isinstance(part, slice):
            return parts_of(self._study, self._place, self._nodes[part])
        return parts_of(self._study, self._place, (self._nodes[part],))[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parts) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def values(self) -> dict[str, float | None]:
        """The unit's score on each node by the node's code, None where missing."""
        scores, place = self._study.scores, self._place
        found = ((node.code, float(scores.of(node.code)[place])) for node in self._nodes)
        return {code: None if math.isnan(value) else value for code, value in found}

    def statuses(self) -> dict[str, str | None]:
        """What is known of each of them, digit by digit."""
        study, place = self._study, self._place
        return {node.code: shown(study, place, node.code).value_status for node in self._nodes}
