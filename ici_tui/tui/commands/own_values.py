"""Values of the user's own: what would be, if they were so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.acts import ApplyValues, SetValue
from ici_tui.tui import own_values
from ici_tui.tui.commands.registry import Scope, command, on_screen
from ici_tui.tui.view import View
from ici_tui.views.own_values import OwnValueError, parse_one

if TYPE_CHECKING:
    from ici_tui.pages.acts import Act
    from ici_tui.tui.commands.door import Door


@command("own.edit", "Your value", keys=("e",), scopes=(Scope.RANKING, Scope.PAGE),
         views=(View.RANKING, View.COMPARE))  # fmt: skip
def edit(app: Door, _: str) -> None:
    """Type another raw value for what the cursor is on: the whole pipeline runs again; u undoes."""

    def ask(act: Act | None) -> None:
        if isinstance(act, SetValue):
            own_values.ask_of_act(app, act.unit, act.node)
        else:
            own_values.ask(app, app.session.pack.index.codes[app.session.unit])

    app.at_cursor(ask)


@command("own.set", "Set your value", word="set", argument="UNIT.INDICATOR=VALUE")
def set_value(app: Door, argument: str) -> None:
    """A raw value in the place of the data's, such as wuhan.startups=50; u undoes it."""
    try:
        value = parse_one(app.session.pack.index, argument)
    except OwnValueError as error:
        app.say(str(error), warns=True)
        return
    own_values.apply(app, [value])


@command("own.data", "Your values", word="own-data", argument="[all]")
def own_data(app: Door, argument: str) -> None:
    """Every value that you set: Enter takes one back, `:own-data all` all of them; u undoes."""
    if argument == own_values.ALL:
        own_values.take_all_back(app)
    elif argument:
        app.say(f":own-data takes no {argument!r}; it lists the values, :own-data all takes them "
                "all back", warns=True)  # fmt: skip
    else:
        own_values.choose_to_take_back(app)


@on_screen("improve.hold", "Hold an indicator", keys=("x",), scopes=(Scope.PAGE,),
         views=(View.ROBUSTNESS,))  # fmt: skip
def hold(app: Door, _: str) -> None:
    """In Improve: this indicator cannot change, or can again; the others have to do it."""

    def held(act: Act | None) -> None:
        if app.session.panel != "improve" or not isinstance(act, ApplyValues) or not act.node:
            app.say("x holds an indicator of Improve as it is: put the cursor on one")
            return
        app.take(app.session.fixed_or_free(act.node))

    app.at_cursor(held)
