"""How many cells text takes, where every terminal agrees on it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROW = (
    (0x20, 0x7E),
    (0xA1, 0xAC),
    (0xAE, 0x2FF),
    (0x370, 0x482),
    (0x48A, 0x556),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x20CF),
    (0x2100, 0x2319),
    (0x2336, 0x23E8),
    (0x2400, 0x25FC),
    (0x2600, 0x27BF),
    (0x2800, 0x2B1A),
)
"""Scripts and signs of one cell, but for what is sorted out below."""
WIDE = (
    (0x3001, 0x3029),
    (0x3030, 0x303D),
    (0x3041, 0x3096),
    (0x309B, 0x30FF),
    (0x3105, 0x312F),
    (0x3131, 0x318E),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAD9),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x2FA1D),
)
"""Han, kana, hangul and full width signs: two cells everywhere."""
REST = ""
"""What stands in the second cell of a wide character."""


def _narrow(character: str) -> bool:
    return (
        unicodedata.category(character)[0] in "LNPS"
        and unicodedata.combining(character) == 0
        and unicodedata.east_asian_width(character) not in "WF"
    )


def _class(ranges: Sequence[tuple[int, int]]) -> str:
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges).replace("]", r"\]")


_SORTED_OUT = "".join(
    chr(code)
    for low, high in NARROW[1:]
    for code in range(low, high + 1)
    if not _narrow(chr(code))
)
_ALL_NARROW = re.compile(f"(?:(?![{_SORTED_OUT}])[{_class(NARROW)}])*")
_ALL_CERTAIN = re.compile(f"(?:(?![{_SORTED_OUT}])[{_class((*NARROW, *WIDE))}])*")


@lru_cache(maxsize=4096)
def cells_of(text: str) -> Sequence[str] | None:
    """The characters of a text, a `REST` after each wide one; None where widths are in doubt.

    In doubt are characters that join, combine or are drawn as pictures, scripts that terminals
    shape or turn around, and whatever Unicode has added since.
    """
    if text.isascii() or _ALL_NARROW.fullmatch(text):
        return text
    if not _ALL_CERTAIN.fullmatch(text):
        return None
    found: list[str] = []
    for character in text:
        found.append(character)
        if character >= "\u3000":
            found.append(REST)
    return found
