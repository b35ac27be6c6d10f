"""What the terminal is asked at the start: what it is, its ground, its colours.

All of it is asked at once and nothing is waited for. A terminal that does not know a question
passes over it; where one is known to show a part of it, it is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.terminal.capabilities import TRUE, colours_by_name, inner_multiplexer

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYBOARD_ASKED = "\x1b[?u"
NAME_ASKED = "\x1b[>c"
"""What it is (DA2): screen and tmux say so."""
GROUND_ASKED = "\x1b]11;?\x1b\\"
LAST_COLOUR_ASKED = "\x1b]4;255;?\x1b\\"
"""The last of 256: whoever has fewer does not answer."""
TRUE_COLOUR_ASKED = "\x1bP+q524742\x1b\\"
"""XTGETTCAP: the capability `RGB`."""
KEPT_COLOUR_ASKED = "\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m"
"""A colour is set, and then asked for (DECRQSS): who has no true colour tells another one."""
STATUS_ASKED = "\x1b[5n"
NOT_ASKED = ("dumb", "linux", "cons25", "vt", "ansi", "sun", "eterm", "cygwin", "emacs")
"""How the names of terminals begin that are not asked for strings: they would show them."""


def asks_nothing(variables: Mapping[str, str]) -> bool:
    """Whether the terminal is one that would show a string (OSC, DCS) instead of taking it."""
    term = variables.get("TERM", "").strip().casefold()
    return not term or term.startswith(NOT_ASKED)


def asked_first(variables: Mapping[str, str], *, colours: bool) -> str:
    """What is asked before the first frame.

    Args:
        variables: the environment.
        colours: whether there is anything to be learnt about colours.
    """
    if asks_nothing(variables):
        return ""
    asked = KEYBOARD_ASKED + NAME_ASKED
    if not colours:
        return asked
    asked += GROUND_ASKED
    if colours_by_name(variables) == TRUE:
        return asked
    # Screen hands a string (DCS) on to its own terminal, which would show it; Apple's shows it.
    apple = variables.get("TERM_PROGRAM") == "Apple_Terminal"
    strings = inner_multiplexer(variables) != "screen" and not apple
    return asked + LAST_COLOUR_ASKED + strings * (TRUE_COLOUR_ASKED + KEPT_COLOUR_ASKED)
