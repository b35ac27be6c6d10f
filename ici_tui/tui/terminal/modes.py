"""The modes of a terminal that the explorer sets, and what undoes them."""

from __future__ import annotations

from textual import constants

SYNC_BEGINS, SYNC_ENDS = "\x1b[?2026h", "\x1b[?2026l"
"""Marks around a frame that is shown at once, where the terminal knows them."""
SYNC_ASKED, SIZES_ASKED = "\x1b[?2026$p", "\x1b[?2048$p"
"""Does the terminal know these marks, and does it tell its size itself?"""
KEYBOARD_ON, KEYBOARD_OFF = "\x1b[>25u", "\x1b[<u"
"""Kitty's protocol: unambiguous codes, all keys, and their text (1 + 8 + 16)."""
MOUSE = (1000, 1002, 1015, 1006)
"""Buttons, and moves while one is held: moves alone (1003) draw nothing, and cost the line."""
TITLE_KEPT, TITLE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""The title of the window is put on the terminal's stack, and taken from it."""


def modes_on(*, mouse: bool) -> str:
    """What sets every mode; said twice it is as if said once, but for the keyboard protocol."""
    reports = MOUSE if mouse else ()
    return "".join(
        (
            "\x1b[?1049h",
            *(f"\x1b[?{mode}h" for mode in reports),
            "\x1b[?25l\x1b[?1004h",
            "" if constants.DISABLE_KITTY_KEY else KEYBOARD_ON,
            "\x1b[?2004h\x1b[?7l",
        )
    )


def mouse_off() -> str:
    """What has the terminal keep the mouse to itself."""
    return "".join(f"\x1b[?{mode}l" for mode in MOUSE)


def keyboard_off() -> str:
    """What takes the keyboard protocol back once."""
    return "" if constants.DISABLE_KITTY_KEY else KEYBOARD_OFF


def modes_off(*, tells_size: bool, tells_pixels: bool, asked: str = "") -> str:
    """What undoes every mode. The keyboard protocol is the alternate screen's: it goes first.

    Args:
        tells_size: whether the terminal was asked to tell its size.
        tells_pixels: whether it was asked to tell the mouse's place in pixels.
        asked: a question whose answer comes after the last report of the mouse.
    """
    off = [f"\x1b[?{mode}l" for mode in (2004, *MOUSE, 1004)]
    if tells_pixels:
        off.append("\x1b[?1016l")
    if tells_size:
        off.append("\x1b[?2048l")
    return "".join(["\x1b[?7h", *off, asked, keyboard_off(), "\x1b[?1049l\x1b[?25h"])
