"""What the terminal can show: by its name, and by what it answers when asked.

A name says something about the terminal only where it is known, and over SSH `COLORTERM` does not
come along. So the terminal is asked, and what it answers counts more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SIXTEEN, MANY, TRUE = "standard", "256", "truecolor"
"""Systems of colours, by rich's names."""
HAVE_MANY = (
    "alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "iterm2", "kitty", "konsole",
    "mintty", "mlterm", "ms-terminal", "nsterm", "putty", "rio", "screen", "st", "terminology",
    "tmux", "vte", "wezterm", "xfce", "xterm", "xterm-ghostty", "xterm-kitty",
)  # fmt: skip
"""Names of terminals that are known to have 256 colours, without what follows a hyphen or a dot."""
SIXTEEN_AT_MOST = re.compile(r"-(?:m|mono|16color|8color|88color)$|^xterm-(?:old|r5|r6|sun|hp)")
DARK_BELOW = 0.5
"""The luminance of a ground below which it is dark, of 1."""
_CALL_THEMSELVES = {"83": "screen", "84": "tmux"}
"""How they begin to answer what they are (DA2): their first letter."""
SCREEN_ANSWERS = "\x1b[>83;"
_KEEPS_TRUE = re.compile(r"\x1bP1\$r(?:.*;)?48[:;]2[:;]")
"""How a terminal tells the colour that it was set to, where it has kept it."""
_COLOUR = re.compile(r"rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")


def colours_by_name(variables: Mapping[str, str]) -> str:
    """The system of colours that the environment speaks of, by rich's name."""
    if variables.get("COLORTERM", "").strip().casefold() in {"truecolor", "24bit"}:
        return TRUE
    term = variables.get("TERM", "").strip().casefold()
    if SIXTEEN_AT_MOST.search(term):
        return SIXTEEN
    known = {term, re.split(r"[-.+]", term)[0]} & {*HAVE_MANY}
    return MANY if known or "256color" in term or term.endswith("-direct") else SIXTEEN


def inner_multiplexer(variables: Mapping[str, str]) -> str:
    """What runs between this program and the terminal, nearest to it: `screen`, `tmux`, or none.

    Over SSH only `TERM` comes along, and tmux may be called `screen` there: the stricter of the
    two is believed until the terminal answers.
    """
    term = variables.get("TERM", "")
    if variables.get("TMUX"):
        nested = variables.get("STY") and not term.startswith("tmux")
        return "screen" if nested or term.startswith("screen.") else "tmux"
    if variables.get("STY") or term.startswith("screen"):
        return "screen"
    return "tmux" if term.startswith("tmux") else ""


def holds_esc(variables: Mapping[str, str]) -> bool:
    """Whether GNU screen is there for certain: it holds Esc back while the mouse is reported."""
    return bool(variables.get("STY")) or variables.get("TERM", "").startswith("screen.")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What is known of a terminal."""

    colours: str = SIXTEEN
    """The system of colours, by rich's name."""
    light: bool | None = None
    """Whether its ground is light; None where it has not said."""
    keyboard: bool = False
    """Whether it speaks the keyboard protocol."""
    through: str = ""
    """What runs before it: `screen`, `tmux`, or none."""

    def told(self, answer: str) -> Capabilities:
        """What is known once it has answered, as a `TerminalAnswer` has it."""
        if answer.startswith("\x1b]11;"):
            return replace(self, light=_is_light(answer.partition(";")[2]))
        if answer.startswith("\x1b[>") and answer.endswith("c"):
            return replace(self, through=_CALL_THEMSELVES.get(answer[3:].partition(";")[0], ""))
        if answer.startswith("\x1b[?") and answer.endswith("u"):
            return replace(self, keyboard=True)
        if answer.startswith("\x1bP1+r") or _KEEPS_TRUE.match(answer):
            return replace(self, colours=TRUE)
        knows_last = answer.startswith("\x1b]4;") and _colour(answer.rpartition(";")[2])
        return replace(self, colours=MANY) if knows_last and self.colours != TRUE else self


def _colour(text: str) -> tuple[float, float, float] | None:
    """Red, green and blue of 1, from the form in which terminals tell a colour."""
    found = _COLOUR.match(text)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return red, green, blue


def _is_light(text: str) -> bool | None:
    """Whether a colour is nearer to white, by ITU-R BT.709's weights of the three."""
    colour = _colour(text)
    if colour is None:
        return None
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2] >= DARK_BELOW
