"""Of how many units and weights a question can be asked: what answers take grows faster than these."""

from __future__ import annotations

from typing import NamedTuple

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


class Weights(NamedTuple):
    """How many weights move, or are looked at, at most; `values` is that many times the units."""

    most: int
    values: int


DRAWN = Weights(10_000, 2_000_000)
"""Thousands of draws, each with a score of every unit."""
MOVED = Weights(2_000, 1_000_000)
"""The nearest weights at which any two neighbours change places."""
SOLVED = Weights(1_000, 500_000)
"""A programme for each rank, or for each unit."""
EACH = Weights(500, 600_000)
"""Every weight by itself, each with a score of every unit."""
SWEPT = Weights(200, 100_000)
"""Every weight by itself, each along all its way, or drawn with all that is uncertain."""
IMPROVED = Weights(500, 1_000_000)
"""Every indicator by itself, each tried at many values."""
ALWAYS = 100
"""Weights that any number of units may have."""


def check(question: str, units: int, most: int) -> None:
    """Let a question through that these units can be asked.

    Raises:
        AnalysisError: there are too many of them.
    """
    if units > most:
        raise AnalysisError(f"{question}: for up to {most:,} units, and here are {units:,}")


def check_weights(question: str, weights: int, units: int, limit: Weights) -> None:
    """Let a question through that so many weights can be asked of.

    Args:
        question: what it is called.
        weights: how many move, or are looked at.
        units: how many have a score.
        limit: how many there may be.

    Raises:
        AnalysisError: there are too many of them.
    """
    most = max(ALWAYS, min(limit.most, limit.values // max(units, 1)))
    if weights > most:
        raise AnalysisError(
            f"{question}: for up to {most:,} weights of {units:,} units, and here are {weights:,}; "
            "take fewer indicators, or set pillars above them"
        )
