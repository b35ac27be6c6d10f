"""The one file that uses what is private to Textual: how it composes, shows, closes and parses.

It was checked against the versions that `choice.CHECKED` names. `choice.supported` imports it and
gives it up where a name is gone; `plain.py` is the way without it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from rich.console import COLOR_SYSTEMS
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.widgets import Input

from ici_tui.tui.terminal.clipboard import clipboard_sequence
from ici_tui.tui.terminal.compositor import Placed, seen_in
from ici_tui.tui.terminal.fitness import fit_strip, fit_to
from ici_tui.tui.terminal.plain import PlainApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, RenderableType
    from textual.message import Message
    from textual.screen import Screen

    from ici_tui.tui.terminal.plain import Terminal

NEEDED = {
    App: (
        "_close_messages_no_wait",
        "_display",
        "_fatal_error",
        "_handle_exception",
        "_print_error_renderables",
    ),
    Compositor: ("render_full_update", "render_partial_update", "visible_widgets"),
    XTermParser: ("feed", "tick"),
}
"""Names without which nothing here works; what objects hold is looked at in `missing`."""


def missing() -> list[str]:
    """Names that this version of Textual does not have."""
    compositor, parser = vars(Compositor()), vars(XTermParser())
    names = [
        f"{owner.__name__}.{name}"
        for owner, names in NEEDED.items()
        for name in names
        if not hasattr(owner, name)
    ]
    names += [] if "_dirty_regions" in compositor else ["Compositor._dirty_regions"]
    return names + [
        f"XTermParser.{name}" for name in ("_awaiting", "_timeout_time") if name not in parser
    ]


# Composing


class StripsUpdate(CompositorUpdate):
    """Strips at their places."""

    def __init__(self, strips: Sequence[Placed]) -> None:
        self.strips = strips

    def render_segments(self, console: Console) -> str:
        """The text that shows them."""
        written = []
        for x, y, strip in self.strips:
            written += [Control.move_to(x, y).segment.text, strip.render(console)]
        return "".join(written)


class DirectCompositor(Compositor):
    """Paints regions without cutting the widgets that have no part in them."""

    def render_partial_update(self) -> StripsUpdate | None:  # type: ignore[override]
        """What is to be painted, or None for nothing."""
        screen = self.size.region
        regions = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        strips = [placed for region in regions for placed in seen_in(region, self.visible_widgets)]
        return StripsUpdate(strips) if strips else None


def compose_directly(screen: Screen[Any]) -> None:
    """Have a screen composed by a `DirectCompositor`."""
    screen._compositor = DirectCompositor()


# Updates


class Update:
    """What is to be shown, for the driver: strips, or the text that Textual makes of them."""

    def __init__(self, update: CompositorUpdate, console: Console) -> None:
        self._update, self._console = update, console

    @property
    def strips(self) -> Iterator[Placed] | None:
        """The strips with their columns and lines; None where it is more than strips."""
        return strips_of(self._update)

    @property
    def text(self) -> str:
        """What Textual writes."""
        return self._update.render_segments(self._console)

    @property
    def colours(self) -> str | None:
        """The system of colours that the text is made for, by rich's name."""
        return self._console.color_system


def strips_of(update: CompositorUpdate) -> Iterator[Placed] | None:
    """The strips of an update, as its text shows them; None where it is more than strips."""
    if isinstance(update, StripsUpdate):
        return iter(update.strips)
    if isinstance(update, LayoutUpdate):
        return _in_layout(update)
    if isinstance(update, ChopsUpdate):
        return _in_chops(update)
    return None


def _in_layout(update: LayoutUpdate) -> Iterator[Placed]:
    for y, line in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in line:
            yield Placed(x, y, strip)
            x += strip.cell_length


def _in_chops(update: ChopsUpdate) -> Iterator[Placed]:
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            whole = first <= x < last and end <= last
            yield Placed(x, y, strip if whole else strip.crop(0, min(end, last) - x))


def make_fit(update: object, keep: Callable[[str], bool] | None = None) -> None:
    """Make every strip of an update fit for a terminal, each as wide as it was.

    Args:
        update: what is to be shown.
        keep: whether a character is shown as it is, and not in ASCII; None keeps all.
    """
    fit = fit_strip if keep is None else partial(fit_to, keep)
    if isinstance(update, StripsUpdate):
        update.strips = [placed._replace(strip=fit(placed.strip)) for placed in update.strips]
    elif isinstance(update, LayoutUpdate):
        update.strips = [[fit(strip) for strip in line] for line in update.strips]
    elif isinstance(update, ChopsUpdate):
        update.chops = [
            {x: strip and fit(strip) for x, strip in line.items()} for line in update.chops
        ]


# Showing and closing


class PrivateApp(PlainApp):
    """Gives updates to the driver as they are, and closes without a picture of an error."""

    @property
    def terminal(self) -> Terminal | None:
        """The driver, where it is ours."""
        driver = self._driver
        return cast("Terminal", driver) if hasattr(driver, "leave_within") else None

    def have_colours(self, system: str) -> None:
        """Write with another system of colours, by rich's name."""
        self.console._color_system = COLOR_SYSTEMS[system]

    def copy_to_clipboard(self, text: str) -> None:
        """Send text to the terminal's clipboard, through whatever runs before the terminal."""
        if self.terminal is None:
            super().copy_to_clipboard(text)
            return
        self._clipboard = text
        self.terminal.write(clipboard_sequence(text, self.through))

    def break_down(self, error: Exception) -> None:
        """Leave because of an error that nobody foresaw."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        self.fail(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close without a picture of the error: it would show whatever the program held."""
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Close, as after every other error."""
        del renderables
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing: the last words are said once the terminal is given back."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Show an update that is fit for a terminal; our driver takes it as it is."""
        shown: object = renderable
        make_fit(shown, self.shows)
        terminal = self.terminal
        if not (terminal and terminal.takes_updates and isinstance(shown, CompositorUpdate)):
            super()._display(screen, renderable)
            return
        if not self._batch_count and self._running and not self._closed:
            at = self.screen.outer_size.clamp_offset(self.cursor_position)
            self._previous_cursor_position = at
            # Only where something is typed does the terminal show something of its own there.
            typed = isinstance(self.focused, Input)
            try:
                update = Update(shown, self.console)
                terminal.show(update, (at.x, at.y) if typed else None, marked=self._sync_available)
            except Exception as error:  # noqa: BLE001 - as Textual itself: whatever it is, leave
                self._handle_exception(error)
        self.post_display_hook()


# Parsing


class KeyParser(XTermParser):
    """Textual's parser of what a terminal sends."""

    @property
    def waits(self) -> bool:
        """Whether it waits for more of a sequence."""
        return self._awaiting.timeout is not None

    def timed_out(self) -> Iterator[Message]:
        """What the sequence in hand is where nothing more comes."""
        if self.waits:
            self._timeout_time = 0.0
            yield from self.tick()


def resize_state(driver: object) -> tuple[bool, bool]:
    """Whether the terminal tells its size itself, and the mouse's place in pixels."""
    return (
        bool(getattr(driver, "_in_band_window_resize", False)),
        bool(getattr(driver, "_mouse_pixels", False)),
    )
