"""The tests that a statement can have: a small fixed vocabulary (docs/packs.md).

Nothing in a pack is executed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from ici_tui.index.model import Index
    from ici_tui.index.weights import WeightSet


class ClaimError(ValueError):
    """A test that is not of the vocabulary, or names what is not there."""


@dataclass(frozen=True, eq=False)
class World:
    """The subject of tests: an index, its weights, and scores of t tables at once (t × n)."""

    index: Index
    weights: WeightSet
    scores_of: Callable[[str], npt.NDArray[np.float64]]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.index.codes)}

    @cached_property
    def _ranks(self) -> dict[str, npt.NDArray[np.int64]]:
        """The ranks that were asked for: many statements are about few nodes."""
        return {}

    def place(self, unit: str) -> int:
        """A unit's place."""
        if unit not in self._places:
            raise ClaimError(f"no unit is called {unit!r}")
        return self._places[unit]

    def values(self, node: str) -> npt.NDArray[np.float64]:
        """Scores on a node, t × n."""
        if node not in self.index.tree:
            raise ClaimError(f"no node is called {node!r}")
        return self.scores_of(node)

    def ranks(self, node: str) -> npt.NDArray[np.int64]:
        """Competition ranks on a node, t × n."""
        if node not in self._ranks:
            self._ranks[node] = competition_ranks(self.values(node))
        return self._ranks[node]

    def labelled(self, group: str, label: str) -> npt.NDArray[np.bool_]:
        """The units that have a label, as a mask of n."""
        if group not in self.index.groups:
            raise ClaimError(f"no group is called {group!r}")
        return np.array([found == label for found in self.index.groups[group].labels])


TINY = 1e-9
SMALLEST = float(np.finfo(np.float64).tiny)


def holds(test: Mapping[str, Any], world: World) -> npt.NDArray[np.bool_]:
    """Whether a test holds, for each of the t tables.

    Args:
        test: one whose fields have been checked (see `vocabulary`).
        world: what it looks at.

    Raises:
        ClaimError: an unknown type, a missing field, or a name that is not in the index.
    """
    check = CHECKS.get(str(test.get("type")))
    if check is None:
        raise ClaimError(f"there is no test {test.get('type')!r}; one of {', '.join(CHECKS)}")
    try:
        return np.atleast_1d(check(test, world))
    except KeyError as error:
        raise ClaimError(f"a test of type {test['type']} needs {error}") from None


def _counted(test: Mapping[str, Any], count: Any) -> Any:  # noqa: ANN401 - a number or an array
    found = np.ones(np.shape(count), dtype=bool)
    if "exactly" in test:
        found = found & (count == test["exactly"])
    if "count_at_least" in test:
        found = found & (count >= test["count_at_least"])
    if "count_at_most" in test:
        found = found & (count <= test["count_at_most"])
    return found


def _rank(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    ranks = world.ranks(test["node"])
    own = ranks[:, world.place(test["unit"])]
    found = own > 0
    found &= own <= test.get("at_most", own)
    found &= own >= test.get("at_least", own)
    found &= own == test.get("exactly", own)
    if test.get("alone"):
        found &= (ranks == own[:, None]).sum(axis=1) == 1
    return found


def _order(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    values = world.values(test["node"])[:, [world.place(unit) for unit in test["units"]]]
    falls = values[:, :-1] - values[:, 1:]
    return (falls > TINY if test.get("strict", True) else falls >= -TINY).all(axis=1)


def _equal(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    values = world.values(test["node"])[:, [world.place(unit) for unit in test["units"]]]
    return np.ptp(values, axis=1) <= TINY


def _bounded(test: Mapping[str, Any], values: Any) -> Any:  # noqa: ANN401
    found = np.ones(values.shape, dtype=bool)
    if "at_least" in test:
        found &= values >= test["at_least"] - TINY
    if "at_most" in test:
        found &= values <= test["at_most"] + TINY
    if "above" in test:
        found &= values > test["above"] + TINY
    if "below" in test:
        found &= values < test["below"] - TINY
    if "rounds_to" in test:
        half = 0.5 * 10.0 ** -test.get("decimals", 0)
        found &= (values >= test["rounds_to"] - half - TINY) & (values < test["rounds_to"] + half)
    return found


def _value(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    return _bounded(test, world.values(test["node"])[:, world.place(test["unit"])])


def _extreme(sign: int) -> Callable[[Mapping[str, Any], World], Any]:
    def check(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
        place = world.place(test["unit"])
        own = world.values(test["node"])[:, place]
        others = [world.values(node)[:, place] for node in test["among"]]
        return np.all([sign * (own - other) >= -TINY for other in others], axis=0)

    return check


def _count_units(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    met = _bounded(test, world.values(test["node"]))
    if "rank_at_most" in test:
        met &= world.ranks(test["node"]) <= test["rank_at_most"]
    return _counted(test, met.sum(axis=1))


def _count_nodes(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    place = world.place(test["unit"])
    met = [world.ranks(node)[:, place] <= test["rank_at_most"] for node in test["nodes"]]
    return _counted(test, np.sum(met, axis=0))


def _correlation(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    one, other = (world.values(node) for node in test["nodes"])
    # Scaled first, which changes no correlation: the sum of very large values would overflow.
    one, other = (v / np.maximum(abs(v).max(axis=1, keepdims=True), SMALLEST) for v in (one, other))
    one, other = (v - v.mean(axis=1, keepdims=True) for v in (one, other))
    scale = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    return (one * other).sum(axis=1) >= (test["at_least"] - TINY) * scale


def _lead(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    values, place = world.values(test["node"]), world.place(test["unit"])
    others = np.delete(values, place, axis=1).max(axis=1, initial=-np.inf)
    return values[:, place] - others >= test["at_least"] - TINY


def _whole_shares(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    """Shares of the leader that whole numbers give, of which `hosts` units have `of` in all."""
    values = world.values(test["node"])
    half = 0.5 * 10.0 ** -test.get("decimals", 1) + TINY
    found = np.zeros(len(values), dtype=bool)
    for leader in range(-(-test["of"] // test["hosts"]), test["of"] + 1):
        own = np.rint(values * leader / 100)
        hosts, rest = (own > 0).sum(axis=1), test["of"] - own.sum(axis=1)
        outside = test["hosts"] - hosts
        near = (np.abs(100 * own / leader - values) <= half).all(axis=1)
        # Hosts that are not ranked have one at least; where there are none, nothing is left.
        found |= near & (rest >= outside) & ((outside > 0) | ((outside == 0) & (rest == 0)))
    return found


def _total_share(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    """Values in proportion to shares of a whole, of which one unit has so many per cent."""
    values, place = world.values(test["node"]), world.place(test["unit"])
    return values.sum(axis=1) * test["percent"] <= 100 * values[:, place] * (1 + TINY)


def _members(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    met = world.labelled(test["group"], test["label"])
    found = int(met.sum()) == test.get("exactly", int(met.sum()))
    if "units" in test:
        found = found and {c for c, m in zip(world.index.codes, met, strict=True) if m} == set(
            test["units"]
        )
    return found


def _labels(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    if test["group"] not in world.index.groups:
        raise ClaimError(f"no group is called {test['group']!r}")
    return len(world.index.groups[test["group"]].ordered_labels()) == test["exactly"]


def _in_group(everyone: bool) -> Callable[[Mapping[str, Any], World], Any]:
    def check(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
        ranks = world.ranks(test["node"])
        high = (ranks > 0) & (ranks <= test["rank_at_most"])
        label = world.labelled(test["group"], test["label"])
        return (~high | label).all(axis=1) if everyone else (high & label).any(axis=1)

    return check


def _weight(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    tree = world.index.tree
    if test["node"] not in tree or tree[test["node"]].parent is None:
        raise ClaimError(f"no node below the index is called {test['node']!r}")
    return abs(world.weights.share(test["node"]) - test["share"]) <= TINY


def _children(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    tree = world.index.tree
    if test["node"] not in tree:
        raise ClaimError(f"no node is called {test['node']!r}")
    count = sum(n.level == test["level"] for n in tree.descendants(test["node"]))
    return count == test["exactly"]


def _all(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    return _joined(test, world, np.logical_and)


def _any(test: Mapping[str, Any], world: World) -> Any:  # noqa: ANN401
    return _joined(test, world, np.logical_or)


def _joined(test: Mapping[str, Any], world: World, join: Callable[..., Any]) -> Any:  # noqa: ANN401
    results = [holds(part, world) for part in test["tests"]]
    found = results[0]
    for result in results[1:]:
        found = join(found, result)
    return found


CHECKS: Mapping[str, Callable[[Mapping[str, Any], World], Any]] = {
    "rank": _rank, "order": _order, "equal": _equal, "value": _value,
    "strongest": _extreme(1), "weakest": _extreme(-1),
    "count_units": _count_units, "count_nodes": _count_nodes, "correlation": _correlation,
    "lead": _lead, "whole_shares": _whole_shares, "total_share": _total_share,
    "members": _members, "labels": _labels,
    "top_in_group": _in_group(True), "some_in_group": _in_group(False),
    "weight": _weight, "children": _children, "all": _all, "any": _any,
}  # fmt: skip
