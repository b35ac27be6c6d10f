"""Text in exactly so many terminal cells; a Chinese character takes two."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NARROW = (
    (0x20, 0x7E),
    (0xA1, 0xAC),
    (0xAE, 0x2FF),
    (0x370, 0x482),
    (0x48A, 0x556),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x20BF),
    (0x2100, 0x2319),
    (0x2336, 0x23E8),
    (0x2400, 0x2426),
    (0x2460, 0x25FC),
    (0x2713, 0x2718),
    (0x2800, 0x2B1A),
)
"""Code points from and to: letters and signs of one cell, on every terminal."""

_ONE_EACH = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in NARROW) + "]*")
_WORD = re.compile(r"\s*\S+\s*")
_UNPRINTED = dict.fromkeys((7, 8, 11, 12, 13))
"""Control codes that rich leaves out of every text."""


def one_each(value: str) -> bool:
    """Whether every character takes one cell, beyond doubt."""
    return _ONE_EACH.fullmatch(value) is not None


def width_of(value: str) -> int:
    """How many cells a text takes: as rich has it, which is slower where a cell is a letter."""
    if value.isascii() and value.isprintable():
        return len(value)
    return len(value) if _ONE_EACH.fullmatch(value) else cell_len(value)


def widest(texts: Sequence[str], least: int) -> int:
    """The most cells that any of some texts takes; of none, `least`."""
    if one_each("".join(texts)):
        return max(map(len, texts), default=least)
    return max(map(width_of, texts), default=least)


def fit(value: str, width: int) -> str:
    """A text in exactly `width` cells; what is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    if value.isascii() and value.isprintable() and len(value) <= width:
        return value.ljust(width)
    if cell_len(value) <= width:
        return set_cell_size(value, width)
    kept = set_cell_size(value, width - 1).rstrip() + "…"
    return kept + " " * (width - cell_len(kept))


def cut(value: str, width: int) -> str:
    """As much of a text as `width` cells hold."""
    return set_cell_size(value, max(min(width, width_of(value)), 0))


def fit_right(value: str, width: int) -> str:
    """As `fit`, aligned to the right."""
    size = width_of(value)
    return " " * (width - size) + value if size <= width else fit(value, width)


def fit_ends(value: str, width: int) -> str:
    """As `fit`, but what is cut is cut between words in the middle: how it ends is kept.

    A caveat mostly stands at the end of its sentence; there it must not be lost.
    """
    words = value.split()
    if cell_len(value) <= width or len(words) < 3:
        return fit(value, width)
    head, tail = words[0], ""
    for word in reversed(words[1:]):
        longer = f" {word}{tail}"
        if cell_len(f"{head} …{longer}") > width:
            break
        tail = longer
    return fit(f"{head} …{tail}" if tail else value, width)


def wrap(value: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """Lines of at most `width` cells, each behind `indent`, the first behind `first` if given.

    They break where rich breaks them, which takes a console, and importing that longer than a page.
    """
    room = max(width - cell_len(indent), 1)
    if one_each(value):
        lines = _broken(value, room, len)
    else:
        lines = [
            line
            for paragraph in printed(value).split("\n")
            for line in _broken(_without_tabs(paragraph), room, cell_len)
        ]
    found = [indent + line for line in lines if line.strip()]
    if found and first is not None:
        found[0] = first + found[0][len(indent) :]
    return found


def printed(value: str) -> str:
    """A text without the control codes that rich never prints."""
    return value if value.isprintable() else value.translate(_UNPRINTED)


def _without_tabs(line: str) -> str:
    """A line with blanks up to the next eighth cell in the place of tabs."""
    *before, last = line.split("\t")
    found, used = "", 0
    for part in before:
        # A joiner takes the blank in: both are measured together.
        used += cell_len(part + " ")
        more = -used % 8
        found += part + " " * (1 + more)
        used += more
    return found + last


def _broken(line: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """A line in pieces of at most `room` cells, without blanks at their ends.

    Args:
        line: without tabs.
        room: cells.
        measure: how many cells a part of the line takes.
    """
    starts = [0, *_breaks(line, room, measure), len(line)]
    pieces = [line[start:end].rstrip() for start, end in pairwise(starts)]
    return [piece if measure(piece) <= room else set_cell_size(piece, room) for piece in pieces]


def _breaks(line: str, room: int, measure: Callable[[str], int]) -> list[int]:
    """Where a line breaks: before a word that no longer fits, and within one that never would."""
    found: list[int] = []
    used = 0
    for match in _WORD.finditer(line):
        word, start = match.group(0), match.start()
        length = measure(word.rstrip())
        if length <= room - used:
            used += measure(word)
        elif length > room:
            folded = chop_cells(word, room)
            for piece in folded:
                found += [start] if start else []
                start += len(piece)
            used = measure(folded[-1])
        elif used and start:
            found.append(start)
            used = measure(word)
    return found
