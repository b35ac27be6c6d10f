"""How the explorer begins: a first frame at once, and what that stands for while it is looked at.

What a session takes (numpy, the widgets, the commands) is imported where it is first used: a first
frame is on the screen before.
"""

from __future__ import annotations

import asyncio
import importlib
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from ici_tui.tui.colours import stock_theme
from ici_tui.tui.ink import Ink
from ici_tui.tui.leaving import LeavingApp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.screen import Screen

    from ici_tui.settings.themes import Theme
    from ici_tui.tui.keeper import Keeper
    from ici_tui.tui.run import Opening
    from ici_tui.tui.screen import MainScreen
    from ici_tui.tui.session import Session
    from ici_tui.tui.start import Ready, StartError


class StartingApp(LeavingApp):
    """An app that shows a first frame, holds the keys that are typed, and loads the session.

    Args:
        theme: its colours.
        opening: the first frame, and what reads the pack meanwhile; None where the session is
            there.
    """

    class Loaded(Message):
        """Everything is there, or why it is not."""

        def __init__(self, ready: Ready | StartError) -> None:
            super().__init__()
            self.ready = ready

    def __init__(self, theme: Theme, opening: Opening | None) -> None:
        # The kind of colours has to be known before the base class sets its filters up.
        super().__init__(ansi_color=theme.ansi)
        self._opening = opening
        self._reading = None if opening is None else opening.reading
        self._early: list[events.Key] | None = []
        """Keys from before there is a session; None once there is one."""
        self._unseen = ExitStack()
        """What keeps the main screen from being painted until it is whole."""
        self.colour(theme)

    # What a session is shown with

    def take_on(
        self, session: Session, keys: Mapping[str, tuple[str, ...]], keeper: Keeper | None
    ) -> None:
        """Begin with a session, with the user's keys, and with who keeps it."""
        raise NotImplementedError

    def new_main(self) -> MainScreen:
        """The main screen on the session."""
        raise NotImplementedError

    # Before there is one

    @property
    def has_begun(self) -> bool:
        """True once there is a session."""
        return self._early is None

    def hold_key(self, event: events.Key) -> None:
        """Keep a key for the session; one that leaves breaks off what is being read."""
        if self._early is None:
            return
        self._early.append(event)
        if self._reading is not None and (event.key == "ctrl+q" or self._early[0].key == "q"):
            self.exit()

    def keys_held(self) -> list[events.Key]:
        """What was typed so far, for the session that begins."""
        held, self._early = self._early, None
        return held or []

    def break_off_reading(self) -> None:
        """Read no more of a pack that is still being read."""
        if self._reading is not None and not self.has_begun:
            self._reading.break_off()

    # Loading

    def get_default_screen(self) -> Screen[None]:
        """The main screen; until there is a session, the first frame."""
        if not self.has_begun and self._opening is not None:
            from ici_tui.tui.startup.first_frame import FirstFrameScreen

            return FirstFrameScreen(self._opening.paint(self.ink))
        return self.new_main()

    def on_mount(self) -> None:
        """Load what a first frame stands for."""
        self.loop = asyncio.get_running_loop()
        self.loop.set_exception_handler(self._on_stray)
        if not self.has_begun:
            self.in_thread(self._load)

    def _load(self) -> None:
        """Import and read everything; runs in a thread."""
        from ici_tui.tui.start import StartError, prepared

        reading = self._reading
        prepare = partial(prepared, None, None, None, False) if reading is None else reading.prepare
        try:
            # While a large file is still being read, there is time for it.
            importlib.import_module("ici_tui.tui.screen")
            ready: Ready | StartError = prepare()
        except StartError as error:
            ready = error
        self.post_message(self.Loaded(ready))

    async def on_starting_app_loaded(self, event: Loaded) -> None:
        """Put the explorer in the first frame's place."""
        from ici_tui.tui.start import StartError

        if self._leaves:
            return
        if isinstance(event.ready, StartError):
            self.last_words = event.ready.words
            self.exit(return_code=event.ready.code)
            return
        ready = event.ready
        if self._opening is not None and self._opening.chances:
            from ici_tui.views.beats_next import remember

            remember(ready.session.study, self._opening.chances)
        self.take_on(ready.session, ready.settings.keys, ready.keeper)
        if self._reading is None:
            # Nothing is painted before all is there: it is the frame that is seen already.
            self._unseen.enter_context(self.batch_update())
        # Above the frame: a default screen cannot be taken away.
        await self.push_screen(self.new_main())

    def reveal(self) -> None:
        """The main screen is whole: it may be painted."""
        self._unseen.close()

    # Colours

    def colour(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.ink = Ink(theme)
        self.register_theme(stock_theme(theme))
        self.ansi_color = theme.ansi
        self.theme = f"ici-{theme.name}"

    def repaint_first_frame(self) -> None:
        """Paint the first frame anew, if it is still there."""
        if self.has_begun or self._opening is None:
            return
        from ici_tui.tui.startup.first_frame import FirstFrameScreen

        if isinstance(self.screen, FirstFrameScreen):
            self.screen.show(self._opening.paint(self.ink))
