"""A table as it was read: units, times, indicators, and everything that was assumed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from ici_tui.tables.grid import Facts
    from ici_tui.tables.guesses import Guess

    Values = npt.NDArray[np.float64]
    Places = npt.NDArray[np.int64]

Role = Literal["name", "code", "group", "time", "indicator", "rank", "coordinate", "se", "ignored"]


@dataclass(frozen=True, slots=True)
class Key:
    """A column that is no indicator."""

    name: str
    role: Role
    why: str
    present: int = 0
    missing: int = 0


@dataclass(frozen=True, eq=False)
class Measure:
    """An indicator: a value per observation, NaN where missing."""

    name: str
    """As in the file."""
    values: Values
    pillars: tuple[str, ...] = ()
    """From the outermost in."""
    unit: str = ""
    subject: str = ""
    """What is measured, where the name only says of whom: `Male, 15-24`."""
    role: Role = "indicator"
    on: bool = True
    direction: int = 1
    direction_guessed: bool = True
    why: str = ""


@dataclass(frozen=True, eq=False)
class Shaped:
    """Units × times × indicators, as observations: n rows of one unit at one time each."""

    layout: str
    unit_column: str
    names: Sequence[str]
    """Of the units."""
    codes: Sequence[str | None]
    unit_of: Places
    """Of each observation, n; a unit's place."""
    time_of: Places
    """Of each observation, n; a time's place. All 0 where there is no time."""
    times: tuple[str, ...]
    """The oldest first; empty where there is no time."""
    measures: tuple[Measure, ...]
    code_column: str | None = None
    time_column: str | None = None
    groups: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    """A label per unit, by the column's name."""
    keys: tuple[Key, ...] = ()

    @property
    def size(self) -> int:
        """The number of units."""
        return len(self.names)

    @cached_property
    def is_once_each(self) -> bool:
        """Whether the observations are the units, one each in their order."""
        import numpy as np

        once = len(self.unit_of) == self.size and len(self.times) < 2
        return once and bool((self.unit_of == np.arange(self.size)).all())


@dataclass(frozen=True, eq=False)
class Reading:
    """Everything that is known of a table."""

    facts: Facts
    file: str
    title: str
    header_rows: tuple[int, ...]
    decimal: str
    thousands: str | None
    markers: tuple[str, ...]
    totals: tuple[str, ...]
    shaped: Shaped
    opened: str | None
    """The time that is opened; None where there is none."""
    newest: str | None
    """The newest time with any value."""
    guesses: tuple[Guess, ...]
