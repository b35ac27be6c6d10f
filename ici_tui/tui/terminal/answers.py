"""What a terminal answers when it is asked: sequences that no key sends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWER = re.compile(r"\x1b\[(?:[?>=][0-9;:]*[cnu]|[0-9;]*n)")
"""Attributes of the device (c), its status (n), the flags of the keyboard protocol (u)."""
STRING_ANSWER = re.compile(r"\x1b(?:\](?:4;\d+|10|11);|P[01][+$]r).*", re.DOTALL)
"""A colour (OSC 4, 10, 11), a capability (XTGETTCAP) or a setting (DECRQSS)."""
LONGEST_ANSWER = 400
"""Characters of a string (OSC, DCS) that are kept; no answer to what is asked has more."""


class TerminalAnswer(Message):
    """The terminal has answered.

    Args:
        text: the sequence. A string (OSC, DCS) comes without what ends it.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class SignsLost(Message):
    """Signs do not arrive as they are meant.

    Args:
        wide: whether they are taken to be two cells wide; Chinese letters, which are, then arrive.
            Else each byte is taken for a letter, or it is replaced on the way.
    """

    def __init__(self, *, wide: bool = False) -> None:
        super().__init__()
        self.wide = wide


class EscapedKey(events.Key):
    """Esc and a key that came together: a terminal says Alt and a key in the same way.

    `apart` are the two keys; the event itself is the one with Alt, as Textual calls it.
    """

    def __init__(self, together: events.Key, apart: events.Key) -> None:
        super().__init__(together.key, together.character)
        self.apart = (events.Key("escape", "\x1b"), apart)

    @property
    def together(self) -> events.Key:
        """The key with Alt, as an event like any other."""
        return events.Key(self.key, self.character)


def told_apart(found: list[Message], alone: list[Message]) -> Iterator[Message]:
    """What came of Esc and a character: one event that knows both readings, where it has both.

    Args:
        found: the events of the two together.
        alone: those of the character alone.
    """
    both = [event for event in (*found, *alone) if isinstance(event, events.Key)]
    if len(found) == len(alone) == 1 and len(both) == 2 and both[0].key != both[1].key:
        yield EscapedKey(*both)
    elif alone:
        yield events.Key("escape", "\x1b")
        yield from alone
    else:
        yield from found
