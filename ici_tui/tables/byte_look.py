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
    edge = np.zeros(256, dtype=bool)
    edge[[NEWLINE, *around]] = True
    hidden = 0
    led = int(re.compile(rb'"?0\d').match(content, first) is not None)
    tight = returns == line_ends and b" " not in {content[first : first + 1], content[-1:]}
    lines = []
    for start in range(first, len(raw), BLOCK):
        stop = min(start + BLOCK, len(raw))
        block = raw[start:stop]
        low = np.flatnonzero(block <= SPACE) + start
        kinds = raw[low]
        hidden += int(np.count_nonzero(kinds <= LAST_HIDDEN))
        lines.append(low[kinds == NEWLINE])
        spaces = low[kinds == SPACE]
        for step in (-1, 1) if tight else ():
            beside = np.clip(spaces + step, first, len(raw) - 1)
            tight = tight and not edge[raw[beside]].any()
        zero = raw[start + 1 : stop + 1] == ZERO
        ends = block == around[0]
        for byte in around[1:]:
            ends |= block == byte
        before = np.flatnonzero(ends[: len(zero)] & zero) + start
        led += _digits(raw, before + 2) + _digits(raw, _with_zero(raw, lines[-1] + 1) + 1)
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


def _with_zero(raw: npt.NDArray[np.uint8], places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The places at which a zero stands."""
    inside = places[places < len(raw)]
    found: npt.NDArray[np.int64] = inside[raw[inside] == ZERO]
    return found


def _digits(raw: npt.NDArray[np.uint8], places: npt.NDArray[np.int64]) -> int:
    """How many of the places hold a digit."""
    found = raw[places[places < len(raw)]]
    return int(np.count_nonzero((found >= ZERO) & (found <= NINE)))
