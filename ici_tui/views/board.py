"""The ranking as arrays: which units, in which order, at which rank. Rows are made when shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.ranking import in_ties_by_place
from ici_tui.views.beats_next import BeatsNext, remembered, shares_of
from ici_tui.views.columns import RANK, branches, columns_of
from ici_tui.views.conditions import Wanted, units_where
from ici_tui.views.contributions import contributions
from ici_tui.views.known import shown
from ici_tui.views.numbers import MANY, decimals_for, most_decimals
from ici_tui.views.rank_ranges import rank_ranges
from ici_tui.views.row import Row
from ici_tui.views.searching import Searched, label_order, name_order
from ici_tui.views.study import Study

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.packs.pack import Pack
    from ici_tui.views.column_kinds import Column
    from ici_tui.views.numbers import Decimals, Shown
    from ici_tui.views.row import Chance

    Places = npt.NDArray[np.intp]

MOST_DRAWN = 1_000
"""Weights with which it is told on a screen how surely a unit is ahead of the next one: with more
every key would wait for it."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The column that rows are ordered by, and whether its usual direction is turned round."""

    column: Column = RANK
    reverse: bool = False


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What does not change with the weights: columns, ranks at the pack's weights, search text."""

    pack: Pack
    own: Study

    @classmethod
    def of(cls, own: Study) -> Catalogue:
        """The catalogue of a pack, from its study at the pack's own weights."""
        return cls(own.pack, own)

    def with_columns(self, pack: Pack) -> Catalogue:
        """The catalogue of this pack with other columns: changes are told against this one.

        Raises:
            PipelineError: its scores cannot be computed.
        """
        if pack is self.pack:
            return self
        found = Catalogue.of(Study.of(pack))
        root = pack.index.tree.root.code
        if root == self.pack.index.tree.root.code:
            found.__dict__["ranks"] = self.ranks
        for known in ("name_order", "searched"):
            if known in self.__dict__ and pack.index.groups == self.pack.index.groups:
                found.__dict__[known] = self.__dict__[known]
        return found

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The ranking's columns."""
        return columns_of(self.pack)

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by what they are called."""
        return {column.key: column for column in self.columns}

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """The nodes that a bar is stacked from."""
        return branches(self.pack.index.tree)

    @cached_property
    def ranks(self) -> npt.NDArray[np.int64]:
        """The n ranks at the pack's own weights."""
        return self.own.scores.ranks(self.pack.index.tree.root.code)

    @cached_property
    def name_order(self) -> npt.NDArray[np.int64]:
        """Each unit's place among the names in order, n."""
        return name_order(self.pack.index.names)

    @cached_property
    def searched(self) -> Searched:
        """What a filter looks for its words in."""
        return Searched.of(self.pack.index)

    def prepare(self) -> None:
        """Have at hand what the first sort by name and the first filter wait for.

        With 100,000 units each takes longer than a key press should; it may run in a thread.
        """
        _ = self.name_order, self.searched

    def label_order(self, group: str) -> npt.NDArray[np.int64]:
        """Each unit's place among the labels of a group in order, n; -1 without a label."""
        return label_order(self.pack.index.groups[group].labels)


@dataclass(frozen=True, eq=False)
class Board:
    """A ranking at some weights, sorted and filtered. Immutable: an edit makes another one."""

    catalogue: Catalogue
    study: Study
    sort: Sort
    wanted: Wanted
    """The filter."""
    order: Places
    """The places of the units that are shown, in order."""
    faults: tuple[str, ...] = ()
    """What of the filter could not be understood, and is passed over."""

    @classmethod
    def of(cls, catalogue: Catalogue, study: Study, sort: Sort, text: str = "") -> Board:
        """Rank, sort and filter."""
        empty = np.empty(0, dtype=np.intp)
        board = cls(catalogue, study, sort, Wanted.of(text), empty)
        order, faults = board._arranged()
        return replace(board, order=order, faults=faults)

    def __len__(self) -> int:
        return len(self.order)

    @property
    def size(self) -> int:
        """The number of units, those that the filter hides among them."""
        return self.catalogue.pack.index.size

    @property
    def root(self) -> str:
        """The code of the node that is ranked."""
        return self.catalogue.pack.index.tree.root.code

    @cached_property
    def ranks(self) -> npt.NDArray[np.int64]:
        """The n ranks; 0 where the score is missing."""
        return self.study.scores.ranks(self.root)

    @cached_property
    def deltas(self) -> npt.NDArray[np.int64]:
        """Places gained against the pack's own weights, n; 0 where either rank is missing."""
        before = self.catalogue.ranks
        return np.where((before > 0) & (self.ranks > 0), before - self.ranks, 0)

    @property
    def ranges(self) -> npt.NDArray[np.int64] | None:
        """The rank at 5 and 95 % of the ensemble, n × 2; None without one, or while it waits."""
        # Kept only once they are known: who waits for them asks again.
        found: npt.NDArray[np.int64] | None = self.__dict__.get("known_ranges")
        if found is None:
            found = rank_ranges(self.study, self.root, wait=False)
            self.__dict__["known_ranges"] = found
        return found

    @cached_property
    def top(self) -> float:
        """The greatest score: what a full bar means. 0 where there is none above 0."""
        scores = self.study.scores.of(self.root)
        # The greater of two where one is missing is the other.
        return float(np.fmax.reduce(scores, initial=0.0))

    ties = True
    """A cell is always left for the sign of a shared rank: an edit can make one."""

    def where_ranked(self, ranks: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Ranks as numbers, NaN where there is none, n."""
        return np.where(ranks > 0, ranks, np.nan)

    @cached_property
    def _sharing(self) -> npt.NDArray[np.int64]:
        """How many units have each rank, from 0 (missing) on."""
        return np.bincount(self.ranks)

    @cached_property
    def _indicators(self) -> int:
        return len(self.catalogue.pack.index.tree.leaves)

    def place(self, line: int) -> int:
        """The place in the pack of the unit at a line of the ranking, from 0."""
        return int(self.order[line])

    def row(self, line: int) -> Row:
        """The row that stands at a line of the ranking, from 0."""
        return self.row_of(self.place(line))

    def row_of(self, place: int) -> Row:
        """The row of a unit by its place in the pack."""
        index, scores = self.catalogue.pack.index, self.study.scores
        rank, before = int(self.ranks[place]), int(self.catalogue.ranks[place])
        ranges = self.ranges
        return Row(
            place=place,
            code=index.codes[place],
            name=index.names[place],
            rank=rank or None,
            tied=rank > 0 and bool(self._sharing[rank] > 1),
            delta=before - rank if rank and before else None,
            score=shown(self.study, place, self.root),
            contributions=contributions(self.study, self.root, self.catalogue.parts, place),
            ranks=None if ranges is None else (int(ranges[place, 0]), int(ranges[place, 1])),
            present=int(scores.present[place, index.tree.place(self.root)]),
            of=self._indicators,
            kept=bool(self.study.prepared.kept[place]),
        )

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on a node."""
        return shown(self.study, place, node)

    def decimals(self, node: str) -> Decimals:
        """The decimals of a node's column; of the score's where the node is empty."""
        code = node or self.root
        found = self._decimals.get(code)
        if found is None:
            found = self._decimals[code] = self._decimals_of(code)
        return found

    def _decimals_of(self, node: str) -> Decimals:
        scores = self.study.scores.of(node)
        if self.size > MANY:
            least = float(np.fmin.reduce(scores, initial=0.0))
            return most_decimals(least, float(np.fmax.reduce(scores, initial=0.0)))
        if self.study.pack.cells is None:
            return decimals_for(scores.tolist())
        return decimals_for(self.value(place, node) for place in range(self.size))

    @cached_property
    def _decimals(self) -> dict[str, Decimals]:
        """What has been asked for so far."""
        return {}

    def beats_next(self, place: int) -> Chance | None:
        """How surely a unit is ahead of the next one; None where that is not known."""
        if self.study.pack.ensemble_waits:
            return remembered(self.study, place)
        found = self._beats_next
        return None if found is None else found.chance(place)

    @cached_property
    def _beats_next(self) -> BeatsNext | None:
        return None if self.why_no_chances else BeatsNext.of(self.study)

    @property
    def why_no_chances(self) -> str:
        """Why a screen does not tell who is ahead of whom how surely; empty where it does."""
        count = len(branches(self.study.pack.index.tree))
        if count <= MOST_DRAWN:
            return ""
        return f"P>next is for up to {MOST_DRAWN:,} weights here, and these are {count:,}"

    @property
    def chances(self) -> npt.NDArray[np.float64]:
        """How surely each unit is ahead of the next one, n; NaN where that is not known."""
        if self.study.pack.ensemble_waits or self.why_no_chances:
            return np.full(self.size, np.nan)
        return shares_of(self.study)

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""
        return self.catalogue.pack.index.groups[group].labels[place] or ""

    def line_of(self, place: int) -> int | None:
        """The line at which a unit stands; None where the filter hides it."""
        found = np.flatnonzero(self.order == place)
        return int(found[0]) if len(found) else None

    def line_of_rank(self, rank: int) -> int | None:
        """The line of the unit shown whose rank is nearest; None where nobody is ranked."""
        ranks = self.ranks[self.order]
        if not (ranks > 0).any():
            return None
        return int(np.argmin(np.where(ranks > 0, np.abs(ranks - rank), np.iinfo(np.int64).max)))

    def _arranged(self) -> tuple[Places, tuple[str, ...]]:
        order = self._sorted()
        if not (self.wanted.words or self.wanted.conditions):
            return order, ()
        met = units_where(self.study, self.wanted, lambda: self.catalogue.searched)
        return order[met.units[order]], met.faults

    def _sorted(self) -> Places:
        """Every place by the sort column, ties by rank, units without a value last."""
        column = self.sort.column
        if column == RANK and not self.sort.reverse:
            return self.study.scores.order(self.root)
        keys = column.keys(self)
        if column.descending != self.sort.reverse:
            keys = -keys
        return _ordered(np.where(np.isnan(keys), np.inf, keys), self.study.scores.order(self.root))


def _ordered(keys: npt.NDArray[np.float64], first: Places) -> Places:
    """Sort by `keys`; equal ones follow each other as in `first`, the order of the ranking.

    The default sort is several times faster than a stable one; ties are put right afterwards.
    """
    keys = keys[first]
    order = np.argsort(keys)
    return first[in_ties_by_place(order, keys[order])]
