"""The explorer: holds the session, lets commands change it, and has it shown."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

from ici_tui.index.errors import PipelineError
from ici_tui.settings.config import change_setting
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import ThemeNotFoundError, find_theme
from ici_tui.tui import dialogs, editing
from ici_tui.tui.colours import stock_theme
from ici_tui.tui.commands.registry import Scope, commands, key_name
from ici_tui.tui.driver import frugal
from ici_tui.tui.ink import Ink
from ici_tui.tui.keys import KeyDesk, Keymap
from ici_tui.tui.screen import MainScreen
from ici_tui.tui.session import View
from ici_tui.tui.taking import LONGEST
from ici_tui.tui.terminal import leave_on_signals
from ici_tui.tui.workroom import Answered, EnsembleRead, Workroom
from ici_tui.views.names import UnitNotFoundError, find_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.driver import Driver
    from textual.widget import Widget
    from textual.widgets import Input

    from ici_tui.settings.themes import Theme
    from ici_tui.tui.session import Session
    from ici_tui.tui.start import Change
    from ici_tui.tui.widgets.bars import TitleBar
    from ici_tui.tui.widgets.chooser import Chooser, Chosen
    from ici_tui.tui.widgets.page import Page
    from ici_tui.tui.widgets.ranking import RankingTable
    from ici_tui.tui.widgets.weights import WeightsStrip


class Explorer(App[int]):
    """Shows one session. Every change makes another session; `take` shows it."""

    CSS_PATH = "explorer.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        session: Session,
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        # The kind of colours has to be known before the base class sets its filters up.
        super().__init__(ansi_color=theme.ansi)
        self.session = session
        self.ink = Ink(theme)
        self.keys: Mapping[str, tuple[str, ...]] = keys or {}
        self._desk = KeyDesk(self, Keymap.of(self.keys))
        self._workroom = Workroom(self)
        self._filtering = False
        self._due = False
        self.title = session.pack.index.info.short_title
        self.register_theme(stock_theme(theme))
        self.theme = f"ici-{theme.name}"

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; for a terminal on Unix one that writes fewer bytes."""
        return frugal(super().get_driver_class())

    def get_default_screen(self) -> MainScreen:
        """The one screen that is always there."""
        return MainScreen(self.session, self.ink)

    @property
    def main(self) -> MainScreen:
        """The one screen that is always there, also below a dialog."""
        found = self.screen_stack[0]
        assert isinstance(found, MainScreen)  # noqa: S101 - for the type checker
        return found

    @property
    def table(self) -> RankingTable:
        """The ranking."""
        return self.main.table

    def on_mount(self) -> None:
        """Listen to signals."""
        leave_on_signals(lambda code: self.exit(return_code=code))

    async def on_main_screen_ready(self) -> None:
        """Every widget is there: say what can be done, and take what was typed meanwhile."""
        self._focus_view(paged=self.session.view is not View.RANKING)
        self._show()
        await self._desk.take_held()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take a key that means a command at once, with the focus where the last one put it."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._desk.takes(event):
            return
        await super().on_event(event)

    async def on_chooser_ready(self) -> None:
        """The list takes keys now."""
        await self._desk.take_held()

    def choose(self, dialog: Chooser, then: Callable[[Chosen | None], None]) -> None:
        """Open a list; what is chosen goes to `then`, and then the keys that waited are taken."""

        async def chosen(found: Chosen | None) -> None:
            then(found)
            await self._desk.take_held()

        self.push_screen(dialog, chosen)

    # Showing

    def take(self, session: Session) -> None:
        """Go on with another session. It is shown once all keys that wait have been taken."""
        if session is self.session:
            return
        self.session = session
        if not self._due:
            self._due = True
            self.call_later(self._show)

    def _show(self) -> None:
        self._due = False
        try:
            self.session = self.session.settled()
        except PipelineError as error:
            self.session = self.session.undone()
            self.say(str(error), warns=True)
        self.main.show(self.session, self.ink, self._hints())
        self._workroom.read_ensemble()
        self._workroom.ask()

    def _hints(self) -> tuple[tuple[str, str], ...]:
        scope = self.main.scope
        listed = [c for c in commands().values() if c.hint and c.keys]
        here = [c for c in listed if scope in c.scopes]
        rest = [c for c in listed if c.scopes == (Scope.APP,)]
        back = [("Esc", "back")] if scope is not Scope.RANKING else []
        first = ["weights.focus", "ranking.open"]
        ordered = sorted([*here, *rest], key=lambda c: c.id not in first)
        named = [(key_name(dialogs.keys_of(self, c)[0]), c.hint) for c in ordered]
        if scope is not Scope.RANKING:
            named = [(key, "back" if word == "quit" else word) for key, word in named]
            back = back if scope is Scope.WEIGHTS else []
        return (*named[: len(here)], *back, *named[len(here) :])

    def say(self, answer: str, *, warns: bool = False) -> None:
        """Answer in the line at the bottom, until the next key."""
        self.main.hint.say(answer, warns=warns)

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus is now."""
        if self.main.ready:
            self._show()

    # Commands

    def run_command(self, identifier: str, argument: str = "") -> None:
        """Run a command; the answer to the one before is gone."""
        self.say("")
        commands()[identifier].act(self, argument)

    def open_palette(self) -> None:
        """Every command, to choose from or to type."""
        dialogs.open_palette(self)

    def open_help(self) -> None:
        """Every key and what it does."""
        dialogs.open_help(self)

    def ask(self, text: str, prompt: str) -> None:
        """Ask for the argument of a command that was begun."""
        dialogs.ask_argument(self, text, prompt)

    def choose_preset(self) -> None:
        """The sets of weights."""
        dialogs.choose_preset(self)

    def choose_theme(self) -> None:
        """The themes."""
        dialogs.choose_theme(self)

    # Moving

    @property
    def page_size(self) -> int:
        """The lines that are visible at once."""
        return max(self.main.page.size.height - 1, 1) if self.main.page.display else self.table.page

    def move(self, step: int) -> None:
        """Move the cursor by lines, where the focus is."""
        focused = self.main.focused
        if isinstance(focused, type(self.main.page)):
            focused.move(step)
        else:
            self.take(self.session.at_line(self.session.line + step))

    def unit_called(self, name: str) -> int | None:
        """The place of a unit; None, and an answer, where none or several are called so."""
        try:
            return find_unit(self.session.pack.index, name)
        except UnitNotFoundError as error:
            self.say(str(error), warns=True)
            return None

    # Views

    def open_view(self, name: str) -> None:
        """Open a view by its name."""
        self.take(replace(self.session, view=View[name.upper()], profile=False))
        self._focus_view(paged=name != "ranking")

    def turn_view(self, step: int) -> None:
        """On to the next view, or back to the one before."""
        views = list(View)
        place = (views.index(self.session.view) + step) % len(views)
        self.open_view(views[place].name)

    def _focus_view(self, *, paged: bool) -> None:
        self.main.page.display = paged
        self._focus(self.main.page if paged else self.table)

    def _focus(self, widget: Widget) -> None:
        """Give the focus away at once: the next key already goes there."""
        self.main.set_focus(widget)

    def open_profile(self) -> None:
        """The profile of the unit at the cursor, in the ranking's place."""
        self.take(replace(self.session, view=View.RANKING, profile=True))
        self._focus_view(paged=True)

    def open_key(self, key: str) -> None:
        """Open a line of a page: a unit's profile, a stage's methods, or what is folded."""
        kind, _, rest = key.partition(":")
        if kind == "method":
            dialogs.choose_method(self, rest)
        elif kind == "go":
            code, _, points = rest.partition(":")
            editing.set_weight(self, code, float(points))
        elif kind == "weights":
            given = rest.rpartition("|")[2]
            shares = dict(pair.split("=") for pair in given.split(","))
            editing.take_shares(self, {code: float(share) for code, share in shares.items()})
        elif kind == "unit":
            place = list(self.session.pack.index.codes).index(rest)
            self.take(self.session.at_unit(place))
            self.open_profile()
        elif kind:
            self.take(self.session.folded(key))

    def leave_page(self) -> bool:
        """One level back, if there is one."""
        if self.session.typed is not None:
            self.take(replace(self.session, typed=None))
        elif self.main.focused is self.main.strip:
            self._focus_view(paged=self.main.page.display)
        elif self.session.profile or self.session.view is not View.RANKING:
            self.open_view("ranking")
        else:
            return False
        return True

    def go_back(self) -> None:
        """One level back; at the top take filter and marks off."""
        if self.main.asking:
            self._filtering = False
            self.take(self.session.arranged(text=""))
            self._focus(self.table)
        elif self._workroom.stop() or self.leave_page():
            return
        elif self.session.text:
            self.take(self.session.arranged(text=""))
        elif self.session.marks:
            self.take(replace(self.session, marks=()))
        else:
            self.say("q quits")

    def ask_filter(self) -> None:
        """Type a filter; the ranking follows with every letter."""
        self.main.prompt.display = True
        self.main.prompt.value = self.session.text
        self._filtering = True
        self._focus(self.main.prompt)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while it is typed."""
        if event.input is self.main.prompt and self._filtering:
            self.take(self.session.arranged(text=event.value))

    def focus_weights(self) -> None:
        """To the weights."""
        if not self.session.node:
            self.say("this index has one component: there is nothing to weigh")
            return
        self.main.strip.display = True
        self._focus(self.main.strip)

    # The program

    def take_theme(self, name: str) -> None:
        """Change the colours, and keep the choice."""
        try:
            theme = find_theme(name)
        except (ThemeNotFoundError, SettingsError) as error:
            self.say(str(error), warns=True)
            return
        if self.no_color and theme.ansi != self.ink.theme.ansi:
            # What drops colours was chosen at the start for one kind of theme.
            self.say(f"NO_COLOR is set: start with --theme {theme.name} to have it", warns=True)
            return
        self.ink = Ink(theme)
        self.register_theme(stock_theme(theme))
        self.ansi_color = theme.ansi
        self.theme = f"ici-{theme.name}"
        self._show()
        try:
            change_setting("theme", theme.name)
        except SettingsError as error:
            self.say(f"{theme.title}, for this time: {error}", warns=True)
        else:
            self.say(f"theme: {theme.title}")

    def redraw(self) -> None:
        """Write the whole screen again."""
        forget = getattr(self._driver, "forget", None)
        if forget is not None:
            forget()
        self.refresh(layout=True)

    def send(self, text: str) -> None:
        """Send text to the terminal's clipboard. Whether it takes it, it does not say."""
        if len(text) > LONGEST:
            self.say("too much for a terminal's clipboard; :write FILE takes it", warns=True)
            return
        self.copy_to_clipboard(text)
        lines = text.count("\n")
        self.say(f"sent to the terminal's clipboard: {lines} line{'s' if lines != 1 else ''}")

    # What the widgets say

    def on_ranking_table_line_chosen(self, event: RankingTable.LineChosen) -> None:
        """A unit was pointed at."""
        self.take(self.session.at_line(event.line))
        if event.opened:
            self.open_profile()

    def on_ranking_table_header_chosen(self, event: RankingTable.HeaderChosen) -> None:
        """A column was pointed at."""
        self.take(self.session.sorted_by(event.column))

    def on_page_key_chosen(self, event: Page.KeyChosen) -> None:
        """A line of a page was pointed at."""
        self.open_key(event.key)

    def on_title_bar_view_chosen(self, event: TitleBar.ViewChosen) -> None:
        """A tab was pointed at."""
        self.open_view(event.view.name)

    def on_weights_strip_point_chosen(self, event: WeightsStrip.PointChosen) -> None:
        """A weight was pointed at."""
        self.take(replace(self.session, node=event.code, typed=None))
        if event.points is not None:
            editing.draw_weight(self, event.code, event.points, begun=event.drawn)

    def on_answered(self, event: Answered) -> None:
        """Long work has come further."""
        self._workroom.answered(event)

    def on_ensemble_read(self, event: EnsembleRead) -> None:
        """An ensemble is there."""
        self._workroom.ensemble_read(event)


def run_explorer(
    pack_argument: str | None,
    weights_text: str | None,
    theme: str | None,
    no_color: bool = False,
    *,
    change: Change | None = None,
    time: str | None = None,
) -> int:
    """Open the explorer and stay until it is left.

    Args:
        pack_argument: a pack's name or folder; None opens the configured or the bundled one.
        weights_text: weights as `--weights` takes them.
        theme: a theme's name; None takes the configured one.
        no_color: no colour, as with `NO_COLOR`.
        change: from the pack's pipeline to the one that was asked for.
        time: the time of a panel; None takes the newest.

    Returns:
        The exit code: 0; 1 or 2 where pack, weights, theme or configuration are not as they
        should be; or 128 and the number of the signal that ended it.
    """
    from ici_tui.tui.start import StartError, prepared
    from ici_tui.tui.terminal import prepare_streams, silence

    try:
        ready = prepared(pack_argument, weights_text, theme, no_color, change=change, time=time)
    except StartError as error:
        sys.stderr.write(f"ici-tui: {error}\n")
        return error.code
    prepare_streams()
    explorer = Explorer(ready.session, ready.theme, ready.settings.keys)
    result: Any = explorer.run(mouse=ready.settings.mouse)
    if explorer.return_code == 128 + getattr(signal, "SIGHUP", 1):
        silence()
    return int(result if result is not None else explorer.return_code or 0)
