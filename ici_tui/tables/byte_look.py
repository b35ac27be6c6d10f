"""What the bytes of a large text tell of its cells, before any is read."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

BLOCK = 1 << 18
"""Bytes that are looked through at a time: as many as stay near the processor."""
LAST_HIDDEN, SPACE, ZERO, NINE, NEWLINE, RETURN, QUOTE = b'\x1f 09\n\r"'


class Look(NamedTuple):
    """What was found."""

    clean: bool
    """Nothing that a terminal would act on: ASCII without control bytes, and no quotes."""
    tight: bool
    """No cell begins or ends with a blank."""
    led: int
    """Cells that begin with a zero and another digit behind it, as codes do."""


def look_through(content: bytes, delimiter: str) -> Look:
    """Go through all bytes once.

    Args:
        content: UTF-8.
        delimiter: one character of ASCII, between cells.
    """
    raw = np.frombuffer(content, dtype=np.uint8)
    quoted = b'"' in content
    returns = content.count(b"\r") if b"\r" in content else 0
    line_ends = content.count(b"\r\n") if returns else 0
    hidden = lines = blanks = 0
    led = int(re.match(rb'"?0\d', content) is not None)
    for start in range(0, len(raw), BLOCK):
        block = raw[start : start + BLOCK + 2]  # with a little of the next one: pairs are looked at
        hidden += int(np.count_nonzero(block[:BLOCK] <= LAST_HIDDEN))
        ends = block == NEWLINE
        lines += int(np.count_nonzero(ends[:BLOCK]))
        ends |= block == ord(delimiter)
        if quoted:
            ends |= block == QUOTE
        if returns:
            ends |= block == RETURN
        digit = (block[2:] - ZERO) <= NINE - ZERO
        led += int(np.count_nonzero(ends[:-2] & (block[1:-1] == ZERO) & digit))
        space = block == SPACE
        blanks += int(np.count_nonzero((space[:-1] & ends[1:]) | (space[1:] & ends[:-1])))
    tabs = content.count(b"\t") if delimiter == "\t" else 0
    shown = hidden == lines + returns + tabs and b"\x7f" not in content
    outer = {content[:1], content[-1:]}
    return Look(
        clean=shown and content.isascii() and not quoted,
        tight=not blanks and returns == line_ends and b" " not in outer,
        led=led,
    )
