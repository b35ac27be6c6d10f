"""A small table, and what is to be found in it; nothing is asked of what is None."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Case:
    """A table as it is published."""

    name: str
    content: str | bytes
    file: str = ""
    units: Sequence[str] | int | None = None
    """Their names, or how many they are."""
    unit_column: str | None = None
    code: str | None = None
    indicators: Sequence[str] | None = None
    times: Sequence[str] | None = None
    totals: Sequence[str] | None = None
    layout: str | None = None
    title: str | None = None
    lower: Sequence[str] | None = None
    """The indicators of which less is better."""
    off: Sequence[str] | None = None
    groups: Mapping[str, Sequence[str | None]] | None = None
    values: Mapping[tuple[str, ...], float | None] = field(default_factory=dict)
    """By unit and indicator, and time."""
    pillars: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
