"""The ranking and the profile of one unit, as plain data: no arrays, no terminal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.errors import PipelineError
from ici_tui.index.weights import WeightSet
from ici_tui.views.contributions import contributions
from ici_tui.views.known import rank_status, shown
from ici_tui.views.numbers import Decimals, Shown, decimals_for
from ici_tui.views.parts import parts_of
from ici_tui.views.rank_ranges import rank_ranges
from ici_tui.views.row import Row
from ici_tui.views.searching import where_equal

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.beats_next import BeatsNext
    from ici_tui.views.row import Chance
    from ici_tui.views.study import Study


MOST_AHEAD = 2000
"""Rows up to which a whole ranking is asked how surely each is ahead of the next one."""


@dataclass(frozen=True)
class Ranking:
    """Every unit, the best first; units without a score last."""

    node: str
    parts: tuple[str, ...]
    rows: tuple[Row, ...]
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
    def _by_place(self) -> dict[int, Row]:
        return {row.place: row for row in self.rows}

    @cached_property
    def _decimals(self) -> dict[str, Decimals]:
        """Of the columns that were asked for: all rows are gone through for each."""
        return {}

    def place(self, line: int) -> int:
        """The place in the pack of the unit at a line."""
        return self.rows[line].place

    def row(self, line: int) -> Row:
        """The row at a line."""
        return self.rows[line]

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on one of the nodes beside it."""
        return next(part.score for part in self._by_place[place].parts if part.code == node)

    def decimals(self, node: str) -> Decimals:
        """The decimals of a node's column; of the score's where the node is empty."""
        if node not in self._decimals:
            column = self.parts.index(node) if node else None
            scores = (row.score if column is None else row.parts[column].score for row in self.rows)
            self._decimals[node] = decimals_for(scores)
        return self._decimals[node]

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""
        return self._by_place[place].groups[group] or ""

    def beats_next(self, place: int) -> Chance | None:
        """How surely a unit is ahead of the next one; None where that is not known."""
        return None if self.ahead is None else self.ahead.chance(place)


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


def row_of(study: Study, place: int) -> Row:
    """The row of one unit in the ranking on the index, by the unit's place in the pack."""
    return row_maker(study)(place)


def row_maker(study: Study) -> Callable[[int], Row]:
    """What makes rows of the ranking on the index, one by one, by the units' places."""
    tree = study.pack.index.tree
    return _rows(study, tree.root.code, tree.children(tree.root.code)).row


def _rows(study: Study, node: str, nodes: tuple[Node, ...]) -> _Rows:
    # Where the ensemble is read beside what is shown, no row waits for it.
    ranges = rank_ranges(study, node, wait=not study.pack.ensemble_later)
    return _Rows(study, node, nodes, _ranks_before(study, node), ranges)


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

    def row(self, place: int) -> Row:
        """The row of a unit, by its place in the pack."""
        study, node, index = self.study, self.node, self.study.pack.index
        rank, before = study.scores.rank_at(node, place), int(self.before[place])
        code, ranges = index.codes[place], self.ranges
        published = study.pack.reported(code, node, "rank")
        score, parts = shown(study, place, node), parts_of(study, place, self.nodes)
        return Row(
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
            contributions=contributions(study, node, self.nodes, place),
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
