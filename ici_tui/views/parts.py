"""A unit on several nodes, and what each adds to its score."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.views.known import effective_shares, rank_status, shown

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
    contribution: float
    """Effective share times score: the pillars' contributions sum to the index score."""
    rank_status: str | None = None
    """What is known of the rank; None where the pack says nothing of its values."""


def parts_of(study: Study, place: int, nodes: tuple[Node, ...]) -> tuple[NodeScore, ...]:
    """A unit on several nodes."""
    effective, weights, rank_at = effective_shares(study), study.weights, study.scores.rank_at
    found = []
    for node in nodes:
        code = node.code
        score = shown(study, place, code)
        share = 1.0 if node.parent is None else weights.share(code)
        rank = rank_at(code, place) or None
        gives = effective[code] * (score.value or 0.0)
        known = rank_status(study, place, code)
        found.append(NodeScore(code, node.name, score, rank, share, gives, known))
    return tuple(found)


def contributions(
    study: Study, place: int, node: str, parts: tuple[Node, ...]
) -> tuple[float, ...]:
    """Points that each part adds to a unit's score on a node, 0 where it is missing.

    They sum to the score, also where weights had to be rescaled or the mean is another one.
    """
    scores, effective = study.scores, effective_shares(study)
    found = []
    for part in parts:
        value = effective[part.code] * float(scores.of(part.code)[place])
        found.append(value if value == value else 0.0)  # noqa: PLR0124 - NaN alone differs
    return to_score(tuple(found), float(scores.of(node)[place]))


def to_score(found: tuple[float, ...], score: float) -> tuple[float, ...]:
    """Contributions, stretched where they do not sum to the score."""
    total = sum(found)
    if total > 0 and score > 0 and abs(score - total) > 1e-9 * score:
        return tuple(part * score / total for part in found)
    return found
