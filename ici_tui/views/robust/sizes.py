"""Among how many units a question can be asked: what some answers take grows with their square."""

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


def check(question: str, units: int, most: int) -> None:
    """Let a question through that these units can be asked.

    Raises:
        AnalysisError: there are too many of them.
    """
    if units > most:
        raise AnalysisError(f"{question}: for up to {most:,} units, and here are {units:,}")
