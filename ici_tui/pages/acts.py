"""What Enter does on a line of a page. An act is a value: nothing in it is parsed again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApplyWeights:
    """Take weights on: shares of the index by node."""

    shares: tuple[tuple[str, float], ...]
    which: str = ""
    """Tells apart lines that lead to the same weights."""


@dataclass(frozen=True, slots=True)
class SetWeight:
    """Give one node so many points of 100 among its siblings."""

    node: str
    points: float
    which: str = ""


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """Show the profile of a unit."""

    code: str


@dataclass(frozen=True, slots=True)
class ChooseMethod:
    """Choose another method for a stage of the pipeline."""

    stage: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Fold what lies below a line away, or unfold it."""

    key: str


Act = ApplyWeights | SetWeight | OpenUnit | ChooseMethod | Fold
