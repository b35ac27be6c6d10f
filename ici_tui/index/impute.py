"""Stage 3: missing values from the column, the unit's group, or the unit's other indicators.

A statistic is always taken over observed values only, never over imputed ones.
Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 3.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.index.errors import PipelineError, strict_numbers
from ici_tui.index.methods import NONE, function_of
from ici_tui.index.table import BoolArray, FloatArray, Note
from ici_tui.near import called, did_you_mean, nearest, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from ici_tui.index.choices import Method
    from ici_tui.index.model import Group
    from ici_tui.index.table import Table

    Labels = Sequence[str | None]
    Found = tuple[FloatArray, tuple[Note, ...]]
    """Values for every cell, n × m, NaN where there is none; and remarks."""
    Filling = Callable[[Table, Labels, str], Found]
    """From a table, each unit's label in a group, and the group's code."""
    Centres = Callable[[FloatArray, NDArray[np.intp], int], FloatArray]


class Imputed(NamedTuple):
    """The table after the stage; `filled` marks the values that the stage put in (n × m)."""

    table: Table
    filled: BoolArray
    notes: tuple[Note, ...] = ()


def impute(
    table: Table, methods: Sequence[Method], labels: Mapping[str, Labels] | None = None
) -> Imputed:
    """Fill in missing values.

    Args:
        table: n units × m indicators.
        methods: of the stage `impute`, one for each indicator.
        labels: each unit's label, None where it has none, in every group that a method names.
    """
    missing = np.isnan(table.values)
    filled = table.values
    notes: list[Note] = []
    for method in dict.fromkeys(methods):
        if method.name == NONE or not missing.any():
            continue
        fill: Filling = function_of("impute", method.name)
        own = [place for place, other in enumerate(methods) if other == method]
        # A unit's mean is taken over all that it has; all others go by column.
        whole = len(own) == len(methods) or method.name == "row-mean"
        seen = table if whole else _part(table, own)
        found, told = fill(seen, (labels or {}).get(method.group, ()), method.group)
        codes = {table.leaves[place].code for place in own}
        notes += [note for note in told if not note.indicator or note.indicator in codes]
        if len(own) == len(methods):
            filled = np.where(missing, found, table.values)
            break
        filled = filled.copy() if filled is table.values else filled
        columns = found[:, own] if whole else found
        filled[:, own] = np.where(missing[:, own], columns, table.values[:, own])
    if filled is table.values:
        return Imputed(table, np.zeros(table.values.shape, dtype=bool), tuple(notes))
    return Imputed(table.with_values(filled), missing & ~np.isnan(filled), tuple(notes))


def _part(table: Table, places: list[int]) -> Table:
    """Some columns of a table."""
    leaves = tuple(table.leaves[place] for place in places)
    return table._replace(values=table.values[:, places], leaves=leaves)


def group_of(groups: Mapping[str, Group], wanted: str) -> Group:
    """The group of a code, or of a name.

    Raises:
        PipelineError: there is none that is called so, or more than one.
    """
    found = called(wanted, {code: group.name for code, group in groups.items()}, begun=False)
    if len(found) == 1:
        return groups[found[0]]
    if not groups:
        raise PipelineError(
            f"impute: there is no group {wanted!r}, and the pack has none; use mean or median"
        )
    known = {plain(code): code for code in groups}
    near = found or [known[match] for match in nearest(plain(wanted), known, most=1)]
    hint = did_you_mean(near, f"there are {', '.join(groups)}")
    raise PipelineError(f"impute: there is no group {wanted!r}; {hint}")


def by_mean(table: Table, labels: Labels, group: str) -> Found:
    """The mean of the column."""
    del labels, group
    return _from_column(table, lambda values: float(values.mean()))


def by_median(table: Table, labels: Labels, group: str) -> Found:
    """The median of the column."""
    del labels, group
    return _from_column(table, lambda values: float(np.median(values)))


def by_group_mean(table: Table, labels: Labels, group: str) -> Found:
    """The mean of the column over the units with the same label."""
    return _from_group(table, labels, group, _group_means)


def by_group_median(table: Table, labels: Labels, group: str) -> Found:
    """The median of the column over the units with the same label."""
    return _from_group(table, labels, group, _group_medians)


def _from_column(table: Table, centre: Callable[[FloatArray], float]) -> Found:
    values = np.full(table.values.shape, np.nan)
    notes = []
    for place, leaf, column, present in table.columns():
        if present.any():
            with strict_numbers("impute", leaf.code):
                values[:, place] = centre(column[present])
        else:
            notes.append(Note("impute", f"{leaf.code} has no value at all", leaf.code))
    return values, tuple(notes)


def _from_group(table: Table, labels: Labels, name: str, centres_of: Centres) -> Found:
    """Group statistics; a unit without a label, and a group without data, stay missing."""
    known = list(dict.fromkeys(label for label in labels if label is not None))
    places = {label: place for place, label in enumerate(known)}
    group = np.array([-1 if label is None else places[label] for label in labels], dtype=np.intp)
    values = np.full(table.values.shape, np.nan)
    empty: defaultdict[str, list[str]] = defaultdict(list)
    for place, leaf, column, present in table.columns():
        usable = present & (group >= 0)
        with strict_numbers("impute", leaf.code):
            centres = centres_of(column[usable], group[usable], len(known))
        values[:, place] = np.append(centres, np.nan)[group]
        lacking = set(group[~present & (group >= 0)].tolist())
        for number in sorted(lacking):
            if np.isnan(centres[number]):
                empty[known[number]].append(leaf.code)
    notes = [
        Note("impute", f"the group {label} has no value of {', '.join(codes)}: left missing")
        for label, codes in empty.items()
    ]
    alone = [unit for unit, number in zip(table.units, group, strict=True) if number < 0]
    if alone:
        text = f"no label in {name}, so not imputed: {', '.join(alone)}"
        notes.append(Note("impute", text))
    return values, tuple(notes)


def _group_means(values: FloatArray, group: NDArray[np.intp], count: int) -> FloatArray:
    """The mean per group, NaN where a group has no value."""
    sizes = np.bincount(group, minlength=count)
    means = np.full(count, np.nan)
    filled = sizes > 0
    sums = np.bincount(group, weights=values, minlength=count)
    means[filled] = sums[filled] / sizes[filled]
    return means


def _group_medians(values: FloatArray, group: NDArray[np.intp], count: int) -> FloatArray:
    """The median per group, NaN where a group has no value."""
    sizes = np.bincount(group, minlength=count)
    medians = np.full(count, np.nan)
    filled = sizes > 0
    ordered = values[np.lexsort((values, group))]
    starts = np.cumsum(sizes) - sizes
    low = (starts + (sizes - 1) // 2)[filled]
    high = (starts + sizes // 2)[filled]
    medians[filled] = (ordered[low] + ordered[high]) / 2
    return medians


def by_row_mean(table: Table, labels: Labels, group: str) -> Found:
    """The unit's mean over the siblings it has, each on [0, 1], taken back to the column."""
    del labels, group
    values = np.full(table.values.shape, np.nan)
    notes: list[Note] = []
    families: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, leaf in enumerate(table.leaves):
        families[leaf.parent].append(place)
    for places in families.values():
        scaled, lows, spans = _unit_scale(table, places, notes)
        there = ~np.isnan(scaled)
        counts = there.sum(axis=1)
        sums = np.where(there, scaled, 0.0).sum(axis=1)
        means = np.full(len(sums), np.nan)
        np.divide(sums, counts, out=means, where=counts > 0)
        directions = np.array([table.leaves[place].direction for place in places])
        values[:, places] = (means[:, None] * spans + lows) * directions
    return values, tuple(notes)


def _unit_scale(
    table: Table, places: list[int], notes: list[Note]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Siblings directed and on [0, 1]; their minima and spans, NaN for a constant column."""
    scaled = np.full((len(table.values), len(places)), np.nan)
    lows, spans = np.full(len(places), np.nan), np.full(len(places), np.nan)
    for k, place in enumerate(places):
        leaf = table.leaves[place]
        directed = table.values[:, place] * leaf.direction
        observed = directed[~np.isnan(directed)]
        low, high = (observed.min(), observed.max()) if len(observed) else (0.0, 0.0)
        if low == high:
            text = f"{leaf.code} has fewer than two different values: no part in row means"
            notes.append(Note("impute", text, leaf.code))
            continue
        with strict_numbers("impute", leaf.code):
            lows[k], spans[k] = low, high - low
            scaled[:, k] = (directed - low) / spans[k]
    return scaled, lows, spans
