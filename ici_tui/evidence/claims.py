"""Statements of a source about its own results, and whether the numbers bear them out.

The tests are those of `checks`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ici_tui.evidence.checks import ClaimError, World, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.model import Index
    from ici_tui.index.scores import Scores
    from ici_tui.index.weights import WeightSet


__all__ = ["Claim", "ClaimError", "Finding", "check_claims", "contradicts_hard"]

KINDS = ("hard", "soft", "conflict")
KLASSES = ("result", "structural", "untestable", "conflict")
TESTED = ("result", "structural")
"""The classes whose statements have a test."""


class Claim(NamedTuple):
    """One statement. `kind` is one of `KINDS`, `klass` one of `KLASSES`."""

    id: str
    text: str
    kind: str
    klass: str
    imposed: bool = False
    line: int | None = None
    section: str = ""
    reading: str = ""
    test: Mapping[str, Any] = MappingProxyType({})


class Finding(NamedTuple):
    """The verdict on one statement; `holds_in` of `of` tables of the ensemble."""

    id: str
    text: str
    kind: str
    verdict: str
    holds_in: int | None
    of: int | None
    note: str
    line: int | None
    section: str


FIXED = {"untestable": "not testable", "conflict": "report contradicts itself"}


def check_claims(
    claims: Iterable[Claim],
    index: Index,
    scores: Scores,
    weights: WeightSet,
    ensemble: Ensemble | None,
) -> tuple[Finding, ...]:
    """The verdict on every statement, at the given weights.

    Raises:
        ClaimError: a test cannot be read; the message names the statement.
    """
    shown = World(index, weights, lambda node: scores.of(node)[None, :])
    tables = None
    if ensemble is not None:
        tables = World(index, weights, lambda node: ensemble.scores(node, index.tree, weights))
    return tuple(_finding(claim, shown, tables, ensemble) for claim in claims)


def _finding(
    claim: Claim, shown: World, tables: World | None, ensemble: Ensemble | None
) -> Finding:
    """The verdict on one statement.

    Args:
        claim: the statement.
        shown: the index as it is shown.
        tables: the index in every table of the ensemble.
        ensemble: None where the pack has none.
    """
    count = total = None
    try:
        verdict = FIXED.get(claim.klass) or _verdict(claim, bool(holds(claim.test, shown).all()))
        if claim.klass == "result" and tables is not None and ensemble is not None:
            total = len(ensemble)
            count = int(np.broadcast_to(holds(claim.test, tables), (total,)).sum())
    except ClaimError as error:
        raise ClaimError(f"{claim.id}: {error}") from None
    imposed = "by construction" if claim.imposed and verdict != "contradicted" else ""
    note = "; ".join(filter(None, (imposed, claim.reading)))
    return Finding(
        claim.id, claim.text, claim.kind, verdict, count, total, note, claim.line, claim.section
    )


def _verdict(claim: Claim, good: bool) -> str:
    if not good:
        return "contradicted"
    if claim.klass == "structural":
        return "structural"
    return "holds" if claim.kind == "hard" else "our reading"


def contradicts_hard(findings: Iterable[Finding]) -> bool:
    """Whether a statement that the source makes outright does not hold."""
    return any(f.kind == "hard" and f.verdict == "contradicted" for f in findings)
