"""The ranking and the profile of one unit, as plain data: no arrays, no terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.weights import WeightSet
from ici_tui.views.numbers import Shown
from ici_tui.views.per_study import per_study
from ici_tui.views.rank_ranges import rank_ranges
from ici_tui.views.searching import where_equal
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from ici_tui.index.tree import Node


@dataclass(frozen=True, slots=True)
class NodeScore:
    """A unit on one node. `weight` is the node's share of 1 among its siblings."""

    code: str
    name: str
    score: Shown
    rank: int | None
    weight: float
    contribution: float
    """Effective share times score: the pillars' contributions sum to the index score."""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One unit in the ranking."""

    rank: int | None
    code: str
    name: str
    name_local: str | None
    score: Shown
    delta: int | None
    """Places gained against the pack's own weights."""
    parts: tuple[NodeScore, ...]
    groups: dict[str, str | None]
    reported_rank: int | None
    tied: bool
    rank_low: int | None
    rank_high: int | None
    present: int
    """How many indicators under the node the unit has."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every unit, the best first; units without a score last."""

    node: str
    parts: tuple[str, ...]
    rows: tuple[RankingRow, ...]
    indicators: int


def shown(study: Study, place: int, node: str) -> Shown:
    """A unit's value on a node with its provenance; after an edit an aggregate is an estimate."""
    index, pack = study.pack.index, study.pack
    value = float(study.scores.of(node)[place])
    value_or_none = None if math.isnan(value) else value
    cell = pack.cells.get(index.codes[place], node) if pack.cells else None
    if cell is None:
        return Shown(value_or_none)
    if not study.own and index.tree[node].level > 1:
        status = "estimated" if _uncertain(study, place, node) else "derived"
        ranges = _score_ranges(study, node)
        low, high = (None, None) if ranges is None else map(float, ranges[place])
        return Shown(value_or_none, status, low, high)
    report = pack.reported(index.codes[place], node, "score")
    return Shown(
        value_or_none, cell.status, cell.low, cell.high, cell.min, cell.max, cell.source, cell.note,
        report.value if report else None, report.decimals if report else None,
    )  # fmt: skip


@per_study
def _score_ranges(study: Study, node: str) -> npt.NDArray[np.float64] | None:
    """The 5 and 95 % quantiles of every unit's score on a node at the study's weights, n × 2."""
    ensemble = study.pack.ensemble
    if ensemble is None:
        return None
    return ensemble.score_range(node, study.pack.index.tree, study.weights)


@per_study
def _effective(study: Study) -> dict[str, float]:
    """Each node's share of the index."""
    return study.weights.effective(study.pack.index.tree)


def _uncertain(study: Study, place: int, node: str) -> bool:
    """Whether any indicator that the node rests on is an estimate."""
    cells, tree = study.pack.cells, study.pack.index.tree
    effective = _effective(study)
    for leaf in tree.descendants(node):
        if leaf.level == 1 and (effective[leaf.code] > 0 or effective[node] == 0):
            cell = cells.get(study.pack.index.codes[place], leaf.code) if cells else None
            if cell is None or cell.status == "estimated":
                return True
    return False


def parts_of(study: Study, place: int, nodes: tuple[Node, ...]) -> tuple[NodeScore, ...]:
    """A unit on several nodes."""
    effective = _effective(study)
    found = []
    for node in nodes:
        score = shown(study, place, node.code)
        share = 1.0 if node.parent is None else study.weights.share(node.code)
        rank = study.scores.rank_at(node.code, place) or None
        found.append(
            NodeScore(
                node.code,
                node.name,
                score,
                rank,
                share,
                effective[node.code] * (score.value or 0.0),
            )
        )
    return tuple(found)


def build_ranking(
    study: Study, by: str | None = None, level: int | None = None, *, top: int | None = None
) -> Ranking:
    """Rank the units on a node, with the nodes of a level beside it.

    Args:
        study: a pack at some weights.
        by: the node; the index itself where none is given.
        level: whose nodes stand beside it; the children where none is given.
        top: how many rows to make; all where it is not given.
    """
    tree = study.pack.index.tree
    node = by or tree.root.code
    nodes = tree.children(node) if level is None else tree.at_level(level)
    make = _rows(study, node, nodes)
    places = study.scores.order(node)[:top].tolist()
    indicators = sum(n.level == 1 for n in tree.descendants(node)) or 1
    return Ranking(node, tuple(n.code for n in nodes), tuple(map(make.row, places)), indicators)


def row_of(study: Study, place: int) -> RankingRow:
    """The row of one unit in the ranking on the index, by the unit's place in the pack."""
    return row_maker(study)(place)


def row_maker(study: Study) -> Callable[[int], RankingRow]:
    """What makes rows of the ranking on the index, one by one, by the units' places."""
    tree = study.pack.index.tree
    return _rows(study, tree.root.code, tree.children(tree.root.code)).row


def _rows(study: Study, node: str, nodes: tuple[Node, ...]) -> _Rows:
    own = study if study.own else Study.of(study.pack, WeightSet.from_tree(study.pack.index.tree))
    return _Rows(study, node, nodes, own.scores.ranks(node), rank_ranges(study, node))


@dataclass(frozen=True, eq=False)
class _Rows:
    """What rows of one ranking have in common."""

    study: Study
    node: str
    nodes: tuple[Node, ...]
    before: npt.NDArray[np.int64]
    """The n ranks at the pack's own weights."""
    ranges: npt.NDArray[np.int64] | None
    """The n × 2 ranks at 5 and 95 % of the ensemble."""

    @cached_property
    def sharing(self) -> npt.NDArray[np.int64]:
        """How many units have each rank."""
        return np.bincount(self.study.scores.ranks(self.node))

    def row(self, place: int) -> RankingRow:
        """The row of a unit, by its place in the pack."""
        study, node, index = self.study, self.node, self.study.pack.index
        rank, before = study.scores.rank_at(node, place), int(self.before[place])
        published = study.pack.reported(index.codes[place], node, "rank")
        low, high = (None, None) if self.ranges is None else map(int, self.ranges[place])
        return RankingRow(
            rank=rank or None,
            code=index.codes[place],
            name=index.names[place],
            name_local=index.local_names[place],
            score=shown(study, place, node),
            delta=before - rank if rank and before else None,
            parts=parts_of(study, place, self.nodes),
            groups={code: group.labels[place] for code, group in index.groups.items()},
            reported_rank=int(published.value) if published else None,
            tied=rank > 0 and bool(self.sharing[rank] > 1),
            rank_low=low,
            rank_high=high,
            present=int(study.scores.present[place, index.tree.place(node)]),
        )


def rank_in_groups(study: Study, place: int) -> dict[str, tuple[int | None, int]]:
    """The unit's rank among the units of its label, and how many those are, per group."""
    index, kept = study.pack.index, study.prepared.kept
    ranks = study.scores.ranks(index.tree.root.code)
    found: dict[str, tuple[int | None, int]] = {}
    for code, group in index.groups.items():
        label = group.labels[place]
        peers = ranks[where_equal(group.labels, label) & kept] if label is not None else ranks[:0]
        better = int(((peers > 0) & (peers < ranks[place])).sum())
        found[code] = (better + 1 if ranks[place] and len(peers) else None, len(peers))
    return found
