"""The ranking: columns, sort, filter, marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.tui import arranging
from ici_tui.tui.commands.named import unit_called
from ici_tui.tui.commands.registry import Scope, command, on_screen
from ici_tui.views.board import Sort
from ici_tui.views.columns import find_column

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door

HERE = (Scope.RANKING,)


@command("ranking.open", "Open the profile", keys=("enter",), scopes=HERE, word="profile",
         aliases=("city", "unit"), argument="[UNIT]", hint="profile")  # fmt: skip
def open_profile(app: Door, argument: str) -> None:
    """See what is known of the unit at the cursor, or of the one that is named."""
    place = unit_called(app, argument) if argument else app.session.unit
    if place is not None:
        app.take(app.session.at_unit(place))
        app.open_profile()


@on_screen("ranking.left", "Column to the left", keys=("left", "h"), scopes=HERE)
def left(app: Explorer, _: str) -> None:
    """To the column on the left, for `s` to sort by."""
    _column(app, -1)


@on_screen("ranking.right", "Column to the right", keys=("right", "l"), scopes=HERE)
def right(app: Explorer, _: str) -> None:
    """To the column on the right, for `s` to sort by."""
    _column(app, 1)


def _column(app: Explorer, step: int) -> None:
    """On to the next column; the line is scrolled to one that has no room."""
    session = app.session
    columns, size = session.catalogue.columns, session.board.size
    now = columns[session.column]
    walked = [one for one in session.shown_columns if one == now or one.sorts(size)]
    place = walked.index(now) + step if now in walked else 0
    if 0 <= place < len(walked):
        app.take(replace(session, column=columns.index(walked[place])))


@command("ranking.sort", "Sort by this column", keys=("s",), scopes=HERE, hint="sort")
def sort(app: Door, _: str) -> None:
    """Sort by the column of the cursor; again turns the order round."""
    app.take(app.session.sorted_by(app.session.catalogue.columns[app.session.column]))


@command("ranking.sort-by", "Sort by a column", word="sort", argument="COLUMN")
def sort_by(app: Door, argument: str) -> None:
    """Sort by any column, also one that is not shown; by `rank` again restores the order."""
    columns = app.session.catalogue.columns
    column, size = find_column(columns, argument), app.session.board.size
    if column is not None and not column.sorts(size):
        most = column.most_sorted
        app.say(f"{column.head} sorts up to {most:,} units, and here are {size:,}", warns=True)
        return
    if column is None:
        known = ", ".join(c.key for c in columns if c.sorts(size))
        app.say(f"no column is called {argument!r}; there are {known}", warns=True)
        return
    app.open_view("ranking")
    if column.key in app.session.arrangement.hidden:
        arranging.show(app, column.key)
    app.take(app.session.sorted_by(column))


@command("ranking.sort-left", "Sort by the column before", keys=("less_than_sign",), scopes=HERE)
def sort_left(app: Door, _: str) -> None:
    """Sort by the column before the one that is sorted by."""
    app.take(app.session.sort_moved(-1))


@command("ranking.sort-right", "Sort by the next column", keys=("greater_than_sign",), scopes=HERE)
def sort_right(app: Door, _: str) -> None:
    """Sort by the column after the one that is sorted by."""
    app.take(app.session.sort_moved(1))


@command("ranking.unsort", "Sort by rank", keys=("minus",), scopes=HERE)
def unsort(app: Door, _: str) -> None:
    """The order of the ranking again."""
    app.take(replace(app.session.arranged(Sort()), column=0))


@on_screen("ranking.hide", "Hide a column", keys=("x",), scopes=HERE, word="hide",
         argument="[COLUMN]")  # fmt: skip
def hide(app: Explorer, argument: str) -> None:
    """Hide the column of the cursor, or the one that is named; it stays so for this pack."""
    arranging.hide(app, argument)


@on_screen("ranking.unhide", "Show hidden columns", keys=("X",), scopes=HERE, word="unhide",
         argument="[COLUMN]")  # fmt: skip
def unhide(app: Explorer, argument: str) -> None:
    """Show a hidden column again, or all of them."""
    arranging.show(app, argument)


@on_screen("ranking.freeze", "Freeze a column", keys=("f",), scopes=HERE, word="freeze",
         argument="[COLUMN]")  # fmt: skip
def freeze(app: Explorer, argument: str) -> None:
    """Have a column stay beside the name while others scroll; again lets it go."""
    arranging.freeze(app, argument)


@on_screen("ranking.move-left", "Move the column to the left", keys=("H",), scopes=HERE)
def move_left(app: Explorer, _: str) -> None:
    """The column of the cursor changes places with the one on its left."""
    arranging.move(app, -1)


@on_screen("ranking.move-right", "Move the column to the right", keys=("L",), scopes=HERE)
def move_right(app: Explorer, _: str) -> None:
    """The column of the cursor changes places with the one on its right."""
    arranging.move(app, 1)


@command("ranking.find", "Filter by words or conditions", keys=("slash",), word="filter",
         argument="[FILTER]",
         hint="find")  # fmt: skip
def find(app: Door, argument: str) -> None:
    """Show only units that have every word, or meet `score>40 region=Asia`; Esc takes it off."""
    app.open_view("ranking")
    if argument:
        app.take(app.session.arranged(text=argument))
        fault = app.session.filter_fault
        app.say(fault, warns=bool(fault))
    else:
        app.ask_filter()


@command("ranking.next", "Next match", keys=("n",), scopes=HERE)
def next_match(app: Door, _: str) -> None:
    """To the next unit that is shown, from the last one to the first."""
    _match(app, 1)


@command("ranking.previous", "Previous match", keys=("N",), scopes=HERE)
def previous_match(app: Door, _: str) -> None:
    """To the unit before, from the first one to the last."""
    _match(app, -1)


def _match(app: Door, step: int) -> None:
    size = len(app.session.board)
    if size:
        app.take(app.session.at_line((app.session.line + step) % size))


@command("ranking.mark", "Mark", keys=("space",), scopes=HERE, hint="mark")
def mark(app: Door, _: str) -> None:
    """Mark the unit at the cursor for comparison, or take its mark away; then one line down."""
    if len(app.session.board):
        marked = app.session.marked(app.session.unit)
        app.take(marked.at_line(marked.line + 1))


@command("ranking.unmark", "Take all marks away", keys=("M",), word="unmark")
def unmark(app: Door, _: str) -> None:
    """No unit is marked any more."""
    app.take(replace(app.session, marks=()))
