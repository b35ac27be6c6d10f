"""Whether a cell looks like a number, in any of the usual spellings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.tables.durations import is_compound
from ici_tui.tables.fraction import fraction_of
from ici_tui.tables.late import late
from ici_tui.tables.number_text import Style, read_number
from ici_tui.tables.out_of import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN = late(r"[-+]?\d+(?:\.\d+)?")
ALL_PLAIN = late(r"(?:[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\n)*")
MAY_BEGIN = frozenset("-+(<>~$.,[")
LETTERS = frozenset("CEGURPSHNTIMVBAKDJLZabcfglkmou")
MAY_BEGIN_LETTERS = late(
    r"US|EUR|GBP|C(?:\$|HF|NY|AD|ZK)|R(?:\$|MB|UB|s|p|M)|P(?:LN|[\s,tT\d])|C(?i:a|irca)?\.?\s|(?:[A-Z]{3} ?|Int\$ ?|S/ ?|kr ?)\d|"
    r"(?i:about|approx|less|more|fewer|greater|under|over|at least|up to|circa|ca?\.)"
)
"""Letters of ASCII that numbers begin with: currencies, lengths of time, `Ca. 5`."""


@lru_cache(maxsize=1 << 15)
def looks_number(text: str) -> bool:
    """Whether a cell is a number in any of the usual spellings."""
    if PLAIN.fullmatch(text):
        return True
    if not _may_begin(text):
        return False
    if read_number(text) is not None or read_number(text, Style(",")) is not None:
        return True
    return is_compound(text) or part_of(text) is not None or fraction_of(text) is not None


def _may_begin(text: str) -> bool:
    """Whether a number may begin as a text does; most texts begin otherwise."""
    first = text[:1]
    if first.isdigit() or first in MAY_BEGIN or not first.isascii():
        return True
    return first in LETTERS and (not text.isascii() or MAY_BEGIN_LETTERS.match(text) is not None)


def all_plain(cells: Iterable[str]) -> bool:
    """Whether cells are digits with a decimal point at most, and no code that begins with 0."""
    return ALL_PLAIN.fullmatch("\n".join([*cells, ""])) is not None
