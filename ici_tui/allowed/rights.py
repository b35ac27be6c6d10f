"""What this session may do: one value, held from the start to the end, that others only ask.

A session is closed where its host says so (`--read-only`, `ICI_TUI_READ_ONLY`). What it may not
do then cannot happen: `guard` refuses it wherever it is tried. The questions here are for what
should not be offered in the first place. Imports nothing that takes long.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ici_tui.allowed.closed import Closed

FLAG = "--read-only"
ASKED = "ICI_TUI_READ_ONLY"
"""An environment variable that, set to anything, closes the session as the flag does."""
HOME, ROOT = "ICI_TUI_HOME", "ICI_TUI_PACK_ROOT"
"""Where the host's own folder is, and the one folder of further packs."""

CLOSED_WORDS = ("--install-completion", "--show-completion")
"""Options that typer adds, and that change a shell's files or tell of them."""
LONGEST = 1000
"""Characters of a message in a closed session: it repeats what a visitor has typed."""

_held: Closed | None = None


class RightsError(Exception):
    """What was asked for is closed, or the host's own words are wrong; one line says which."""


def asked(words: list[str]) -> bool:
    """Whether a command line, or the environment, asks for a closed session."""
    return bool(os.environ.get(ASKED)) or FLAG in words


def hold(closed: Closed) -> None:
    """Close this process and its children, for ever.

    Raises:
        RightsError: it is closed already: nothing opens it, and nothing closes it otherwise.
    """
    global _held  # noqa: PLW0603 - this is the one place where it is kept
    if _held is not None:
        raise RightsError("this session is read-only already")
    _held = closed


def complete(closed: Closed) -> None:
    """Add what the host's own configuration says, which is read in the closed session."""
    global _held  # noqa: PLW0603
    _held = closed


def inherit() -> None:
    """Close a child process as the one that started it."""
    if os.environ.get(ASKED):
        from ici_tui.allowed.closed import Closed
        from ici_tui.allowed.guard import close

        hold(Closed.of_environment())
        close()


def held() -> Closed | None:
    """What a closed session may do; None where everything is allowed."""
    return _held


def closed() -> bool:
    """Whether the session is closed."""
    return _held is not None


def refusal(what: str) -> str:
    """The line that says that something is closed."""
    return f"{what} is closed: this session is read-only"


def may_read(path: str | os.PathLike[str]) -> bool:
    """Whether a file from outside may be opened: anywhere, or inside the host's folders."""
    return _held is None or _held.holds(os.fspath(path))


def shown(text: str) -> str:
    """A text as it may be shown: in a closed session without where things are on this machine."""
    return text if _held is None else _held.without_places(text)


def message(text: str) -> str:
    """A message as it may be shown: in a closed session not as long as whoever asked likes."""
    if _held is None:
        return text
    told = shown(text)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
