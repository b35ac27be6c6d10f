"""What a person says of an index's columns, as one immutable value; nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

ColumnRole = Literal["indicator", "group", "other"]


@dataclass(frozen=True, slots=True)
class ColumnEdit:
    """What is said of one column; None where it is as it was."""

    direction: int | None = None
    """1 or -1; said as it was, it confirms a guess."""
    on: bool | None = None
    role: ColumnRole | None = None
    into: str | None = None
    """The code of the pillar that it moves into; empty for straight below the index."""
    pillar: str | None = None
    """The name of a new pillar that it moves into."""
    name: str | None = None


AS_IT_WAS = ColumnEdit()


@dataclass(frozen=True, slots=True)
class Edits:
    """All that is said, by column, in the order in which it was said first."""

    columns: tuple[tuple[str, ColumnEdit], ...] = ()

    def of(self, code: str) -> ColumnEdit:
        """What is said of a column."""
        return next((edit for known, edit in self.columns if known == code), AS_IT_WAS)

    def with_(self, code: str, **said: Any) -> Edits:  # noqa: ANN401 - fields of an edit
        """The same with something said of one column."""
        edit = replace(self.of(code), **said)
        kept = [(known, edit if known == code else other) for known, other in self.columns]
        if code not in (known for known, _ in kept):
            kept.append((code, edit))
        return Edits(tuple(pair for pair in kept if pair[1] != AS_IT_WAS))

    def record(self) -> dict[str, dict[str, Any]]:
        """It as plain values, to be kept."""
        return {
            code: {
                field.name: value
                for field in fields(edit)
                if (value := getattr(edit, field.name)) is not None
            }
            for code, edit in self.columns
        }

    @classmethod
    def of_record(cls, said: Any) -> Edits:  # noqa: ANN401 - of a file that anybody may have written
        """What was kept; what is none of its values is left out."""
        found = cls()
        kinds = {"direction": int, "on": bool, "role": str, "into": str, "pillar": str, "name": str}
        for code, values in said.items() if isinstance(said, dict) else ():
            fine = {
                key: value
                for key, value in (values.items() if isinstance(values, dict) else ())
                if type(value) is kinds.get(key)
            }
            if fine.get("direction", 1) in {1, -1} and fine.get("role", "other") in {
                "indicator", "group", "other",
            }:  # fmt: skip
                found = found.with_(code, **fine)
        return found
