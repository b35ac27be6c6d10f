"""Statements: what somebody believes is put on a list, switched, and taken off it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ici_tui.views.names import NameNotFoundError
from ici_tui.views.statement_text import UNITS, Statement, StatementError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.index.model import Index
    from ici_tui.tui.commands.door import Door


def state(app: Door, *statements: Statement) -> None:
    """Put statements into force: one edit, that can be undone."""
    from ici_tui.views.robust.region import told_of

    said = "; ".join(told_of(app.session.study, one) for one in statements)
    session = app.session.stating(*statements, by=f"stated: {said}")
    if session is app.session:
        app.say("that is stated already · :statements shows the weights for it")
        return
    app.take(session)
    app.say(f"stated: {said} · :statements shows the weights for it")


def state_marked(app: Door) -> None:
    """State that the marked units are above each other, in the order of their marks."""
    session = app.session
    marks = session.marks if len(session.marks) > 1 else (*session.marks, session.unit)
    places = tuple(dict.fromkeys(marks))
    if len(places) < 2:
        key = app.way_to("ranking.mark")
        app.say(f"mark the one that should be above ({key}), then go to the other", warns=True)
        return
    codes = session.pack.index.codes
    pairs = pairwise(places)
    state(app, *(Statement(UNITS, codes[one], codes[other]) for one, other in pairs))


def switch(app: Door, statement: Statement) -> None:
    """Take a statement out of force, or into it again."""
    from ici_tui.views.robust.region import told_of

    told = told_of(app.session.study, statement)
    on = statement in app.session.history.now.off
    app.take(app.session.switching(statement, by=f"{told} {'on' if on else 'off'}"))
    app.say(f"{'in force' if on else 'out of force'}: {told} · u undoes")


def state_typed(app: Door, text: str, read: Callable[[str, Index], tuple[Statement, ...]]) -> None:
    """State what was typed, as `--prefer` or `--order` takes it."""
    try:
        found = read(text, app.session.pack.index)
    except (StatementError, NameNotFoundError) as error:
        app.say(str(error), warns=True)
        return
    state(app, *found)
