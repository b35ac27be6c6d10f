"""Who the units are, and which rows are whose, at which time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from ici_tui.packs.texts import texts_in, texts_of
from ici_tui.tables.series import combinations, no_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Places


class RowTimes(NamedTuple):
    """A column of times, and each row's."""

    column: Column
    of: Places
    """Each row's time by its place, −1 where it has none."""
    times: tuple[str, ...]
    """The oldest first."""

    @property
    def part(self) -> tuple[Places, int]:
        """The places, and how many there are, for `combinations`."""
        return self.of, len(self.times)


class Units:
    """The units of rows."""

    def __init__(
        self,
        unit: Column,
        code: Column | None,
        *,
        rows_are_units: bool,
        time: RowTimes | None = None,
    ) -> None:
        """Find them.

        Args:
            unit: names them.
            code: holds their codes.
            rows_are_units: whether each row is a unit of its own, repeated names among them.
            time: the times, where a row is one unit's at one time.
        """
        names = unit.texts
        codes = no_texts(len(names)) if code is None else code.texts
        self.of: Places = np.arange(len(names))
        """Each row's unit, −1 where it has none."""
        self.rows: Places = self.of
        """Each unit's last row."""
        alone = unit.distinct == len(names)
        if not rows_are_units:
            key = unit
            whole = code is not None and not codes.has_nulls() and code.distinct <= unit.distinct
            if whole and code is not None and not _at_once(unit, code, time):
                key = code  # one country may stand under two names
            self.of, levels = key.coded
            self.rows = np.zeros(len(levels), dtype=np.int64)
            known = self.of >= 0
            self.rows[self.of[known]] = np.flatnonzero(known)
            names, codes = self.one_each(names), self.one_each(codes)
            alone = names.n_unique() == len(names)
        self.codes: Sequence[str | None] = texts_in(codes, differ=code is not None)
        if alone and not names.has_nulls():
            self.names = cast("Sequence[str]", texts_in(names, differ=True))
        else:
            self.names = texts_of(distinct_names(names.to_list(), list(self.codes)))

    def one_each(self, texts: pl.Series) -> pl.Series:
        """The text of each unit's row."""
        return texts if self.rows is self.of else texts.gather(self.rows)


def _at_once(unit: Column, code: Column, time: RowTimes | None) -> bool:
    """Whether two names share a code at one time: then they are two units."""
    if time is None or code.distinct == unit.distinct:
        return False
    rows = (combinations([one.part, time.part])[1] for one in (unit, code))
    by_name, by_code = map(len, rows)
    return by_code < by_name


def distinct_names(names: Sequence[str | None], codes: Sequence[str | None]) -> tuple[str, ...]:
    """Names of which none is there twice: later ones are numbered. The code where one is blank."""
    given = [name for name in names if name]
    if len(given) == len(names) == len(set(given)):
        return tuple(given)
    seen: dict[str, int] = {}
    found = []
    for place, (name, code) in enumerate(zip(names, codes, strict=True)):
        told = name or code or f"row {place + 1}"
        seen[told] = seen.get(told, 0) + 1
        while seen[told] > 1 and f"{told} ({seen[told]})" in seen:
            seen[told] += 1
        if seen[told] > 1:
            told = f"{told} ({seen[told]})"
            seen[told] = 1
        found.append(told)
    return tuple(found)


def times_of_rows(time: RowTimes | None, height: int) -> tuple[Places, tuple[str, ...]]:
    """Each row's time by its place, −1 where it has none; and the times, the oldest first."""
    if time is None:
        return np.zeros(height, dtype=np.int64), ()
    return time.of, time.times


def observations(unit_of: Places, time_of: Places) -> tuple[Places, Places, Places]:
    """Each row's observation, −1 where it has no unit or time; and the unit and time of each."""
    width = int(time_of.max(initial=0)) + 1
    usable = (unit_of >= 0) & (time_of >= 0)
    found, place = np.unique(unit_of[usable] * width + time_of[usable], return_inverse=True)
    of = np.full(len(unit_of), -1, dtype=np.int64)
    of[usable] = place
    return of, found // width, found % width


def last_of_each(unit_of: Places, time_of: Places) -> Places:
    """The last row of each unit and time, in the order of the rows; none without either."""
    key = unit_of * (int(time_of.max(initial=0)) + 1) + time_of
    if len(key) and min(unit_of[0], time_of.min()) >= 0 and bool((np.diff(key) > 0).all()):
        return np.arange(len(key))  # each stands once, in order
    usable = np.flatnonzero((unit_of >= 0) & (time_of >= 0))
    _, first_from_behind = np.unique(key[usable][::-1], return_index=True)
    return np.sort(usable[len(usable) - 1 - first_from_behind])
