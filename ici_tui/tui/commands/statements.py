"""Statements: marked units, typed ones, and none any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui import stating
from ici_tui.tui.commands.registry import command, on_screen
from ici_tui.views.statement_text import unit_statements, weight_statements

if TYPE_CHECKING:
    from ici_tui.tui.commands.door import Door


@on_screen("statements.marked", "State: marked above this one", keys=("P",))
def marked(app: Door, _: str) -> None:
    """State that the marked unit should be above the one at the cursor; two marks: the first."""
    stating.state_marked(app)


@command("statements.prefer", "State an order of units", word="prefer", argument="A>B, …")
def prefer(app: Door, argument: str) -> None:
    """Units in the order in which they should be, as `--prefer` takes it: wuhan>xian."""
    stating.state_typed(app, argument, unit_statements)


@command("statements.order", "State an order of importance", word="order", argument="A>B>=C, …")
def order(app: Door, argument: str) -> None:
    """Weights by importance, as `--order` takes it: enterprise>research>=infrastructure."""
    stating.state_typed(app, argument, weight_statements)


@command("statements.none", "Take all statements off", word="unstate")
def none(app: Door, _: str) -> None:
    """Forget all statements; the weights stay as they are."""
    if not app.session.history.now.statements:
        app.say("nothing is stated")
        return
    app.take(app.session.without_statements(by="all statements taken off"))
    app.say("nothing is stated any more · u undoes")
