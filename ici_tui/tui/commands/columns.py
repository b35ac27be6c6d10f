"""The columns of the data, and the pack that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.commands.registry import Scope, command
from ici_tui.tui.exporting import export_pack
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door

PAGE, HERE = (Scope.PAGE,), (View.COLUMNS,)


@command("view.columns", "Columns", keys=("9",), word="columns")
def show(app: Door, _: str) -> None:
    """See each column of the data: role, direction, pillar, values; change any of them."""
    app.open_view("columns")


@command("columns.turn", "Turn the direction", keys=("d",), scopes=PAGE, views=HERE, word="turn",
         argument="[COLUMN]", hint="turn")  # fmt: skip
def turn(app: Door, argument: str) -> None:
    """More is better becomes less is better, and back; it is no guess any more."""
    from ici_tui.tui import column_editing as columns

    columns.on_row(app, columns.turn, argument)


@command("columns.switch", "In or out", keys=("x",), scopes=PAGE, views=HERE, word="switch",
         argument="[COLUMN]", hint="in/out")  # fmt: skip
def switch(app: Door, argument: str) -> None:
    """Count the indicator, or leave it out."""
    from ici_tui.tui import column_editing as columns

    columns.on_row(app, columns.switch, argument)


@command("columns.role", "Role", keys=("r",), scopes=PAGE, views=HERE, word="role",
         argument="[COLUMN]", hint="role")  # fmt: skip
def role(app: Door, argument: str) -> None:
    """Make the column an indicator, a group, or no part of anything."""
    from ici_tui.tui import column_editing as columns

    columns.on_row(app, columns.choose_role, argument)


@command("columns.pillar", "Into a pillar", keys=("m",), scopes=PAGE, views=HERE, word="pillar",
         argument="[COLUMN]", hint="pillar")  # fmt: skip
def pillar(app: Door, argument: str) -> None:
    """Move the indicator into a pillar that is there, or a new one that is typed."""
    from ici_tui.tui import column_editing as columns

    columns.on_row(app, columns.choose_pillar, argument)


@command("columns.edit", "Name, weight, settings", keys=("e",), scopes=PAGE, views=HERE, word="edit",
         argument="[COLUMN]", hint="edit")  # fmt: skip
def edit(app: Door, argument: str) -> None:
    """The name, the weight, and the methods that this indicator has of its own."""
    from ici_tui.tui import column_editing as columns

    columns.on_row(app, columns.edit, argument)


@command("pack.export", "Write it all as a pack", word="export", argument="DIR",
         aliases=("save-pack",), private=True)  # fmt: skip
def export(app: Door, argument: str) -> None:
    """A new folder with iData, iMeta and pack.toml: columns, weights and methods as they are now."""
    export_pack(app, argument)
