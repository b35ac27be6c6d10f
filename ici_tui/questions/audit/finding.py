"""Findings of an audit: a sentence, a number, what it is held against, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions.fields import NUMBER, TEXT, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PASSES, ATTENTION, LEFT_OUT = "passes", "attention", "left out"
NAMED = 6
"""Names that a sentence lists; of the others it says how many there are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict. `value` and `threshold` are in one unit; None where there is no such number."""

    text: str
    value: float | None
    threshold: float | None
    verdict: str
    """`passes`, `attention`, or `left out` where it could not be looked at."""
    command: str
    """The command line that gives the number."""


@dataclass(frozen=True, slots=True)
class Section:
    """Findings on one subject."""

    id: str
    title: str
    findings: tuple[Finding, ...]


FINDING = (
    Field("text", TEXT, "the verdict in a sentence, with its threshold"),
    Field("value", NUMBER, "the number that the verdict is on", none=True),
    Field("threshold", NUMBER, "what it is held against", none=True, given=True),
    Field("verdict", TEXT, "passes, attention, or left out"),
    Field("command", TEXT, "the command line that gives the number"),
)
SECTION = (
    Field("id", TEXT),
    Field("title", TEXT),
    Field("findings", FINDING, many=True),
)


def verdict(*, passes: bool) -> str:
    """The word for a verdict."""
    return PASSES if passes else ATTENTION


def listed(names: Sequence[str]) -> str:
    """Names for a sentence: the first of them, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def left_out(why: str, command: str) -> Finding:
    """What could not be looked at, and why."""
    return Finding(f"Left out: {why.rstrip('.')}.", None, None, LEFT_OUT, command)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings have each verdict; those that there are."""
    found = [finding.verdict for finding in findings]
    return {word: found.count(word) for word in (PASSES, ATTENTION, LEFT_OUT) if word in found}
