"""What the pipeline did to the data: imputed, moved, transformed, left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.model import Para, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.study import Study

LONG = 12
"""A section of more entries starts folded: their number says what happened."""
SHOWN = 200
"""Entries of a section that are listed; of the rest it is said how many they are."""


def record_blocks(study: Study, focus: Focus) -> Iterator[Block]:
    """A section for each kind of thing that was done, with every value; or that nothing was."""
    sections = [found for found in _sections(study) if found[2]]
    for name, title, listed in sections:
        act, folded = focus.fold(f"section:did-{name}", at_first=len(listed) > LONG)
        yield Section(f"{len(listed):,} {title}", act, folded)
        if not folded:
            yield from (Para(told, "muted", 2) for told in listed[:SHOWN])
            if len(listed) > SHOWN:
                yield Para(f"and {len(listed) - SHOWN:,} more", "muted", 2)
    if not sections:
        yield Para.note("Nothing: the data went through as they are.")


def _sections(study: Study) -> tuple[tuple[str, str, list[str]], ...]:
    """Name, title and entries of each."""
    record, index = study.prepared.record, study.pack.index
    names = {leaf.code: leaf.name for leaf in index.tree.leaves}
    units = dict(zip(index.codes, index.names, strict=True))
    imputed = [f"{units[v.unit]}: {names[v.indicator]} = {v.value:.6g}" for v in record.imputed()]
    winsorised = [
        f"{names[v.indicator]}: {units[v.unit]} {v.value:.6g} moved to {v.cap:.6g}"
        for v in record.winsorised()
    ]
    return (
        ("imputed", "imputed", imputed),
        (
            "transformed",
            "transformed by settings of their own",
            [f"{names[code]}: {method}" for code, method in record.transformed],
        ),
        ("winsorised", "winsorised", winsorised),
        ("logged", "transformed by the logarithm", [names[code] for code in record.logged]),
        ("constant", "without spread: missing", [names[code] for code in record.constant]),
        ("screened", "screened out", [units[code] for code in record.screened_out]),
        ("notes", "remarks", [note.text for note in record.notes]),
    )
