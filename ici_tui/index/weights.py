"""Weights that a person edits: what siblings weigh, which are locked, what was before.

A weight is relative among siblings. A pack's own weights are kept as they are (thirds too).
An edit puts the siblings on a grid of a thousandth of a point whose sum is exactly 100, moves
the unlocked others in proportion, and remembers the proportions that a move to 100 hides.
Everything here is a value: an edit makes a new one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ici_tui.index.tree import Tree

STEPS_PER_POINT = 1000
FULL = 100 * STEPS_PER_POINT
"""The siblings' sum in steps of the grid: 100 points."""
LARGEST = 1e100
"""Weights beyond this, and such as are all below its inverse, are kept on another scale."""


class WeightError(ValueError):
    """An edit that cannot be made; the message says why and what can."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """The weights of one parent's children.

    `relative` holds weights of any positive sum, in the order of `codes`. `proportions` holds
    what the siblings weigh against each other even while one of them has everything.
    """

    codes: tuple[str, ...]
    relative: tuple[float, ...]
    own: tuple[float, ...]
    """As the pack has them: what reset restores."""
    proportions: tuple[float, ...]
    locked: frozenset[str] = frozenset()

    @classmethod
    def from_pack(cls, codes: Sequence[str], weights: Sequence[float]) -> Siblings:
        """The pack's own weights; where all are 0 the siblings weigh the same."""
        given = _summable(tuple(float(weight) for weight in weights))
        if sum(given) <= 0:
            given = (1.0,) * len(given)
        return cls(tuple(codes), given, given, given)

    @property
    def shares(self) -> tuple[float, ...]:
        """Shares of 1, in the order of `codes`."""
        total = math.fsum(self.relative)
        return tuple(weight / total for weight in self.relative)

    @property
    def points(self) -> tuple[float, ...]:
        """Points of 100, in the order of `codes`."""
        total = math.fsum(self.relative)
        return tuple(100 * weight / total for weight in self.relative)

    @property
    def edited(self) -> bool:
        """Whether the shares differ from the pack's."""
        own_total, total = math.fsum(self.own), math.fsum(self.relative)
        return any(
            abs(now / total - then / own_total) > 1e-12
            for now, then in zip(self.relative, self.own, strict=True)
        )

    def with_points(self, code: str, points: float) -> Siblings:
        """Give one sibling so many points of 100; the unlocked others move in proportion.

        Points beyond what the locked siblings leave are cut to what they leave.

        Raises:
            WeightError: the weight is locked, nothing could give or take, or `points` is not
                a number from 0 to 100.
        """
        if not (math.isfinite(points) and 0 <= points <= 100):
            raise WeightError(f"a weight is a number of points from 0 to 100, not {points:g}")
        if code in self.locked:
            raise WeightError(f"{code} is locked; unlock it to change it")
        others = [c for c in self.codes if c != code and c not in self.locked]
        if not others:
            raise WeightError(
                f"{code} is the only weight that is not locked; unlock another to change it"
                if len(self.codes) > 1
                else f"{code} has no siblings: it always weighs 100"
            )
        steps = dict(zip(self.codes, self.on_grid(), strict=True))
        free = FULL - sum(steps[c] for c in self.codes if c in self.locked)
        moved = min(round(points * STEPS_PER_POINT), free)
        memory = dict(zip(self.codes, self.proportions, strict=True))
        total = math.fsum(memory[c] for c in others)
        if total <= 0:
            memory.update(dict.fromkeys(others, 1.0))
            total = float(len(others))
        rest = free - moved
        steps[code] = moved
        portions = spread(rest, [memory[c] / total for c in others])
        steps.update(zip(others, portions, strict=True))
        if rest > 0:
            # While the others have something, the memory follows the edit; at 100 it stays.
            memory[code] = moved * total / rest
        return replace(
            self,
            relative=tuple(steps[c] / STEPS_PER_POINT for c in self.codes),
            proportions=tuple(memory[c] for c in self.codes),
        )

    def with_all(self, weights: Mapping[str, float]) -> Siblings:
        """Set every sibling at once, in any relative unit; locks stay as they are."""
        given = tuple(float(weights[code]) for code in self.codes)
        if not all(math.isfinite(weight) and weight >= 0 for weight in given) or sum(given) <= 0:
            raise WeightError("weights are numbers of at least 0, and not all of them 0")
        given = _summable(given)
        return replace(self, relative=given, proportions=given)

    def on_grid(self) -> tuple[int, ...]:
        """The weights in steps of a thousandth of a point, summing to exactly 100 points."""
        return spread(FULL, self.shares)

    def with_lock(self, code: str, locked: bool) -> Siblings:
        """Lock a weight, or release it; what is released keeps its present proportion."""
        if code not in self.codes:
            raise WeightError(f"{code} is not among {', '.join(self.codes)}")
        locks = self.locked | {code} if locked else self.locked - {code}
        hidden = any(s == 1.0 for s in self.shares)
        return replace(
            self, locked=locks, proportions=self.proportions if hidden else self.relative
        )

    def reset(self) -> Siblings:
        """The pack's own weights again, without locks."""
        return replace(self, relative=self.own, proportions=self.own, locked=frozenset())


def spread(total: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Whole numbers in these shares that sum to `total`: largest remainders get the rest."""
    exact = [total * share for share in shares]
    floors = [math.floor(part + 1e-9) for part in exact]
    short = total - sum(floors)
    order = sorted(range(len(exact)), key=lambda k: (floors[k] - exact[k], k))
    for k in order[:short]:
        floors[k] += 1
    return tuple(floors)


def _summable(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Relative weights whose sum neither overflows nor is lost: odd ones become shares of the largest."""
    largest = max(weights, default=0.0)
    if largest == 0 or 1 / LARGEST <= largest <= LARGEST:
        return weights
    return tuple(weight / largest for weight in weights)


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
        own = family.own[family.codes.index(code)] / math.fsum(family.own)
        changed = family.with_points(code, 100 * own)
        # When that restores every share, restore the pack's exact numbers with it.
        restored = replace(family, relative=family.own, proportions=family.own)
        near = all(
            abs(a - b) <= 1.5 / FULL for a, b in zip(changed.shares, restored.shares, strict=True)
        )
        return self._changed(code, restored if near else changed)

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
        return self._changed(code, replace(family, relative=weights))

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
