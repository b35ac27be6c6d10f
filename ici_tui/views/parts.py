"""A unit on several nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
