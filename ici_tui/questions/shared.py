"""Options that several questions have."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ici_tui.questions.option import Kind, Option

if TYPE_CHECKING:
    from ici_tui.index.model import Index
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.terms import Around, Sampling


class UsageError(ValueError):
    """An option's value that means nothing; the message names the option, and what would be right."""


LONGEST = 9
"""Digits of a rank; Python refuses to read a number of thousands of them."""
PARTS, INDICATORS = "parts", "indicators"
OVER = Option(
    "Whose weights move: parts or indicators.", Kind.CHOICE, ("--over",), "LEVEL",
    choices=(PARTS, INDICATORS),
)  # fmt: skip
EITHER = OVER._replace(help="Only parts, or only indicators; else both.")
WITHIN = Option(
    "Every weight moves by at most P points; or anywhere.", Kind.TEXT, ("--within",), "P"
)
NEAR = Option("Weights close around the present ones.", Kind.FLAG, ("--near",))
DRAWS = Option(
    "Number of draws.", Kind.WHOLE, ("--draws",), "N", least=1, most=10_000_000
)  # fmt: skip
SEED = Option("Seed of the draws.", Kind.WHOLE, ("--seed",), "N", least=0)
NORM = Option(
    "l1 (points moved), l2 or linf (largest change).", Kind.CHOICE, ("--norm",), "NORM",
    choices=("l1", "l2", "linf"),
)  # fmt: skip
LOCK = Option("A weight that stays; may be given again.", Kind.NODE, ("--lock",), "CODE", many=True)
SECONDS = Option("Time for the proofs.", Kind.NUMBER, ("--seconds",), "S", least=0)
X = Option("A unit, by code or name.", Kind.UNIT, (), "X", needed=True)

ANYWHERE = "anywhere"


def points_within(text: str | None) -> float | None:
    """What `--within` says, in points of 100; None for `anywhere` and where it is not given.

    Raises:
        UsageError: it is neither.
    """
    if text is None or text.casefold() == ANYWHERE:
        return None
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not 0 <= points <= 100:
        raise UsageError(
            f"--within: {text!r} is not a number of points; give 0 to 100, or anywhere"
        )
    return points


def around_of(within: str | None, near: bool = False) -> Around:
    """Which weights are looked at.

    Raises:
        UsageError: both are given, or `--within` is no number of points.
    """
    from ici_tui.views.robust.terms import Around

    points = points_within(within)
    if near and within is not None:
        raise UsageError("--near and --within are two answers to one question; give one of them")
    return Around(points, near)


def over_of(name: str) -> Over:
    """Whose weights move."""
    from ici_tui.views.frame import Over

    return Over(name)


def sampling_of(draws: int | None, seed: int) -> Sampling:
    """How many draws, and their seed."""
    from ici_tui.views.robust.terms import Sampling

    return Sampling(draws, seed)


def goal_of(index: Index, text: str) -> tuple[int | None, int | None]:
    """What `--to` asks for: the place of a unit, or a rank.

    Raises:
        UsageError: it begins as a rank does, and is neither a rank nor a unit.
        UnitNotFoundError: no unit, or more than one, is called so.
    """
    from ici_tui.views.names import UnitNotFoundError, find_unit

    rank = _rank(text)
    if rank is not None:
        return None, rank
    try:
        return find_unit(index, text), None
    except UnitNotFoundError:
        if not text.casefold().startswith("rank:"):
            raise
        raise UsageError(f"--to: {text!r} is no rank; give first, or rank:K as in rank:3") from None


def _rank(text: str) -> int | None:
    """The rank of `first` or `rank:K`; None for what is neither, such as the name of a unit."""
    if text.casefold() == "first":
        return 1
    word, _, number = text.partition(":")
    if word.casefold() != "rank" or not number.isdecimal() or len(number) > LONGEST:
        return None
    return int(number) or None


def idle(declared: Option, why: str) -> Option:
    """An option that is taken as everywhere and has no part in this answer."""
    return declared._replace(idle=why)
