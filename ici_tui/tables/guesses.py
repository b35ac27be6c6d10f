"""Guesses: each says what was taken for what, why, and which option overrides it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Guess:
    """One assumption about a table."""

    kind: str
    """What it is about: `layout`, `header`, `name`, `totals`, `direction`, …"""
    told: str
    """What is assumed, as a sentence without a full stop."""
    why: str
    """What speaks for it."""
    option: str = ""
    """What overrides it, such as `--layout`; empty where nothing does."""


@dataclass(slots=True)
class Guesses:
    """Collects guesses while a table is read."""

    _found: dict[Guess, None] = field(default_factory=dict)
    """In the order in which they were made."""

    @property
    def found(self) -> list[Guess]:
        """All of them, in the order in which they were made."""
        return [*self._found]

    def add(self, kind: str, told: str, why: str, option: str = "") -> None:
        """Note a guess, once."""
        self._found.setdefault(Guess(kind, told, why, option))


def counted(count: int, singular: str, plural: str = "") -> str:
    """`1 row`, `0 rows`, `2 rows`."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def listed(names: list[str] | tuple[str, ...], most: int = 5) -> str:
    """Names in a few words: `A, B, C and 4 more`."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
