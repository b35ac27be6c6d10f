"""The audit of an index, as a page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.pages.headings import heading, page_of
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section
from ici_tui.questions.audit.finding import ATTENTION, LEFT_OUT, PASSES, counts
from ici_tui.views.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.model import Block, Page
    from ici_tui.questions.audit.finding import Finding
    from ici_tui.questions.audit.finding import Section as Findings
    from ici_tui.questions.documents.audit import Audit, Balance
    from ici_tui.views.study import Study

SIGNS = {PASSES: ("✓", "up"), ATTENTION: ("!", "warning"), LEFT_OUT: ("–", "muted")}
"""The sign of a verdict, and its role."""


def page(audit: Audit, study: Study) -> Page:
    """The verdicts counted, then every section with its findings."""
    blocks: list[Block] = [*heading(study, "audit"), Blank(), Para(_counted(audit), "strong")]
    blocks.append(
        Para.note(
            "✓ passes, ! wants attention, – left out. A threshold is a rule of thumb: what misses "
            "it is to be looked at, and may be as it should."
        )
    )
    for section in audit.sections:
        blocks += [Section(section.title), _findings(section)]
        if section.id == "balance" and audit.parts:
            blocks += [Blank(), _balance(audit.parts)]
    return page_of(study, blocks)


def _counted(audit: Audit) -> str:
    found = counts(finding for section in audit.sections for finding in section.findings)
    words = {
        PASSES: ("passes", "pass"),
        ATTENTION: ("wants attention", "want attention"),
        LEFT_OUT: ("is left out", "are left out"),
    }
    told = ", ".join(f"{count} {words[name][count != 1]}" for name, count in found.items())
    return f"Of {sum(found.values())} findings {told}."


def _findings(section: Findings) -> Grid:
    """A row per finding, and below those that share it the command that gives their numbers."""
    rows: list[tuple[Cell, Cell]] = []
    for command, found in groupby(section.findings, key=lambda finding: finding.command):
        rows += map(_row, found)
        rows.append((Cell(), Cell(command, "muted")))
    return Grid((Column(), Column(least=24)), tuple(rows))


def _row(finding: Finding) -> tuple[Cell, Cell]:
    sign, role = SIGNS[finding.verdict]
    return Cell(sign, role), Cell(finding.text, "muted" if finding.verdict == LEFT_OUT else "text")


def _balance(parts: tuple[Balance, ...]) -> Grid:
    """Weight above influence for every part, both on one scale."""
    most = max(max(part.weight, part.influence) for part in parts)
    columns = (
        Column("Part", least=10),
        Column("Of the index"),
        Column(right=True),
        Column(drawn=True),
    )
    return Grid(columns, tuple(row for part in parts for row in _both(part, most)))


def _both(part: Balance, most: float) -> Iterator[tuple[Cell, ...]]:
    for name, word, share, role in (
        (part.name, "weight", part.weight, "text"),
        ("", "variance", part.influence, "muted"),
    ):
        drawn = Cell(mark=Bar(max(share, 0.0), most))
        yield Cell(name), Cell(word, role), Cell(percent(share), role), drawn
