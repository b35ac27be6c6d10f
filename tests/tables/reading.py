"""A small text as a table that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.options import ReadingOptions
from ici_tui.tables.read import read_cells
from ici_tui.tables.source import read_content
from ici_tui.tables.times import values_at

if TYPE_CHECKING:
    from ici_tui.tables.reading import Measure, Reading


@dataclass(frozen=True)
class Seen:
    """A reading, with questions that tests ask of it."""

    reading: Reading

    @property
    def layout(self) -> str:
        return self.reading.shaped.layout

    @property
    def units(self) -> list[str]:
        return list(self.reading.shaped.names)

    @property
    def indicators(self) -> list[str]:
        return [m.name for m in self.reading.shaped.measures]

    @property
    def off(self) -> list[str]:
        return [m.name for m in self.reading.shaped.measures if not m.on]

    @property
    def times(self) -> list[str]:
        return list(self.reading.shaped.times)

    @property
    def totals(self) -> list[str]:
        return list(self.reading.totals)

    def measure(self, name: str) -> Measure:
        return next(m for m in self.reading.shaped.measures if m.name == name)

    def value(self, unit: str, indicator: str, time: str | None = None) -> float | None:
        found = self.reading.shaped
        values = values_at(found, self.measure(indicator), time or self.reading.opened)
        value = float(values[found.names.index(unit)])
        return None if np.isnan(value) else value

    def column(self, indicator: str, time: str | None = None) -> list[float | None]:
        return [self.value(unit, indicator, time) for unit in self.units]

    def role(self, name: str) -> str:
        if name in self.indicators:
            return "indicator"
        return next(key.role for key in self.reading.shaped.keys if key.name == name)

    def told(self, kind: str) -> str:
        return " | ".join(f"{g.told}: {g.why}" for g in self.reading.guesses if g.kind == kind)


def seen(content: str | bytes, file: str = "my table.csv", **options: object) -> Seen:
    """Read a table from a text or from bytes."""
    raw = content.encode() if isinstance(content, str) else content
    told = ReadingOptions(**options)  # type: ignore[arg-type]
    return Seen(read_cells(read_content(raw, None, told.sheet), file, told))


def lines(*rows: str) -> str:
    """Lines as a text."""
    return "\n".join(rows) + "\n"
