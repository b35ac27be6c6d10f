"""Whether weights and methods are evaluated at once, or beside the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    pairs = index.size**2 * len(index.tree.nodes)
    copeland = "copeland" in session.options.aggregate and pairs > MOST_PAIRS
    return size <= MOST_CELLS and not copeland


def settles_at_once(session: Session) -> bool:
    """Whether what is due is evaluated in less time than anybody notices."""
    if not session.due:
        return True
    index = session.pack.index
    pairs = index.size**2 * len(index.tree.nodes)
    if pairs > MOST_PAIRS and "copeland" in session.options.aggregate:
        return False
    return not session.other_data or index.size * len(index.tree.leaves) <= MOST_CELLS
