"""The ranking and the profile of one unit, as plain data: no arrays, no terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.evidence.computed import computed_status
from ici_tui.index.errors import PipelineError
from ici_tui.index.weights import WeightSet
from ici_tui.views.numbers import Decimals, Shown, decimals_for
from ici_tui.views.per_study import per_study
from ici_tui.views.rank_ranges import rank_ranges
from ici_tui.views.row import Row
from ici_tui.views.searching import where_equal

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from ici_tui.evidence.records import Published
    from ici_tui.index.tree import Node
    from ici_tui.views.beats_next import BeatsNext
    from ici_tui.views.row import Chance
    from ici_tui.views.study import Study


MOST_AHEAD = 2000
"""Rows up to which a whole ranking is asked how surely each is ahead of the next one."""


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


@dataclass(frozen=True, slots=True)
class RankingRow(Row):
    """A row with everything beside it that records and pages have."""

    name_local: str | None
    parts: tuple[NodeScore, ...]
    groups: dict[str, str | None]
    reported_rank: int | None
    rank_status: str | None
    """What is known of the rank; None where the pack says nothing of its values."""

    @property
    def rank_low(self) -> int | None:
        """The rank at 5 % of the ensemble; None without one."""
        return None if self.ranks is None else self.ranks[0]

    @property
    def rank_high(self) -> int | None:
        """The rank at 95 %."""
        return None if self.ranks is None else self.ranks[1]


@dataclass(frozen=True)
class Ranking:
    """Every unit, the best first; units without a score last."""

    node: str
    parts: tuple[str, ...]
    rows: tuple[RankingRow, ...]
    indicators: int
    ahead: BeatsNext | None = None
    """How surely each is ahead of the next one, where that was asked for and can be told."""

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def top(self) -> float:
        """The score that a full bar means: the greatest one. 0 where there is none above 0."""
        return max((row.score.value or 0.0 for row in self.rows), default=0.0)

    @cached_property
    def ties(self) -> bool:
        """Whether ranks leave a cell for the sign of a shared one."""
        return any(row.tied for row in self.rows)

    @cached_property
    def _by_place(self) -> dict[int, RankingRow]:
        return {row.place: row for row in self.rows}

    @cached_property
    def _decimals(self) -> dict[str, Decimals]:
        columns = zip(*(row.parts for row in self.rows), strict=True)
        found = {column[0].code: decimals_for(part.score for part in column) for column in columns}
        return found | {"": decimals_for(row.score for row in self.rows)}

    def place(self, line: int) -> int:
        """The place in the pack of the unit at a line."""
        return self.rows[line].place

    def row(self, line: int) -> RankingRow:
        """The row at a line."""
        return self.rows[line]

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on one of the nodes beside it."""
        return next(part.score for part in self._by_place[place].parts if part.code == node)

    def decimals(self, node: str) -> Decimals:
        """The decimals of a node's column; of the score's where the node is empty."""
        return self._decimals[node]

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""
        return self._by_place[place].groups[group] or ""

    def beats_next(self, place: int) -> Chance | None:
        """How surely a unit is ahead of the next one; None where that is not known."""
        return None if self.ahead is None else self.ahead.chance(place)


def shown(study: Study, place: int, node: str) -> Shown:
    """A unit's value on a node with its provenance; after an edit an aggregate is an estimate."""
    index, pack = study.pack.index, study.pack
    value = float(study.scores.of(node)[place])
    value_or_none = None if math.isnan(value) else value
    cell = pack.cells.get(index.codes[place], node) if pack.cells else None
    if pack.own and _is_own(study, place, node):
        return Shown(value_or_none, "yours")
    if index.tree[node].level > 1 and pack.cells and (cell is None or not study.own):
        status = _computed(study, place, node)
        ranges = None if pack.ensemble_later else _score_ranges(study, node)
        low, high = (None, None) if ranges is None else map(float, ranges[place])
        return Shown(value_or_none, status, low, high)
    if cell is None:
        return Shown(value_or_none)
    if node in _rescaled(study):
        # Not the number that is known, but what the methods make of it.
        status = cell.status if cell.status in {"estimated", "yours"} else "derived"
        return Shown(value_or_none, status, source=cell.source, note=cell.note)
    report = pack.reported(index.codes[place], node, "score")
    status = cell.status
    if status == "reported" and report is None and index.tree[node].level > 1:
        status = _computed(study, place, node)  # nobody printed this number
    return Shown(
        value_or_none, status, cell.low, cell.high, cell.min, cell.max, cell.source, cell.note,
        report.value if report else None, report.decimals if report else None,
        _behind(study, place, node, report) if report and cell.status == "reported" else "",
    )  # fmt: skip


@per_study
def _rescaled(study: Study) -> frozenset[str]:
    """The indicators of which the methods make other numbers than those of the data."""
    data, made = study.pack.index.data, study.prepared.normalised
    changed = ((data != made) & ~np.isnan(made) & ~np.isnan(data)).any(axis=0).tolist()
    leaves = study.pack.index.tree.leaves
    return frozenset(leaf.code for leaf, other in zip(leaves, changed, strict=True) if other)


def _behind(study: Study, place: int, node: str, report: Published) -> str:
    """What is known of a computed score where another number was published; else nothing."""
    value = float(study.scores.of(node)[place])
    if math.isclose(value, report.value, rel_tol=1e-12, abs_tol=1e-12):
        return ""
    leaf = study.pack.index.tree[node].level == 1
    return "estimated" if leaf else _computed(study, place, node)


def rank_status(study: Study, place: int, node: str) -> str | None:
    """What is known of a unit's rank on a node; None where the pack says nothing of its values.

    It is reported where it was published for the pack's own weights and methods; else it is known
    as well as the values of all units are.
    """
    if study.pack.cells is None:
        return None
    if study.own:
        published = study.pack.reported(study.pack.index.codes[place], node, "rank")
        if published is not None and published.value == study.scores.rank_at(node, place):
            return "reported"
    return "estimated" if _any_estimate(study, node) else "derived"


@per_study
def _any_estimate(study: Study, node: str) -> bool:
    """Whether any unit's value on a node is an estimate: then every rank there is one."""
    if study.pack.cells is not None and not study.pack.cells.tell_of_data:
        return False  # there are none but values of the user's
    return any(
        shown(study, place, node).value_status == "estimated"
        for place in range(study.pack.index.size)
    )


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


def _is_own(study: Study, place: int, node: str) -> bool:
    """Whether a node is nothing but one indicator, whose value is the user's."""
    unit, leaf = study.pack.index.codes[place], study.pack.index.tree.stands_for(node)
    return any(one.place == (unit, leaf.code) for one in study.pack.own)


def _computed(study: Study, place: int, node: str) -> str:
    """What is known of an aggregate's score that was computed and not published.

    Nothing, and so empty, where the pack says nothing of its data: a value of the user's beside
    them makes no estimates of the others.
    """
    cells, index = study.pack.cells, study.pack.index
    if cells is None:
        return "estimated"
    if not cells.tell_of_data:
        return ""
    return computed_status(cells, index.tree, _effective(study), index.codes[place], node)


def parts_of(study: Study, place: int, nodes: tuple[Node, ...]) -> tuple[NodeScore, ...]:
    """A unit on several nodes."""
    effective, weights, rank_at = _effective(study), study.weights, study.scores.rank_at
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
    scores, effective = study.scores, _effective(study)
    found = []
    for part in parts:
        value = effective[part.code] * float(scores.of(part.code)[place])
        found.append(value if value == value else 0.0)  # noqa: PLR0124 - NaN alone differs
    return _to_score(tuple(found), float(scores.of(node)[place]))


def _to_score(found: tuple[float, ...], score: float) -> tuple[float, ...]:
    """Contributions, stretched where they do not sum to the score."""
    total = sum(found)
    if total > 0 and score > 0 and abs(score - total) > 1e-9 * score:
        return tuple(part * score / total for part in found)
    return found


def build_ranking(
    study: Study,
    by: str | None = None,
    level: int | None = None,
    *,
    top: int | None = None,
    only: npt.NDArray[np.bool_] | None = None,
    ahead: bool = False,
) -> Ranking:
    """Rank the units on a node, with the nodes of a level beside it.

    Args:
        study: a pack at some weights.
        by: the node; the index itself where none is given.
        level: whose nodes stand beside it; the children where none is given.
        top: how many rows to make; all where it is not given.
        only: which units get a row, n; all where it is not given.
        ahead: whether to ask how surely each is ahead of the next one. Only a ranking on the
            index of at most `MOST_AHEAD` rows tells it; an ensemble is read for it.
    """
    tree = study.pack.index.tree
    node = by or tree.root.code
    nodes = tree.children(node) if level is None else tree.at_level(level)
    make = _rows(study, node, nodes)
    order = study.scores.order(node)
    places = (order if only is None else order[only[order]])[:top].tolist()
    rows = tuple(map(make.row, places))
    told = ahead and node == tree.root.code and len(rows) <= MOST_AHEAD
    next_one = _beats_next(study) if told else None
    return Ranking(node, tuple(n.code for n in nodes), rows, make.indicators, next_one)


def _beats_next(study: Study) -> BeatsNext | None:
    # Imported when asked for: a ranking without it is there sooner.
    from ici_tui.views.beats_next import BeatsNext

    return BeatsNext.of(study)


def row_of(study: Study, place: int) -> RankingRow:
    """The row of one unit in the ranking on the index, by the unit's place in the pack."""
    return row_maker(study)(place)


def row_maker(study: Study) -> Callable[[int], RankingRow]:
    """What makes rows of the ranking on the index, one by one, by the units' places."""
    tree = study.pack.index.tree
    return _rows(study, tree.root.code, tree.children(tree.root.code)).row


def _rows(study: Study, node: str, nodes: tuple[Node, ...]) -> _Rows:
    return _Rows(study, node, nodes, _ranks_before(study, node), rank_ranges(study, node))


def _ranks_before(study: Study, node: str) -> npt.NDArray[np.int64]:
    """The n ranks of the pack as it is opened; with this pipeline and data where it cannot be."""
    try:
        return study.unedited.scores.ranks(node)
    except PipelineError:  # the pipeline of the pack itself, in whose place another is asked for
        own = WeightSet.from_tree(study.pack.index.tree)
        return study.with_weights(own).scores.ranks(node)


@dataclass(frozen=True, eq=False)
class _Rows:
    """What rows of one ranking have in common."""

    study: Study
    node: str
    nodes: tuple[Node, ...]
    before: npt.NDArray[np.int64]
    """The n ranks with the pack's own weights, pipeline and data."""
    ranges: npt.NDArray[np.int64] | None
    """The n × 2 ranks at 5 and 95 % of the ensemble."""

    @cached_property
    def indicators(self) -> int:
        """How many indicators the node rests on."""
        return sum(n.level == 1 for n in self.study.pack.index.tree.descendants(self.node)) or 1

    @cached_property
    def present(self) -> npt.NDArray[np.int32]:
        """How many indicators each unit has below the node, n."""
        return self.study.scores.present[:, self.study.pack.index.tree.place(self.node)]

    @cached_property
    def sharing(self) -> npt.NDArray[np.int64]:
        """How many units have each rank."""
        return np.bincount(self.study.scores.ranks(self.node))

    def row(self, place: int) -> RankingRow:
        """The row of a unit, by its place in the pack."""
        study, node, index = self.study, self.node, self.study.pack.index
        rank, before = study.scores.rank_at(node, place), int(self.before[place])
        code, ranges = index.codes[place], self.ranges
        published = study.pack.reported(code, node, "rank")
        score, parts = shown(study, place, node), parts_of(study, place, self.nodes)
        adding = tuple(part.contribution for part in parts)
        return RankingRow(
            place=place,
            rank=rank or None,
            code=code,
            name=index.names[place],
            name_local=index.local_names[place],
            score=score,
            delta=before - rank if rank and before else None,
            parts=parts,
            groups={of: group.labels[place] for of, group in index.groups.items()},
            reported_rank=int(published.value) if published else None,
            rank_status=rank_status(study, place, node) if rank else None,
            tied=rank > 0 and bool(self.sharing[rank] > 1),
            contributions=_to_score(adding, math.nan if score.value is None else score.value),
            ranks=None if ranges is None else (int(ranges[place, 0]), int(ranges[place, 1])),
            present=int(self.present[place]),
            of=self.indicators,
            kept=bool(study.prepared.kept[place]),
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
