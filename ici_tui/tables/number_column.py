"""A column of text as numbers: the plain ones all at once, the others each different text once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ici_tui.tables.durations import is_compound, seconds
from ici_tui.tables.markers import SENTINEL, is_marker, sentinels
from ici_tui.tables.measured_in import measured_in, unit_of
from ici_tui.tables.number_text import MULTIPLIERS, PLAIN, Style, decimal_votes, read_number
from ici_tui.tables.out_of import common_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl

    Values = npt.NDArray[np.float64]

MOST_LOOKED_AT = 2000
"""Different texts of a column by which it is judged how its numbers are written."""
PLAIN_NUMBER = r"^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$"
COMMA_NUMBER = r"^[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$"
GROUPED_NUMBER = r"^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$"
SIGNS = (
    ("currency", r"^([-+]?)[$€£¥₹] ?(\d[\d.,]*)$", "${1}${2}"),
    ("currency", r"^([-+]?\d[\d.,]*) ?[$€£¥₹]$", "${1}"),
    ("percent", r"^([-+]?\d[\d.,]*) ?%$", "${1}"),
)
"""Signs around numbers that are taken away from all cells at once, and what they leave."""
METRES = frozenset({"m", "mm"})
"""Millions where thousands or sums of money stand beside them, else metres and millimetres."""
MONEY = re.compile("[$€£¥₹]")
LEAST_SHARE = 0.8
"""A column is numbers if so many of its cells are that are not missing."""


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column as numbers, n, NaN where missing."""

    values: Values
    strange: tuple[str, ...] = ()
    """Different texts that are neither a number nor a missing marker."""
    strange_cells: int = 0
    markers: tuple[str, ...] = ()
    """The missing markers that were met, blanks not among them."""
    kinds: dict[str, int] = field(default_factory=dict)
    """How many cells were no bare number, by `Read.kind`."""
    present: int = 0
    units: tuple[str, ...] = ()
    """What they are measured in, as most or all cells say, the commonest first."""

    @property
    def share(self) -> float:
        """The share of numbers among the cells that are not missing."""
        total = self.present + self.strange_cells
        return self.present / total if total else 0.0


def odd_texts(series: pl.Series) -> list[str]:
    """Different texts of a column that are no plain numbers, no more than are looked at."""
    head = series.drop_nulls().head(50_000)
    odd = head.filter(~head.str.contains(PLAIN_NUMBER))
    return odd.unique(maintain_order=True).head(MOST_LOOKED_AT).to_list()


def decimal_of(columns: Iterable[pl.Series]) -> tuple[str, int, int]:
    """The decimal mark of columns, by how their cells are written, and the votes for each.

    A point in a plain number (`12.5`) counts as much as a comma in `12,5`.
    """
    points = commas = 0
    for series in columns:
        for text in odd_texts(series):
            point, comma = decimal_votes(text)
            points, commas = points + point, commas + comma
        head = series.drop_nulls().head(MOST_LOOKED_AT)
        plain = head.filter(head.str.contains(r"^[-+]?\d+\.(?:\d{1,2}|\d{4,})$|^[-+]?0\.\d+$"))
        points += plain.n_unique() if len(plain) else 0
    return ("," if commas > points else "."), points, commas


def style_of(series: pl.Series, decimal: str, *, forced: bool) -> Style:
    """How the numbers of one column are written.

    Args:
        series: the column.
        decimal: the mark of the file, which holds where the column's own cells say nothing.
        forced: whether a person said it.
    """
    texts = odd_texts(series)
    own, points, commas = decimal_of([series])
    mark = decimal if forced or points == commas else own
    known = [text for text in texts[:500] if not is_marker(text)]
    multiplied = _multiplied(texts, series.head(MOST_LOOKED_AT))
    return Style(mark, multiplied, _timed(known), common_whole(known))


def _timed(texts: Sequence[str]) -> bool:
    """Whether texts are lengths of time, some of them in more than one part."""
    if not any(map(is_compound, texts)):
        return False
    return sum(seconds(text) is not None for text in texts) >= LEAST_SHARE * len(texts)


def _multiplied(texts: Sequence[str], head: pl.Series) -> bool:
    """Whether letters behind numbers multiply: all are capitals, or most numbers have one.

    A small letter behind a blank, as in `12.3 b`, is a flag; beside `1.5k` no letter is one.
    """
    suffixes: Counter[str] = Counter()
    with_suffix = others = measured = attached = 0
    for text in texts[:500]:
        if text[-1:].isdigit() or is_marker(text):
            continue
        suffix = text.lstrip("-+(<>$€£¥ ").lstrip("0123456789., '").strip(" )")
        if suffix in METRES and not MONEY.search(text):
            measured += 1
        elif suffix.casefold() in MULTIPLIERS:
            suffixes[suffix] += 1
            with_suffix += 1
            attached += not text[: -len(suffix)].endswith(" ")
        elif suffix.isalpha() and suffix.islower():
            others += 1
    if not with_suffix:
        return False
    with_suffix += measured  # beside thousands, or capitals, they are millions
    bare = int(head.str.contains(PLAIN_NUMBER).sum())
    upper = sum(
        count for word, count in suffixes.items() if word in {"K", "M", "B", "T", "Bn", "BN"}
    )
    flags = sum(text[-2:-1] == " " and text[-1].islower() for text in texts[:500])
    thousands = suffixes["k"] > 0 and attached + measured == with_suffix and not others
    return upper == with_suffix or thousands or (with_suffix > 3 * (bare + others) and not flags)


def to_numbers(
    series: pl.Series, style: Style = PLAIN, elsewhere: frozenset[str] = frozenset()
) -> Numbers:
    """A column of text as numbers.

    Args:
        series: cleaned texts, null where blank.
        style: how they are written.
        elsewhere: numbers that stand for missing values in other columns.
    """
    import numpy as np
    import polars as pl

    texts, kinds, units = _without_signs(series)
    if style.decimal == ",":
        comma = texts.str.contains(COMMA_NUMBER).fill_null(False)
        swapped = texts.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        texts = swapped.zip_with(comma, texts)
    else:
        grouped = texts.str.contains(GROUPED_NUMBER).fill_null(False)
        if grouped.any():
            texts = texts.str.replace_all(",", "", literal=True).zip_with(grouped, texts)
    plain = texts.str.contains(PLAIN_NUMBER).fill_null(False)
    found = texts.set(~plain, None).cast(pl.Float64, strict=False)
    left = texts.set(plain, None)
    markers: list[str] = []
    strange: list[str] = []
    strange_cells = 0
    if left.null_count() < len(left):
        others, markers, strange, strange_cells = _one_by_one(left, style, kinds, units)
        found = found.zip_with(plain, others)
    values = found.fill_null(float("nan")).to_numpy().astype(np.float64)
    values[~np.isfinite(values)] = np.nan
    missing = _sentinels(series, values, elsewhere)
    if missing:
        values[np.isin(values, [float(text) for text in missing])] = np.nan
    present = int(np.count_nonzero(~np.isnan(values)))
    told = measured_in(units, kinds, present)
    return Numbers(
        values, tuple(strange[:20]), strange_cells, (*markers, *missing), dict(kinds), present, told
    )


def _without_signs(series: pl.Series) -> tuple[pl.Series, Counter[str], Counter[str]]:
    """Texts without the usual signs around their numbers, how many had which kind, and which sign."""
    kinds: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for kind, pattern, left in SIGNS:
        signed = series.str.contains(pattern).fill_null(False)
        if signed.any():
            kinds[kind] += int(signed.sum())
            if kind == "percent":
                units["%"] += int(signed.sum())
            else:
                signs = series.filter(signed).str.extract(r"([$€£¥₹])")
                units.update(dict(signs.value_counts().rows()))
            series = series.str.replace(pattern, left)
    return series, kinds, units


def _one_by_one(
    left: pl.Series, style: Style, kinds: Counter[str], units: Counter[str]
) -> tuple[pl.Series, list[str], list[str], int]:
    """Each different text as a number: the numbers, markers, strange texts and how many cells."""
    import polars as pl

    counted = left.drop_nulls().value_counts()
    names, counts = counted.to_series(0).to_list(), counted.to_series(1).to_list()
    known: list[float | None] = []
    markers, strange, cells = [], [], 0
    for text, count in zip(names, counts, strict=True):
        marker = is_marker(text)
        read = None if marker else read_number(text, style)
        known.append(None if read is None else read.value)
        if read is not None:
            kinds[read.kind] += count
            units[unit_of(read)] += count
        elif marker:
            markers.append(text)
        else:
            strange.append(text)
            cells += count
    to = pl.Series(known, dtype=pl.Float64)
    numbers = left.replace_strict(pl.Series(names, dtype=pl.String), to, default=None)
    return numbers, markers, strange, cells


def plain_numbers(series: pl.Series, values: Values) -> Numbers:
    """A column of which every cell is a plain number or blank.

    Args:
        series: its texts.
        values: its numbers, NaN where blank; taken over.
    """
    import numpy as np

    missing = _sentinels(series, values, frozenset())
    if missing:
        values[np.isin(values, [float(text) for text in missing])] = np.nan
    return Numbers(values, markers=tuple(missing), present=int(np.count_nonzero(~np.isnan(values))))


def _sentinels(series: pl.Series, values: Values, elsewhere: frozenset[str]) -> list[str]:
    """Numbers of a column that stand for missing values, as they are written."""
    import numpy as np

    if not len(values) or not (values <= -99).any():
        return []
    counts: dict[str, int] = {}
    unlikely = np.isin(values, _ALL)
    for text in series.filter(unlikely).to_list():
        if text and SENTINEL.fullmatch(text):
            plain = text.removesuffix(".0")
            counts[plain] = counts.get(plain, 0) + 1
    others = values[~np.isnan(values) & ~np.isin(values, [float(text) for text in counts])]
    if not counts or not len(others):
        return []
    return sentinels(counts, float(others.min()), elsewhere)


_ALL = [
    -float(str(digit) * length) for digit in (5, 6, 7, 8, 9) for length in ((2, 3, 4, 5, 6) if digit == 9 else (4,))
]  # fmt: skip
