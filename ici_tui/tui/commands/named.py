"""Units and weights that a command's argument names; a name that is not found is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.views.names import NameNotFoundError, UnitNotFoundError, find_node, find_unit

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door


def unit_called(app: Door, name: str) -> int | None:
    """The place of a unit; None, and an answer, where none or several are called so."""
    try:
        return find_unit(app.session.pack.index, name)
    except UnitNotFoundError as error:
        app.say(str(error), warns=True)
        return None


def weight_called(app: Door, name: str) -> str | None:
    """The code of a node that has a weight; None, and an answer, where none is called so."""
    tree = app.session.pack.index.tree
    try:
        code = find_node(tree, name)
    except NameNotFoundError as error:
        app.say(str(error), warns=True)
        return None
    if tree[code].parent is None:
        app.say(f"{tree[code].name} is the index itself: it has no weight", warns=True)
        return None
    return code
