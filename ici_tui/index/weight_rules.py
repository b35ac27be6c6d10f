"""The rules that make weights of data, each declared once. Imports nothing that is heavy.

The command line, completion, help and the explorer read this table; `analysis.data_weights` and
`data_weights_across` compute what it lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class WeightRule(NamedTuple):
    """A rule that turns data into weights: its name for people, and what its weights mean."""

    name: str
    word: str
    """What it is called on the command line."""
    favours: str
    """What gets more than the others, in a few words."""
    meaning: str
    source: str


EQUAL = "equal"
_DEVIATION = "Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22(7), 1995"
RULES: Mapping[str, WeightRule] = {
    EQUAL: WeightRule(
        "equal", EQUAL, "", "Every sibling weighs the same.", "OECD/JRC Handbook (2008)"
    ),
    "pca": WeightRule(
        "PCA", "pca", "more for what moves with its siblings",
        "Squared loadings on the first principal component of the correlation matrix, no rotation: "
        "what moves with the rest weighs more.",
        "OECD/JRC Handbook (2008), step 6; first component only",
    ),
    "entropy": WeightRule(
        "entropy", "entropy", "for what few units hold",
        "One less the entropy of the units' shares of the column's sum: what is concentrated in "
        "few units weighs more. Depends on where the scale begins.",
        "Shannon 1948; Hwang & Yoon, Multiple Attribute Decision Making (1981)",
    ),
    "critic": WeightRule(
        "CRITIC", "critic", "for what differs from its siblings",
        "Standard deviation on [0, 1] times the sum of (1 − correlation): what differs between "
        "units and from its siblings weighs more.",
        _DEVIATION,
    ),
    "deviation": WeightRule(
        "standard deviation", "sd", "for what varies",
        "Standard deviation on [0, 1]: what differs between units weighs more.",
        _DEVIATION,
    ),
}  # fmt: skip
"""The rules by their keys, in the order in which they are listed."""
WORDS = tuple(rule.word for rule in RULES.values())


def rule_called(word: str) -> str | None:
    """The key of a rule, by it or by its word; None where there is none."""
    if word in RULES:
        return word
    return next((key for key, rule in RULES.items() if rule.word == word), None)


def listed() -> str:
    """The rules that look at data, as help writes them."""
    looking = (rule for key, rule in RULES.items() if key != EQUAL)
    return ", ".join(f"{rule.word} ({rule.favours})" for rule in looking)
