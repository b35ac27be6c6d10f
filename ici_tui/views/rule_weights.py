"""Weights by rules that look at the data, for either front door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.data_weights import weights_by_data, with_data_weights
from ici_tui.analysis.data_weights_across import data_weights_across
from ici_tui.analysis.statistics_across import range_of
from ici_tui.index.weight_rules import EQUAL, RULES
from ici_tui.views.numbers import outward, percent

if TYPE_CHECKING:
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.scores import Scores
    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import WeightSet


@dataclass(frozen=True, slots=True)
class RuleWeights:
    """What a rule makes of the data."""

    weights: WeightSet
    meaning: str
    """What such weights mean, as a sentence."""
    note: str
    """Remarks on these data, where one family was asked for: on them, and over the tables."""


def weights_by_rule(
    own: WeightSet,
    rule: str,
    tree: Tree,
    scores: Scores,
    parent: str | None,
    *,
    ensemble: Ensemble | None = None,
) -> RuleWeights:
    """The weights that a rule gives.

    Args:
        own: the weights of all other families.
        rule: a key of `RULES`.
        tree: the index's tree.
        scores: the evaluation at the pack's own weights.
        parent: whose children get weights; None: those of every aggregate.
        ensemble: the tables over which it is said what the rule gives to one family.

    Raises:
        WeightError: the rule does not apply to these data; the message says why.
    """
    weights = with_data_weights(own, rule, tree, scores, parent)
    notes = []
    if parent is not None:
        notes.append(weights_by_data(rule, tree, scores, parent).note)
        if ensemble is not None and rule != EQUAL:
            notes.append(_over_tables(own, rule, tree, parent, ensemble))
    return RuleWeights(weights, RULES[rule].meaning, "; ".join(filter(None, notes)))


def _over_tables(own: WeightSet, rule: str, tree: Tree, parent: str, ensemble: Ensemble) -> str:
    """From how many points to how many each child gets in the tables, and where the rule fails."""
    children = tree.children(parent)
    tables = np.stack([ensemble.scores(child.code, tree, own) for child in children], axis=2)
    found = 100 * data_weights_across(rule, tables)
    applies = float(np.isfinite(found).all(axis=1).mean())
    count = f"{len(ensemble):,} tables"
    if not applies:
        return f"the rule applies to none of the {count}"
    ends = [range_of(column) for column in found.T]
    told = ", ".join(
        f"{child.name} {outward(*end, 0)}"
        for child, end in zip(children, ends, strict=True)
        if end is not None
    )
    some = "" if applies == 1 else f"the rule applies to {percent(applies)} of the {count}; "
    return f"{some}5–95 % of the {count}: {told}"
