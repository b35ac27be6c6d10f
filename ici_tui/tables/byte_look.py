"""What the bytes of a large text tell of its cells, before any is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

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
    ends: npt.NDArray[np.int64]
    """Where each line ends, after its mark."""


def look_through(content: bytes, delimiter: str, first: int = 0) -> Look:
    """Go through all bytes once.

    Args:
        content: UTF-8.
        delimiter: one character of ASCII, between cells.
        first: the byte with which to begin.
    """
    raw = np.frombuffer(content, dtype=np.uint8)
    quoted = content.find(b'"', first) >= 0
    returns = content.count(b"\r", first) if content.find(b"\r", first) >= 0 else 0
    line_ends = content.count(b"\r\n", first) if returns else 0
    around = [ord(delimiter), *([QUOTE] if quoted else []), *([RETURN] if returns else [])]
    hidden = 0
    led = int(re.compile(rb"0\d").match(content, first) is not None)
    tight = returns == line_ends and b" " not in {content[first : first + 1], content[-1:]}
    lines = []
    for start in range(first, len(raw), BLOCK):
        block = raw[start : start + BLOCK + 2]  # with a little of the next one: pairs are looked at
        hidden += int(np.count_nonzero(block[:BLOCK] <= LAST_HIDDEN))
        edge = block == NEWLINE
        lines.append(np.flatnonzero(edge[:BLOCK]) + start)
        for byte in around:
            edge |= block == byte
        if tight:
            space = block == SPACE
            tight = not ((space[1:] & edge[:-1]).any() or (space[:-1] & edge[1:]).any())
        led_by = edge[:-2] & (block[1:-1] == ZERO)
        if led_by.any():
            led += int(np.count_nonzero(led_by & ((block[2:] - ZERO) <= NINE - ZERO)))
    found = np.concatenate(lines) + 1
    tabs = content.count(b"\t", first) if delimiter == "\t" else 0
    shown = hidden == len(found) + returns + tabs and content.find(b"\x7f", first) < 0
    whole = len(raw) == first or raw[-1] == NEWLINE
    return Look(
        clean=shown and not quoted and (content.isascii() or content[first:].isascii()),
        tight=tight,
        led=led,
        ends=found if whole else np.append(found, len(raw)),
    )
