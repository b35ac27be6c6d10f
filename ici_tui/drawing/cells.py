"""Text in exactly so many terminal cells; a Chinese character takes two."""

from __future__ import annotations

import io
from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text


def fit(value: str, width: int) -> str:
    """A text in exactly `width` cells; what is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(value) <= width:
        return set_cell_size(value, width)
    kept = set_cell_size(value, width - 1).rstrip() + "…"
    return kept + " " * (width - cell_len(kept))


def fit_right(value: str, width: int) -> str:
    """As `fit`, aligned to the right."""
    size = cell_len(value)
    return " " * (width - size) + value if size <= width else fit(value, width)


def fit_ends(value: str, width: int) -> str:
    """As `fit`, but what is cut is cut between words in the middle: how it ends is kept.

    A caveat mostly stands at the end of its sentence; there it must not be lost.
    """
    words = value.split()
    if cell_len(value) <= width or len(words) < 3:
        return fit(value, width)
    head, tail = words[0], ""
    for word in reversed(words[1:]):
        longer = f" {word}{tail}"
        if cell_len(f"{head} …{longer}") > width:
            break
        tail = longer
    return fit(f"{head} …{tail}" if tail else value, width)


@lru_cache(maxsize=1)
def _console() -> Console:
    return Console(file=io.StringIO())


def wrap(value: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """Lines of at most `width` cells, each behind `indent`, the first behind `first` if given."""
    room = max(width - cell_len(indent), 1)
    lines = [line.plain.rstrip() for line in Text(value).wrap(_console(), room)]
    found = [indent + line for line in lines if line.strip()]
    if found and first is not None:
        found[0] = first + found[0][len(indent) :]
    return found
