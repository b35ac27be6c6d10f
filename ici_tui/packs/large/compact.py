"""A column of polars as cleaned text that takes a few bytes a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

import polars as pl

from ici_tui.packs.columns import MISSING
from ici_tui.packs.limits import MOST_TEXT, MOST_TEXTS, past
from ici_tui.packs.shape import ShapeError
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from ici_tui.packs.large.labels import Labels
    from ici_tui.packs.large.packed import PackedTexts

    Held: TypeAlias = PackedTexts[str | None] | Labels

ALWAYS_TEXT = frozenset({"uCode", "uName", "Time"})
MOST_LABELS = 4096
"""Different texts of a column up to which they are kept once each, and numbered."""

UNCLEAN = r"[^ -~À-ɏ一-龥]|^ | $"
"""Texts that cleaning might change: all but those of characters that are in every alphabet's
first pages, or Chinese, without spaces at the ends."""


def compact(series: pl.Series) -> Held:
    """A column's cleaned text: labels by number where there are few different ones."""
    _check_lengths(series)
    text = cleaned(series)
    return packed(text) if series.name in ALWAYS_TEXT else held(text)


def held(text: pl.Series) -> Held:
    """Clean texts: labels by number where there are few different ones."""
    from ici_tui.packs.large.labels import Labels

    levels = text.drop_nulls().unique()
    if len(levels) > min(MOST_LABELS, len(text) // 4):
        return packed(text)
    levels = levels.sort()
    numbers = pl.Series(range(len(levels)), dtype=pl.Int32)
    codes = text.replace_strict(levels, numbers, default=-1, return_dtype=pl.Int32)
    return Labels(codes.fill_null(-1).to_numpy().copy(), tuple(levels.to_list()))


def packed(text: pl.Series) -> PackedTexts[str | None]:
    """Clean texts, side by side in memory."""
    from ici_tui.packs.large.packed import END, PackedTexts

    absent = text.is_null().to_numpy() if text.has_nulls() else None
    joined = text.fill_null("").str.join(END).item() if len(text) else ""
    return PackedTexts((joined + END).encode() if len(text) else b"", absent)


def _check_lengths(series: pl.Series) -> None:
    """Hold a column of text against the limits, before all of it is looked through.

    Raises:
        ShapeError: a cell is too long, or all of them together are.
    """
    lengths = series.str.len_bytes()
    total, longest = int(lengths.sum()), int(cast("int", lengths.max()) or 0)
    if longest > MOST_TEXT:
        place = int(lengths.arg_max() or 0)
        count = len(series[place])
        if count > MOST_TEXT:
            told, fix = past("characters in a cell", MOST_TEXT, count)
            raise ShapeError(told, fix, row=place + 2, column=series.name)
    if total > MOST_TEXTS:
        told, fix = past("bytes of text", MOST_TEXTS, total)
        raise ShapeError(told, fix, column=series.name)


def cleaned(series: pl.Series) -> pl.Series:
    """Texts fit for a terminal, without spaces at the ends; null where missing."""
    doubtful = series.str.contains(UNCLEAN).fill_null(False)
    if doubtful.any():
        places = doubtful.arg_true()
        mended = [clean(text).strip() for text in series.gather(places).to_list()]
        series = series.scatter(places, pl.Series(mended, dtype=pl.String))
    missing = series.is_in(sorted(MISSING)).fill_null(False)
    return series.set(missing, None) if missing.any() else series
