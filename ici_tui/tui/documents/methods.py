"""The pipeline: which method each stage uses, and what it did to the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit
from ici_tui.pages.acts import ChooseMethod, Fold
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.methods import stages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session

SECTION = "section:"
SHOWN = 200
"""Values of a section that are listed; how many more there are is said."""


@fitted
def method_lines(session: Session, width: int) -> list[Line]:
    """The stages with their choices, then the record of what they did."""
    edited = session.options != session.catalogue.pack.index.options
    whose = "edited · u undoes" if edited else "as the pack has it"
    found = [line(("Pipeline", "heading"), (f"  {whose}", "muted")), BLANK]
    for stage in stages(session):
        lead = fit(stage.title, 17)
        chosen = (stage.chosen, "strong" if stage.edited else "text")
        was = (f"   was {stage.own}" if stage.edited else "", "muted")
        act = ChooseMethod(stage.name)
        found.append(line(f"  {lead}", chosen, was, act=act))
    found += [BLANK, *paragraph("⏎ chooses another method; the ranking follows.", width, "muted")]
    return [*found, BLANK, line(("What it did", "heading")), *_did(session, width)]


def _did(session: Session, width: int) -> Iterator[Line]:
    record = session.study.prepared.record
    names = {leaf.code: leaf.name for leaf in session.pack.index.tree.leaves}
    units = dict(zip(session.pack.index.codes, session.pack.index.names, strict=True))
    imputed = [f"{units[v.unit]}: {names[v.indicator]} = {v.value:.6g}" for v in record.imputed()]
    winsorised = [
        f"{names[v.indicator]}: {units[v.unit]} {v.value:.6g} moved to {v.cap:.6g}"
        for v in record.winsorised()
    ]
    sections = [
        ("imputed", "imputed", imputed),
        ("winsorised", "winsorised", winsorised),
        ("logged", "transformed by the logarithm", [names[code] for code in record.logged]),
        ("constant", "without spread: missing", [names[code] for code in record.constant]),
        ("screened", "screened out", [units[code] for code in record.screened_out]),
        ("notes", "remarks", [note.text for note in record.notes]),
    ]
    for key, title, listed in sections:
        yield from _section(session, width, (key, title, listed))
    if not any(listed for _, _, listed in sections):
        yield from paragraph("Nothing: the data went through as they are.", width, "muted", "  ")


def _section(session: Session, width: int, section: tuple[str, str, list[str]]) -> Iterator[Line]:
    name, title, listed = section
    if not listed:
        return
    key = f"{SECTION}did-{name}"
    # Long lists start folded: what happened is said by their number.
    folded = (len(listed) > 12) != (key in session.closed)
    sign = "▸ " if folded else "▾ "
    yield line((sign, "accent"), (f"{len(listed)} {title}", "text"), act=Fold(key))
    if not folded:
        for told in listed[:SHOWN]:
            yield from paragraph(told, width, "muted", "    ")
        if len(listed) > SHOWN:
            yield line((f"    and {len(listed) - SHOWN} more", "muted"))
