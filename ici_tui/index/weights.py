"""The weights of a whole tree. An edit makes a new value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.index.siblings import Siblings, WeightError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.index.tree import Tree

__all__ = ["Siblings", "WeightError", "WeightSet"]


@dataclass(frozen=True)
class WeightSet:
    """The weights of every family of siblings in a tree, by the parent's code."""

    families: Mapping[str, Siblings]

    @classmethod
    def from_tree(cls, tree: Tree) -> WeightSet:
        """The pack's own weights."""
        return cls(
            {
                node.code: Siblings.from_pack(
                    [child.code for child in tree.children(node.code)],
                    [child.weight for child in tree.children(node.code)],
                )
                for node in tree.aggregates
            }
        )

    @cached_property
    def _parents(self) -> dict[str, str]:
        return {code: parent for parent, family in self.families.items() for code in family.codes}

    @cached_property
    def _shares(self) -> dict[str, dict[str, float]]:
        """Each child's share, by parent, of the families that somebody has asked for."""
        return {}

    def family_of(self, code: str) -> Siblings:
        """The siblings that a node is one of.

        Raises:
            WeightError: the node is the root, or unknown.
        """
        parent = self._parents.get(code)
        if parent is None:
            raise WeightError(f"{code} has no weight")
        return self.families[parent]

    @cached_property
    def _given(self) -> dict[str, float]:
        """Each node's relative weight."""
        families = self.families.values()
        return {
            c: w for family in families for c, w in zip(family.codes, family.relative, strict=True)
        }

    def given(self, code: str) -> float:
        """The node's weight relative to its siblings', of any positive sum."""
        return self._given[code]

    def relative(self, parent: str) -> tuple[float, ...]:
        """The weights of a parent's children, of any positive sum, in the tree's order."""
        return self.families[parent].relative

    def share(self, code: str) -> float:
        """The node's share of 1 among its siblings."""
        family = self.family_of(code)
        parent = self._parents[code]
        if parent not in self._shares:
            self._shares[parent] = dict(zip(family.codes, family.shares, strict=True))
        return self._shares[parent][code]

    def points(self, code: str) -> float:
        """The node's points of 100 among its siblings."""
        return 100 * self.share(code)

    def is_locked(self, code: str) -> bool:
        """Whether the node's weight is locked."""
        return code in self.family_of(code).locked

    @property
    def edited(self) -> bool:
        """Whether any share differs from the pack's."""
        return any(family.edited for family in self.families.values())

    def with_family(self, parent: str, family: Siblings) -> WeightSet:
        """The same weights with one family replaced."""
        return WeightSet({**self.families, parent: family})

    def _changed(self, code: str, family: Siblings) -> WeightSet:
        return self.with_family(self._parents[code], family)

    def with_points(self, code: str, points: float) -> WeightSet:
        """Give a node so many points of 100 among its siblings; see `Siblings.with_points`."""
        return self._changed(code, self.family_of(code).with_points(code, points))

    def with_lock(self, code: str, locked: bool) -> WeightSet:
        """Lock or release a node's weight."""
        return self._changed(code, self.family_of(code).with_lock(code, locked))

    def with_one_reset(self, code: str) -> WeightSet:
        """Give a node the points that the pack gives it; the others move in proportion."""
        family = self.family_of(code)
        own = family.pack_weights[family.codes.index(code)] / math.fsum(family.pack_weights)
        changed = family.with_points(code, 100 * own)
        # When that restores every share, restore the pack's exact numbers with it.
        restored = family._replace(relative=family.pack_weights, proportions=family.pack_weights)
        return self._changed(code, restored if changed.on_grid_as(restored) else changed)

    def on_grid_as(self, other: WeightSet) -> bool:
        """Whether two weigh and lock the same but for where the grid of edits puts them."""
        return self.families.keys() == other.families.keys() and all(
            family.locked == other.families[parent].locked
            and family.on_grid_as(other.families[parent])
            for parent, family in self.families.items()
        )

    def reset(self) -> WeightSet:
        """The pack's weights everywhere, without locks."""
        return WeightSet({parent: family.reset() for parent, family in self.families.items()})

    def equal(self, parent: str) -> WeightSet:
        """Equal weights for the children of one parent."""
        family = self.families[parent]
        return self.with_family(parent, family.with_all(dict.fromkeys(family.codes, 1.0)))

    def only(self, code: str) -> WeightSet:
        """Everything on one node among its siblings; the proportions of the others are kept."""
        family = self.family_of(code)
        weights = tuple(100.0 if c == code else 0.0 for c in family.codes)
        return self._changed(code, family._replace(relative=weights))

    def with_effective(self, tree: Tree, shares: Mapping[str, float]) -> WeightSet:
        """Weights at which these nodes have these shares of the whole index.

        Families of siblings whose shares are all 0 keep their weights, as do families none of
        whose members is named or lies above one that is. A sibling that is not named keeps its
        own weight, and those that are share the rest.

        Args:
            tree: the index's tree.
            shares: shares of 1 by node; the nodes are siblings or indicators, all of them but
                those that have no part in the index.
        """
        totals = dict(shares)
        for node in reversed(tree.nodes):
            if node.code not in totals:
                below = [totals.get(child.code) for child in tree.children(node.code)]
                found = [share for share in below if share is not None]
                if found:
                    totals[node.code] = math.fsum(found)
        changed = self
        for parent, family in self.families.items():
            known = {code: float(totals[code]) for code in family.codes if code in totals}
            total = math.fsum(known.values())
            if not total > 0:
                continue
            own = zip(family.codes, family.shares, strict=True)
            kept = {code: share for code, share in own if code not in known}
            rest = 1 - math.fsum(kept.values())
            given = known if not kept else kept | {c: v / total * rest for c, v in known.items()}
            changed = changed.with_family(parent, family.with_all(given))
        return changed

    def effective(self, tree: Tree) -> dict[str, float]:
        """Each node's share of the whole index: its share among siblings times its parent's."""
        return self.within(tree, tree.root.code)

    def within(self, tree: Tree, top: str) -> dict[str, float]:
        """The share of a node that each node below it has, the node itself with 1."""
        found = {top: 1.0}
        for node in (tree[top], *tree.descendants(top)):
            family = self.families.get(node.code)
            if family is not None:
                for code, share in zip(family.codes, family.shares, strict=True):
                    found[code] = found[node.code] * share
        return found
