"""A session as plain values to keep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ici_tui.digests import blake2b
from ici_tui.index.weights import WeightSet
from ici_tui.tui.setting import Setting

if TYPE_CHECKING:
    from ici_tui.index.tree import Tree
    from ici_tui.tables.edits import Edits
    from ici_tui.tui.session import Session

MOST_SETTINGS = 50
"""Edits back and forth that are kept."""


def record_of(session: Session, named: str | None) -> dict[str, Any]:
    """What is kept of a session, as JSON holds it.

    Args:
        session: the session.
        named: what the pack was called when it was opened; None where it was not.
    """
    pack, index = session.pack, session.pack.index
    columns = session.catalogue.columns
    return {
        "kept": time.strftime("%Y-%m-%d %H:%M"),
        "resumed": False,
        "named": named,
        "folder": str(pack.folder.absolute()),
        "time": pack.time,
        "reading": [] if pack.table is None else list(pack.table.words),
        "among": pack.among,
        "data": columns_digest(session),
        **_settings(session),
        "sort": session.board.sort.column.key,
        "reverse": session.board.sort.reverse,
        "column": columns[session.column].key,
        "filter": session.text,
        "unit": index.codes[session.unit],
        "marks": [index.codes[place] for place in session.marks],
        "group": session.group,
        "closed": sorted(session.closed),
        "opened": sorted(session.opened),
        "node": session.node,
        "panel": session.panel,
        "over": session.over.name,
        "near": session.near,
        "view": session.view.name,
        "profile": session.profile,
    }


def columns_digest(session: Session) -> str:
    """A digest of the columns of the pack that was opened: their codes, names and order."""
    pack = session.opened_pack
    index = pack.index
    names = (
        *(f"{leaf.code}={leaf.name}" for leaf in (*index.tree.leaves, *pack.spare.values())),
        *index.groups, *index.denominators, *index.pass_through,
    )  # fmt: skip
    return blake2b("\0".join(names).encode(), digest_size=8).hexdigest()


def _settings(session: Session) -> dict[str, Any]:
    """The settings of the history that are nearest to the present one, and which that is."""
    history = session.history
    past = history.past[-MOST_SETTINGS:]
    future = history.future[:MOST_SETTINGS]
    own = OwnWeights(session)
    settings = (*past, history.now, *future)
    return {
        "settings": [_setting(one, own.of(one.columns).families) for one in settings],
        "now": len(past),
    }


def _setting(setting: Setting, own: Any) -> dict[str, Any]:  # noqa: ANN401 - families by parent
    """Methods, and the families of siblings that are not as the pack has them."""
    return {
        "weights": {
            parent: {
                "codes": list(family.codes),
                "relative": list(family.relative),
                "proportions": list(family.proportions),
                "locked": sorted(family.locked),
            }
            for parent, family in setting.weights.families.items()
            if family != own[parent]
        },
        "methods": setting.options._asdict(),
        "own": [list(one) for one in setting.own],
        "statements": [
            {"about": one.about, "typed": one.text, "on": one not in setting.off}
            for one in setting.statements
        ],
        "columns": setting.columns.record(),
        "by": setting.by,
    }


def own_setting(session: Session) -> Setting:
    """The pack's own weights and methods."""
    first = session.first or session.catalogue
    return Setting(first.own.weights, first.pack.index.options)


class OwnWeights:
    """The weights and the tree that a pack has by itself, with its columns in some way."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._trees: dict[Edits, Tree] = {}

    def tree(self, columns: Edits) -> Tree:
        """The tree of these columns.

        Raises:
            EditError: the columns cannot be so.
        """
        if columns not in self._trees:
            pack = self._session.opened_pack
            taken = (*pack.index.groups, *pack.index.denominators, *pack.index.pass_through)
            tree = pack.index.tree
            if columns.columns:
                from ici_tui.tables.edited_tree import edited_tree

                tree = edited_tree(tree, pack.spare, columns, taken)
            self._trees[columns] = tree
        return self._trees[columns]

    def of(self, columns: Edits) -> WeightSet:
        """The weights of these columns."""
        return WeightSet.from_tree(self.tree(columns))
