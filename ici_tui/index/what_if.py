"""Scores if values or directions were different: the pipeline, run where they have an effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.bounds import refuse_too_large
from ici_tui.index.denominate import denominate
from ici_tui.index.methods import OWN_STAGES, Need, needs
from ici_tui.index.pipeline import labels_of, run_pipeline, through_stages
from ici_tui.index.scores import Known, evaluate
from ici_tui.index.table import FloatArray, Table
from ici_tui.index.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ici_tui.index.model import Index
    from ici_tui.index.pipeline import Prepared
    from ici_tui.index.scores import Scores
    from ici_tui.index.tree import Node
    from ici_tui.index.weights import WeightSet

    Values = Mapping[tuple[int, int], float]
    """Raw values by unit and indicator, as places in the index's data."""


def with_values(index: Index, values: Values) -> Index:
    """The index with other raw values; NaN takes a value out."""
    data = index.data.copy()
    for place, value in values.items():
        data[place] = value
    data.setflags(write=False)
    return replace(index, data=data)


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Asks an index for its scores with other values, many times.

    The stages go by column, so that a value costs its own column and the nodes above it; and its
    own row alone where no method looks at other units (see `methods.Need`). Where more depends on a value (a mean over the unit's other indicators; a value where there was
    none, with which the unit may be kept) the pipeline is run from the start.
    """

    index: Index
    prepared: Prepared
    weights: WeightSet

    def scores(self, values: Values) -> Scores:
        """All scores with these raw values, the others as they are.

        Raises:
            PipelineError: the pipeline cannot take them.
        """
        if self._needs_all(values):
            return run_pipeline(with_values(self.index, values)).scores(self.weights)
        changed: dict[int, dict[int, float]] = {}
        for (row, column), value in values.items():
            changed.setdefault(column, {})[row] = value
        leaves = self.prepared.tree.leaves
        return self._with({leaves[k].code: self._column(k, rows) for k, rows in changed.items()})

    def turned(self, column: int) -> Scores:
        """All scores with one indicator counted the other way.

        Raises:
            PipelineError: the pipeline cannot take it.
        """
        tree = self.prepared.tree
        leaf = tree.leaves[column]
        other = leaf._replace(direction=-leaf.direction)
        if self._goes_by_rows:
            nodes = (other if node.code == leaf.code else node for node in tree.nodes)
            index = replace(self.index, tree=Tree.build(nodes))
            return run_pipeline(index, self.index.options).scores(self.weights)
        raw = self.index.data[:, column]
        return self._with({leaf.code: self._through(other, column, raw, self._kept)})

    def _with(self, columns: Mapping[str, FloatArray]) -> Scores:
        """All scores with other normalised columns of some indicators."""
        for values_of in columns.values():
            values_of.setflags(write=False)
        known = Known(
            self._before.present, {**self._before.leaves, **columns}, dict(self._before.aggregates)
        )
        return self._evaluate(known)

    def root(self, values: Values) -> FloatArray:
        """The n scores on the root, NaN where missing."""
        return self.scores(values).of(self.prepared.tree.root.code)

    @cached_property
    def _before(self) -> Known:
        """What evaluations at the present values leave for the others."""
        known = self.prepared.known
        if known.present is None:
            self._evaluate(known)
        return Known(known.present, dict(known.leaves), dict(known.aggregates))

    @cached_property
    def _kept(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.prepared.kept)

    @cached_property
    def _labels(self) -> dict[str, list[str | None]]:
        found = labels_of(self.index, self.prepared.choices)
        kept = self._kept.tolist() if found else []
        return {name: [labels[place] for place in kept] for name, labels in found.items()}

    @property
    def _goes_by_rows(self) -> bool:
        """Whether an imputation looks at a unit's other indicators."""
        return "row-mean" in self.prepared.choices.names("impute", self.prepared.tree.leaves)

    def _needs_all(self, values: Values) -> bool:
        if self._goes_by_rows:
            return True
        present = self.prepared.record.before_imputation
        return any(
            not np.isfinite(value) or np.isnan(present[place]) for place, value in values.items()
        )

    def _column(self, column: int, rows: Mapping[int, float]) -> FloatArray:
        """A column with other values after all stages, n values."""
        leaf = self.prepared.tree.leaves[column]
        raw = self.index.data[:, column].copy()
        for row, value in rows.items():
            raw[row] = value
        needed = self._kept
        if self._goes_by_row(leaf):
            needed = needed[np.isin(needed, list(rows))]
        return self._through(leaf, column, raw, needed)

    def _through(
        self, leaf: Node, column: int, raw: FloatArray, needed: NDArray[np.intp]
    ) -> FloatArray:
        """A column after all stages, n values.

        Args:
            leaf: its indicator, as it is to be counted.
            column: its place.
            raw: its n values.
            needed: the rows that are kept and not as they were.
        """
        choices = self.prepared.choices
        table = Table(raw[:, None], (leaf,), self.index.codes)
        refuse_too_large("data", table.values, (leaf.code,), table.units)
        if choices.denominate:
            table = denominate(table, self.index.denominators).table
        if len(needed) < len(raw):
            codes = self.index.codes
            units = [codes[place] for place in needed.tolist()]
            table = Table(table.values[needed], table.leaves, units)
        normalised = through_stages(table, choices, self._labels).normalised.table.values
        refuse_too_large("normalise", normalised, (leaf.code,), table.units)
        whole = self.prepared.normalised[:, column].copy()
        whole[needed] = normalised[:, 0]
        return whole

    def _goes_by_row(self, leaf: Node) -> bool:
        """Whether each unit's value on an indicator goes through all stages by itself."""
        methods = (
            (stage, self.prepared.choices.methods(stage, (leaf,))[0]) for stage in OWN_STAGES
        )
        return all(needs(stage, method.name) is Need.NOTHING for stage, method in methods)

    def _evaluate(self, known: Known) -> Scores:
        choices = self.prepared.choices
        return evaluate(
            self.prepared.tree,
            self.prepared.normalised,
            self.weights,
            methods=choices.aggregate,
            min_available=choices.min_available,
            rank_decimals=choices.rank_decimals,
            units=self.prepared.units,
            known=known,
        )
