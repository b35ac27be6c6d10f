"""What is wrong with a pack: where, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. Rows count lines of the file, its header being row 1.

    In a file of TOML the row is a line, and the column the path of a key.
    """

    file: str
    message: str
    fix: str = ""
    row: int | None = None
    column: str | None = None

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
        super().__init__("\n".join(fault.text() for fault in faults))
        self.faults = faults


class PackNotFoundError(Exception):
    """No pack of this name or at this path; the message names the nearest."""


@dataclass(slots=True)
class Faults:
    """Collects faults, so that all are reported at once."""

    found: list[Fault] = field(default_factory=list)

    def add(
        self,
        file: str,
        message: str,
        fix: str = "",
        *,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        """Note a fault."""
        self.found.append(Fault(file, message, fix, row, column))

    def stop(self) -> None:
        """Raise what was found.

        Raises:
            PackError: anything was found.
        """
        if self.found:
            raise PackError(tuple(self.found))
