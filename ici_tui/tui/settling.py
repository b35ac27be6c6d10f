"""Whether weights and methods are evaluated at once, or beside the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.choices import parse_aggregate

if TYPE_CHECKING:
    from ici_tui.tui.session import Session

MOST_PAIRS = 25_000_000
"""Comparisons of units with each other, of Copeland's rule, that nobody waits for."""
MOST_CELLS = 1_000_000
"""Values that go through the whole pipeline in less time than anybody notices."""


def remade_at_once(session: Session) -> bool:
    """Whether an index with other columns is evaluated in less time than anybody notices."""
    index = session.pack.index
    size = index.size * (len(index.tree.leaves) + 1)
    return size <= MOST_CELLS and not _many_pairs(session)


def settles_at_once(session: Session) -> bool:
    """Whether what is due is evaluated in less time than anybody notices."""
    if not session.due:
        return True
    if _many_pairs(session):
        return False
    index = session.pack.index
    if index.size * len(index.tree.leaves) <= MOST_CELLS:
        return True
    # How far weights may move takes longer where units have means of their own.
    return not session.other_data and not _lack_values(session)


def _lack_values(session: Session) -> bool:
    tree = session.pack.index.tree
    present = session.study.scores.present[:, tree.place(tree.root.code)]
    return bool((present < len(tree.leaves)).any())


def _many_pairs(session: Session) -> bool:
    """Whether Copeland's rule compares more units with each other than anybody waits for."""
    index = session.pack.index
    if index.size**2 * len(index.tree.nodes) <= MOST_PAIRS:
        return False
    return any(method.name == "copeland" for method in parse_aggregate(session.options.aggregate))
