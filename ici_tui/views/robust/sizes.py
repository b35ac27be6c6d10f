"""Of how many units and weights a question can be asked: what answers take grows faster than these."""

from __future__ import annotations

from ici_tui.analysis.inputs import AnalysisError

ACCEPTABILITY = 6_000
"""Every unit with every rank: two tables of 300 MB."""
CLUSTERS = 4_000
"""The distances of all units from each other, in every table."""
REACH = 12_000
"""A programme for each rank, with a line for every unit that might be passed."""
GRID = 2_000
"""All pairs of units at two hundred steps."""
RANKS = 20_000
"""Every unit ranked at each of ten thousand draws."""
UNCERTAINTY = 20_000
"""A rank of every unit in every setting."""
WEIGHTS = 1_000
"""Weights that move together: thousands of draws of so many, each with a score of every unit."""
EVERY_WEIGHT = 500
"""Weights of which each has an evaluation of the index to itself."""
IMPROVED = 300
"""Indicators of which each is tried at many values."""
OF_FEW_UNITS = 500_000
"""Weights × units from which fewer weights are let through."""
ALWAYS = 100
"""Weights that any number of units may have."""


def check(question: str, units: int, most: int) -> None:
    """Let a question through that these units can be asked.

    Raises:
        AnalysisError: there are too many of them.
    """
    if units > most:
        raise AnalysisError(f"{question}: for up to {most:,} units, and here are {units:,}")


def check_weights(question: str, weights: int, units: int, most: int = WEIGHTS) -> None:
    """Let a question through that so many weights can be asked of.

    Args:
        question: what it is called.
        weights: how many move, or are looked at.
        units: how many have a score.
        most: how many weights there may be.

    Raises:
        AnalysisError: there are too many of them.
    """
    most = max(ALWAYS, min(most, OF_FEW_UNITS // max(units, 1)))
    if weights > most:
        raise AnalysisError(
            f"{question}: for up to {most:,} weights of {units:,} units, and here are {weights:,}; "
            "take fewer indicators, or set pillars above them"
        )
