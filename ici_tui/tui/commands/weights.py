"""The weights: steps, typed values, locks, presets, undo and redo, scenarios."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.index.weights import WeightError
from ici_tui.settings.places import SettingsError
from ici_tui.tui import dialogs, editing
from ici_tui.tui.commands.named import weight_called
from ici_tui.tui.commands.registry import Scope, command
from ici_tui.tui.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.index.history import History
    from ici_tui.tui.commands.door import Door
    from ici_tui.tui.setting import Setting

HERE = (Scope.WEIGHTS,)


@command("weights.focus", "Edit the weights", keys=("w",), word="w", hint="weights")
def focus(app: Door, _: str) -> None:
    """To the weights, to edit them; Esc leaves them."""
    app.open_weights()


@command("weights.down", "Next weight", keys=("down", "j"), scopes=HERE)
def down(app: Door, _: str) -> None:
    """To the next weight."""
    editing.go_to_weight(app, 1)


@command("weights.up", "Previous weight", keys=("up", "k"), scopes=HERE)
def up(app: Door, _: str) -> None:
    """To the weight before."""
    editing.go_to_weight(app, -1)


@command("weights.less", "One point less", keys=("left", "h"), scopes=HERE)
def less(app: Door, _: str) -> None:
    """One point less; the siblings that are not locked share it in proportion."""
    editing.step_weight(app, -1.0)


@command("weights.more", "One point more", keys=("right", "l"), scopes=HERE, hint="±1")
def more(app: Door, _: str) -> None:
    """One point more; the siblings that are not locked give it in proportion."""
    editing.step_weight(app, 1.0)


@command("weights.much-less", "Five points less", keys=("H", "shift+left"), scopes=HERE)
def much_less(app: Door, _: str) -> None:
    """Five points less."""
    editing.step_weight(app, -5.0)


@command("weights.much-more", "Five points more", keys=("L", "shift+right"), scopes=HERE,
         hint="±5")  # fmt: skip
def much_more(app: Door, _: str) -> None:
    """Five points more."""
    editing.step_weight(app, 5.0)


@command("weights.none", "Nothing", keys=("home",), scopes=HERE)
def nothing(app: Door, _: str) -> None:
    """0 points."""
    editing.set_weight(app, app.session.node, 0.0)


@command("weights.all", "Everything", keys=("end",), scopes=HERE)
def everything(app: Door, _: str) -> None:
    """100 points: nothing for the siblings, whose proportions are remembered."""
    editing.set_weight(app, app.session.node, 100.0)


@command("weights.lock", "Lock", keys=("x",), scopes=HERE, word="lock", argument="[NAME]",
         hint="lock")  # fmt: skip
def lock(app: Door, argument: str) -> None:
    """Keep this weight, or a named one, as it is while its siblings are edited; or release it."""
    session = app.session
    code = weight_called(app, argument) if argument else session.node
    if code is None:
        return
    weights = session.weights
    locked = weights.is_locked(code)
    by = f"{editing.name_of(app, code)} {'free' if locked else 'locked'}"
    app.take(session.edited(weights.with_lock(code, not locked), by=by))


@command("weights.apply", "Take the typed value, or open", keys=("enter",), scopes=HERE)
def apply(app: Door, _: str) -> None:
    """Take the value that was typed; without one, show the weights inside this node."""
    session = app.session
    if session.typed is not None:
        editing.take_typed(app)
    elif session.pack.index.tree.drawn(session.node):
        app.take(session.spread_node(session.node))
    else:
        app.say("there is nothing inside this weight")


@command("weights.open", "Open or fold", keys=("o", "space"), scopes=HERE, hint="open")
def spread(app: Door, _: str) -> None:
    """Show the weights inside this node, or hide them."""
    apply(app, "")


@command(
    "weights.digit",
    "Type a weight",
    keys=(*"123456789", "full_stop"),
    scopes=HERE,
    keyed=True,
    instead=True,
    hint="value",
    together="1–9",
)
def digit(app: Door, key: str) -> None:
    """A digit begins a typed weight or goes on with it; Enter takes it, Esc gives it up."""
    editing.type_weight(app, "." if key == "full_stop" else key)


@command("weights.erase", "Erase a digit", keys=("backspace",), scopes=HERE)
def erase(app: Door, _: str) -> None:
    """Take the last digit back."""
    if app.session.typed is not None:
        app.take(replace(app.session, typed=app.session.typed[:-1] or None))


@command("weights.reset-one", "Reset this weight", keys=("0",), scopes=HERE, hint="reset")
def reset_one(app: Door, _: str) -> None:
    """The points that the pack gives this weight; while a value is typed, a digit of it."""
    session = app.session
    if session.typed is not None:
        editing.type_weight(app, "0")
        return
    by = f"{editing.name_of(app, session.node)} reset"
    editing.try_edit(app, lambda: session.weights.with_one_reset(session.node), by)


@command("weights.reset", "Reset all weights", keys=("R",), word="reset")
def reset(app: Door, _: str) -> None:
    """The pack's own weights everywhere, without locks."""
    app.take(app.session.edited(app.session.weights.reset(), by="all weights reset"))
    app.say(f"weights as in the {app.session.pack.index.info.weights_name}")


@command("weights.undo", "Undo", keys=("u",), word="undo")
def undo(app: Door, _: str) -> None:
    """One edit of weights, methods, values or columns back; the line at the bottom names it."""
    history = app.session.history
    if not history.past:
        app.say("nothing to undo")
        return
    again = app.way_to("weights.redo")
    told = f"undone: {history.now.by or 'an edit'} · {again} redoes"
    _go(app, history.undo(), Session.undone, told)


@command("weights.redo", "Redo", keys=("ctrl+r", "U"), word="redo")
def redo(app: Door, _: str) -> None:
    """The edit that was undone last, once more; the line at the bottom names it."""
    history = app.session.history
    if not history.future:
        app.say("nothing to redo")
        return
    told = f"done again: {history.future[0].by or 'an edit'}"
    _go(app, history.redo(), Session.redone, told)


def _go(app: Door, there: History[Setting], step: Callable[[Session], Session], told: str) -> None:
    """A step in the history: beside the interface where other columns come back and that takes."""
    if there.now.columns == app.session.columns:
        app.take(step(app.session))
        app.say(told)
    else:
        app.follow(step, told)


@command("weights.presets", "Presets and scenarios", keys=("p",), word="preset", argument="[NAME]",
         hint="presets")  # fmt: skip
def presets(app: Door, argument: str) -> None:
    """The pack's weights, equal ones, each part alone, and the scenarios that you saved."""
    if not argument:
        dialogs.choose_preset(app)
        return
    from ici_tui.tui.presets import offered

    offers = offered(app.session)
    found = [p for p in offers if p.name.casefold() == argument.casefold()]
    if not found:
        names = ", ".join(p.name for p in offers)
        app.say(f"no preset is called {argument!r}; there are {names}", warns=True)
        return
    editing.take_preset(app, found[0])


@command("weights.type", "Type weights", word="weights", argument="[NAME=POINTS, …]")
def type_weights(app: Door, argument: str) -> None:
    """As `--weights` takes them, such as enterprise=50,research=30; or what :share gave."""
    if not argument:
        app.open_weights()
        return
    from ici_tui.index.weight_text import parse_weights
    from ici_tui.tui.weights_in_text import weights_in

    session, argument = app.session, weights_in(argument)
    try:
        parsed = parse_weights(argument, session.pack.index.tree, session.weights)
    except WeightError as error:
        app.say(str(error), warns=True)
        return
    app.take(session.edited(parsed.weights, by=f"weights {argument}"))
    if parsed.notes:
        app.say("; ".join(parsed.notes))


@command("weights.save", "Save these weights as a scenario", word="save", argument="NAME",
         private=True)  # fmt: skip
def save(app: Door, argument: str) -> None:
    """Keep the weights, and what is stated, under a name among the presets of this pack."""
    from ici_tui.index.weight_text import write_weights
    from ici_tui.settings.scenarios import Scenario, add_scenario
    from ici_tui.views.statement_text import UNITS, WEIGHTS, Stated

    session = app.session
    stated = session.history.now.stated or Stated(())
    text = Scenario(write_weights(session.weights), stated.about(UNITS), stated.about(WEIGHTS)).text
    if not text:
        app.say("these are the pack's own weights: there is nothing to save")
        return
    try:
        add_scenario(session.pack.index.info.name, argument, text)
    except SettingsError as error:
        app.say(str(error), warns=True)
        return
    app.say(f"saved as {argument.strip()!r}; p shows it among the presets")


@command("weights.share", "Weights as text", word="share", argument="[command]")
def share(app: Door, argument: str) -> None:
    """Send weights, and values of yours, to the terminal's clipboard; `command`: the whole line."""
    from ici_tui.index.weight_text import write_weights
    from ici_tui.questions.command_line import command_line
    from ici_tui.tui.taking import send

    if argument not in {"", "command"}:
        app.say("write :share, or :share command for the whole command line", warns=True)
        return
    text = write_weights(app.session.weights)
    options = [f'--weights "{text}"'] if text else []
    options += [f"--set {shlex.quote(one.text)}" for one in app.session.own]
    if argument:
        send(app, [command_line(app.session.study, ())])
    elif options:
        send(app, [" ".join(options)])
    else:
        app.say("these are the pack's own weights: no --weights is needed")


@command("weights.cancel", "Give up what is typed", keys=("ctrl+g",), scopes=HERE)
def cancel(app: Door, _: str) -> None:
    """Forget the value that is being typed."""
    app.take(replace(app.session, typed=None))
