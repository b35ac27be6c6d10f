"""Weights by rules that look at the data, for either front door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.analysis.data_weights import RULES, weights_by_data, with_data_weights

if TYPE_CHECKING:
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
    """A remark on these data, where one family was asked for; mostly empty."""


def rules() -> dict[str, str]:
    """The rules' names for people, by the word for each."""
    return {word: rule.name for word, rule in RULES.items()}


def weights_by_rule(
    own: WeightSet, rule: str, tree: Tree, scores: Scores, parent: str | None
) -> RuleWeights:
    """The weights that a rule gives.

    Args:
        own: the weights of all other families.
        rule: one of `rules`.
        tree: the index's tree.
        scores: the evaluation at the pack's own weights.
        parent: whose children get weights; None: those of every aggregate.

    Raises:
        WeightError: the rule does not apply to these data; the message says why.
    """
    weights = with_data_weights(own, rule, tree, scores, parent)
    note = "" if parent is None else weights_by_data(rule, tree, scores, parent).note
    return RuleWeights(weights, RULES[rule].meaning, note)
