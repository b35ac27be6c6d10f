"""The ranking and the profile of one unit, as plain data: no arrays, no terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.errors import PipelineError
from ici_tui.index.weights import WeightSet
from ici_tui.views.known import shown, told_units
from ici_tui.views.number_columns import column_decimals
from ici_tui.views.numbers import Decimals, Shown, decimals_for
from ici_tui.views.rank_ranges import rank_ranges
from ici_tui.views.ranked_rows import RankedRows
from ici_tui.views.searching import where_equal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.beats_next import BeatsNext
    from ici_tui.views.row import Chance, Row
    from ici_tui.views.study import Study


MOST_AHEAD = 2000
"""Rows up to which a whole ranking is asked how surely each is ahead of the next one."""


@dataclass(frozen=True)
class Ranking:
    """Units with what stands beside them, the best first; units without a score last."""

    rows: RankedRows
    ahead: BeatsNext | None = None
    """How surely each is ahead of the next one, where that was asked for and can be told."""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def node(self) -> str:
        """What is ranked on."""
        return self.rows.node

    @property
    def parts(self) -> tuple[str, ...]:
        """The nodes beside each unit."""
        return tuple(node.code for node in self.rows.beside)

    @property
    def indicators(self) -> int:
        """How many indicators the node rests on."""
        return self.rows.indicators

    @cached_property
    def top(self) -> float:
        """The score that a full bar means: the greatest one. 0 where there is none above 0."""
        return float(np.fmax.reduce(self.rows.scores, initial=0.0))

    @cached_property
    def ties(self) -> bool:
        """Whether ranks leave a cell for the sign of a shared one."""
        return bool(self.rows.tied.any())

    @cached_property
    def stacked(self) -> bool:
        """Whether the parts of any score can be drawn."""
        return any(any(row.contributions) for row in self.rows)

    @cached_property
    def _decimals(self) -> dict[str, Decimals]:
        """Of the columns that were asked for: all rows are gone through for each."""
        return {}

    def with_nodes(self, nodes: tuple[Node, ...]) -> Ranking:
        """The ranking with other nodes beside each unit."""
        return replace(self, rows=replace(self.rows, beside=nodes))

    def place(self, line: int) -> int:
        """The place in the pack of the unit at a line."""
        return int(self.rows.places[line])

    def row(self, line: int) -> Row:
        """The row at a line."""
        return self.rows[line]

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on a node."""
        return shown(self.rows.study, place, node)

    def decimals(self, node: str) -> Decimals:
        """The decimals of a node's column; of the score's where the node is empty."""
        if node not in self._decimals:
            study, code, places = self.rows.study, node or self.node, self.rows.places
            if told_units(study) is not None:  # what is the user's is as exact as any number
                found = column_decimals(study.scores.of(code)[places])
            else:
                found = decimals_for(shown(study, place, code) for place in places.tolist())
            self._decimals[node] = found
        return self._decimals[node]

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""
        return self.rows.study.pack.index.groups[group].labels[place] or ""

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
    rows = _rows(study, node, nodes)
    places = (rows.places if only is None else rows.places[only[rows.places]])[:top]
    told = ahead and node == tree.root.code and len(places) <= MOST_AHEAD
    next_one = _beats_next(study) if told else None
    return Ranking(rows.at(places), next_one)


def _beats_next(study: Study) -> BeatsNext | None:
    # Imported when asked for: a ranking without it is there sooner.
    from ici_tui.views.beats_next import BeatsNext

    return BeatsNext.of(study)


def row_of(study: Study, place: int) -> Row:
    """The row of one unit in the ranking on the index, by the unit's place in the pack."""
    return rows_at(study, [place])[0]


def rows_at(study: Study, places: Sequence[int]) -> RankedRows:
    """The rows of units in the ranking on the index, by their places in the pack."""
    tree = study.pack.index.tree
    root = tree.root.code
    return _rows(study, root, tree.children(root)).at(places)


def _rows(study: Study, node: str, nodes: tuple[Node, ...]) -> RankedRows:
    """The rows of all units, the best first."""
    # Where the ensemble is read beside what is shown, no row waits for it.
    ranges = rank_ranges(study, node, wait=not study.pack.ensemble_later)
    order = study.scores.order(node)
    return RankedRows(study, node, nodes, nodes, _ranks_before(study, node), ranges, order)


def _ranks_before(study: Study, node: str) -> npt.NDArray[np.int64]:
    """The n ranks of the pack as it is opened; with this pipeline and data where it cannot be."""
    try:
        return study.unedited.scores.ranks(node)
    except PipelineError:  # the pipeline of the pack itself, in whose place another is asked for
        own = WeightSet.from_tree(study.pack.index.tree)
        return study.with_weights(own).scores.ranks(node)


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
