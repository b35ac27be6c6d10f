"""One weight in the points that people see, beside siblings that nobody has.

A column that is missing, or tells nobody apart, has no part in a score: its siblings share its
weight. Exact methods look at these alone, and their shares are of 1. The weights that people type
are shares among all siblings. While one moves alone the others go in proportion, and so does what
nobody has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.study import Study


class ToldShare(NamedTuple):
    """The share of one weight among all its siblings, all in shares of 1.

    `silent` is the part of what the others have that is of siblings nobody has: 0 without any, 1
    where the others that anybody has weigh nothing. Scores do not move then.
    """

    now: float
    silent: float = 0.0

    @property
    def moves_nothing(self) -> bool:
        """True where no weight of it but 0 changes a score."""
        return self.silent == 1

    def told(self, among_heard: FloatArray) -> FloatArray:
        """Shares among the siblings that anybody has, as shares among all."""
        heard = np.asarray(among_heard, dtype=np.float64)
        if not self.silent:
            return heard
        if self.moves_nothing:
            return np.where(heard < 1, 0.0, 1.0)
        found: FloatArray = heard * (1 - self.silent) / (1 - heard * self.silent)
        return found

    def among_heard(self, told: FloatArray) -> FloatArray:
        """The way back."""
        shares = np.asarray(told, dtype=np.float64)
        if not self.silent:
            return shares
        if self.moves_nothing:
            return np.ones(shares.shape)
        found: FloatArray = shares / (1 - (1 - shares) * self.silent)
        return found


def told_share(study: Study, code: str, heard: Collection[str], share: float) -> ToldShare:
    """How one weight is told.

    Args:
        study: the pack at some weights.
        code: the node whose weight moves.
        heard: the codes of those that move with it.
        share: its share among these.
    """
    tree = study.pack.index.tree
    parent = tree[code].parent
    if parent is None or any(tree[one].parent != parent for one in heard):
        return ToldShare(share)  # of the whole index, over several families
    family = study.weights.families[parent]
    shares = dict(zip(family.codes, family.shares, strict=True))
    others = [one for one in family.codes if one != code]
    silent = [one for one in others if one not in heard]
    if not silent:
        return ToldShare(share)
    rest = sum(shares[one] for one in others)
    if rest > 0:
        # Summed anew, so that it is 1 exactly where nothing else weighs anything.
        spoken = sum(shares[one] for one in others if one in heard)
        part = 1 - spoken / rest
    else:  # what it gives up is shared equally
        part = len(silent) / len(others)
    return ToldShare(shares[code], part)
