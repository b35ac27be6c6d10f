"""Values of the user's own in the explorer: asked for, applied, listed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.own_values import put, told, without
from ici_tui.tui import dialogs
from ici_tui.tui.choices import Choice, Chosen
from ici_tui.tui.view import View
from ici_tui.views.numbers import compact
from ici_tui.views.own_values import doubts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.index.own_values import OwnValue
    from ici_tui.tui.commands.door import Door

ALL = "all"


def apply(app: Door, values: Sequence[OwnValue]) -> None:
    """Take values on, beside those that there are."""
    if not values:
        app.say(
            "no value of this indicator alone is enough; x holds it as it is, or lets it change"
        )
        return
    session = app.session
    first = told(session.pack.index, values[0])
    more = f" and {len(values) - 1} more" if len(values) > 1 else ""
    app.take(session.with_own(put(session.own, values), by=f"{first}{more} as yours"))
    odd = doubts(session.catalogue.pack.index, values)
    if odd:
        app.say(f"{odd[0]} · u undoes")
        return
    app.say(f"yours now: {first}{more} · u undoes · :own-data lists and takes back")


def ask_of_act(app: Door, unit: str, node: str) -> None:
    """Have a raw value typed for a line: of the unit at the cursor where several are compared."""
    session = app.session
    if session.view is View.COMPARE and session.unit in session.compared():
        unit = session.pack.index.codes[session.unit]
    ask(app, unit, node)


def ask(app: Door, unit: str, node: str = "") -> None:
    """Have a raw value typed for a unit, on an indicator where one is meant."""
    index = app.session.pack.index
    name = index.names[index.codes.index(unit)]
    if not node:
        dialogs.ask_argument(app, f"set {unit}.", f"a raw value of {name}: INDICATOR=VALUE")
        return
    leaf = index.tree[node]
    now = float(index.data[index.codes.index(unit), index.tree.leaves.index(leaf)])
    has = f"now {compact(now)}" if now == now else "missing now"  # noqa: PLR0124 - NaN alone differs
    of = f" ({leaf.unit})" if leaf.unit else ""
    prompt = f"{has}: another raw value of {name}, {leaf.name}{of}"
    dialogs.ask_argument(app, f"set {unit}.{node}=", prompt)


def choose_to_take_back(app: Door) -> None:
    """List the values that are the user's; what is chosen is taken back."""
    session = app.session
    index = session.pack.index
    if not session.own:
        app.say(f"no value is yours; {app.way_to('own.set')} sets one")
        return
    own = session.catalogue.pack.index
    choices = []
    for k, one in enumerate(session.own):
        leaf = index.tree.leaves.index(index.tree[one.node])
        was = float(own.data[own.codes.index(one.unit), leaf])
        note = f"the pack has {compact(was)}" if was == was else "missing in the pack"  # noqa: PLR0124
        choices.append(Choice(str(k), told(index, one), note))
    every = "every value as the pack has it"
    if len(choices) > 1:
        choices.append(Choice(ALL, "all of them", every))

    def take(chosen: Chosen | None) -> None:
        if chosen is None or chosen.choice is None:
            return
        if chosen.choice.id == ALL or len(session.own) == 1:
            take_all_back(app)
            return
        one = session.own[int(chosen.choice.id)]
        kept = without(session.own, one.unit, one.node)
        app.take(session.with_own(kept, by=f"{told(index, one)} taken back"))
        app.say(f"taken back: {told(index, one)} · u undoes")

    app.choose(choices, take, prompt="values of yours: what is chosen is taken back")


def take_all_back(app: Door) -> None:
    """Every value as the pack has it."""
    session = app.session
    if not session.own:
        app.say("no value is yours: there is nothing to take back")
        return
    count = len(session.own)
    app.take(session.with_own((), by="all values of yours taken back"))
    app.say(f"taken back: {count} value{'s' if count > 1 else ''} of yours · u undoes")
