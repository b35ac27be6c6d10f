"""The one place where text from data is made fit for a terminal."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u2060\ufeff")


def clean(text: str) -> str:
    """Text without control bytes, bidirectional controls, or invisible padding.

    Tabs and line ends become a space. Markup characters are data and stay.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for character in text:
        if character in "\t\n\r\v\f\u0085\u2028\u2029":
            kept.append(" ")
        elif character in _BIDI or character in _INVISIBLE:
            continue
        elif unicodedata.category(character) not in {"Cc", "Cs", "Cn", "Co"}:
            kept.append(character)
    return "".join(kept)
