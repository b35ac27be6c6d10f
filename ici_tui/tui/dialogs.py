"""The lists to choose from: commands, help, presets, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.settings.themes import read_themes
from ici_tui.tui import editing
from ici_tui.tui.choices import Choice, Chosen
from ici_tui.tui.commands.registry import Command, Scope, commands, key_name, words
from ici_tui.tui.commands.registry import offered as offered_commands
from ici_tui.tui.theming import take_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.door import Door


def key_names(app: Explorer, found: Command) -> list[str]:
    """A command's keys as a person reads them."""
    return [key_name(key, in_letters=app.ascii_only) for key in app.keymap.keys_of(found)]


def open_palette(app: Explorer) -> None:
    """Every command; a word with an argument, or a number, may be typed instead."""
    choices = [_entry(app, found) for found in offered_commands() if _in_palette(found)]
    app.choose(
        choices, lambda chosen: run_chosen(app, chosen), prompt="a command, or the number of a rank"
    )


def _in_palette(found: Command) -> bool:
    return bool(found.word) or found.scopes in {(Scope.APP,), (Scope.WEIGHTS,)}


def _entry(app: Explorer, found: Command) -> Choice:
    word = f":{found.word} {found.argument}".strip() if found.word else ""
    keys = " ".join(key_names(app, found))
    shown = "  ".join(filter(None, (word, keys)))
    return Choice(found.id, found.title, found.help, shown, found.words)


def run_chosen(app: Door, chosen: Chosen | None) -> None:
    """Run what was chosen or typed."""
    if chosen is None:
        return
    text = chosen.text.removeprefix(":").strip()
    if chosen.pointed and chosen.choice is not None:
        text = ""
    word, _, argument = text.partition(" ")
    if text.isdecimal():
        app.run_command("move.rank", text)
        return
    called = words().get(word)
    if called is not None and (called.takes_argument or not argument):
        if called.needs_argument and not argument:
            app.say(f":{word} takes {called.argument}", warns=True)
        else:
            app.run_command(called.id, argument.strip())
    elif chosen.choice is None:
        way = app.way_to("program.palette")
        app.say(f"no command is called {text!r}; {way} lists them", warns=True)
    elif commands()[chosen.choice.id].needs_argument:
        found = commands()[chosen.choice.id]
        ask_argument(app, f"{found.word} ", f"{found.title}: {found.argument}")
    else:
        app.run_command(chosen.choice.id)


def ask_argument(app: Door, text: str, prompt: str) -> None:
    """The palette again, with a command begun and nothing to choose from."""
    app.choose((), lambda chosen: run_chosen(app, chosen), prompt=prompt, text=text)


def open_help(app: Explorer, about: str = "") -> None:
    """Every key, where it works, and what it does; Enter runs the command.

    Args:
        app: the explorer.
        about: what the list is narrowed to, as if it were typed.
    """
    choices = []
    for found in offered_commands():
        keys = " ".join(key_names(app, found))
        word = f":{found.word} {found.argument}".strip() if found.word else ""
        where = f" ({found.where})" if found.where else ""
        shown = "  ".join(filter(None, (keys, word)))
        choices.append(Choice(found.id, found.title, found.help + where, shown, found.words))
    app.choose(
        choices,
        lambda chosen: run_chosen(app, chosen),
        prompt="help: type to filter, Enter runs, Esc closes",
        text=about,
    )


def choose_preset(app: Door) -> None:
    """The sets of weights."""
    from ici_tui.tui.presets import offered

    offers = offered(app.session)
    choices = [Choice(str(k), offer.name, offer.note) for k, offer in enumerate(offers)]

    def take(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.choice is not None:
            editing.take_preset(app, offers[int(chosen.choice.id)])

    app.choose(choices, take, prompt="weights: a preset or a scenario")


def choose_method(app: Door, stage: str) -> None:
    """What a stage of the pipeline can be; another text of its language may be typed."""
    from ici_tui.tui.methods import offered, stages

    offers = offered(app.session, stage)
    now = next(found.chosen for found in stages(app.session) if found.name == stage)
    choices = [Choice(text, text, note, "now" if text == now else "") for text, note in offers]

    def take(chosen: Chosen | None) -> None:
        if chosen is not None:
            text = chosen.choice.id if chosen.choice is not None else chosen.text
            app.run_command("methods.set", f"{stage}={text}")

    app.choose(choices, take, prompt=f"{stage}: choose, or type it")


def choose_theme(app: Explorer) -> None:
    """The themes; those that cannot be read are said to be so."""
    themes, faults = read_themes()
    choices = [
        Choice(theme.name, theme.title, f"{theme.kind}, {'dark' if theme.dark else 'light'}",
               "now" if theme.name == app.ink.theme.name else "")
        for theme in themes
    ]  # fmt: skip

    def take(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.choice is not None:
            take_theme(app, chosen.choice.id)

    app.choose(choices, take, prompt="theme")
    if faults:
        app.say(faults[0], warns=True)


def choose_pack(app: Door, then: Callable[[str], None]) -> None:
    """Packs and tables that were opened before, then the installed ones; or a path is typed."""
    from ici_tui.packs.find import installed_packs
    from ici_tui.settings.recent import recent_packs

    choices = [Choice(path, path, "recent") for path in recent_packs()]
    choices += [Choice(place.name, place.name, place.kind) for place in installed_packs()]

    def take(chosen: Chosen | None) -> None:
        if chosen is not None:
            then(chosen.choice.id if chosen.choice is not None else chosen.text)

    app.choose(choices, take, prompt="open: choose, or type a path")
