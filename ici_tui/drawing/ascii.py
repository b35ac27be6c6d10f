"""Text and drawings in ASCII, cell for cell, for terminals that can show no more.

Every sign becomes one that means the same, in as many cells. Where one cell cannot say it, as
with ≥ and ±, the blank beside it is taken in: `≥ 5` is `>=5`, ` ±3` is `+-3`. What has no letter
of its own, such as a Chinese name, is a `?` for each cell; a figure never is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIGNS = {
    # Bars by fill, parts of a cell, columns by height, shades.
    "█": "#", "▓": "=", "▒": "~", "░": "-", "▀": '"',
    "▏": ":", "▎": ":", "▍": ":", "▌": ":", "▋": "#", "▊": "#", "▉": "#", "▐": ":",
    "▁": "_", "▂": ".", "▃": "-", "▄": "=", "▅": "+", "▆": "*", "▇": "%", "▔": "-", "▕": "|",
    # Lines.
    "─": "-", "━": "=", "│": "|", "┃": "|", "┼": "+", "╱": "/", "╲": "\\",
    "├": "|", "┤": "|", "└": "+", "┘": "+", "┌": "+", "┐": "+", "┬": "+", "┴": "+",
    "╭": "+", "╮": "+", "╰": "+", "╯": "+", "═": "=", "║": "|",
    # Marks.
    "●": "O", "•": "*", "○": "o", "◆": "*", "■": "#", "□": "o", "▲": "^", "▼": "v", "▸": ">",
    "▾": "v", "▶": ">", "◀": "<", "◂": "<", "△": "^", "▽": "v", "›": ">", "‹": "<", "✓": "+",
    "↑": "^", "↓": "v", "→": ">", "←": "<", "↔": "-", "⏎": "$", "⌫": "<", "·": ".",
    # Figures and their signs.
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "×": "x", "÷": "/", "≈": "~", "∞": "*",
    "≥": ">", "≤": "<", "±": "~", "≠": "!", "√": "v", "∑": "S", "Σ": "S", "Δ": "d", "‰": "%",
    "µ": "u", "°": "o",
    # Letters and punctuation.
    "…": ".", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "‖": "|",
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "λ": "l", "μ": "u", "ρ": "r", "σ": "s",
    "τ": "t", "φ": "f", "χ": "c", "ß": "s", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o",
    "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "t", "ł": "l", "Ł": "L", "ı": "i", "ŋ": "n",
    "€": "E", "£": "L", "¥": "Y", "§": "S", "©": "c", "®": "R", "\u00a0": " ",
}  # fmt: skip
"""One cell for one cell."""
TWO = {"≥": ">=", "≤": "<=", "±": "+-", "≠": "!=", "→": "->"}
"""What takes the blank beside it in: the one after it, or else the one before."""
BRAILLE = range(0x2800, 0x2900)
_ROWS = (0x01 | 0x08, 0x02 | 0x10, 0x04 | 0x20, 0x40 | 0x80)
"""The dots of a braille cell, row by row from the top."""
_HEIGHTS = ("'", "-", "-", ".")
"""A cell with dots in one row alone."""
_TWO = re.compile(f"([{''.join(TWO)}]) | ([{''.join(TWO)}])")
_BETWEEN = re.compile(r"(?<=\S) ·(?= \S|\s*$)")
_CUT_NUMBER = re.compile(r"(?<=\d)…")
_POWER = re.compile("(?<=[0-9])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]")


def in_ascii(text: str, keep: Callable[[str], bool] = str.isascii) -> str:
    """A text of as many cells in which every character is ASCII, or one that is kept.

    Args:
        text: one line without control characters.
        keep: whether a character can be shown as it is.
    """
    if text.isascii():
        return text
    return "".join(c if keep(c) else _sign(c) for c in _with_neighbours(text, keep))


def line_in_ascii(
    texts: Sequence[str], keep: Callable[[str], bool] = str.isascii
) -> tuple[str, ...]:
    """As `in_ascii`, for a line in pieces: a blank may be in the piece beside its sign's."""
    whole = _with_neighbours("".join(texts), keep)
    found, start = [], 0
    for text in texts:
        piece, start = whole[start : start + len(text)], start + len(text)
        found.append("".join(c if keep(c) else _sign(c) for c in piece))
    return tuple(found)


def _with_neighbours(text: str, keep: Callable[[str], bool]) -> str:
    """What depends on the characters beside it, changed; as many characters as before."""
    if text.isascii():
        return text
    if not keep("·"):
        text = _BETWEEN.sub(" |", text)
    if not keep("…"):
        # A number that is cut must not read as a whole one, nor a power as a factor.
        text = _CUT_NUMBER.sub(">", text)
    text = _POWER.sub(lambda found: found[0] if keep(found[0]) else "^", text)
    return _TWO.sub(lambda found: _of_two(found, keep), text)


def _of_two(found: re.Match[str], keep: Callable[[str], bool]) -> str:
    sign = found[1] or found[2]
    return found[0] if keep(sign) else TWO[sign]


@lru_cache(maxsize=4096)
def _sign(character: str) -> str:
    """ASCII for one character, as wide as it is."""
    if character in SIGNS:
        return SIGNS[character]
    if ord(character) in BRAILLE:
        return _of_dots(ord(character) - BRAILLE.start)
    width = cell_len(character)
    plain = unicodedata.normalize("NFKD", character)
    plain = "".join(c for c in plain if c.isascii() and c.isprintable())
    return plain if len(plain) == width else "?" * width


def _of_dots(dots: int) -> str:
    rows = [place for place, row in enumerate(_ROWS) if dots & row]
    if not rows:
        return " "
    if len(rows) == 1:
        return _HEIGHTS[rows[0]]
    if len(rows) == 2 and rows[1] - rows[0] == 1:
        return ("'", "-", ".")[rows[0]]
    return "#" if dots == 0xFF else "|"
