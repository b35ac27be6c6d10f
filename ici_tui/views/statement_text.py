"""Statements as text: `wuhan>xian`, `enterprise>research>=infrastructure`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.views.names import find_node, find_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ici_tui.index.model import Index

UNITS, WEIGHTS = "units", "weights"
SIGN = re.compile(r"(>=|≥|>)")


class StatementError(ValueError):
    """A text that is no statement; the message says what is wrong, and what would be right."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One unit above another, or one weight above (or at least as large as) another."""

    about: str
    """`units` or `weights`."""
    above: str
    """The code of what is to be above."""
    below: str
    strict: bool = True
    """False for weights that may be equal."""

    @property
    def text(self) -> str:
        """As it is typed."""
        return f"{self.above}{'>' if self.strict else '>='}{self.below}"


def unit_statements(text: str, index: Index) -> tuple[Statement, ...]:
    """Read `a>b,b>c` or `a>b>c`, units by code or name.

    Raises:
        StatementError: not of this form, or a unit is above itself.
        UnitNotFoundError: a unit that is not there.
    """

    def code(name: str) -> str:
        return index.codes[find_unit(index, name)]

    found = tuple(_read(text, UNITS, "wuhan>xian", code))
    for one in found:
        if not one.strict:
            raise StatementError(f"{one.text}: a unit is above another or not; write > between two")
    return found


def weight_statements(text: str, index: Index) -> tuple[Statement, ...]:
    """Read `a>b>=c`, nodes by code or name.

    Raises:
        StatementError: not of this form, a node is above itself, or it has no weight.
        NameNotFoundError: a node that is not there.
    """

    def code(name: str) -> str:
        found = find_node(index.tree, name)
        if index.tree[found].parent is None:
            raise StatementError(f"{found} is the index itself and has no weight")
        return found

    return tuple(_read(text, WEIGHTS, "enterprise>research", code))


def _read(text: str, about: str, example: str, code: Callable[[str], str]) -> Iterable[Statement]:
    chains = [chain.strip() for chain in text.split(",") if chain.strip()]
    if not chains:
        raise StatementError(f"no statement is given; write one such as {example}")
    for chain in chains:
        names = [part.strip() for part in SIGN.split(chain)]
        if len(names) < 3 or not all(names):
            raise StatementError(f"{chain!r}: write a statement as A>B, such as {example}")
        for place in range(0, len(names) - 2, 2):
            above, sign, below = names[place : place + 3]
            one, other = code(above), code(below)
            if one == other:
                raise StatementError(f"{chain!r}: {one} cannot be above itself")
            yield Statement(about, one, other, strict=sign == ">")
