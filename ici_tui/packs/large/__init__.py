"""Many units: files that polars reads column by column, and texts held in a few bytes each.

This module is all that the rest of the program may use of the folder. What it gives are columns
(`packs.columns`) and texts (`packs.texts`) like any others, only held differently. Importing it
imports neither numpy nor polars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.large.files import is_large, large_files, slow_file
from ici_tui.packs.large.reader import Reader, own_reader, read_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ici_tui.packs.texts import Texts

__all__ = [
    "Reader",
    "held_texts",
    "is_large",
    "large_files",
    "own_reader",
    "packed_texts",
    "read_columns",
    "slow_file",
]


def packed_texts(texts: Sequence[str | None]) -> Texts[str | None]:
    """The same texts, side by side in memory."""
    from ici_tui.packs.large.packed import PackedTexts

    return PackedTexts.of(texts)


def held_texts(series: pl.Series, *, differ: bool) -> Texts[str | None]:
    """The clean texts of a column of polars; labels by number unless most of them differ."""
    from ici_tui.packs.large.compact import held, packed

    return packed(series) if differ else held(series)
