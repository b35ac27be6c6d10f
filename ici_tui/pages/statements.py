"""The source's statements and their verdicts, as a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ici_tui.pages.headings import heading, page_of
from ici_tui.pages.model import Blank, Entry, Para

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.evidence.claims import Finding
    from ici_tui.pages.model import Block, Page
    from ici_tui.views.study import Study


def statement_page(findings: Sequence[Finding], study: Study) -> Page:
    """Each statement with its verdict, and a count of the verdicts below."""
    blocks: list[Block] = [*heading(study), Blank()]
    for finding in findings:
        share = "" if finding.of is None else f" · in {finding.holds_in} of {finding.of} tables"
        role = "error" if finding.verdict == "contradicted" else "text"
        head = f"{finding.id}  {finding.verdict}{share}"
        blocks.append(Entry(head, finding.text, finding.note, role))
    counted = Counter(finding.verdict for finding in findings)
    total = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
    below = [Blank(), Para(total)] if total else [Para("The pack has no statements.")]
    return page_of(study, [*blocks, *below])
