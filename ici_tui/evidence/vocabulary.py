"""The shapes of a statement's tests, one for each kind, and the names that an index has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.schema import (
    BAD,
    Flag,
    ListOf,
    Notes,
    Number,
    Shape,
    Table,
    Text,
    Word,
    instead_of,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.index.model import Index
    from ici_tui.toml_file import Path

    Also = Callable[[Mapping[str, Any]], tuple[str, str] | None]

DEEPEST = 8
"""The depth to which `all` and `any` may lie in each other."""
BOUNDS = ("at_least", "at_most", "above", "below", "rounds_to")
COUNTS = ("exactly", "count_at_least", "count_at_most")
_RANK = Number(1, whole=True)
_COUNT = Number(0, whole=True)
_WHOLE = Number(1, 1000, whole=True)
_DECIMALS = Number(0, 15, whole=True)
_RANKS = {"at_most": _RANK, "at_least": _RANK, "exactly": _RANK}
_VALUES = {**dict.fromkeys(BOUNDS, Number()), "decimals": _DECIMALS}
_COUNTED = dict.fromkeys(COUNTS, _COUNT)
_SCORES = ("rank_at_most", *BOUNDS)


class Test(Shape):
    """A test of any kind; `all` and `any` hold others."""

    def __init__(self, index: Index) -> None:
        self._kinds = _kinds(index, self)
        self._kind = Word(self._kinds, "test")

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The test as a dictionary."""
        if not isinstance(value, dict):
            fix = "write a table with its type"
            return notes.bad(at, f"{shown(value)} is not a table", fix)
        if at.count("tests") > DEEPEST:
            fix = f"at most {DEEPEST} may lie in each other"
            return notes.bad(at, "tests lie too deep in each other", fix)
        if "type" not in value:
            return notes.bad(at, "type is missing", 'say which test it is, such as type = "rank"')
        kind = self._kind.check(value["type"], (*at, "type"), notes)
        return BAD if kind is BAD else self._kinds[kind].check(value, at, notes)

    @property
    def kinds(self) -> frozenset[str]:
        """The vocabulary."""
        return frozenset(self._kinds)


def _kinds(index: Index, test: Shape) -> dict[str, Table]:
    # Dictionaries, for names that are looked for and listed.
    codes = [node.code for node in index.tree.nodes]
    unit = Word(dict.fromkeys(index.codes), "unit")
    node = Word(dict.fromkeys(codes), "node")
    below = Word(dict.fromkeys(c for c in codes if index.tree[c].parent is not None),
                 "node below the index")  # fmt: skip
    own = {"unit": unit, "node": node}
    several = ListOf(unit, least=2, fix="name two or more units")
    in_group = {"group": Word(index.groups, "group"), "label": Text(empty=False)}
    ranked = {"node": node, "rank_at_most": _RANK, **in_group}
    labelled = _label_of(index)
    return {
        "rank": _table({**own, **_RANKS, "alone": Flag()}, own, _some(*_RANKS, "alone")),
        "order": _table({"node": node, "units": several, "strict": Flag()}, ("node", "units")),
        "equal": _table({"node": node, "units": several}, ("node", "units")),
        "value": _table({**own, **_VALUES}, own, _bounded(*BOUNDS)),
        **{
            kind: _table({**own, "among": _nodes(node)}, (*own, "among"))
            for kind in ("strongest", "weakest")
        },
        "count_units": _table(
            {"node": node, "rank_at_most": _RANK, **_VALUES, **_COUNTED},
            ("node",),
            _both(_bounded(*_SCORES), _some(*COUNTS)),
        ),
        "count_nodes": _table(
            {"unit": unit, "nodes": _nodes(node), "rank_at_most": _RANK, **_COUNTED},
            ("unit", "nodes", "rank_at_most"),
            _some(*COUNTS),
        ),
        "correlation": _table(
            {
                "nodes": ListOf(node, least=2, most=2, fix="name two nodes"),
                "at_least": Number(-1, 1),
            },
            ("nodes", "at_least"),
        ),
        "lead": _table({**own, "at_least": Number()}, (*own, "at_least")),
        "whole_shares": _table(
            {"node": node, "of": _WHOLE, "hosts": _WHOLE, "decimals": _DECIMALS},
            ("node", "of", "hosts"),
        ),
        "total_share": _table({**own, "percent": Number(0, 100)}, (*own, "percent")),
        "members": _table(
            {**in_group, "units": ListOf(unit), "exactly": _COUNT},
            tuple(in_group),
            _both(labelled, _some("units", "exactly")),
        ),
        "labels": _table({"group": in_group["group"], "exactly": _COUNT}, ("group", "exactly")),
        "top_in_group": _table(ranked, ranked, labelled),
        "some_in_group": _table(ranked, ranked, labelled),
        "weight": _table({"node": below, "share": Number(0, 1)}, ("node", "share")),
        "children": _table(
            {"node": node, "level": _RANK, "exactly": _COUNT}, ("node", "level", "exactly")
        ),
        **{
            kind: _table({"tests": ListOf(test, least=1, fix="give one test or more")}, ("tests",))
            for kind in ("all", "any")
        },
    }


def _nodes(node: Shape) -> Shape:
    return ListOf(node, least=1, fix="name one node or more")


def _table(
    fields: Mapping[str, Shape],
    needed: Mapping[str, Shape] | tuple[str, ...],
    also: Also | None = None,
) -> Table:
    return Table({"type": Text(), **fields}, tuple(needed), also=also)


def _some(*keys: str) -> Also:
    """At least one of some keys is given."""

    def check(test: Mapping[str, Any]) -> tuple[str, str] | None:
        if any(key in test for key in keys):
            return None
        return "nothing is compared", f"give one of {', '.join(keys)}"

    return check


def _bounded(*keys: str) -> Also:
    """A bound is given, and decimals only where something is rounded to them."""

    def check(test: Mapping[str, Any]) -> tuple[str, str] | None:
        if "decimals" in test and "rounds_to" not in test:
            return "decimals are for rounds_to", "give rounds_to, or leave them out"
        return _some(*keys)(test)

    return check


def _both(one: Also, other: Also) -> Also:
    return lambda test: one(test) or other(test)


def _label_of(index: Index) -> Also:
    """The label is one of the group's."""
    labels: dict[str, tuple[str, ...]] = {}

    def check(test: Mapping[str, Any]) -> tuple[str, str] | None:
        group = test["group"]
        if group not in labels:
            labels[group] = index.groups[group].ordered_labels()
        if test["label"] in labels[group]:
            return None
        fix = instead_of(test["label"], labels[group])
        return f"no label of {group} is called {shown(test['label'])}", fix

    return check
