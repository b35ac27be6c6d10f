"""A line to type in: what is pasted is made fit for a terminal, as everything from data is."""

from __future__ import annotations

from textual.widgets import Input

from ici_tui.sanitise import clean


class Prompt(Input):
    """Textual's input without a blinking cursor, and without control characters."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Without control bytes and bidirectional controls, whichever way they came."""
        return clean(value)
