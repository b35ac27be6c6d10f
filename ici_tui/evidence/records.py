"""Sources, cited figures, published results and profiles, as a pack holds them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from; `url` is empty where no address is known."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    year: str = ""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A cited raw figure of a unit, as its source prints it."""

    unit: str
    name: str
    value: str
    unit_of_value: str
    year: str
    node: str
    relation: str
    confidence: str
    source: str
    note: str
    later: bool = False
    """Whether it is of a year after the index's edition."""


@dataclass(frozen=True, slots=True)
class Published:
    """A rank or a score that the index's authors published."""

    unit: str
    node: str
    kind: str
    value: float
    decimals: int | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of a unit, with one phrase."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A description of a unit in words."""

    summary: str = ""
    ai: str = ""
    industries: tuple[str, ...] = ()
    firms: tuple[Firm, ...] = ()
    note: str = ""
    source: str = ""
