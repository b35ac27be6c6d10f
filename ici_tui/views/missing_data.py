"""What a unit lacks and why, and what the pipeline put in or moved, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.views.numbers import compact

if TYPE_CHECKING:
    from ici_tui.views.study import Study


def present_note(study: Study, place: int) -> str:
    """How many indicators a unit has, imputed ones among them."""
    tree = study.pack.index.tree
    have = int(study.scores.present[place, tree.place(tree.root.code)])
    return f"{have} of {len(tree.leaves)} indicators present"


def unit_notes(study: Study, place: int) -> tuple[str, ...]:
    """What a unit lacks and why, what was imputed and winsorised; empty where nothing was."""
    record = study.prepared.record
    notes = [f"{', '.join(codes)} missing: {why}" for why, codes in missing_of(study, place)]
    filled = imputed_of(study, place)
    if filled:
        notes.append(f"imputed: {', '.join(filled)}")
    moved = [record.leaves[leaf] for leaf in record.moved[place].nonzero()[0]]
    if moved:
        notes.append(f"winsorised: {', '.join(moved)}")
    return tuple(notes)


def missing_of(study: Study, place: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each reason with the nodes that are missing for it, in tree order."""
    if not study.prepared.kept[place]:
        root = study.pack.index.tree.root.code
        return ((study.why_missing(place, root), (root,)),)
    by_reason: dict[str, list[str]] = {}
    for code in study.scores.missing_at(place):
        why = study.why_missing(place, code)
        if why:
            by_reason.setdefault(why, []).append(code)
    return tuple((why, tuple(codes)) for why, codes in by_reason.items())


def imputed_of(study: Study, place: int) -> tuple[str, ...]:
    """The indicators that were imputed, each with the value that was put in."""
    record = study.prepared.record
    return tuple(
        f"{record.leaves[leaf]} {compact(float(record.after_imputation[place, leaf]))}"
        for leaf in record.filled[place].nonzero()[0]
    )
