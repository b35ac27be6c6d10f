"""What a unit would need in its own values: the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.views.robust.terms import Terms


@dataclass(frozen=True, slots=True)
class Alone:
    """One indicator by itself, in raw units, all else as it is.

    `needed` is None where no value would do, `best` is the best unit's value and `possible`
    says whether that is enough. `short_by` is what is then still missing of the score wanted.
    `holds_in` is the share of the tables in which the value is enough.
    """

    code: str
    name: str
    now: float | None
    needed: float | None
    best: float | None
    possible: bool
    short_by: float
    fixed: bool
    holds_in: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """A value that moves, in raw units, and by what share of its indicator's range."""

    code: str
    name: str
    now: float
    to: float
    share: float


@dataclass(frozen=True, slots=True)
class Gain:
    """What the unit gains on the score wanted with the best unit's value of one indicator."""

    code: str
    name: str
    best_gain: float


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why all together are not enough: what each gains at its best, and what is missing then."""

    indicators: tuple[Gain, ...]
    short_by: float


@dataclass(frozen=True, slots=True)
class Joint:
    """All indicators together, none further than the best unit's value.

    `l1` is the least sum of shares of the indicators' ranges, `linf` the least largest share;
    `steps` are those of the norm asked for. `proved` says that it is the least; else it is what
    was found and holds, an upper bound.
    """

    possible: bool
    norm: str
    l1: float | None
    linf: float | None
    steps: tuple[Step, ...]
    proved: bool
    certificate: WhyNot | None
    holds_in: float | None


@dataclass(frozen=True, slots=True)
class ImproveView:
    """The answer. `y` is None where a rank is wanted; `already` says that nothing is missing."""

    x: str
    x_name: str
    y: str | None
    y_name: str | None
    wanted: int | None
    already: bool
    rank_now: int
    missing: float
    alone: tuple[Alone, ...]
    joint: Joint
    terms: Terms

    @property
    def to(self) -> str:
        """The goal as it is typed."""
        return self.y if self.y is not None else f"rank:{self.wanted}"
