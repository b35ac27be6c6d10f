"""The source's statements and their verdicts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ici_tui.pages.model import Blank, Entry, Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.evidence.claims import Finding
    from ici_tui.pages.model import Block
    from ici_tui.views.study import Study


def statement_blocks(findings: Sequence[Finding], study: Study) -> tuple[Block, ...]:
    """A count of the verdicts, then each statement with its own."""
    if not findings:
        return (Para("The pack has no claims."),)
    counted = Counter(finding.verdict for finding in findings)
    total = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
    edited = "; at the edited weights" if study.weights.edited else ""
    return Para(f"{total}{edited}", "strong"), Blank(), *map(_entry, findings)


def _entry(finding: Finding) -> Entry:
    share = "" if finding.of is None else f" · in {finding.holds_in} of {finding.of} tables"
    where = f" · line {finding.line}" if finding.line else ""
    role = "error" if finding.verdict == "contradicted" else "strong"
    head = f"{finding.id}  {finding.verdict}{share}{where}"
    return Entry(head, finding.text, finding.note, role)
