"""A column of text as numbers: the plain ones all at once, the others each different text once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.tables.durations import is_compound, seconds
from ici_tui.tables.fraction import are_fractions
from ici_tui.tables.late import late
from ici_tui.tables.markers import SENTINEL, is_marker, sentinels
from ici_tui.tables.measured_in import measured_in, unit_of
from ici_tui.tables.number_text import (
    DOWN,
    MULTIPLIERS,
    PLAIN,
    Style,
    decimal_votes,
    read_number,
)
from ici_tui.tables.out_of import common_whole
from ici_tui.tables.ranges import range_of
from ici_tui.tables.words import RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from ici_tui.tables.cells import Cells

    Values = npt.NDArray[np.float64]

MOST_LOOKED_AT = 2000
"""Different texts of a column by which it is judged how its numbers are written."""
PLAIN_NUMBER = r"^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$"
COMMA_NUMBER = r"^[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$"
GROUPED_NUMBER = r"^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$"
SIGNS = (
    ("currency", "[$€£¥₹]", r"^([-+]?)[$€£¥₹] ?(\d[\d.,]*)$", "${1}${2}"),
    ("currency", "[$€£¥₹]", r"^[-+]?\d[\d.,]* ?[$€£¥₹]$", ""),
    ("percent", "%", r"^[-+]?\d[\d.,]* ?%$", ""),
)
"""Signs around numbers that are taken away from all cells at once: where they stand, and what they
leave; empty where it is all before them."""
ONE_MARK = r"^[-+]?[0-9]+[.,][0-9]+ ?%?$"
ONE_GROUP = r"^[-+]?[1-9][0-9]{0,2}[.,][0-9]{3} ?%?$"
"""What may be a thousand and more, or have three decimals: it says nothing of its mark."""
METRES = frozenset({"m", "mm"})
"""Millions where thousands or sums of money stand beside them, else metres and millimetres."""
MONEY = late("[$€£¥₹]")
TRIANGLE = "△"
EASTERN = late(r"[\u3040-\u30ff\u4e00-\u9fff]")
CHANGE = late(
    r"change|chg|diff|delta|[Δ±]|\+/-|\bvs\b|trend|growth|moves?\b|movement|gain|y/y|yoy|veränderung|écart|évolution|variation|variaci|变化|增减|増減",
    re.IGNORECASE,
)
"""Names of columns in which an arrow before a number is its sign."""
LONGEST_LETTERS, MOST_LETTERS = 2, 3
"""Letters that stand for a missing number are so few, and of so few kinds in one column."""
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


class Written:
    """How the cells of a column are written: looked at once."""

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts

    @cached_property
    def odd(self) -> list[str]:
        """Different texts that are no plain numbers, no more than are looked at."""
        head = self.texts.drop_nulls().head(50_000)
        odd = head.filter(~head.str.contains(PLAIN_NUMBER))
        return odd.unique(maintain_order=True).head(MOST_LOOKED_AT).to_list()

    @cached_property
    def votes(self) -> tuple[int, int]:
        """The votes for a decimal point and for a comma.

        A point in a plain number (`12.5`) counts as much as a comma in `12,5`.
        """
        import polars as pl

        odd = pl.Series(self.odd, dtype=pl.String)
        simple = odd.str.contains(ONE_MARK)
        telling = odd.filter(simple & ~odd.str.contains(ONE_GROUP))
        points = int(telling.str.contains(".", literal=True).sum())
        commas = len(telling) - points
        for text in odd.filter(~simple).to_list():
            point, comma = decimal_votes(text)
            points, commas = points + point, commas + comma
        head = self.texts.drop_nulls().head(MOST_LOOKED_AT)
        plain = head.filter(head.str.contains(r"^[-+]?\d+\.(?:\d{1,2}|\d{4,})$|^[-+]?0\.\d+$"))
        points += plain.n_unique() if len(plain) else 0
        return points, commas


def decimal_of(columns: Iterable[Written]) -> tuple[str, int, int]:
    """The decimal mark of columns, by how their cells are written, and the votes for each."""
    votes = [column.votes for column in columns]
    points, commas = sum(point for point, _ in votes), sum(comma for _, comma in votes)
    return ("," if commas > points else "."), points, commas


def style_of(column: Written, decimal: str, *, forced: bool, name: str = "") -> Style:
    """How the numbers of one column are written.

    Args:
        column: the column.
        name: its name.
        decimal: the mark of the file, which holds where the column's own cells say nothing.
        forced: whether a person said it.
    """
    own, points, commas = decimal_of([column])
    mark = decimal if forced or points == commas else own
    known = [text for text in column.odd[:500] if not is_marker(text)]
    multiplied = _multiplied(column.odd, column.texts.head(MOST_LOOKED_AT))
    falls = _minuses(name, known)
    ranged = not RANK.search(name) and any(range_of(text, mark) for text in known)
    plain = len(column.odd) < MOST_LOOKED_AT and column.texts.str.contains(PLAIN_NUMBER).any()
    if are_fractions(known, name, beside=plain):
        return Style(mark, fractions=True)
    return Style(mark, multiplied, _timed(known), common_whole(known), falls, ranged)


def _minuses(name: str, texts: Sequence[str]) -> str:
    """The arrows that are a minus: those down where a change is told, and △ as Japan writes one.

    Args:
        name: of the column.
        texts: how its numbers are written, those in digits alone aside.
    """
    if any(text[0] in DOWN for text in texts):
        return DOWN if CHANGE.search(name) else ""
    return TRIANGLE if EASTERN.search(name) else ""


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
        texts = _with_points(texts)
    else:
        grouped = texts.str.contains(GROUPED_NUMBER).fill_null(False)
        if grouped.any():
            texts = texts.str.replace_all(",", "", literal=True).zip_with(grouped, texts)
    plain = texts.str.contains(PLAIN_NUMBER).fill_null(False)
    whole = int(plain.sum()) == len(texts) - texts.null_count()
    found = (texts if whole else texts.set(~plain, None)).cast(pl.Float64, strict=False)
    markers: list[str] = []
    strange: list[str] = []
    strange_cells = 0
    if not whole:
        left = texts.set(plain, None)
        others, markers, strange, strange_cells = _one_by_one(left, style, kinds, units)
        found = found.zip_with(plain, others)
    values = found.fill_null(float("nan")).to_numpy().astype(np.float64)
    values[~np.isfinite(values)] = np.nan
    if strange and _stand_for_none(strange, strange_cells, len(values) - texts.null_count()):
        markers, strange, strange_cells = [*markers, *strange], [], 0
    missing = _sentinels(series, values, elsewhere)
    if missing:
        values[np.isin(values, [float(text) for text in missing])] = np.nan
    present = int(np.count_nonzero(~np.isnan(values)))
    told = measured_in(units, kinds, present)
    return Numbers(
        values, tuple(strange[:20]), strange_cells, (*markers, *missing), dict(kinds), present, told
    )


def _stand_for_none(strange: Sequence[str], cells: int, given: int) -> bool:
    """Whether all that is no number are a few letters, or one word again and again: `s`, `PrivacySuppressed`.

    Args:
        strange: the different texts.
        cells: how many cells hold them.
        given: how many cells are not blank.
    """
    if any(character.isdigit() for text in strange for character in text):
        return False
    short = all(len(text) <= LONGEST_LETTERS and text.isalpha() for text in strange)
    one = len(strange) == 1 and cells > 1
    if short and len(strange) <= MOST_LETTERS:
        return 2 * cells <= given
    return one and 3 * cells <= given


def _without_signs(series: pl.Series) -> tuple[pl.Series, Counter[str], Counter[str]]:
    """Texts without the usual signs around their numbers, how many had which kind, and which sign."""
    kinds: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for kind, sign, pattern, left in SIGNS:
        if not series.str.contains(sign).any():
            continue
        signed = series.str.contains(pattern).fill_null(False)
        if signed.any():
            kinds[kind] += int(signed.sum())
            if kind == "percent":
                units["%"] += int(signed.sum())
            else:
                signs = series.filter(signed).str.extract(r"([$€£¥₹])")
                units.update(signs.to_list())
            if left:
                series = series.str.replace(pattern, left)
            else:
                series = series.str.head(-1).str.strip_suffix(" ").zip_with(signed, series)
    return series, kinds, units


def _with_points(texts: pl.Series) -> pl.Series:
    """Numbers with a decimal comma as those with a point, other texts as they are."""
    comma = texts.str.contains(COMMA_NUMBER).fill_null(False)
    swapped = texts
    if texts.str.contains(".", literal=True).any():
        swapped = swapped.str.replace_all(".", "", literal=True)
    return swapped.str.replace(",", ".", literal=True).zip_with(comma, texts)


def _one_by_one(
    left: pl.Series, style: Style, kinds: Counter[str], units: Counter[str]
) -> tuple[pl.Series, list[str], list[str], int]:
    """Each different text as a number: the numbers, markers, strange texts and how many cells."""
    import polars as pl

    # In the order in which they first appear, so that a table is told the same each time.
    counted = left.drop_nulls().to_frame("text").group_by("text", maintain_order=True).len()
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


def plain_numbers(cells: Cells, values: Values) -> Numbers:
    """A column of which every cell is a plain number or blank.

    Args:
        cells: the column.
        values: its numbers, NaN where blank.
    """
    import numpy as np

    missing: list[str] = []
    if (values <= MOST_SENTINEL).any():
        missing = _sentinels(cells.texts, values, frozenset())
    if not missing:
        return Numbers(values, present=len(values) - cells.blank)
    values = np.where(np.isin(values, [float(text) for text in missing]), np.nan, values)
    return Numbers(values, markers=tuple(missing), present=int(np.count_nonzero(~np.isnan(values))))


def _sentinels(series: pl.Series, values: Values, elsewhere: frozenset[str]) -> list[str]:
    """Numbers of a column that stand for missing values, as they are written."""
    import numpy as np

    if not len(values) or not (values <= MOST_SENTINEL).any():
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


MOST_SENTINEL = -99
_ALL = [
    -float(str(digit) * length) for digit in (5, 6, 7, 8, 9) for length in ((2, 3, 4, 5, 6) if digit == 9 else (4,))
]  # fmt: skip
