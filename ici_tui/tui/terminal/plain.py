"""The explorer's app on Textual's public interface alone: the way without `textual_private`.

Frames are composed and written as Textual does it, and an error is shown as Textual shows it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from ici_tui.tui.terminal.capabilities import inner_multiplexer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.tui.terminal.compositor import Placed


class Update(Protocol):
    """What is to be shown."""

    @property
    def strips(self) -> Iterator[Placed] | None:
        """Strips with their columns and lines; None where it is more than strips."""

    @property
    def text(self) -> str:
        """The text that Textual would write."""

    @property
    def colours(self) -> str | None:
        """The system of colours that the text is made for, by rich's name."""


class Terminal(Protocol):
    """What the explorer asks of a driver of its own."""

    takes_updates: bool

    @property
    def behind(self) -> bool:
        """Whether the line to the terminal is slow, and has more to deliver."""

    @property
    def keys_wait(self) -> bool:
        """Whether something that was typed has not been read yet."""

    def show(self, update: Update, at: tuple[int, int] | None, *, marked: bool) -> None:
        """Show an update, with the cursor at a column and line, or anywhere."""

    def forget(self) -> None:
        """Take nothing of the screen for granted."""

    def write(self, data: str) -> None:
        """Write what is no frame."""

    def take_again(self) -> None:
        """Set every mode again: another program may have taken them back."""

    def stop_job(self) -> None:
        """Stop as a shell's job, with everything that belongs to it."""

    def leave_mouse(self) -> None:
        """Listen to the mouse no more."""

    def set_title(self, title: str) -> None:
        """Give the window a title; the one before comes back at the end."""

    def leave_within(self, seconds: float, code: int, last_words: Callable[[], str]) -> None:
        """See to it that the process ends."""


class PlainApp(App[int]):
    """Knows no driver of its own."""

    ascii_only = False
    """Whether only ASCII is shown; without `textual_private` it is of no effect."""
    shows: Callable[[str], bool] | None = None
    """Which characters alone are shown as they are; None for all of them."""

    @property
    def through(self) -> str:
        """What runs before the terminal: `screen`, `tmux`, or none."""
        return inner_multiplexer(os.environ)

    def have_colours(self, system: str) -> None:
        """Write with another system of colours, by rich's name; Textual knows only one."""

    @property
    def terminal(self) -> Terminal | None:
        """The driver, where it is ours."""
        return None

    def fail(self, error: BaseException) -> None:
        """Note an error that nobody foresaw."""
        raise NotImplementedError

    def break_down(self, error: Exception) -> None:
        """Leave because of an error that nobody foresaw."""
        self.fail(error)
        App.exit(self, return_code=1)
