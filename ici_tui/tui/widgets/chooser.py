"""One list to choose from, filtered as you type: the palette, the help, presets, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from ici_tui.drawing.cells import fit, wrap
from ici_tui.tui.choices import Choice, Chosen
from ici_tui.tui.ink import strip_of
from ici_tui.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink


MOST = 26
"""Lines of a list on the tallest screen."""
LEAST, NOTE = 6, 2
"""Choices above which a list has lines for the whole note of the one at the cursor."""


class ChoiceList(Widget):
    """The choices that match, one a line."""

    ALLOW_SELECT = False

    class Pointed(Message):
        """The user pointed at a choice."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, choices: Sequence[Choice], ink: Ink, prompt: str = "") -> None:
        super().__init__(id="choices")
        self.auto_links = False
        self._nothing = "nothing matches" if choices else prompt
        """What is told where no choice is shown: what is to be typed where there never is one."""
        self._all, self._ink = tuple(choices), ink
        self.found = self._all
        self.cursor = 0
        self.pointed = False
        """Whether the cursor was moved since the text was typed."""
        self._top = 0

    def narrow(self, text: str) -> None:
        """Show the choices that have every word; a word that starts one comes first."""
        words = text.casefold().split()
        found = [choice for choice in self._all if choice.matches(words)]
        if words:
            found.sort(key=lambda c: _distance(c, words[0]))
        self.found = tuple(found)
        self.cursor = self._top = 0
        self.pointed = False
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor, not beyond the ends."""
        self.pointed = True
        self.cursor = min(max(self.cursor + step, 0), max(len(self.found) - 1, 0))
        height = max(self._rows, 1)
        self._top = min(max(self._top, self.cursor - height + 1), self.cursor)
        self.refresh()

    @property
    def current(self) -> Choice | None:
        """The choice at the cursor."""
        return self.found[self.cursor] if self.found else None

    @property
    def _rows(self) -> int:
        """Lines of choices: the last lines tell the whole note of the one at the cursor."""
        return self.size.height - NOTE if self.size.height > LEAST + NOTE else self.size.height

    def render_line(self, y: int) -> Strip:
        """A choice: title, keys, note; below the choices the current one's note in full."""
        ink, width, place = self._ink, self.size.width, y + self._top
        if y >= self._rows:
            lines = wrap(self.current.note, width - 4) if self.current else []
            told = lines[y - self._rows] if y - self._rows < len(lines) else ""
            return strip_of([(f"  {told}", ink["panel"])], width, ink["panel"])
        if place >= len(self.found):
            told = self._nothing if not self.found and y == 0 else ""
            return strip_of(
                [(f"  {fit(told, min(cell_len(told), max(width - 3, 0)))}", ink["panel-muted"])],
                width,
                ink["panel"],
            )
        choice = self.found[place]
        here = place == self.cursor
        names = min(_widest(c.title for c in self._all), max(width // 2 - 2, 12))
        keys = min(_widest(c.keys for c in self._all), max(width // 4, 8))
        if width < 60:
            names = width - keys - 4
        cells: list[Cell] = [
            ("▸ " if here else "  ", ink["panel-accent"]),
            (fit(choice.title, names) + "  ", ink["panel-strong"]),
            (fit(choice.keys, keys) + "  ", ink["panel-accent"]),
            (fit(choice.note, max(width - names - keys - 7, 0)), ink["panel-muted"]),
        ]
        if not here:
            return strip_of(cells, width, ink["panel"])
        cells = [(text, ink.at_cursor(style)) for text, style in cells]
        return strip_of(cells, width, ink.at_cursor(ink["panel"]))

    def on_click(self, event: events.Click) -> None:
        """A choice is taken."""
        place = int(event.y) + self._top
        if event.y < self._rows and 0 <= place < len(self.found):
            self.post_message(self.Pointed(self.found[place]))

    def on_mouse_scroll_down(self) -> None:
        """The wheel moves the cursor."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """The wheel moves the cursor."""
        self.move(-3)


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)


def _distance(choice: Choice, word: str) -> int:
    title = choice.title.casefold()
    if word in {*choice.words, title}:
        return 0
    if any(begun.startswith(word) for begun in (*choice.words, title)):
        return 1
    return 2 if word in title else 3


class Chooser(ModalScreen["Chosen | None"]):
    """A prompt with choices below it. Esc gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "give_up", "Close"),
        ("down,ctrl+n", "move(1)", "Down"),
        ("up,ctrl+p", "move(-1)", "Up"),
        ("pagedown", "page(1)", "Page down"),
        ("pageup", "page(-1)", "Page up"),
        ("ctrl+q", "app.exit", "Quit"),
        ("ctrl+c", "give_up", "Close"),
    ]

    def __init__(
        self, choices: Sequence[Choice], ink: Ink, *, prompt: str = "", text: str = ""
    ) -> None:
        super().__init__()
        self._choices, self._ink = choices, ink
        self._prompt, self._text = prompt, text
        self.ready = False
        """Whether the prompt takes keys."""
        self.ending = False
        """Whether a key that closes it is on its way."""
        self._answered = False

    def compose(self) -> ComposeResult:
        """A line to type in and the list."""
        with Vertical():
            yield Prompt(self._text, placeholder=self._prompt)
            yield ChoiceList(self._choices, self._ink, self._prompt)

    class Ready(Message):
        """The prompt takes keys now."""

    @property
    def waits(self) -> bool:
        """Whether it cannot take a key: not yet, or not any more."""
        return self.ending or not self.ready

    def on_mount(self) -> None:
        """Fit the list to the screen."""
        self._fit()
        self.set_focus(self.query_one(Prompt))
        self.ready = True
        self.post_message(self.Ready())

    def on_screen_resume(self) -> None:
        """Take keys again, where the one that was to close it went to a list above it.

        A click that was made before this list was there can open another while the key is on its
        way: without an answer this one would wait for its end for ever.
        """
        if self.ending and not self._answered:
            self.ending = False
            self.post_message(self.Ready())

    def on_resize(self) -> None:
        """Fit the list to the screen."""
        self._fit()

    def _fit(self) -> None:
        height = self.app.size.height
        self.set_class(height < 16, "-low")
        room = height - (1 if height < 16 else 7)
        found = self.query_one(ChoiceList)
        wanted = len(found.found)
        wanted += NOTE if min(wanted, room, MOST) + NOTE > LEAST + NOTE else 0
        found.styles.height = max(min(wanted, room, MOST), 1)

    def on_input_changed(self, event: Prompt.Changed) -> None:
        """Filter the list."""
        self.query_one(ChoiceList).narrow(event.value.strip().removeprefix(":"))
        self._fit()

    def on_input_submitted(self, event: Prompt.Submitted) -> None:
        """Take the choice at the cursor, together with what was typed."""
        found = self.query_one(ChoiceList)
        self._answer_once(Chosen(found.current, event.value.strip(), pointed=found.pointed))

    def on_choice_list_pointed(self, event: ChoiceList.Pointed) -> None:
        """Take the choice that was pointed at."""
        self._answer_once(Chosen(event.choice, "", pointed=True))

    def action_move(self, step: int) -> None:
        """Move in the list."""
        self.query_one(ChoiceList).move(step)

    def action_page(self, sign: int) -> None:
        """Move by a page."""
        found = self.query_one(ChoiceList)
        found.move(sign * max(found.size.height - 1, 1))

    def action_give_up(self) -> None:
        """Close without a choice."""
        self._answer_once(None)

    def _answer_once(self, chosen: Chosen | None) -> None:
        """Close once: of what comes together, keys and clicks, the first counts."""
        if not self._answered:
            self._answered = self.ending = True
            self.dismiss(chosen)
