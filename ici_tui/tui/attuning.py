"""Fits the explorer to its terminal as that answers: colours, ground, and whether signs arrive."""

from __future__ import annotations

import os
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import ThemeNotFoundError, find_theme
from ici_tui.tui.terminal.answers import SignsLost
from ici_tui.tui.terminal.capabilities import SCREEN_ANSWERS, SIXTEEN, colours_by_name
from ici_tui.tui.terminal.fitness import ascii_or_wide, one_cell
from ici_tui.tui.terminal.process import COLOURS, screen_without_unicode
from ici_tui.tui.wishes import IN_SCREEN, default_theme, first_capabilities

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.terminal.capabilities import Capabilities

TIME_LIMIT = 2.0
"""Seconds after the start within which an answer still changes what is seen."""
ASKING_TMUX = 1.0
"""Seconds that tmux may take to say what its own terminal can show."""


class Attunement:
    """Takes the terminal's answers; what the user wishes counts more than any of them."""

    def __init__(self, app: Explorer) -> None:
        self._app, self._wishes = app, app.wishes
        self.known = first_capabilities()
        # A system of colours that somebody has set is the one that they want.
        self._given = os.environ.get(COLOURS, "auto") not in {"auto", colours_by_name(os.environ)}
        self._begun = monotonic()
        app.ascii_only = app.wishes.ascii_at_first
        if app.ascii_only:
            app.shows = str.isascii
        elif screen_without_unicode():
            # It takes a wide letter for one cell, and its terminal for two: lines would break.
            app.shows = one_cell

    def take(self, answer: str) -> None:
        """Take an answer, as a `TerminalAnswer` has it."""
        before, self.known = self.known, self.known.told(answer)
        if answer.startswith(SCREEN_ANSWERS):
            self._free_esc()
        if monotonic() - self._begun > TIME_LIMIT:
            return
        if self.known != before and not self._app.no_color:
            self._take_colours(before)

    def _take_colours(self, before: Capabilities) -> None:
        if self.known.colours != before.colours and not self._given:
            self._app.have_colours(self.known.colours)
            self._app.redraw()
        if not self._wishes.theme_asked:
            self._take_theme()

    def _free_esc(self) -> None:
        """The terminal is GNU screen, which holds Esc back while the mouse is reported."""
        wishes, terminal = self._wishes, self._app.terminal
        if wishes.mouse and not wishes.mouse_forced and terminal is not None:
            terminal.leave_mouse()
            self._app.greet(IN_SCREEN)

    def _take_theme(self) -> None:
        if self._given and self.known.colours == SIXTEEN:
            return
        name = default_theme(self.known)
        if name != self._app.ink.theme.name:
            with suppress(ThemeNotFoundError, SettingsError):  # there is one already
                self._app.wear(find_theme(name))

    def theme_chosen(self) -> None:
        """Somebody has chosen a theme: no answer changes it any more."""
        self._begun = -TIME_LIMIT

    def draw_in_ascii(self, *, wide_kept: bool) -> None:
        """Draw with ASCII from now on, unless somebody wants it otherwise.

        Args:
            wide_kept: whether letters of two cells are shown nevertheless.
        """
        if self._wishes.ascii is None and not self._app.ascii_only:
            self._app.ascii_only = True
            self._app.shows = ascii_or_wide if wide_kept else str.isascii
            self._app.redraw()

    def ask_tmux(self) -> None:
        """Have tmux asked whether its own terminal takes UTF-8; it does not say so in any answer."""
        if self._wishes.ascii is None and not self._app.ascii_only and os.environ.get("TMUX"):
            self._app.in_thread(self._ask_tmux, "tmux")

    def _ask_tmux(self) -> None:
        if _tmux_takes_utf8() is False:
            self._app.post_message(SignsLost())


def _tmux_takes_utf8() -> bool | None:
    """Whether the terminal that tmux runs in takes UTF-8; None where it does not say."""
    import shutil
    import subprocess

    program = shutil.which("tmux", path="/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - a system's program, with fixed words
            [program, "display-message", "-p", "#{client_utf8}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=ASKING_TMUX,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return {b"0": False, b"1": True}.get(told)
