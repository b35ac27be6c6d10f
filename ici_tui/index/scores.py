"""Scores of every node for every unit, and the ranks they give."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.aggregate import UnfitValueError, aggregator
from ici_tui.index.bounds import refuse_too_large
from ici_tui.index.errors import PipelineError, strict_numbers
from ici_tui.index.ranking import Standing, competition_ranks
from ici_tui.index.screen import SLACK
from ici_tui.index.table import FloatArray, number_text, side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ici_tui.index.choices import Method
    from ici_tui.index.tree import Node, Tree
    from ici_tui.index.weights import WeightSet

    Ranks = dict[str, tuple[FloatArray, npt.NDArray[np.int32]]]
    """By node: a column, and the ranks that its values give."""

SHORT = 4096
"""Units up to which the ranks on all nodes take less than a call for each node."""


@dataclass(frozen=True, eq=False)
class Scores:
    """The outcome of one evaluation. Immutable: an edit of weights makes another one.

    `columns` holds n values for each node, in the order of `tree.nodes`: an indicator's
    normalised values, an aggregate's scores, NaN where missing. Evaluations of the same data
    share the columns that they have in common. `present` is n × (number of nodes) and counts,
    for each aggregate, the indicators under it that the unit has.
    """

    tree: Tree
    columns: tuple[FloatArray, ...]
    present: npt.NDArray[np.int32]
    rank_decimals: int | None = None
    _standings: dict[str, Standing] = field(default_factory=dict, repr=False)
    _ranks: Ranks = field(default_factory=dict, repr=False)
    """Ranks on nodes that nobody has asked the order on: a quarter of what a standing holds."""

    @property
    def values(self) -> FloatArray:
        """All columns side by side, n × (number of nodes): made anew at every call."""
        return np.column_stack(self.columns)

    def of(self, code: str) -> FloatArray:
        """The n scores on one node."""
        return self.columns[self.tree.place(code)]

    def missing_at(self, place: int) -> list[str]:
        """The nodes on which one unit has no score, in tree order: most units have them all."""
        held = zip(self.tree.nodes, self.columns, strict=True)
        return [node.code for node, column in held if isnan(column[place])]

    def ranks(self, code: str) -> npt.NDArray[np.int64]:
        """The n competition ranks on one node, sorted for once; 0 where missing."""
        if code == self.tree.root.code or code in self._standings:
            return self._standing(code).ranks
        ranks = self._known_ranks(code).astype(np.int64)
        ranks.setflags(write=False)
        return ranks

    def rank_at(self, code: str, place: int) -> int:
        """The rank of one unit on one node, 0 where missing: as `ranks` has it, without a copy."""
        if code == self.tree.root.code or code in self._standings:
            return int(self._standing(code).ranks[place])
        return int(self._known_ranks(code)[place])

    def order(self, code: str) -> npt.NDArray[np.intp]:
        """The n places from the best down on one node: equal ranks by place, the missing last."""
        return self._standing(code).order

    def _standing(self, code: str) -> Standing:
        found = self._standings.get(code)
        if found is None:
            found = self._standings[code] = Standing(self.of(code), self.rank_decimals)
        return found

    def _known_ranks(self, code: str) -> npt.NDArray[np.int32]:
        column = self.of(code)
        known = self._ranks.get(code)
        if known is not None and known[0] is column:
            return known[1]
        asked = [(code, column)]
        if len(column) <= SHORT and code != self.tree.root.code:
            # Whoever asks for one below the index asks for the others too.
            every = ((node.code, self.of(node.code)) for node in self.tree.nodes[1:])
            asked = [(c, now) for c, now in every if self._ranks.get(c, (None,))[0] is not now]
        ranks = competition_ranks(np.stack([now for _, now in asked]), self.rank_decimals)
        for (c, now), those in zip(asked, ranks.astype(np.int32), strict=True):
            self._ranks[c] = now, those
        return self._ranks[code][1]

    def incomplete(self, code: str) -> npt.NDArray[np.bool_]:
        """The units that lack an indicator under the node: their weights were rescaled."""
        leaves = (
            1
            if self.tree[code].level == 1
            else sum(node.level == 1 for node in self.tree.descendants(code))
        )
        flagged: npt.NDArray[np.bool_] = self.present[:, self.tree.place(code)] < leaves
        return flagged


@dataclass(slots=True)
class Known:
    """Results that evaluations of the same normalised data and methods share.

    `present` does not depend on weights. An aggregate of the evaluation before is taken over
    where its children's columns are the same arrays and weigh the same: an edit costs the
    nodes above the weight, and no others. So are the ranks on a node whose column is the same.
    """

    present: npt.NDArray[np.int32] | None = None
    leaves: dict[str, FloatArray] = field(default_factory=dict)
    aggregates: dict[str, tuple[tuple[FloatArray, ...], tuple[float, ...], FloatArray]] = field(
        default_factory=dict
    )

    ranks: Ranks = field(default_factory=dict)

    def take(
        self, code: str, children: tuple[FloatArray, ...], weights: tuple[float, ...]
    ) -> FloatArray | None:
        """The scores on a node from these children at these weights; None where not known."""
        found = self.aggregates.get(code)
        if found is None or found[1] != weights:
            return None
        same = all(one is other for one, other in zip(found[0], children, strict=True))
        return found[2] if same else None


def evaluate(
    tree: Tree,
    normalised: FloatArray,
    weights: WeightSet,
    *,
    methods: Sequence[str | Method] = ("arithmetic",),
    min_available: float | None = None,
    rank_decimals: int | None = None,
    units: Sequence[str] | None = None,
    known: Known | None = None,
) -> Scores:
    """Aggregate normalised indicators up the tree.

    Args:
        tree: the index's tree.
        normalised: n × m, directed and normalised, columns in the order of `tree.leaves`; it
            must not be changed afterwards.
        weights: what siblings weigh.
        methods: one aggregation method, or one per level from the bottom up.
        min_available: an aggregate is missing where a smaller share of its direct children
            is present.
        rank_decimals: rank scores rounded to so many decimals.
        units: the units' codes, for messages; their rows stand in where they are not given.
        known: what earlier evaluations left; only for the same data, methods and
            `min_available`.

    Raises:
        PipelineError: there is no such method, their number does not fit the tree, a method
            cannot take a value, or a score is too large; the message names node, unit and value.
    """
    per_level = methods_by_level(tree, methods)
    known = known if known is not None else Known()
    if known.present is None:
        leaves = {leaf.code: normalised[:, k] for k, leaf in enumerate(tree.leaves)}
        for column in leaves.values():
            column.setflags(write=False)
        # Whoever else evaluates meanwhile looks at what is present: it is there last.
        known.leaves = leaves
        known.present = _presence(tree, normalised)
    columns = dict(known.leaves)
    for level in range(2, tree.depth + 1):
        for node in tree.at_level(level):
            below = tuple(columns[child.code] for child in tree.children(node.code))
            relative = tuple(map(float, weights.relative(node.code)))
            scores = known.take(node.code, below, relative)
            if scores is None:
                children = side_by_side(below)
                try:
                    with strict_numbers("aggregate", node.code):
                        scores = aggregator(per_level[level])(children, np.array(relative))
                except UnfitValueError as error:
                    raise _unfit(error, node, tree, children, units) from None
                if min_available is not None:
                    share = (~np.isnan(children)).mean(axis=1)
                    scores = np.where(share < min_available - SLACK, np.nan, scores)
                refuse_too_large("aggregate", scores[:, None], (node.code,), units)
                scores += 0.0  # -0.0 is 0
                scores.setflags(write=False)
                known.aggregates[node.code] = (below, relative, scores)
            columns[node.code] = scores
    ordered = tuple(columns[node.code] for node in tree.nodes)
    return Scores(tree, ordered, known.present, rank_decimals, _ranks=known.ranks)


def _presence(tree: Tree, normalised: FloatArray) -> npt.NDArray[np.int32]:
    """The number of indicators that a unit has under each node, n × (number of nodes)."""
    shape = (len(normalised), len(tree.nodes))
    # Where nothing is missing one row stands for all.
    complete = not any(np.isnan(column).any() for column in normalised.T)
    rows = np.ones((1, normalised.shape[1]), dtype=bool) if complete else ~np.isnan(normalised)
    present = np.zeros((len(rows), shape[1]), dtype=np.int32)
    present[:, [tree.place(leaf.code) for leaf in tree.leaves]] = rows
    for level in range(2, tree.depth + 1):
        for node in tree.at_level(level):
            places = [tree.place(child.code) for child in tree.children(node.code)]
            present[:, tree.place(node.code)] = present[:, places].sum(axis=1)
    present.setflags(write=False)
    return np.broadcast_to(present, shape) if complete and shape[0] else present


def methods_by_level(tree: Tree, methods: Sequence[str | Method]) -> dict[int, str | Method]:
    """The aggregation method of each level from 2 up.

    Raises:
        PipelineError: neither one method is given nor one for each level.
    """
    levels = range(2, tree.depth + 1)
    if len(methods) == 1:
        return dict.fromkeys(levels, methods[0])
    if len(methods) != len(levels):
        raise PipelineError(
            f"aggregate: {len(methods)} methods for a tree with {len(levels)} levels of "
            f"aggregates; give one, or {len(levels)} from the bottom up"
        )
    return dict(zip(levels, methods, strict=True))


def _unfit(
    error: UnfitValueError,
    node: Node,
    tree: Tree,
    children: npt.NDArray[np.float64],
    units: Sequence[str] | None,
) -> PipelineError:
    child = tree.children(node.code)[error.child].code
    unit = units[error.row] if units is not None else f"row {error.row + 1}"
    value = number_text(float(children[error.row, error.child]))
    return PipelineError(
        f"aggregate: {child} of {unit} is {value}, and {error.needs}; normalise to a scale above "
        f"0, such as minmax:1,100, or aggregate {node.code} with arithmetic"
    )
