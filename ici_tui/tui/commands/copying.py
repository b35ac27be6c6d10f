"""Taking something out: to the terminal's clipboard, or to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.sanitise import visible
from ici_tui.tui.commands.registry import command

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door


@command("copy.row", "Copy the row", keys=("y",))
def copy_row(app: Door, _: str) -> None:
    """Send the row at the cursor to the terminal's clipboard (OSC 52, also over SSH)."""
    from ici_tui.tui.taking import row_text, send

    send(app, [row_text(app.session)])


@command("copy.view", "Copy the view", keys=("Y",))
def copy_view(app: Door, _: str) -> None:
    """Send the whole view, as text, to the terminal's clipboard."""
    from ici_tui.tui.taking import send, view_pieces

    send(app, view_pieces(app.session))


@command("copy.command", "Copy the command line", word="command")
def copy_command(app: Door, _: str) -> None:
    """The line for a shell that shows what is open at these weights and methods; it is copied."""
    if app.session.columns.columns:
        app.say("no line says what was done to columns: :export DIR writes a pack", warns=True)
        return
    from ici_tui.tui.state_line import order_told, state_line

    line = visible(state_line(app.session))
    app.copy(line, " · ".join(filter(None, (line, order_told(app.session)))))


@command("copy.write", "Write the view to a file", word="write", argument="FILE",
         private=True)  # fmt: skip
def write(app: Door, argument: str) -> None:
    """The view as text; a page or a picture where it ends in .md, .html or .svg. None is replaced."""
    from ici_tui.tui.taking import write_view

    write_view(app, argument)
