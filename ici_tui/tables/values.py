"""The values of a table or a pack at a stage: units × indicators, as rows of numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.pipeline import run_pipeline
from ici_tui.tables.as_pack import pack_of
from ici_tui.tables.times import values_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ici_tui.index.pipeline import Prepared
    from ici_tui.packs.pack import Pack
    from ici_tui.tables.reading import Reading, Values

STAGES = ("raw", "imputed", "treated", "normalised")
ALL = "all"
MOST_WHOLE = 1e15


@dataclass(frozen=True, eq=False)
class StageValues:
    """Values at one time: n units, m indicators."""

    codes: Sequence[str]
    names: Sequence[str]
    indicators: tuple[str, ...]
    """Their names in the file."""
    table: Values
    """n × m, NaN where missing."""
    time: str | None = None
    statuses: tuple[tuple[str | None, ...], ...] = ()
    """By unit, a status per indicator, where the pack has any."""

    @property
    def whole(self) -> tuple[bool, ...]:
        """Which indicators have whole numbers only, of a size that all of them are exact."""
        known = ~np.isnan(self.table)
        fine = (self.table == np.trunc(self.table)) & (np.abs(self.table) < MOST_WHOLE)
        return tuple((fine | ~known).all(axis=0).tolist())

    def rows(self, *, timed: bool = False) -> Iterator[dict[str, object]]:
        """A record per unit; missing values are None."""
        whole = self.whole
        for place, (code, name) in enumerate(zip(self.codes, self.names, strict=True)):
            record: dict[str, object] = {"code": code, "name": name}
            if timed:
                record["time"] = self.time
            numbers = zip(self.indicators, self.table[place].tolist(), whole, strict=True)
            for indicator, value, is_whole in numbers:
                missing = math.isnan(value)
                record[indicator] = None if missing else int(value) if is_whole else value
            if self.statuses:
                told = zip(self.indicators, self.statuses[place], strict=True)
                record.update((f"{indicator}_status", status) for indicator, status in told)
            yield record


def heads(names: Sequence[str]) -> tuple[str, ...]:
    """Headers of which none is there twice, nor one of the own columns."""
    seen = {"code", "name", "time"}
    found = []
    for name in names:
        told, count = name, 1
        while told in seen:
            count += 1
            told = f"{name} ({count})"
        seen.add(told)
        found.append(told)
    return tuple(found)


def values_of_table(
    reading: Reading, path: Path, stage: str, codes: Sequence[str] = ()
) -> StageValues:
    """The values of a table at the time that it is opened at.

    At the stage `raw` they are as written, before any direction. All indicators are there, also
    those that are off.

    Args:
        reading: the table.
        path: the file that it was read from.
        stage: one of `STAGES`.
        codes: of the units, where they are known.

    Raises:
        PipelineError: the pipeline cannot be run.
    """
    found = reading.shaped
    names = heads([m.name for m in found.measures])
    if stage == "raw" and codes:
        return StageValues(codes, found.names, names, _raw(reading), reading.opened)
    pack = pack_of(reading, path, every=True)
    table = _raw(reading)
    if stage != "raw":
        # Nobody is left out here: these are values, and no ranking.
        prepared = run_pipeline(pack.index, pack.index.options._replace(screen=None))
        by_name = {leaf.name: k for k, leaf in enumerate(pack.index.tree.leaves)}
        table = _staged(prepared, stage)[:, [by_name[m.name] for m in found.measures]]
    return StageValues(pack.index.codes, found.names, names, table, reading.opened)


def _raw(reading: Reading) -> Values:
    found = reading.shaped
    return np.column_stack([values_at(found, m, reading.opened) for m in found.measures])


def table_at_every_time(reading: Reading, path: Path, stage: str) -> Iterator[StageValues]:
    """The same at each time, the oldest first; once where there is none."""
    codes: Sequence[str] = ()
    for time in reading.shaped.times or (None,):
        values = values_of_table(replace(reading, opened=time), path, stage, codes)
        codes = values.codes
        yield values


def values_of_pack(pack: Pack, prepared: Prepared, stage: str) -> StageValues:
    """The values of a pack, headed by the codes that its file has, with their statuses.

    Args:
        pack: at one time.
        prepared: its data through the pipeline.
        stage: one of `STAGES`.
    """
    index = pack.index
    leaves = tuple(leaf.code for leaf in index.tree.leaves)
    statuses: tuple[tuple[str | None, ...], ...] = ()
    table = index.data if stage == "raw" else _staged(prepared, stage)
    if pack.cells is not None and len(pack.cells):
        cells = pack.cells
        other = (table != index.data) & ~np.isnan(table) & ~np.isnan(index.data)
        changed_columns = other.any(axis=0).tolist()
        statuses = tuple(
            tuple(
                _known(cell.status, changed) if (cell := cells.get(unit, code)) else None
                for code, changed in zip(leaves, changed_columns, strict=True)
            )
            for unit in index.codes
        )
    return StageValues(index.codes, index.names, heads(leaves), table, pack.time, statuses)


def _known(status: str, changed: bool) -> str:
    """What is known of a value; of what a method made of it no more than that it is derived."""
    return "derived" if changed and status in {"reported", "sourced"} else status


def _staged(prepared: Prepared, stage: str) -> Values:
    record = prepared.record
    return {
        "raw": record.raw,
        "imputed": record.after_imputation,
        "treated": record.after_treatment,
        "normalised": prepared.normalised,
    }[stage]
