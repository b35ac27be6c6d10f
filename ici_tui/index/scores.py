"""Scores of every node for every unit, and the ranks they give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.aggregate import UnfitValueError, aggregator
from ici_tui.index.errors import PipelineError, strict_numbers
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.screen import SLACK
from ici_tui.index.table import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ici_tui.index.choices import Method
    from ici_tui.index.tree import Node, Tree
    from ici_tui.index.weights import WeightSet


@dataclass(frozen=True, eq=False)
class Scores:
    """The outcome of one evaluation. Immutable: an edit of weights makes another one.

    `values` is n × (number of nodes), columns in the order of `tree.nodes`; the indicators'
    columns hold their normalised values; NaN where missing. `present` has the same shape and
    counts, for each aggregate, the indicators under it that the unit has.
    """

    tree: Tree
    values: npt.NDArray[np.float64]
    present: npt.NDArray[np.int32]
    rank_decimals: int | None = None
    _ranks: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict, repr=False)

    def of(self, code: str) -> npt.NDArray[np.float64]:
        """The n scores on one node."""
        return self.values[:, self.tree.place(code)]

    def ranks(self, code: str) -> npt.NDArray[np.int64]:
        """The n competition ranks on one node, computed once; 0 where missing."""
        found = self._ranks.get(code)
        if found is None:
            found = competition_ranks(self.of(code), self.rank_decimals)
            found.setflags(write=False)
            self._ranks[code] = found
        return found

    def incomplete(self, code: str) -> npt.NDArray[np.bool_]:
        """Which units lack an indicator under the node: their weights were rescaled."""
        leaves = (
            1
            if self.tree[code].level == 1
            else sum(node.level == 1 for node in self.tree.descendants(code))
        )
        flagged: npt.NDArray[np.bool_] = self.present[:, self.tree.place(code)] < leaves
        return flagged


def evaluate(
    tree: Tree,
    normalised: npt.NDArray[np.float64],
    weights: WeightSet,
    *,
    methods: Sequence[str | Method] = ("arithmetic",),
    min_available: float | None = None,
    rank_decimals: int | None = None,
    units: Sequence[str] | None = None,
) -> Scores:
    """Aggregate normalised indicators up the tree.

    Args:
        tree: the index's tree.
        normalised: n × m, directed and normalised, columns in the order of `tree.leaves`.
        weights: what siblings weigh.
        methods: one aggregation method, or one per level from the bottom up.
        min_available: an aggregate is missing where a smaller share of its direct children
            is present.
        rank_decimals: rank scores rounded to so many decimals.
        units: the units' codes, for messages; their rows stand in where they are not given.

    Raises:
        PipelineError: there is no such method, their number does not fit the tree, or a method
            cannot take a value; the message names node, unit and value.
    """
    per_level = methods_by_level(tree, methods)
    count = len(normalised)
    values = np.full((count, len(tree.nodes)), np.nan)
    present = np.zeros((count, len(tree.nodes)), dtype=np.int32)
    leaf_places = [tree.place(node.code) for node in tree.leaves]
    values[:, leaf_places] = normalised
    present[:, leaf_places] = ~np.isnan(normalised)
    for level in range(2, tree.depth + 1):
        for node in tree.at_level(level):
            places = [tree.place(child.code) for child in tree.children(node.code)]
            children = values[:, places]
            relative = np.asarray(weights.relative(node.code))
            try:
                with strict_numbers("aggregate", node.code):
                    scores = aggregator(per_level[level])(children, relative)
            except UnfitValueError as error:
                raise _unfit(error, node, tree, children, units) from None
            if min_available is not None:
                share = (~np.isnan(children)).mean(axis=1)
                scores = np.where(share < min_available - SLACK, np.nan, scores)
            place = tree.place(node.code)
            values[:, place] = scores
            present[:, place] = present[:, places].sum(axis=1)
    values.setflags(write=False)
    present.setflags(write=False)
    return Scores(tree, values, present, rank_decimals)


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
