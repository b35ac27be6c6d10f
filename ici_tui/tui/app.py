"""The explorer: holds the session, lets commands change it, and has it shown."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from ici_tui.allowed import rights
from ici_tui.tui.attuning import Attunement
from ici_tui.tui.commands.door import NOTHING_TO_WEIGH
from ici_tui.tui.idle_end import IdleEnd
from ici_tui.tui.idle_memory import IdleMemory
from ici_tui.tui.reads import Reads
from ici_tui.tui.starting import StartingApp
from ici_tui.tui.terminal.answers import EscapedKey, TerminalAnswer
from ici_tui.tui.terminal.choice import chosen_driver
from ici_tui.tui.view import View
from ici_tui.tui.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.driver import Driver
    from textual.widget import Widget
    from textual.widgets import Input

    from ici_tui.pages.acts import Act
    from ici_tui.settings.themes import Theme
    from ici_tui.tui.changing import Watch
    from ici_tui.tui.choices import Choice, Chosen
    from ici_tui.tui.commands.door import Found
    from ici_tui.tui.keeper import Keeper
    from ici_tui.tui.keys import KeyDesk
    from ici_tui.tui.making import Told
    from ici_tui.tui.run import Opening
    from ici_tui.tui.screen import MainScreen
    from ici_tui.tui.session import Session
    from ici_tui.tui.terminal.answers import SignsLost
    from ici_tui.tui.widgets.bars import TitleBar
    from ici_tui.tui.widgets.page import Page
    from ici_tui.tui.widgets.ranking import RankingTable
    from ici_tui.tui.widgets.weights import WeightsStrip
    from ici_tui.tui.workroom import Answered, EnsembleRead, Made, Settled, Workroom


NO_WISHES = Wishes(theme_asked=True, ascii=False)
"""Of an explorer that nobody has opened from a command line: it is as it was told to be."""
SETTLING = "the scores are being computed; the previous scores are shown"


class Explorer(StartingApp):
    """Shows one session. Every change makes another session; `take` shows it."""

    CSS_PATH = "explorer.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    session: Session
    main: MainScreen
    """The one screen that is always there, also below a dialog."""
    keys: Mapping[str, tuple[str, ...]]
    _desk: KeyDesk
    _workroom: Workroom
    keeper: Keeper

    class Done(Message):
        """Work beside the interface is done: what is left is done in it."""

        def __init__(self, then: Callable[[], None]) -> None:
            super().__init__()
            self.then = then

    def __init__(
        self,
        session: Session | None,
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]] | None = None,
        *,
        opening: Opening | None = None,
        keeper: Keeper | None = None,
        wishes: Wishes = NO_WISHES,
    ) -> None:
        super().__init__(theme, opening)
        self._filtering = self._due = False
        self._watch: Watch | None = None
        self._idle_memory = IdleMemory(self)
        self.wishes = wishes
        self.reads = Reads()
        self._greetings = [wishes.greeting]
        self.attuned = Attunement(self)
        self._idle_end = IdleEnd(self)
        if session is not None:
            self.take_on(session, keys or {}, keeper)

    def take_on(
        self, session: Session, keys: Mapping[str, tuple[str, ...]], keeper: Keeper | None
    ) -> None:
        """Begin with a session, with the user's keys, and with who keeps it."""
        from ici_tui.tui.keeper import Keeper
        from ici_tui.tui.keys import KeyDesk, Keymap
        from ici_tui.tui.workroom import Workroom

        self.session, self.keymap = session, Keymap(keys)
        self._desk = KeyDesk(self, self.keymap, self.keys_held())
        self._workroom = Workroom(self)
        self.keeper = keeper or Keeper(session)
        self.title = session.pack.index.info.short_title

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; for a terminal on Unix one that writes fewer bytes."""
        return chosen_driver(super().get_driver_class)

    def keep_session(self, *, quits: bool) -> None:
        """Keep what somebody would miss. Called once before leaving, whatever the reason."""
        if self.has_begun:
            self.keeper.keep(self.session, quits=quits)

    def show_other(self, session: Session, keeper: Keeper, *, again: bool = False) -> None:
        """Go on with a session of other data (or the same, read again), and with who keeps it."""
        self.workers.cancel_group(self, "question")
        self.keeper = keeper
        self.title = session.pack.index.info.short_title
        self.take(session)
        self._workroom.forget(again=again)
        self._focus_view(paged=session.view is not View.RANKING or session.profile)
        self._workroom.prepare()

    def watch_files(self) -> None:
        """Have the pack read again whenever its files change."""
        from ici_tui.tui.changing import Watch

        if self._watch is None:
            self._watch = Watch(self)

    def beside(
        self, work: Callable[[], Found], then: Callable[[Found], None], group: str = "default"
    ) -> None:
        """Have work done in a thread; what it finds goes to `then`, in the interface."""

        def done() -> None:
            found = work()
            self.post_message(self.Done(partial(then, found)))

        self.in_thread(done, group)

    def on_explorer_done(self, event: Done) -> None:
        """Go on with what was found beside the interface."""
        event.then()

    def new_main(self) -> MainScreen:
        """The main screen on the session."""
        from ici_tui.tui.screen import MainScreen

        self.main = MainScreen(self.session, self.ink)
        return self.main

    @property
    def is_shown(self) -> bool:
        """Whether the main screen is there, with every widget."""
        return hasattr(self, "main") and self.main.ready

    @property
    def table(self) -> RankingTable:
        """The ranking."""
        return self.main.table

    async def on_main_screen_ready(self) -> None:
        """Every widget is there: say what can be done, and take what was typed meanwhile."""
        self._focus_view(paged=self.session.view is not View.RANKING or self.session.profile)
        self._show()
        for told in self.session.remarks:
            self.greet(told)
        self.keeper.remember()
        self.greet(self.keeper.greet())
        self.reveal()
        if self.wishes.watch:
            self.watch_files()
        self.attuned.ask_tmux()
        # What was made at the start stays: it is not looked through again and again.
        gc.freeze()
        gc.enable()
        self._workroom.prepare()
        self._idle_end.begin()
        await self._desk.take_held()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take a key that means a command at once, with the focus where the last one put it."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._idle_end.used()
        if isinstance(event, EscapedKey):
            for key in (event.together,) if self._binds(event) else event.apart:
                await self.on_event(key)
            return
        if isinstance(event, events.Paste) and self.is_shown:
            from ici_tui.tui.pasting import takes_paste

            if takes_paste(self, event):
                return
        if isinstance(event, events.Key) and not event.is_forwarded:
            if not self.has_begun:
                self.hold_key(event)
                return
            if self._desk.takes(event):
                return
        await super().on_event(event)

    def _binds(self, event: EscapedKey) -> bool:
        """Whether Alt and a key mean something where the focus is."""
        return self.is_shown and self._desk.binds(event.together)

    async def on_chooser_ready(self) -> None:
        """The list takes keys now."""
        await self._desk.take_held()

    def choose(
        self,
        choices: Sequence[Choice],
        then: Callable[[Chosen | None], None],
        *,
        prompt: str = "",
        text: str = "",
        now: str = "",
    ) -> None:
        """Open a list; what is chosen goes to `then`, and then the keys that waited are taken."""
        from ici_tui.tui.widgets.chooser import Chooser

        async def chosen(found: Chosen | None) -> None:
            then(found)
            await self._desk.take_held()

        self.push_screen(Chooser(choices, self.ink, prompt=prompt, text=text or now), chosen)

    def way_to(self, identifier: str) -> str:
        """The first key of a command, as a person reads it; without one its word, or its title."""
        from ici_tui.tui.commands.registry import command_called
        from ici_tui.tui.dialogs import key_names

        found = command_called(identifier)
        word = f":{found.word}" if found.word else found.title
        return next(iter(key_names(self, found)), word)

    def open_help(self, about: str) -> None:
        """Every key and what it does."""
        from ici_tui.tui.dialogs import open_help

        open_help(self, about)

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
        from ici_tui.tui.hints import hints
        from ici_tui.tui.manners import entitle
        from ici_tui.tui.settling import settles_at_once

        self._due = False
        if not settles_at_once(self.session):
            # What is shown are the scores before: the line at the bottom says so.
            self._workroom.settle()
            self.say(SETTLING)
            self.main.show(self.session, self.ink, hints(self))
            return
        self.session, why_not = self.session.settled_or_undone()
        if why_not:
            self.say(why_not, warns=True)
        self.main.show(self.session, self.ink, hints(self))
        entitle(self)
        self._workroom.read_ensemble()
        self._workroom.ask()
        self._workroom.look_through()
        self._idle_memory.used()

    def follow(self, make: Callable[[Session], Session], told: str | Told) -> None:
        """Go on with what an edit of columns makes: at once, or beside where that takes long.

        Args:
            make: the edit.
            told: what to say of it; or what says it, from the sessions before and after.
        """
        from ici_tui.tui.settling import remade_at_once

        if not remade_at_once(self.session):
            self.say(SETTLING)
        self._workroom.make(make, told, beside=not remade_at_once(self.session))

    def say(self, answer: str, *, warns: bool = False) -> None:
        """Answer in the line at the bottom, until the next key."""
        self.main.hint.say(rights.message(answer), warns=warns)

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus is now."""
        if self.main.ready:
            self._show()

    # Commands

    def run_command(self, identifier: str, argument: str = "") -> None:
        """Run a command; the answer to the one before is gone."""
        from ici_tui.tui.commands.registry import command_called

        found = command_called(identifier)
        self.say("")
        why_not = found.why_not(self.session)
        if why_not:
            self.say(why_not, warns=True)
        else:
            found.act(self, argument)

    # Moving

    @property
    def page_size(self) -> int:
        """The lines that are visible at once."""
        return max(self.main.page.size.height - 1, 1) if self.main.page.display else self.table.page

    def more(self) -> None:
        """Move the cursor by a page."""
        self.move(self.page_size)

    def move(self, step: int) -> None:
        """Move the cursor by lines, where the focus is."""
        focused = self.main.focused
        if isinstance(focused, type(self.main.page)):
            self.on_page(lambda: focused.move(step))
        else:
            self.take(self.session.at_line(self.session.line + step))

    def on_page(self, act: Callable[[], None]) -> None:
        """Do something with the lines of the page: when they are those of the session.

        Keys that come together are taken before what the first of them opens is written.
        """
        if self._due or not self.main.page.size.width:
            self.main.page.later(act)
        else:
            act()

    def at_cursor(self, then: Callable[[Act | None], None]) -> None:
        """Hand the act of the line at the cursor of the page to `then`; None in the ranking."""
        page = self.main.page

        def hand() -> None:
            then(page.line.act if page.line is not None else None)

        if page.display:
            self.on_page(hand)
        else:
            then(None)

    def open_at(self, place: int) -> None:
        """The ranking, the cursor on a unit."""
        self.open_view("ranking")
        self.take(self.session.at_unit(place))

    # Views

    def open_view(self, name: str) -> None:
        """Open a view by its name."""
        self.take(self.session.in_view(View[name.upper()]))
        self._focus_view(paged=name != "ranking")

    def turn_view(self, step: int) -> None:
        """On to the next view, or back to the one before."""
        views = list(View)
        place = (views.index(self.session.view) + step) % len(views)
        self.open_view(views[place].name)

    def _focus_view(self, *, paged: bool) -> None:
        self.main.page.forget()
        self.main.page.display = paged
        self._focus(self.main.page if paged else self.table)

    def _focus(self, widget: Widget) -> None:
        """Give the focus away at once: the next key already goes there."""
        self.main.set_focus(widget)

    def open_profile(self) -> None:
        """The profile of the unit at the cursor, in the ranking's place."""
        self.take(self.session.in_view(View.RANKING, profile=True))
        self._focus_view(paged=True)

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
            fault = self.session.filter_fault
            self.say(fault, warns=bool(fault))

    def open_weights(self) -> None:
        """To the weights."""
        if not self.session.node:
            self.say(NOTHING_TO_WEIGH)
            return
        self.main.strip.display = True
        self._focus(self.main.strip)

    def resume(self) -> None:
        """Continue the session of this pack that was kept last."""
        found = self.keeper.resumed(self.session)
        if found is None:
            self.say("no session of this pack is kept")
            return
        session, told = found
        self.take(session)
        self._focus_view(paged=session.view is not View.RANKING or session.profile)
        self.say(told)

    def wear(self, theme: Theme) -> None:
        """Take other colours."""
        self.colour(theme)
        if self.is_shown:
            self._show()
        else:
            self.repaint_first_frame()

    def redraw(self) -> None:
        """Write the whole screen again."""
        if self.terminal is not None:
            self.terminal.forget()
        self.refresh(layout=True)

    @property
    def through(self) -> str:
        """What runs before the terminal: `screen`, `tmux`, or none."""
        return self.attuned.known.through

    def copy(self, text: str, told: str = "") -> None:
        """Send a text to the terminal's clipboard. Whether it takes it, it does not say."""
        from ici_tui.tui.terminal.clipboard import told_of

        self.copy_to_clipboard(text)
        self.say(told or told_of(text, self.through))

    def picture(self) -> str:
        """The screen as SVG."""
        from ici_tui.tui.picture import picture_of

        return picture_of(self, self.session.pack.index.info.short_title)

    def greet(self, words: str) -> None:
        """Say something once, at the start: as soon as there is a line to say it in."""
        self._greetings.append(words)
        if self.is_shown:
            self.say(" · ".join(filter(None, self._greetings)))

    # What the terminal says

    def on_terminal_answer(self, event: TerminalAnswer) -> None:
        """The terminal has said what it can show."""
        self.attuned.take(event.text)

    def on_signs_lost(self, event: SignsLost) -> None:
        """It shows no more than ASCII."""
        self.attuned.draw_in_ascii(wide_kept=event.wide)

    # What the widgets say

    def on_ranking_table_line_chosen(self, event: RankingTable.LineChosen) -> None:
        """A unit was pointed at."""
        self.take(self.session.at_line(event.line))
        if event.opened:
            self.open_profile()

    def on_ranking_table_header_chosen(self, event: RankingTable.HeaderChosen) -> None:
        """A column was pointed at."""
        self.take(self.session.sorted_by(event.column))

    def on_page_line_chosen(self, event: Page.LineChosen) -> None:
        """A line of a page was pointed at."""
        from ici_tui.tui.page_acts import open_line

        open_line(self, event.line)

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

    def on_settled(self, event: Settled) -> None:
        """Weights and methods have been evaluated."""
        self._workroom.settled(event)

    def on_made(self, event: Made) -> None:
        """An edit of columns has been evaluated."""
        self._workroom.made(event)

    def on_looked_through(self) -> None:
        """What the view waits for has been looked through."""
        self._workroom.looked_through()
        self._show()

    def on_ensemble_read(self, event: EnsembleRead) -> None:
        """An ensemble is there."""
        self._workroom.ensemble_read(event)
