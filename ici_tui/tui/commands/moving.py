"""Moving about: lines, pages, ends; the same keys wherever there are lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.commands.named import unit_called
from ici_tui.tui.commands.registry import Scope, command, on_screen

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door

LINES = (Scope.RANKING, Scope.PAGE)


@on_screen("move.down", "Down", keys=("down", "j"), scopes=LINES)
def down(app: Explorer, _: str) -> None:
    """One line down."""
    app.move(1)


@on_screen("move.up", "Up", keys=("up", "k"), scopes=LINES)
def up(app: Explorer, _: str) -> None:
    """One line up."""
    app.move(-1)


@command("move.page-down", "Next page", keys=("pagedown", "ctrl+f"), scopes=LINES,
         word="more")  # fmt: skip
def page_down(app: Door, _: str) -> None:
    """One page down."""
    app.more()


@on_screen("move.page-up", "Page before", keys=("pageup", "ctrl+b"), scopes=LINES)
def page_up(app: Explorer, _: str) -> None:
    """One page up."""
    app.move(-app.page_size)


@on_screen("move.half-down", "Half a page down", keys=("ctrl+d",), scopes=LINES)
def half_down(app: Explorer, _: str) -> None:
    """Half a page down."""
    app.move(max(app.page_size // 2, 1))


@on_screen("move.half-up", "Half a page up", keys=("ctrl+u",), scopes=LINES)
def half_up(app: Explorer, _: str) -> None:
    """Half a page up."""
    app.move(-max(app.page_size // 2, 1))


@on_screen("move.first", "First line", keys=("g", "home"), scopes=LINES)
def first(app: Explorer, _: str) -> None:
    """To the first line."""
    app.move(-(10**9))


@on_screen("move.last", "Last line", keys=("G", "end"), scopes=LINES)
def last(app: Explorer, _: str) -> None:
    """To the last line."""
    app.move(10**9)


@command("move.rank", "Go to a rank", word="rank", argument="[NUMBER]")
def to_rank(app: Door, argument: str) -> None:
    """To the unit at a rank, the first without one; the number alone does the same: `:12`."""
    argument = argument or "1"
    # Python refuses to read a number of thousands of digits.
    rank = int(argument.lstrip("0")[:9] or "0") if argument.isdecimal() else 0
    if not rank:
        app.say(f"a rank is a whole number from 1, not {argument!r}", warns=True)
        return
    line = app.session.board.line_of_rank(min(rank, app.session.board.size))
    if line is None:
        app.say("nobody is ranked here", warns=True)
        return
    app.open_at(int(app.session.board.order[line]))


@command("move.unit", "Go to a unit by name", word="go", argument="NAME")
def to_unit(app: Door, argument: str) -> None:
    """To a unit by its name, its code, or the beginning of one."""
    place = unit_called(app, argument)
    if place is not None:
        app.open_at(place)
