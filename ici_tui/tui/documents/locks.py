"""The locked weights, for questions that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.views.columns import branches
from ici_tui.views.frame import Over

if TYPE_CHECKING:
    from ici_tui.index.tree import Node
    from ici_tui.tui.session import Session


def held_locks(session: Session) -> tuple[str, ...]:
    """Codes of the locked weights among those that move; those inside the parts are held anyway."""
    return tuple(node.code for node in _locked(session) if node in _whole(session))


def lost_locks(session: Session) -> tuple[str, ...]:
    """Names of locked weights that cannot be held where all indicators move.

    A lock holds a weight among its siblings, which is no limit of any one indicator's share of
    the index, unless the indicators are what the index is made of.
    """
    if session.over is Over.PARTS:
        return ()
    return tuple(node.name for node in _locked(session) if node not in _whole(session))


def _locked(session: Session) -> list[Node]:
    """Locked nodes that have siblings to give to or take from."""
    weights, tree = session.study.weights, session.pack.index.tree
    families = (tree.children(node.code) for node in tree.nodes)
    return [
        node
        for family in families
        if len(family) > 1
        for node in family
        if weights.is_locked(node.code)
    ]


def _whole(session: Session) -> tuple[Node, ...]:
    """The nodes that move and whose share among siblings is their share of the index."""
    tree = session.pack.index.tree
    parts = branches(tree)
    return parts if session.over is Over.PARTS or parts == tree.leaves else ()
