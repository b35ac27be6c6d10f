"""Numbers, texts and tables as a pack's files have them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt


def number(value: float | None) -> str:
    """The shortest decimal that gives back the same double; empty where missing."""
    if value is None or math.isnan(value):
        return ""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def toml_text(text: object) -> str:
    """A basic string of TOML, in which every character is seen and no line ends."""
    quoted = str(text).replace("\\", "\\\\").replace('"', '\\"')
    if quoted.isprintable():
        return f'"{quoted}"'
    return f'"{"".join(map(_toml_character, quoted))}"'


def _toml_character(character: str) -> str:
    shown = visible(character)
    if shown == character:
        return character
    number = ord(character)
    if 0xD800 <= number < 0xE000:  # TOML has no such character: it is written as it is shown
        return "\\" + shown
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def csv_text(header: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(header))
    writer.writerows(rows)
    return out.getvalue()


class NumberTexts(Sequence[str]):
    """Numbers as a column of texts: each is written when it is asked for.

    Args:
        values: n of them, NaN where missing.
    """

    def __init__(self, values: npt.NDArray[np.float64]) -> None:
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        """The shortest decimal that gives back the number; empty where it is missing."""
        if isinstance(place, slice):
            return NumberTexts(self.values[place])
        return number(float(self.values[place]))
