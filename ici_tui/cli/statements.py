"""The source's statements and their verdicts, as lines and as records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text

from ici_tui.cli.card import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.evidence.claims import Finding


def statement_records(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """The findings, as `check --format json` gives them."""
    keys = ("id", "text", "kind", "verdict", "holds_in", "of", "note")
    return [{key: getattr(finding, key) for key in keys} for finding in findings]


def statement_lines(findings: Sequence[Finding], width: int) -> list[Text]:
    """Each statement with its verdict, and a count of the verdicts below."""
    lines: list[Text] = []
    for finding in findings:
        share = "" if finding.of is None else f" · in {finding.holds_in} of {finding.of} tables"
        style = "bold" if finding.verdict == "contradicted" else ""
        head = f"{finding.id}  {finding.verdict}{share}"
        lines += [Text(line, style=style) for line in wrap(head, width)]
        lines += [Text(line) for line in wrap(finding.text, width, "     ")]
        lines += [Text(line, style="dim") for line in wrap(finding.note, width, "     ")]
    counted = Counter(finding.verdict for finding in findings)
    total = ", ".join(f"{count} {verdict}" for verdict, count in counted.most_common())
    return [*lines, Text(""), *(Text(line) for line in wrap(total or "no statements", width))]
