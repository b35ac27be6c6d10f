"""What nodes add to a unit's score, in points of a node above them.

Where a child is missing its siblings share its weight, for this unit alone: what the children of a
node add then still sums to what the node does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    Points = npt.NDArray[np.float64]
    Rows = int | slice
    """One unit, by its place in the pack, or all."""

EVERY = slice(None)


def contributions(
    study: Study, node: str, parts: tuple[Node, ...], rows: Rows = EVERY
) -> tuple[Points, ...]:
    """Points that each part adds to scores on a node, 0 where the part or the score is missing.

    They sum to the score: where the mean is another one than the arithmetic they are stretched
    to it.

    Args:
        study: a pack at some weights.
        node: an aggregate.
        parts: nodes below it, none of them below another.
        rows: a unit, or all.

    Returns:
        Per part a number, or n of them.
    """
    scores = study.scores
    whole = scores.of(node)[rows]
    shares = shares_there(study, node, parts, rows)
    adds = [_or_none(shares[part.code] * scores.of(part.code)[rows]) for part in parts]
    total = sum(adds, np.zeros_like(whole))
    with np.errstate(invalid="ignore", divide="ignore"):
        off = (total > 0) & (whole > 0) & (np.abs(whole - total) > 1e-9 * whole)
        stretch = np.where(off, whole / total, np.where(np.isnan(whole), 0.0, 1.0))
    return tuple(stretch * add for add in adds)


def shares_there(
    study: Study, node: str, parts: tuple[Node, ...], rows: Rows = EVERY
) -> dict[str, Points]:
    """What parts weigh in scores on a node, shares of 1: without what is missing, which has 0."""
    tree, scores = study.pack.index.tree, study.scores
    found: dict[str, Points] = {node: np.ones(np.shape(scores.of(node)[rows]))}

    def share(part: Node) -> Points:
        if part.code not in found:
            assert part.parent is not None  # noqa: S101 - it is below the node
            above, family = share(tree[part.parent]), study.weights.families[part.parent]
            weighs = [
                own * ~np.isnan(scores.of(code)[rows])
                for code, own in zip(family.codes, family.shares, strict=True)
            ]
            whole = sum(weighs, np.zeros_like(above))
            with np.errstate(invalid="ignore", divide="ignore"):
                scale = np.where(whole > 0, above * (sum(family.shares) / whole), 0.0)
            found.update((c, own * scale) for c, own in zip(family.codes, weighs, strict=True))
        return found[part.code]

    return {part.code: share(part) for part in parts}


def _or_none(points: Points) -> Points:
    return np.where(np.isnan(points), 0.0, points)
