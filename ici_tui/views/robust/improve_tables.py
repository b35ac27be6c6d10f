"""Over what share of an ensemble's tables other values of one unit are enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.study import Study

    LeadOfMany = Callable[[FloatArray], FloatArray]

LEVEL = 1e-9
STAGES_TO_SCALE = ("transform", "treat", "normalise")


def share_of_tables(
    study: Study, x: int, changes: Mapping[str, float], lead: LeadOfMany
) -> float | None:
    """The share of tables in which raw values of a unit are enough.

    A table whose own value is better keeps it: what is asked for is a value at least that good.

    Args:
        study: a pack with an ensemble.
        x: the unit, by its place.
        changes: raw values by indicator.
        lead: from scores (T × n) to how far ahead the unit is (T).

    Returns:
        A share of 1; None where this pipeline leaves no ensemble.
    """
    pack = study.pack
    raw = pack.raw_tables
    if pack.ensemble is None or raw is None:
        return None
    tree = pack.index.tree
    tables = raw.tables.copy()
    for code, value in changes.items():
        leaf = tree[code]
        k = tree.leaves.index(leaf)
        better = np.fmax if leaf.direction > 0 else np.fmin
        tables[:, x, k] = better(tables[:, x, k], value)
    scores = _scores(study, tables)
    if scores is None:
        return None
    ranges = scores.max(axis=1) - scores.min(axis=1)
    return float((lead(scores) >= -LEVEL * ranges).mean())


def _scores(study: Study, tables: FloatArray) -> FloatArray | None:
    """The root's scores in each table, T × n."""
    index = study.pack.index
    choices, leaves = study.prepared.choices, index.tree.leaves
    as_it_is = all(choices.names(stage, leaves) == {NONE} for stage in STAGES_TO_SCALE)
    if as_it_is and not _divides(study):
        effective = study.weights.effective(index.tree)
        signs = [leaf.direction for leaf in index.tree.leaves]
        shares = np.array([effective[leaf.code] for leaf in index.tree.leaves])
        return weighted(tables, shares * np.array(signs))
    root = index.tree.root.code
    try:
        rows = [
            run_pipeline(replace(index, data=table)).scores(study.weights).of(root)
            for table in tables
        ]
    except PipelineError:
        return None
    return np.array(rows)


def _divides(study: Study) -> bool:
    leaves = study.pack.index.tree.leaves
    return study.prepared.choices.denominate and any(leaf.denominator for leaf in leaves)
