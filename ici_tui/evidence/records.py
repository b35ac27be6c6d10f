"""Sources, cited figures, published results and profiles, as a pack holds them."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """Where something comes from; `url` is empty where no address is known."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    year: str = ""
    kind: str = ""
    note: str = ""


class Figure(NamedTuple):
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


class Published(NamedTuple):
    """A rank or a score that the index's authors published."""

    unit: str
    node: str
    kind: str
    value: float
    decimals: int | None
    source: str
    note: str


class Firm(NamedTuple):
    """A firm of a unit, with one phrase."""

    name: str
    text: str


class Profile(NamedTuple):
    """A description of a unit in words."""

    summary: str = ""
    ai: str = ""
    industries: tuple[str, ...] = ()
    firms: tuple[Firm, ...] = ()
    note: str = ""
    source: str = ""
