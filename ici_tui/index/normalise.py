"""Stage 5: every indicator directed (more is better) and on a common scale.

Source: OECD/JRC Handbook (2008), step 5. Values are multiplied by Direction first; what is
taken from a column is taken from its present values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.index.errors import PipelineError, strict_numbers
from ici_tui.index.methods import NONE, NORMALISE, function_of
from ici_tui.index.table import FloatArray, Note, number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ici_tui.index.choices import Method
    from ici_tui.index.table import Table
    from ici_tui.index.tree import Node

UNLIKE = 10
"""Columns of which one spreads so many times as wide as another are not of one scale."""


class Normalised(NamedTuple):
    """The table after the stage; `constant` names the columns that became missing."""

    table: Table
    constant: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


class Column(NamedTuple):
    """The present values of one indicator, already directed, with what messages need."""

    values: FloatArray
    leaf: Node
    rows: NDArray[np.intp] | None
    """The table's row of each value; None where every row has one."""
    units: Sequence[str]
    """The units of all rows."""
    numbers: tuple[float, ...] = ()
    words: tuple[str, ...] = ()
    """What its indicator says of the method: `capped`, `untruncated`."""

    def unit(self, place: int) -> str:
        """The unit of the value at a place among the present ones."""
        return self.units[place if self.rows is None else int(self.rows[place])]


def normalise(table: Table, methods: Sequence[Method]) -> Normalised:
    """Direct and scale every column.

    Args:
        table: n units × m indicators, each with the ends that its method needs.
        methods: of the stage `normalise`, one for each indicator.

    Raises:
        PipelineError: a target or goalposts that the method needs are missing or unusable, or
            a share of the leader of values that have none.
    """
    # By column: that is how evaluations go through it, and each is written once.
    values = np.empty(table.values.shape, order="F")
    constant: list[str] = []
    notes: list[Note] = []
    widths: dict[str, float] = {}
    for place, leaf, column, present in table.columns():
        method, form = methods[place], NORMALISE.methods[methods[place].name]
        scale: Callable[[Column], FloatArray] = function_of("normalise", method.name)
        whole = bool(present.all())
        if not whole:
            values[:, place] = np.nan
        observed = (column if whole else column[present]) * leaf.direction
        if not len(observed):
            notes.append(Note("normalise", f"{leaf.code} has no value at all", leaf.code))
            continue
        if form.spread and observed.min() == observed.max():
            constant.append(leaf.code)
            text = (
                f"{leaf.code} is {number_text(float(column[present][0]))} wherever it is present: "
                f"{method.name} cannot tell the units apart, and the column is missing"
            )
            notes.append(Note("normalise", text, leaf.code))
            values[:, place] = np.nan
            continue
        if method.name == NONE:
            widths[leaf.code] = _width(observed)
        rows = None if whole else np.flatnonzero(present)
        with strict_numbers("normalise", leaf.code):
            numbers = method.numbers or form.defaults
            scaled = scale(Column(observed, leaf, rows, table.units, numbers, method.words))
            scaled += 0.0  # -0.0 is 0
            values[slice(None) if rows is None else rows, place] = scaled
    notes.extend(_unlike(widths))
    return Normalised(table.with_values(values), tuple(constant), tuple(notes))


def _width(values: FloatArray) -> float:
    """From the least to the greatest of some values; infinite where that is no double."""
    with np.errstate(over="ignore"):
        return float(values.max() - values.min())


def _unlike(widths: Mapping[str, float]) -> Iterator[Note]:
    """A remark where columns that stay as they are spread so unlike that one decides for all."""
    spread = {code: width for code, width in widths.items() if width > 0}
    if not spread:
        return
    wide, narrow = max(spread, key=spread.__getitem__), min(spread, key=spread.__getitem__)
    if spread[wide] > UNLIKE * spread[narrow]:
        ends = f"{number_text(spread[wide])}, {narrow} over {number_text(spread[narrow])}"
        text = (
            f"values stay as they are, and {wide} spreads over {ends}: the widest decides; "
            "minmax brings them to one scale"
        )
        yield Note("normalise", text)


def unchanged(column: Column) -> FloatArray:
    """The values, directed."""
    return column.values


def minmax(column: Column) -> FloatArray:
    """The least value at the lower end, the greatest at the upper."""
    lower, upper = column.numbers
    result = _unit(column.values)
    # In its own place: with a million units every copy is new memory.
    result *= upper - lower
    result += lower
    return result


def _unit(values: FloatArray) -> FloatArray:
    low = values.min()
    result: FloatArray = values - low
    result /= values.max() - low
    return result


def zscore(column: Column) -> FloatArray:
    """A mean and a standard deviation, the latter with n − 1."""
    mean, deviation = column.numbers
    values = column.values
    result: FloatArray = (values - values.mean()) / values.std(ddof=1) * deviation + mean
    return result


def ascending_ranks(values: FloatArray) -> FloatArray:
    """Ranks from 1, the least first; ties share the smallest."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    firsts = np.cumsum(counts) - counts + 1
    result: FloatArray = firsts[inverse].astype(np.float64)
    return result


def rank(column: Column) -> FloatArray:
    """Ascending ranks."""
    return ascending_ranks(column.values)


def percentile_rank(column: Column) -> FloatArray:
    """Ascending ranks from 0 to 1."""
    return (ascending_ranks(column.values) - 1) / (len(column.values) - 1)


def borda(column: Column) -> FloatArray:
    """How many units are behind."""
    return ascending_ranks(column.values) - 1


def distance_to_max(column: Column) -> FloatArray:
    """The share of the way from the least value to the greatest."""
    return _unit(column.values)


def distance_to_target(column: Column) -> FloatArray:
    """The share of the way from the least value to the indicator's target.

    Values beyond the target are above 1, but where the indicator is `capped`.

    Raises:
        PipelineError: there is no target, or it is no better than the worst value.
    """
    leaf, low = column.leaf, column.values.min()
    if leaf.target is None:
        raise PipelineError(
            f"normalise: {leaf.code} has no target; give one in the column Target of iMeta, or "
            "use distance-to-max"
        )
    target = leaf.target * leaf.direction
    if target <= low:
        worst = column.unit(int(column.values.argmin()))
        raise PipelineError(
            f"normalise: the target {number_text(leaf.target)} of {leaf.code} is no better than "
            f"its worst value, {number_text(float(low) * leaf.direction)} of {worst}; set a "
            "target beyond it, or use distance-to-max"
        )
    result: FloatArray = (column.values - low) / (target - low)
    return np.minimum(result, 1.0) if "capped" in column.words else result


def goalposts(column: Column) -> FloatArray:
    """The share of the way between fixed ends, times their scale.

    Values beyond the ends are clipped, but where the indicator is `untruncated`.

    Raises:
        PipelineError: there are none, or the lower is not below the upper.
    """
    leaf = column.leaf
    posts = leaf.goalposts
    if posts is None:
        raise PipelineError(
            f"normalise: {leaf.code} has no goalposts; give goalpost_lower and goalpost_upper in "
            "iMeta, or use minmax:0,100"
        )
    if not posts.lower < posts.upper:
        raise PipelineError(
            f"normalise: the goalposts of {leaf.code} run from {number_text(posts.lower)} to "
            f"{number_text(posts.upper)}; goalpost_lower must be below goalpost_upper, in raw units"
        )
    clipped = column.values * leaf.direction
    if "untruncated" not in column.words:
        clipped = np.clip(clipped, posts.lower, posts.upper)
    above = clipped - posts.lower if leaf.direction > 0 else posts.upper - clipped
    result: FloatArray = above / (posts.upper - posts.lower) * posts.scale
    return result


def fraction_of_max(column: Column) -> FloatArray:
    """The share of the leader; where less is better the leader over the value.

    Raises:
        PipelineError: the leader, or where less is better a value, is not above 0.
    """
    leaf = column.leaf
    raw = column.values * leaf.direction
    worst = int(raw.argmin())
    if leaf.direction < 0:
        if raw[worst] <= 0:
            raise PipelineError(
                f"normalise: {leaf.code} of {column.unit(worst)} is {number_text(raw[worst])}, "
                "and where less is better a share of the leader needs values above 0; use "
                "minmax:0,100"
            )
        return np.asarray(raw[worst] / raw)
    if raw.max() <= 0:
        best = int(raw.argmax())
        raise PipelineError(
            f"normalise: the leader of {leaf.code}, {column.unit(best)}, has "
            f"{number_text(raw[best])}, and a share of the leader needs one above 0; use "
            "minmax:0,100"
        )
    return np.asarray(raw / raw.max())
