"""The rows of a ranking, made when they are asked for: what all of them need is found by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from ici_tui.views.contributions import contributions_of
from ici_tui.views.known import rank_status, shown, told_units
from ici_tui.views.numbers import Shown
from ici_tui.views.parts import Parts
from ici_tui.views.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    Places = npt.NDArray[np.intp]
    Numbers = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.integer[Any]]

PORTION = 4096
"""Rows that are made at once: many rows are never all there together."""


@dataclass(frozen=True, eq=False)
class RankedRows(Sequence[Row]):
    """Rows in an order. Going through them makes them, and keeps none."""

    study: Study
    node: str
    """What is ranked on."""
    nodes: tuple[Node, ...]
    """What the score is made of."""
    beside: tuple[Node, ...]
    """The nodes that stand beside each unit."""
    before: npt.NDArray[np.int64]
    """The n ranks with the pack's own weights, pipeline and data."""
    ranges: npt.NDArray[np.int64] | None
    """The n × 2 ranks at 5 and 95 % of the ensemble."""
    places: Places
    """The places in the pack of the units that have a row, in order."""

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, line: int) -> Row: ...

    @overload
    def __getitem__(self, line: slice) -> RankedRows: ...

    def __getitem__(self, line: int | slice) -> Row | RankedRows:
        if isinstance(line, slice):
            return self.at(self.places[line])
        return next(self._made(self.places[line][None]))

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self.places), PORTION):
            yield from self._made(self.places[start : start + PORTION])

    def at(self, places: Places | Sequence[int]) -> RankedRows:
        """The rows of the units at other places in the pack."""
        return replace(self, places=np.asarray(places, dtype=np.intp))

    @cached_property
    def indicators(self) -> int:
        """How many indicators the node rests on."""
        return sum(n.level == 1 for n in self.study.pack.index.tree.descendants(self.node)) or 1

    @property
    def scores(self) -> Numbers:
        """The score of each row on the node; NaN where missing."""
        return self.study.scores.of(self.node)[self.places]

    @property
    def ranks(self) -> npt.NDArray[np.int64]:
        """The rank of each row on the node; 0 where missing."""
        return self._ranks[self.places]

    @property
    def present(self) -> Counts:
        """How many indicators each row has below the node."""
        return self._present[self.places]

    @property
    def kept(self) -> npt.NDArray[np.bool_]:
        """The rows that were not screened out, as a mask."""
        return self.study.prepared.kept[self.places]

    @property
    def tied(self) -> npt.NDArray[np.bool_]:
        """The rows whose rank is another one's as well, as a mask."""
        return self._tied(self.ranks)

    @property
    def moved(self) -> npt.NDArray[np.bool_]:
        """The rows with another rank than at the pack's own weights, as a mask."""
        changed: npt.NDArray[np.bool_] = self.ranks != self.before[self.places]
        return changed

    @property
    def statuses(self) -> set[str]:
        """What is known of the values of all rows, those beside them included."""
        told, places = told_units(self.study), self.places.tolist()
        asked = places if told is None else [place for place in places if place in told]
        codes = {self.node, *(node.code for node in self.beside)}
        found = {shown(self.study, k, code).status for code in codes for k in asked}
        return found if len(asked) == len(places) > 0 else found | {""}

    @cached_property
    def _present(self) -> Counts:
        return self.study.scores.present[:, self.study.pack.index.tree.place(self.node)]

    @cached_property
    def _ranks(self) -> npt.NDArray[np.int64]:
        return self.study.scores.ranks(self.node)

    @cached_property
    def _sharing(self) -> npt.NDArray[np.int64]:
        """How many units have each rank."""
        return np.bincount(self._ranks)

    def _tied(self, ranks: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        return (ranks > 0) & (self._sharing[ranks] > 1)

    def _made(self, places: Places) -> Iterator[Row]:
        """The rows at some places, their columns in the order of the fields of `Row`."""
        study, index = self.study, self.study.pack.index
        listed, ranks = places.tolist(), self._ranks[places]
        codes = [index.codes[k] for k in listed]
        ranges = repeat(None) if self.ranges is None else map(tuple, self.ranges[places].tolist())
        return map(
            Row,
            listed,
            codes,
            (index.names[k] for k in listed),
            (rank or None for rank in ranks.tolist()),
            self._tied(ranks).tolist(),
            self._gained(ranks, self.before[places]),
            self._shown(places),
            map(tuple, contributions_of(study, self.node, self.nodes, places).tolist()),
            ranges,
            self._present[places].tolist(),
            repeat(self.indicators),
            study.prepared.kept[places].tolist(),
            (index.local_names[k] for k in listed),
            (Parts(study, k, self.beside) for k in listed),
            self._labels(listed),
            map(self._published, codes),
            (rank_status(study, k, self.node) if self._ranks[k] else None for k in listed),
        )

    def _gained(
        self, ranks: npt.NDArray[np.int64], before: npt.NDArray[np.int64]
    ) -> Iterable[int | None]:
        both = ((ranks > 0) & (before > 0)).tolist()
        gained = (before - ranks).tolist()
        return (places if there else None for places, there in zip(gained, both, strict=True))

    def _shown(self, places: Places) -> Iterable[Shown]:
        if told_units(self.study) == frozenset():
            values = self.study.scores.of(self.node)[places].tolist()
            return (Shown(value if value == value else None) for value in values)  # noqa: PLR0124 - NaN alone differs
        return (shown(self.study, k, self.node) for k in places.tolist())

    def _labels(self, places: list[int]) -> Iterable[dict[str, str | None]]:
        groups = self.study.pack.index.groups
        return ({of: group.labels[k] for of, group in groups.items()} for k in places)

    def _published(self, code: str) -> int | None:
        found = self.study.pack.reported(code, self.node, "rank")
        return int(found.value) if found else None
