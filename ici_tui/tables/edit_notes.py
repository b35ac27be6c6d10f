"""What a pack says of itself once its columns have been edited."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from ici_tui.index.model import Assumption
from ici_tui.tables.standing import standing_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.index.model import Group, Info
    from ici_tui.index.tree import Tree
    from ici_tui.packs.pack import Pack
    from ici_tui.tables.edits import ColumnEdit, Edits

EDITED = "columns edited"


def edited_info(pack: Pack, tree: Tree, groups: Mapping[str, Group], edits: Edits) -> Info:
    """What the pack says of itself, without what no longer fits, and with what was said."""
    info, leaves = pack.index.info, {leaf.code for leaf in tree.leaves}
    line = info.standing_line
    if pack.table is not None:
        guessed = len(guessed_codes(pack, edits) & leaves)
        line = standing_line(pack.folder.name, guessed, len(leaves))
    others = set(pack.index.pass_through) - leaves - set(groups)
    first = next(iter(groups), "")
    return info._replace(
        standing_line=" · ".join(filter(None, (line.removesuffix(f" · {EDITED}"), EDITED))),
        default_group=info.default_group if info.default_group in groups else first,
        local_name=info.local_name if info.local_name in others else "",
        presets=tuple(p for p in info.presets if all(code in tree for code, _ in p.weights)),
        assumptions=(*info.assumptions, *_said(info, edits)),
    )


def _said(info: Info, edits: Edits) -> tuple[Assumption, ...]:
    """What is said of each column, as the assumptions of a pack are told."""
    taken = {assumption.id for assumption in info.assumptions}
    free = (name for k in count(1) if (name := f"C{k}") not in taken)
    return tuple(Assumption(next(free), f"{code}: {_told(edit)}") for code, edit in edits.columns)


def _told(edit: ColumnEdit) -> str:
    """What is said of a column, in a few words."""
    pieces = []
    if edit.direction is not None:
        pieces.append("more is better" if edit.direction > 0 else "less is better")
    if edit.on is not None:
        pieces.append("it counts" if edit.on else "it does not count")
    if edit.role is not None:
        pieces.append(f"its role is {edit.role}")
    if edit.pillar or edit.into is not None:
        pieces.append(f"it is in {edit.pillar or edit.into or 'no pillar'}")
    if edit.name:
        pieces.append(f"it is called {edit.name}")
    return f"{', '.join(pieces)} (said in the view Columns)"


def guessed_codes(pack: Pack, edits: Edits) -> frozenset[str]:
    """The codes of the indicators, on or off, whose direction is a guess still.

    Args:
        pack: as it was opened.
        edits: what is said of its columns; a direction that is said is none.
    """
    made = (
        code for code, edit in edits.columns
        if edit.role == "indicator" and code not in pack.index.tree and code not in pack.spare
    )  # fmt: skip
    every = (() if pack.table is None else pack.table.guessed, pack.spare_guessed, made)
    return frozenset(code for codes in every for code in codes if edits.of(code).direction is None)
