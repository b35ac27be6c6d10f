"""How a terminal counts cells, and what it repeats: one question at the start, and its answer."""

from __future__ import annotations

import enum
from typing import NamedTuple

SIGNS, LETTERS = 9, 20
"""How often a sign and a letter are to be repeated: every answer means one thing then."""
PLACE_ASKED = "\x1b[6n"
WIDTH_ASKED = f"\x1b[2Hââ█\x1b[{SIGNS}bx\x1b[{LETTERS}b\n{PLACE_ASKED}\x1b[2H\x1b[K"
"""Two letters of two bytes each, a sign that terminals for Chinese or Japanese may take to be two
cells wide, and a letter; the last two again so many times (REP), which tmux does for letters alone;
a line feed, which is to keep the column; and where the cursor is after them. All is wiped away at
once. Not in the first line: with F3 terminals may say a place there. Source: Unicode's annex 11: a
circumflex is neutral (N), the sign ambiguous (A); ECMA-48, 8.3.103."""
WIDTH_LINE = 3
"""The line in which the cursor is then, from 1."""


class Repeats(enum.IntEnum):
    """Which characters a terminal repeats when it is told to."""

    NONE = enum.auto()
    ASCII = enum.auto()
    ALL = enum.auto()


class Counting(NamedTuple):
    """How cells are counted: as we do (narrow), signs as two cells, each byte as a letter."""

    narrow: bool = False
    wide: bool = False
    bytes: bool = False
    repeats: Repeats = Repeats.NONE


def _known() -> dict[int, Counting]:
    found = {}
    for signs, letters in ((0, 0), (SIGNS, 0), (0, LETTERS), (SIGNS, LETTERS)):
        repeats = (Repeats.ALL if signs else Repeats.ASCII) if letters else Repeats.NONE
        found[5 + signs + letters] = Counting(narrow=True, repeats=repeats)
        found[6 + 2 * signs + letters] = Counting(wide=True)
        # Some of a sign's three bytes are no letters.
        found |= {6 + own + signs + letters: Counting(bytes=True) for own in (1, 2, 3)}
    return found


COLUMNS = _known()


def counting(column: int, width: int) -> Counting:
    """How a terminal counts that says it is in a column, from 1, after `WIDTH_ASKED`.

    Args:
        column: what it says.
        width: its columns: in the last one it may have been held up.
    """
    return COLUMNS.get(column, Counting()) if column < width else Counting()
