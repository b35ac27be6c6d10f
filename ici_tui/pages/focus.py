"""Who stands out on a page: the unit at the cursor, and those that are marked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Focus:
    """Codes of units. A page for the command line has nobody that stands out."""

    unit: str = ""
    marks: tuple[str, ...] = ()

    def role(self, code: str) -> str:
        """The role of a unit's name."""
        if code == self.unit:
            return "accent"
        return f"part{self.marks.index(code)}" if code in self.marks else "text"


NOBODY = Focus()
