"""Faults of a pack: where each is, what is wrong, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 1000
"""Faults that are told one by one; of the others it is told how many there are."""


class Fault(NamedTuple):
    """One thing that is wrong. Rows count lines of the file, its header being row 1.

    In a file of TOML the row is a line, and the column the path of a key.
    """

    file: str
    message: str
    fix: str = ""
    row: int | None = None
    column: str | None = None
    said: bool = False
    """Whether it is what a person asked for that is wrong, and not the pack."""

    def text(self) -> str:
        """The fault as one line."""
        place = self.file
        if self.file.endswith(".toml"):
            place += f", line {self.row}" if self.row is not None else ""
            place += f": {self.column}" if self.column is not None else ""
            return f"{place}: {self.message}" + (f"; {self.fix}" if self.fix else "")
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {self.message}" + (f"; {self.fix}" if self.fix else "")


class PackError(Exception):
    """A pack that cannot be opened, with every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(self.texts))

    @property
    def texts(self) -> tuple[str, ...]:
        """Each fault as a line."""
        return tuple(fault.text() for fault in self.faults)


class PackNotFoundError(Exception):
    """No pack of this name or at this path; the message names the nearest."""


@dataclass(slots=True)
class Faults:
    """Collects faults, so that all are reported at once."""

    found: list[Fault] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)
    """The number of faults of a file that are not among those found."""
    count: int = 0
    """The number of times that a fault was noted."""
    _known: set[Fault] = field(default_factory=set)

    def add(
        self,
        file: str,
        message: str,
        fix: str = "",
        *,
        row: int | None = None,
        column: str | None = None,
        said: bool = False,
    ) -> None:
        """Note a fault, once."""
        self.count += 1
        fault = Fault(file, message, fix, row, column, said)
        if len(self.found) >= MOST:
            self.more[file] = self.more.get(file, 0) + 1
        elif fault not in self._known:
            self._known.add(fault)
            self.found.append(fault)

    def first(self, places: Sequence[int], file: str) -> Sequence[int]:
        """As many of the places at fault as can still be told; of the others, the number is."""
        room = max(MOST - len(self.found), 0)
        self.count += max(len(places) - room, 0)
        if len(places) > room:
            self.more[file] = self.more.get(file, 0) + len(places) - room
        return places[:room]

    def all(self) -> tuple[Fault, ...]:
        """The faults found, and the number of further ones in each file."""
        more = (
            Fault(file, f"and {count:,} {'fault' if count == 1 else 'faults'} more")
            for file, count in self.more.items()
        )
        return (*self.found, *more)

    def stop(self) -> None:
        """Raise what was found.

        Raises:
            PackError: anything was found.
        """
        if self.found:
            raise PackError(self.all())
