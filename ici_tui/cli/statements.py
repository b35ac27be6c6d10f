"""The source's statements and their verdicts as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.evidence.claims import Finding


def statement_records(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """The findings, as `check --format json` gives them."""
    keys = ("id", "text", "kind", "verdict", "holds_in", "of", "note")
    return [{key: getattr(finding, key) for key in keys} for finding in findings]
