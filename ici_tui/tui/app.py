"""The explorer: holds the session, lets commands change it, and has it shown."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.app import App
from textual.message import Message

from ici_tui import lookup
from ici_tui.settings.config import change_setting, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import ThemeNotFoundError, find_theme
from ici_tui.tui.colours import stock_theme
from ici_tui.tui.driver import frugal
from ici_tui.tui.ink import Ink
from ici_tui.tui.terminal import leave_on_signals
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.driver import Driver
    from textual.screen import Screen
    from textual.widget import Widget
    from textual.widgets import Input

    from ici_tui.settings.themes import Theme
    from ici_tui.tui.keys import KeyDesk
    from ici_tui.tui.screen import MainScreen
    from ici_tui.tui.session import Session
    from ici_tui.tui.start import Change, Ready, StartError
    from ici_tui.tui.still import Still
    from ici_tui.tui.widgets.bars import TitleBar
    from ici_tui.tui.widgets.chooser import Chooser, Chosen
    from ici_tui.tui.widgets.page import Page
    from ici_tui.tui.widgets.ranking import RankingTable
    from ici_tui.tui.widgets.weights import WeightsStrip
    from ici_tui.tui.workroom import Answered, EnsembleRead, Workroom


class Explorer(App[int]):
    """Shows one session. Every change makes another session; `take` shows it.

    What a session takes (numpy, the widgets, the commands) is imported where it is first used:
    a remembered first frame is on the screen before.
    """

    CSS_PATH = "explorer.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    LONGEST = 60_000
    """Characters: many terminals drop a larger clipboard sequence whole."""
    session: Session
    main: MainScreen
    """The one screen that is always there, also below a dialog."""
    keys: Mapping[str, tuple[str, ...]]
    _desk: KeyDesk
    _workroom: Workroom

    class Loaded(Message):
        """Everything is there, or why it is not."""

        def __init__(self, ready: Ready | StartError) -> None:
            super().__init__()
            self.ready = ready

    def __init__(
        self,
        session: Session | None,
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]] | None = None,
        *,
        opening: Opening | None = None,
    ) -> None:
        # The kind of colours has to be known before the base class sets its filters up.
        super().__init__(ansi_color=theme.ansi)
        self.ink = Ink(theme)
        self._opening = opening
        self._early: list[events.Key] | None = []
        """Keys from before there is a session; None once there is one."""
        self._unseen = ExitStack()
        """What keeps the main screen from being painted until it is whole."""
        self._filtering = False
        self._due = False
        self.register_theme(stock_theme(theme))
        self.theme = f"ici-{theme.name}"
        if session is not None:
            self._take_on(session, keys or {})

    def _take_on(self, session: Session, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Begin with a session, and with the user's keys."""
        from ici_tui.tui.keys import KeyDesk, Keymap
        from ici_tui.tui.workroom import Workroom

        self.session, self.keys = session, keys
        self._desk = KeyDesk(self, Keymap.of(keys), self._early or [])
        self._workroom = Workroom(self)
        self._early = None
        self.title = session.pack.index.info.short_title

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; for a terminal on Unix one that writes fewer bytes."""
        return frugal(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """The main screen; until there is a session, the remembered frame."""
        if self._early is not None and self._opening is not None and self._opening.still:
            from ici_tui.tui.still import StillScreen

            return StillScreen(self._opening.still)
        return self._new_main()

    def _new_main(self) -> MainScreen:
        from ici_tui.tui.screen import MainScreen

        self.main = MainScreen(self.session, self.ink)
        return self.main

    @property
    def table(self) -> RankingTable:
        """The ranking."""
        return self.main.table

    def on_mount(self) -> None:
        """Listen to signals; load what a remembered frame stands for."""
        leave_on_signals(lambda code: self.exit(return_code=code))
        if self._early is not None:
            self.run_worker(self._load, thread=True)

    def _load(self) -> None:
        """Import and read everything; runs in a thread."""
        from ici_tui.tui.start import StartError, prepared

        try:
            ready: Ready | StartError = prepared(None, None, None, False)
            importlib.import_module("ici_tui.tui.screen")
        except StartError as error:
            ready = error
        self.post_message(self.Loaded(ready))

    async def on_explorer_loaded(self, event: Loaded) -> None:
        """Put the explorer in the remembered frame's place."""
        from ici_tui.tui.start import StartError

        if isinstance(event.ready, StartError):
            self.exit(return_code=event.ready.code, message=Text(f"ici-tui: {event.ready}"))
            return
        self._take_on(event.ready.session, event.ready.settings.keys)
        # Nothing is painted before all is there: it is the frame that is seen already.
        self._unseen.enter_context(self.batch_update())
        # Above the frame: a default screen cannot be taken away.
        await self.push_screen(self._new_main())

    async def on_main_screen_ready(self) -> None:
        """Every widget is there: say what can be done, and take what was typed meanwhile."""
        self._focus_view(paged=self.session.view is not View.RANKING)
        self._show()
        self._unseen.close()
        # What was made at the start stays: it is not looked through again and again.
        gc.freeze()
        gc.enable()
        self._workroom.prepare()
        await self._desk.take_held()

    def remember(self) -> None:
        """Keep the first frame for the next time, if nothing was done to it yet."""
        opening, self._opening = self._opening, None
        if opening is None or opening.name is None or opening.whole:
            return
        first = self.screen is self.main and not self._desk.taken
        if not first or opening.size != (self.size.width, self.size.height):
            return
        from ici_tui.tui.still import Still, dump

        strips = self.screen._compositor.render_strips()
        lookup.keep(opening.name, dump(Still(*opening.size, self.ink.theme.name, strips)))

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take a key that means a command at once, with the focus where the last one put it."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._early is not None:
                self._early.append(event)
                return
            if self._desk.takes(event):
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
        from ici_tui.index.errors import PipelineError
        from ici_tui.tui.hints import hints

        self._due = False
        try:
            self.session = self.session.settled()
        except PipelineError as error:
            self.session = self.session.undone()
            self.say(str(error), warns=True)
        self.main.show(self.session, self.ink, hints(self))
        self._workroom.read_ensemble()
        self._workroom.ask()

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
        from ici_tui.tui.commands.registry import commands

        self.say("")
        commands()[identifier].act(self, argument)

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
        from ici_tui.views.names import UnitNotFoundError, find_unit

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
        from ici_tui.tui import dialogs, editing

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
        if len(text) > self.LONGEST:
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
            from ici_tui.tui import editing

            editing.draw_weight(self, event.code, event.points, begun=event.drawn)

    def on_answered(self, event: Answered) -> None:
        """Long work has come further."""
        self._workroom.answered(event)

    def on_ensemble_read(self, event: EnsembleRead) -> None:
        """An ensemble is there."""
        self._workroom.ensemble_read(event)
        self.call_after_refresh(self.remember)


@dataclass(frozen=True)
class Opening:
    """How the explorer opens: the remembered frame, and the name to keep a new one under."""

    size: tuple[int, int]
    name: str | None
    still: Still | None
    whole: bool
    """Whether the frame is all that there will be to see, or the ranking alone."""


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
    from ici_tui.tui.terminal import prepare_streams, silence

    gc.disable()  # collecting while everything is being imported finds next to nothing
    plain = (pack_argument, weights_text, theme, change, time) == (None,) * 5 and not no_color
    explorer = _remembered() if plain else None
    mouse = True
    if explorer is None:
        from ici_tui.tui.start import StartError, prepared

        try:
            ready = prepared(pack_argument, weights_text, theme, no_color, change=change, time=time)
        except StartError as error:
            sys.stderr.write(f"ici-tui: {error}\n")
            return error.code
        opening = _opening(ready.theme.name) if plain else None
        explorer = Explorer(ready.session, ready.theme, ready.settings.keys, opening=opening)
        mouse = ready.settings.mouse
    prepare_streams()
    result: Any = explorer.run(mouse=mouse)
    if explorer.return_code == 128 + getattr(signal, "SIGHUP", 1):
        silence()
    return int(result if result is not None else explorer.return_code or 0)


def _opening(theme: str) -> Opening | None:
    """What is known of the first frame at this terminal's size."""
    from ici_tui.tui.still import name_of, recall

    try:
        size = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except (OSError, ValueError):
        return None
    name = name_of(*size, theme)
    still = None if name is None else recall(name, *size)
    return Opening((size.columns, size.lines), name, still, whole=still is not None)


def _remembered() -> Explorer | None:
    """An explorer that begins with a frame that was remembered, or else with a shipped ranking.

    None where neither is to be trusted.
    """
    try:
        settings = read_settings()
        theme = find_theme(settings.theme)
    except (SettingsError, ThemeNotFoundError):
        return None
    if settings.keys or not settings.mouse:
        # What the configuration says of keys is checked against the commands before anything.
        return None
    opening = _opening(theme.name)
    if opening is not None and opening.still is None and not settings.given & {"pack", "view"}:
        from ici_tui.tui.first_frame import shipped

        first = shipped()
        still = None if first is None else first.still(*opening.size, Ink(theme))
        opening = replace(opening, still=still)
    if opening is None or opening.still is None:
        return None
    return Explorer(None, theme, opening=opening)
