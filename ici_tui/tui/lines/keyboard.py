"""The source of lines: a person at a terminal, who can edit them, or anything else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import TextIO

PROMPT = "> "


class Keyboard(Protocol):
    """Gives one line after the other."""

    def line(self) -> str:
        """The next line, without its end.

        Raises:
            EOFError: there is none any more.
            KeyboardInterrupt: Ctrl-C was pressed.
        """


class Pipe:
    """Lines of a file or of another program: nobody is asked for them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.number = 0
        """Of the line that was read last, from 1."""

    def line(self) -> str:
        """The next line."""
        found = self._stream.readline()
        if not found:
            raise EOFError
        self.number += 1
        return found.rstrip("\r\n")


class Typed:
    """Lines that are typed. They can be edited, called back and completed; nothing of them is kept.

    Args:
        words: gives the words that a line can begin with.
    """

    def __init__(self, words: Callable[[], Collection[str]]) -> None:
        self._words = words
        self._offers: list[str] = []
        _prepare(self._offer)

    def line(self) -> str:
        """The next line, behind a prompt."""
        return input(PROMPT)

    def _offer(self, text: str, state: int) -> str | None:
        """The words that can stand where Tab is pressed, one for each state; None after the last."""
        if state == 0:
            begun = _begun()
            known = self._words() if begun in {"", "help"} else ()
            lead = ":" if text.startswith(":") else ""
            self._offers = sorted(
                lead + word for word in known if word.startswith(text.removeprefix(":"))
            )
        return self._offers[state] if state < len(self._offers) else None


def _begun() -> str:
    """The text before the word that is completed."""
    import readline

    return readline.get_line_buffer()[: readline.get_begidx()].strip()


def _prepare(complete: Callable[[str, int], str | None]) -> None:
    """Have lines edited by a library that writes no sequence, and keeps and reads no file.

    On a terminal of which it is told that it is dumb it moves by blanks and backspaces alone.
    """
    os.environ |= {"TERM": "dumb", "INPUTRC": os.devnull, "EDITRC": os.devnull}
    try:
        import readline
    except ImportError:  # Windows: the console edits lines itself
        return
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I rl_complete")
    else:
        for said in ("bell-style none", "enable-bracketed-paste off", "enable-meta-key off"):
            readline.parse_and_bind(f"set {said}")
        readline.parse_and_bind("tab: complete")
    readline.set_completer_delims(" ")
    readline.set_completer(complete)
