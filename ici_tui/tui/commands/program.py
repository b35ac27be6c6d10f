"""The program: palette, help, themes, quitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui import dialogs
from ici_tui.tui.commands.registry import command, on_screen
from ici_tui.tui.terminal import job_control
from ici_tui.tui.theming import take_theme

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door


@on_screen("program.palette", "Commands", keys=("colon", "ctrl+p"), hint="commands")
def palette(app: Explorer, _: str) -> None:
    """Every command, by name; a number alone goes to that rank."""
    dialogs.open_palette(app)


@command("program.help", "Help", keys=("question_mark", "f1"), word="help", argument="[WORD]",
         hint="help")  # fmt: skip
def show_help(app: Door, argument: str) -> None:
    """Every key and word, and what it does; type to filter."""
    app.open_help(argument)


@on_screen("program.theme", "Theme", keys=("T",), word="theme", argument="[NAME]")
def theme(app: Explorer, argument: str) -> None:
    """Choose the colours; the choice is kept in the configuration."""
    if argument:
        take_theme(app, argument)
    else:
        dialogs.choose_theme(app)


@command("program.resume", "Continue the session that was kept", word="resume",
         private=True)  # fmt: skip
def resume(app: Door, _: str) -> None:
    """Weights, methods, marks and view as they were when this pack was open last; u undoes."""
    app.resume()


@on_screen("program.redraw", "Draw the screen again", keys=("ctrl+l",))
def redraw(app: Explorer, _: str) -> None:
    """Draw everything again, and set the terminal's modes, where another program was at them."""
    if app.terminal is not None:
        app.terminal.take_again()
    app.redraw()


@on_screen("program.stop", "Stop, back to the shell", keys=("ctrl+z",))
def stop_program(app: Explorer, _: str) -> None:
    """Stop as any job does: fg in the shell goes on. Nothing is done where no shell could resume it."""
    why = job_control.why_not_stopped()
    if why or app.terminal is None:
        app.say(f"Ctrl-Z would stop it for ever: {why or 'not a terminal of ours'}", warns=True)
    else:
        app.terminal.stop_job()


@command("program.quit", "Quit", keys=("ctrl+q",), word="quit")
def quit_program(app: Door, _: str) -> None:
    """Leave at once, wherever you are."""
    app.exit(0)


@on_screen("program.interrupt", "How to quit", keys=("ctrl+c",))
def interrupt(app: Explorer, _: str) -> None:
    """Ctrl-C loses no work: it says how to quit."""
    app.say("q goes back and, at the top, quits; Ctrl-Q quits at once")
