"""How many cells text takes, where every terminal agrees on it."""

from __future__ import annotations

import re
from functools import lru_cache

from ici_tui.drawing.cells import one_each

WIDE = (
    (0x3001, 0x3029),
    (0x3030, 0x303D),
    (0x3041, 0x3096),
    (0x309B, 0x30FF),
    (0x3105, 0x312F),
    (0x3131, 0x3163),
    (0x3165, 0x318E),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAD9),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x2FA1D),
)
"""Code points from and to: Han, kana, hangul and full-width signs, of two cells."""
REST = "\x01"
"""What stands in the second cell of a wide character."""


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    """Wide characters; compiled where there are some: it takes a percent of the start."""
    return re.compile("([" + "".join(f"{chr(a)}-{chr(b)}" for a, b in WIDE) + "])")


@lru_cache(maxsize=4096)
def cells_of(text: str) -> str | None:
    """A character for each cell of a text, `REST` after each wide one; None where that is in doubt.

    In doubt are characters that join, combine or are drawn as pictures, scripts that terminals
    shape or turn around, and whatever Unicode has added since.
    """
    if one_each(text):
        return text
    if not one_each(_wide().sub("", text)):
        return None
    return _wide().sub(rf"\1{REST}", text)
