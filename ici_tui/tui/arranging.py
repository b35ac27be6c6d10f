"""Columns of the ranking are hidden, moved and frozen, and stay so for the pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.settings.arrangements import keep_columns, kept_columns
from ici_tui.views.arranged import Arrangement, always_stays
from ici_tui.views.board import Sort
from ici_tui.views.columns import BAR, NAME, find_column

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.session import Session
    from ici_tui.views.column_kinds import Column


def with_kept_columns(session: Session) -> Session:
    """The session with its columns as they were arranged for this pack."""
    kept = kept_columns(session.pack.folder)
    return session if kept is None else replace(session, arrangement=Arrangement.of_record(kept))


def hide(app: Door, name: str) -> None:
    """Hide a column, by its name or where the cursor is; what cannot be hidden is said."""
    column, session = _meant(app, name), app.session
    if column is None:
        return
    if column.key == NAME:
        app.say("the name stays: it says whose line it is", warns=True)
        return
    if column.key in session.arrangement.hidden:
        app.say(f"{told(column)} is hidden already")
        return
    again = ""
    if session.board.sort.column == column and column.key != Sort().column.key:
        session, again = session.arranged(Sort()), "; sorted by rank"
    shown = [one for one in session.shown_columns if one.sorts(session.board.size)]
    arrangement = session.arrangement.hiding(column)
    if session.catalogue.columns[session.column] == column:
        place = shown.index(column) if column in shown else 0
        near = shown[place + 1] if place + 1 < len(shown) else shown[place - 1]
        session = replace(session, column=session.catalogue.columns.index(near))
    _take(app, session, arrangement, f"{told(column)} is hidden{again}; X shows it again")


def show(app: Door, name: str) -> None:
    """Show a hidden column again, by its name; without one all of them."""
    arrangement = app.session.arrangement
    if not arrangement.hidden:
        app.say("no column is hidden")
    elif not name:
        _take(app, app.session, replace(arrangement, hidden=()), "all columns are shown")
    elif (column := _meant(app, name)) is not None:
        _take(app, app.session, arrangement.showing(column), f"{told(column)} is shown")


def freeze(app: Door, name: str) -> None:
    """Have a column stay while the others scroll, or let it go again."""
    column, session = _meant(app, name), app.session
    if column is None:
        return
    if always_stays(column):
        app.say(f"{told(column)} always stays where it is", warns=True)
        return
    arrangement = session.arrangement.freezing(column).showing(column)
    frozen = column.key in arrangement.frozen
    words = "stays beside the name; f lets it go" if frozen else "scrolls with the others"
    _take(app, session, arrangement, f"{told(column)} {words}")


def move(app: Door, step: int) -> None:
    """Move the column of the cursor by one place."""
    session = app.session
    column = session.catalogue.columns[session.column]
    if column not in session.shown_columns:
        return
    arrangement = session.arrangement.moving(column, session.catalogue.columns, step)
    if arrangement is None:
        app.say(f"{told(column)} is at the end of its columns")
    else:
        _take(app, session, arrangement, "")


def told(column: Column) -> str:
    """What a column is called where it is spoken of."""
    return "the bar" if column == BAR else column.head


def _meant(app: Door, name: str) -> Column | None:
    """The column that is named, or that of the cursor; None, and it is said, where none is."""
    columns = app.session.catalogue.columns
    if not name:
        return columns[app.session.column]
    found = BAR if name.casefold() == BAR.key else find_column(columns, name)
    if found is None:
        known = ", ".join(column.key for column in columns)
        app.say(f"no column is called {name!r}; there are {known}", warns=True)
    return found


def _take(app: Door, session: Session, arrangement: Arrangement, words: str) -> None:
    """Go on with other columns, and keep them for this pack."""
    app.take(replace(session, arrangement=arrangement))
    keep_columns(session.pack.folder, arrangement.record())
    app.say(words)
