"""The columns of the open pack as rows: what each is, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.tables.edit_notes import guessed_codes
from ici_tui.tables.edits import ColumnEdit

if TYPE_CHECKING:
    from ici_tui.index.tree import Node, Tree
    from ici_tui.tui.session import Session

UP, DOWN = "more", "less"
STRAIGHT = "straight below the index"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the data."""

    code: str
    name: str
    role: str
    """`indicator`, `group`, `denominator`, `other`."""
    on: bool
    numeric: bool
    direction: int | None = None
    guessed: bool = False
    pillar: str = ""
    """The name of the pillar that it is in; empty where it hangs on the index."""
    unit: str = ""
    edited: bool = False
    present: int | None = None
    """Where no column of the index says it: of a column of the file that is nothing in it."""

    @property
    def told(self) -> str:
        """Its role in a word, and whether it is out."""
        return self.role if self.on or self.role != "indicator" else "off"


def column_rows(session: Session) -> tuple[ColumnRow, ...]:
    """A row for each column: indicators, those that are off, groups, all others."""
    opened, now = session.opened_pack.index, session.pack.index
    codes = dict.fromkeys(
        (*(leaf.code for leaf in opened.tree.leaves), *session.opened_pack.spare,
         *opened.groups, *opened.denominators, *opened.pass_through)
    )  # fmt: skip
    guessed = guessed_codes(session.opened_pack, session.columns)
    known = {leaf.code: leaf for leaf in opened.tree.leaves} | dict(session.opened_pack.spare)
    found = []
    for code in codes:
        edit = session.columns.of(code)
        edited = edit != ColumnEdit()
        numeric = code in known or code in opened.denominators
        if code in now.tree:
            node = now.tree[code]
            found.append(
                ColumnRow(code, node.name, "indicator", True, numeric, node.direction,
                          code in guessed, pillar_of(now.tree, node), node.unit, edited)
            )  # fmt: skip
            continue
        role = _role(code, session, edit)
        off = known.get(code)
        name = edit.name or _name(code, session, off)
        direction = None if off is None else edit.direction or off.direction
        is_off = role == "indicator"
        found.append(
            ColumnRow(code, name, role, False, numeric, direction if is_off else None,
                      is_off and code in guessed, "", "" if off is None else off.unit, edited)
        )  # fmt: skip
    found += [
        ColumnRow("", key.name, key.role, False, False, present=key.present)
        for key in session.opened_pack.key_columns
    ]
    return tuple(found)


def _role(code: str, session: Session, edit: ColumnEdit) -> str:
    if edit.role is not None:
        return edit.role
    index = session.opened_pack.index
    if code in index.groups:
        return "group"
    if code in index.denominators:
        return "denominator"
    known = code in index.tree or code in session.opened_pack.spare
    return "indicator" if known else "other"


def _name(code: str, session: Session, node: Node | None) -> str:
    group = session.opened_pack.index.groups.get(code)
    return node.name if node is not None else code if group is None else group.name


def pillar_of(tree: Tree, node: Node) -> str:
    """The name of the pillar that an indicator is in; empty where it hangs on the index alone."""
    parent = node.parent or ""
    if parent == tree.root.code or (len(tree.children(parent)) == 1 and _stands(tree, node)):
        return ""
    return tree[parent].name


def _stands(tree: Tree, node: Node) -> bool:
    """Whether its pillar was made for it alone, and is called as it is."""
    return tree[node.parent or ""].name == node.name


def pillars(tree: Tree) -> tuple[Node, ...]:
    """The aggregates that indicators are in, without those that stand for one."""
    found = dict.fromkeys(leaf.parent for leaf in tree.leaves)
    nodes = [tree[code] for code in found if code and code != tree.root.code]
    return tuple(
        node for node in nodes
        if len(tree.children(node.code)) > 1 or tree.children(node.code)[0].name != node.name
    )  # fmt: skip


def roles_for(row: ColumnRow) -> tuple[tuple[str, str], ...]:
    """What a column can be, each with a word of what that means."""
    if row.role == "denominator":
        return ()
    return (
        ("indicator", "counts in the index"),
        ("group", "groups the units"),
        ("other", "no part in anything; it stays in the data"),
    )
