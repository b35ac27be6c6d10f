"""The cells of CSV and TSV: numbers as they are read back, texts that no spreadsheet computes."""

from __future__ import annotations

import math
import re

from ici_tui.sanitise import visible

DIGITS = 15
"""Significant digits of a double that every program reads back as they stand."""
FORMULA = "=+-@＝＋－＠"
"""What a formula begins with, in a spreadsheet of any language."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class CellTexts:
    """Makes cells of values, and counts the texts that got a `'` in front.

    Args:
        raw: whether texts that a spreadsheet would compute are left as they are.
    """

    def __init__(self, *, raw: bool = False) -> None:
        self.raw = raw
        self.marked = 0

    def of(self, value: object) -> str:
        """The cell of a value; missing is empty."""
        if value is None:
            return ""
        if isinstance(value, float):
            return number_text(value)
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, int) else self.text(str(value))

    def text(self, text: str) -> str:
        """The cell of a text: one line, and no formula."""
        if self.raw or not computed(text):
            return visible(text)
        self.marked += 1
        return "'" + visible(text)

    @property
    def remark(self) -> str:
        """What to say of the texts that got a `'`; empty where none did."""
        if not self.marked:
            return ""
        cells = "1 cell begins" if self.marked == 1 else f"{self.marked} cells begin"
        return f"{cells} with a ' so that no spreadsheet computes it; --raw-text leaves it out"


def number_text(value: float) -> str:
    """The shortest decimal of a double rounded to fifteen digits; zero has no sign."""
    text = f"{value + 0.0:.{DIGITS}g}"
    if "." in text and "e" not in text:  # no two such texts are one double: it is the shortest
        return text
    rounded = float(text)
    # The greatest doubles are rounded up to what is none any more.
    return repr(rounded) if math.isfinite(rounded) or not math.isfinite(value) else text


def computed(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula: numbers are none."""
    if text[:1].isalnum():
        return False
    begun = text.lstrip()
    return begun[:1] in FORMULA and bool(begun) and _NUMBER.fullmatch(begun.rstrip()) is None
