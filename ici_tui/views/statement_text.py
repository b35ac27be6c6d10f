"""Statements as text: `wuhan>xian`, `enterprise>research>=infrastructure`.

A name that holds one of the signs stands in double quotes, a quote inside it twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from ici_tui.views.names import find_node, find_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ici_tui.index.model import Index
    from ici_tui.index.weights import WeightSet

UNITS, WEIGHTS = "units", "weights"
NORMS = ("l1", "l2", "linf")
"""What is nearest: points moved, Euclidean distance, or the largest change."""
MOST = 200
"""Statements at once: of more the search for conflicts would take minutes."""
_PIECE = re.compile(r'\s*("(?:[^"]|"")*"(?=\s*(?:>=?|≥|,|$))|[^,>≥]*?)\s*(>=|≥|>|,|$)', re.DOTALL)
"""A name, quoted or not, and the sign behind it: `>`, `>=`, a comma, or the end."""
_SPECIAL = re.compile(r'[,>≥="\s]')


class StatementError(ValueError):
    """A text that is no statement; the message says what is wrong, and what would be right."""


class Statement(NamedTuple):
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
        return f"{_quoted(self.above)}{'>' if self.strict else '>='}{_quoted(self.below)}"

    @property
    def turned(self) -> Statement:
        """The other way round."""
        return Statement(self.about, self.below, self.above)


class Stated(NamedTuple):
    """The statements that a study is looked at under."""

    statements: tuple[Statement, ...]
    """Those in force."""
    start: WeightSet | None = None
    """The weights from which those of the study were found; None where they were not."""
    norm: Literal["l1", "l2", "linf"] = "l1"
    """What the nearest weights are."""
    given_up: tuple[Statement, ...] = ()
    """Those that cannot hold with the others, and so are not in force."""
    off: tuple[Statement, ...] = ()
    """Those that are listed, and were switched off."""

    @property
    def asked(self) -> tuple[Statement, ...]:
        """All that somebody wants to hold."""
        return (*self.statements, *self.given_up)

    def about(self, what: str) -> str:
        """Those about units, or about weights, as one text that is read back."""
        return ",".join(one.text for one in self.asked if one.about == what)


def unit_statements(text: str, index: Index) -> tuple[Statement, ...]:
    """Read `a>b,b>c` or `a>b>c`, units by code or name.

    Raises:
        StatementError: not of this form, or a unit is above itself.
        UnitNotFoundError: a unit that is not there.
    """

    def code(name: str) -> str:
        return index.codes[find_unit(index, name)]

    found = _read(text, UNITS, "wuhan>xian", code)
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

    return _read(text, WEIGHTS, "enterprise>research", code)


def _read(text: str, about: str, example: str, code: Callable[[str], str]) -> tuple[Statement, ...]:
    found = dict.fromkeys(_each(text, about, example, code))
    if not found:
        raise StatementError(f"no statement is given; write one such as {example}")
    if len(found) > MOST:
        raise StatementError(f"{len(found)} statements are more than {MOST}, which is the most")
    return tuple(found)


def _each(text: str, about: str, example: str, code: Callable[[str], str]) -> Iterator[Statement]:
    for chain in _chains(text):
        if len(chain) < 3 or not all(chain):
            raise StatementError(f"{''.join(chain)!r}: write a statement as A>B, such as {example}")
        codes = [name if k % 2 else code(name) for k, name in enumerate(chain)]
        for place in range(0, len(codes) - 2, 2):
            one, sign, other = codes[place : place + 3]
            if one == other:
                raise StatementError(f"{''.join(chain)!r}: {one} cannot be above itself")
            yield Statement(about, one, other, strict=sign == ">")


def _chains(text: str) -> Iterable[list[str]]:
    """The parts between commas: names at the even places, signs at the odd ones."""
    chains, chain = list[list[str]](), list[str]()
    for name, sign in _PIECE.findall(text):
        quoted = len(name) > 1 and name.startswith('"') and name.endswith('"')
        chain.append(name[1:-1].replace('""', '"') if quoted else name)
        if sign in {",", ""}:
            chains.append(chain)
            chain = []
        else:
            chain.append(sign)
    return [chain for chain in chains if any(chain)]


def _quoted(name: str) -> str:
    """A name as it is read back."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"' if _SPECIAL.search(name) else name
