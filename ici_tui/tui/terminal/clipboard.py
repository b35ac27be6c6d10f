"""The terminal's clipboard: what is sent, and what can be said of it."""

from __future__ import annotations

from base64 import b64encode

PIECE = 240
"""Characters of a string that GNU screen hands on at once; it drops longer ones."""
DEPENDS = {
    "": "sent to the terminal, for its clipboard: {what}",
    "screen": "sent through screen to the terminal, for its clipboard: {what}",
    "tmux": "sent to tmux: {what}; it hands on what it gets where set-clipboard is on",
}
"""What is known of what was sent, by what runs before the terminal: it never says more."""


def clipboard_sequence(text: str, through: str) -> str:
    """What has a terminal put text into its clipboard (OSC 52).

    Args:
        text: the text.
        through: what runs before the terminal: `screen` is told to hand it on.
    """
    asked = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    if through != "screen":
        return asked
    pieces = [asked[start : start + PIECE] for start in range(0, len(asked), PIECE)]
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def told_of(text: str, through: str) -> str:
    """What to say of text that was sent."""
    lines = len(text.splitlines())
    return DEPENDS[through].format(what=f"{lines} line{'s' if lines != 1 else ''}")
