"""The choices of the pipeline, as plain values: what `pack.toml` and the command line set.

Definitions of every choice: OECD/JRC, Handbook on Constructing Composite Indicators (2008).
"""

from __future__ import annotations

from typing import NamedTuple

ASSUMED_SCALE = "minmax:0,100"
"""How indicators are normalised where nobody says it: those of unlike units are never averaged raw."""


class PipelineOptions(NamedTuple):
    """One choice per stage, in the order in which the stages run.

    The texts are those of the command line (`--impute group-mean:REGION`); the stages parse
    them, so that a pack, an option and the explorer's panel speak one language.
    """

    denominate: bool = False
    screen: float | None = None
    """Keep units with at least this share of indicators present."""
    impute: str = "none"
    treat: str = "none"
    normalise: str = "none"
    aggregate: tuple[str, ...] = ("arithmetic",)
    """One method, or one per level from the bottom up."""
    min_available: float | None = None
    """An aggregate is missing if fewer than this share of its children are present."""
    rank_decimals: int | None = None
    """Rank scores rounded to so many decimals; None ranks them unrounded."""
    indicators: tuple[str, ...] = ()
    """What single indicators have of their own: `gnipc: log, goalposts 100..75000`."""
