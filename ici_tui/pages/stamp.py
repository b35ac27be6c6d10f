"""The stamp of a document as blocks of a page, and as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.model import Cell, Column, Grid, Section

if TYPE_CHECKING:
    from ici_tui.pages.model import Block, Page
    from ici_tui.questions.stamp import Stamp
    from ici_tui.views.study import Study

DIGITS = 16
"""Digits of the digest that a page shows; records have all 64."""


def stamped(page: Page, stamp: Stamp, study: Study) -> Page:
    """A page with its stamp below."""
    return page._replace(blocks=(*page.blocks, *stamp_blocks(stamp, study)))


def stamp_blocks(stamp: Stamp, study: Study) -> tuple[Block, ...]:
    """The stamp, for people."""
    info = study.pack.index.info
    pack = stamp.pack if info.title == stamp.pack else f"{info.title} ({stamp.pack})"
    whose = "" if study.pack.other_pipeline else ", as in the pack"
    if study.pack.assumed_pipeline:
        whose = ", as the pack names none"
    told = {
        "Made by": f"ici-tui {stamp.version}",
        "Pack": f"{pack}{f', {stamp.time}' if stamp.time else ''}",
        "Files": f"sha256 {stamp.digest[:DIGITS]}",
        "Weights": stamp.weights or f"the pack's own ({info.weights_name})",
        "Methods": f"{', '.join(stamp.methods)}{whose}",
        "Your values": ", ".join(stamp.own),
        "Seed": "" if stamp.seed is None else str(stamp.seed),
        "Again": stamp.command,
    }
    rows = tuple((Cell(name, "muted"), Cell(text)) for name, text in told.items() if text)
    return (Section("How this was made"), Grid((Column(), Column(least=20)), rows))


def stamp_lines(stamp: Stamp) -> tuple[str, str]:
    """The stamp in two lines, for files that are no pages."""
    seed = f" · your values {', '.join(stamp.own)}" if stamp.own else ""
    seed += "" if stamp.seed is None else f" · seed {stamp.seed}"
    return (
        f"ici-tui {stamp.version} · {stamp.pack} · sha256 {stamp.digest[:DIGITS]} · "
        f"weights {stamp.weights or 'of the pack'} · {', '.join(stamp.methods)}{seed}",
        stamp.command,
    )
