"""A history of any immutable value (weights, methods, both), for undo and redo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class History(Generic[Value]):
    """A value now, what it was, and what was undone. Immutable, like what it holds."""

    now: Value
    past: tuple[Value, ...] = ()
    future: tuple[Value, ...] = ()

    def edit(self, value: Value) -> History[Value]:
        """Take a step; what had been undone is gone. A step that changes nothing is none."""
        if value == self.now:
            return self
        return History(value, (*self.past, self.now))

    def amend(self, value: Value) -> History[Value]:
        """Replace the newest step: a held key is one edit, not forty; back where it began, none."""
        if self.past and value == self.past[-1]:
            return History(value, self.past[:-1])
        return History(value, self.past)

    def undo(self) -> History[Value]:
        """One step back; the same history where there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redo(self) -> History[Value]:
        """One step forward; the same history where nothing was undone."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.now), self.future[1:])
