"""The options of the robustness commands, declared once."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ici_tui.cli import complete
from ici_tui.cli.common import fail

if TYPE_CHECKING:
    from ici_tui.views.robust.terms import Around


class OverName(StrEnum):
    """Whose weights move."""

    PARTS = "parts"
    INDICATORS = "indicators"


class NormName(StrEnum):
    """How a change of weights is measured."""

    L1 = "l1"
    L2 = "l2"
    LINF = "linf"


OverOption = Annotated[
    OverName,
    typer.Option("--over", metavar="LEVEL", help="Whose weights move: parts or indicators."),
]
EitherOption = Annotated[
    OverName | None,
    typer.Option("--over", metavar="LEVEL", help="Only parts, or only indicators; else both."),
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Seed of the draws.")]
DrawsOption = Annotated[
    int | None,
    typer.Option("--draws", min=1, max=10_000_000, metavar="N", help="Number of draws."),
]
WithinOption = Annotated[
    str | None,
    typer.Option(
        "--within", metavar="P", help="Every weight moves by at most P points; or anywhere."
    ),
]
NearOption = Annotated[bool, typer.Option("--near", help="Weights close around the present ones.")]
NormOption = Annotated[
    NormName,
    typer.Option("--norm", metavar="NORM", help="l1 (points moved), l2 or linf (largest change)."),
]
UnitArgument = Annotated[
    str,
    typer.Argument(metavar="X", help="A unit, by code or name.", autocompletion=complete.units),
]
OtherArgument = Annotated[
    str,
    typer.Argument(metavar="Y", help="Another unit.", autocompletion=complete.units),
]


def points_within(text: str | None) -> float | None:
    """What `--within` says, in points of 100; None for `anywhere` and where it is not given."""
    if text is None or text.casefold() == "anywhere":
        return None
    try:
        points = float(text)
    except ValueError:
        points = math.nan
    if not 0 <= points <= 100:
        raise fail(f"--within: {text!r} is not a number of points; give 0 to 100, or anywhere", 2)
    return points


def around_of(within: str | None, near: bool = False) -> Around:
    """Which weights are looked at."""
    from ici_tui.views.robust.terms import Around

    points = points_within(within)
    if near and within is not None:
        raise fail("--near and --within are two answers to one question; give one of them", 2)
    return Around(points, near)


def rank_wanted(text: str) -> int:
    """What `--to` asks for: `first` or `rank:K`."""
    if text.casefold() == "first":
        return 1
    word, _, number = text.partition(":")
    if word.casefold() == "rank" and number.isdecimal() and int(number) >= 1:
        return int(number)
    raise fail(f"--to: {text!r} is no place in a ranking; give first, or rank:K as in rank:3", 2)
