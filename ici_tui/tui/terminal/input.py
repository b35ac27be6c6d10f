r"""What comes from the terminal, made into events whatever bytes they are.

Textual's parser does the work. What it would stumble over is kept from it: bytes that are not
UTF-8 are replaced; a sequence that nobody knows, that is broken or without an end is dropped,
where the parser would fail or take its letters for keys; a paste whose end was lost is over
after a silence. What waits for its end is never more than a paste may hold. What the terminal answers
to a question is passed on as a `TerminalAnswer`.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from time import monotonic
from typing import TYPE_CHECKING

from textual import events

from ici_tui.sanitise import clean
from ici_tui.tui.terminal.answers import (
    ANSWER,
    LONGEST_ANSWER,
    STRING_ANSWER,
    TerminalAnswer,
    told_apart,
)
from ici_tui.tui.terminal.textual_private import KeyParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

ESC, BELL = "\x1b", "\x07"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
LEAVES_PASTE = frozenset({"\x03", "\x11", ESC})
"""Ctrl-C, Ctrl-Q and Esc: coming alone, after a paste that did not end, they are keys."""
KEY_SILENCE = 0.1
"""Seconds that a hand rests before a key; what is pasted comes without a rest."""
MOST_PASTED = 100_000
"""Characters of a paste that are kept."""
PASTE_SILENCE = 2.0
"""Seconds without a byte after which the end of a paste must have been lost."""
SEQUENCE_SILENCE = 0.5
"""Seconds after which the rest of a sequence will not come: lines are slow, packets are split."""
LOOK_AGAIN = 0.05
"""Seconds until something incomplete that came from the terminal is looked at again."""
LONGEST = 30
"""Characters of a sequence; the parser gives up soon after, and takes them for keys."""
STRINGS = frozenset("]PX^_")
"""What begins a string after Esc (OSC, DCS, SOS, PM, APC); it ends with a bell or with ST."""
BEGINS = STRINGS | frozenset("[O" + ESC)
"""What goes on after Esc; with any other character it is Esc and a key, or Alt and a key."""
ESCAPE_REST, ESCAPE_SHORT_REST = 0.1, 0.05
"""Seconds after which an Esc is the key: a sequence would have gone on. Where the terminal speaks
the keyboard protocol, and so says Esc in another way, what comes alone is not half of much."""


class TerminalInput:
    """Bytes in, events out.

    Args:
        take: told every event.
        clock: seconds, as `time.monotonic` gives them.
    """

    def __init__(
        self, take: Callable[[Message], None], *, clock: Callable[[], float] = monotonic
    ) -> None:
        self._take = take
        self._clock = clock
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = KeyParser()
        self._sequence = ""
        """What has come of a sequence that the parser has in hand."""
        self._skipped = ""
        """How a sequence begins whose rest is dropped."""
        self._string = ""
        """What has come of the string that is skipped: it may be an answer."""
        self.escape_rest = ESCAPE_REST
        self._pasted: str | None = None
        self._tail = ""
        """The end of what was pasted: it may be the beginning of the paste's end."""
        self._came = clock()

    @property
    def waits(self) -> bool:
        """Whether something has begun that has not ended: `tick` has to be called."""
        return bool(self._sequence or self._skipped) or self._pasted is not None

    @property
    def patience(self) -> float | None:
        """Seconds after which `tick` is to be called; None where nothing waits."""
        if self._sequence == ESC and self._pasted is None and not self._skipped:
            return max(self.escape_rest - (self._clock() - self._came), 0.001)
        return LOOK_AGAIN if self.waits else None

    def feed(self, data: bytes) -> None:
        """Take bytes in."""
        before, self._came = self._came, self._clock()
        text = self._decode(data)
        rested = self._came - before >= KEY_SILENCE
        if self._pasted is not None and rested and text in LEAVES_PASTE:
            self._end_paste()
        while text:
            if self._pasted is not None:
                text = self._paste(text)
            elif self._skipped:
                text = self._skip(text)
            else:
                text = self._parse(text)

    def tick(self) -> None:
        """Nothing has come for a moment: what waits too long for its end is over."""
        silence = self._clock() - self._came
        if self._pasted is not None:
            if silence >= PASTE_SILENCE:
                self._end_paste()
        elif self._skipped:
            if silence >= SEQUENCE_SILENCE:
                self._end_string(whole=False)
        elif len(self._sequence) > 2 and self._sequence[1] == "[":
            if silence >= SEQUENCE_SILENCE:
                self._drop()
        elif self._sequence == ESC:
            if silence >= self.escape_rest:
                self._drop()
                self._take(events.Key("escape", ESC))
        elif self._sequence and silence >= self.escape_rest:
            self._end_escaped(self._sequence[1:])

    # Keys and sequences

    def _parse(self, text: str) -> str:
        """Give text to the parser as long as it is fit for it; the rest."""
        for place, character in enumerate(text):
            if len(self._sequence) == 2 and self._sequence[1] in STRINGS:
                # Alt and such a letter would come without anything after them.
                self._skipped = self._sequence
                self._drop()
                return text[place:]
            self._parse_one(character)
            if self._skipped or self._pasted is not None:
                return text[place + 1 :]
        return ""

    def _parse_one(self, character: str) -> None:
        if "\x80" <= character <= "\x9f":
            return  # C1: no key sends them
        if self._sequence == ESC and character not in BEGINS:
            self._end_escaped(character)
            return
        if self._sequence.startswith("\x1b[") and not " " <= character <= "~":
            self._drop()  # cut short by a key or by another sequence
        before = self._sequence
        self._sequence = ESC if character == ESC else before + character
        if not self._tell(lambda: self._parser.feed(character)):
            self._drop()
        elif not self._parser.waits:
            self._sequence = ""
            if before + character == PASTE_BEGINS:
                self._parser, self._pasted = self._anew(), ""
        elif self._is_unknown:
            if ANSWER.fullmatch(self._sequence):
                self._answer(self._sequence)
            self._drop()
        elif len(self._sequence) > LONGEST and self._sequence[1] == "[":
            self._skipped = "\x1b["
            self._drop()

    def _end_escaped(self, character: str) -> None:
        """Esc and one character more, and nothing else."""
        self._drop()
        together, alone = _parsed(ESC + character), _parsed(character)
        for event in told_apart(together, alone):
            self._take(event)

    def _answer(self, text: str) -> None:
        if text.startswith("\x1b[?") and text.endswith("u"):
            self.escape_rest = ESCAPE_SHORT_REST
        self._take(TerminalAnswer(text))

    def _tell(self, parse: Callable[[], Iterable[Message]]) -> bool:
        """Pass on what the parser finds; False where it fails."""
        try:
            found = list(parse())
        except Exception:  # noqa: BLE001 - whatever it stumbles over, the sequence is dropped
            return False
        for event in found:
            self._take(event)
        return True

    def _drop(self) -> None:
        """Forget the sequence in hand: a parser knows no other way than another one."""
        self._sequence = ""
        self._parser = self._anew()

    def _anew(self) -> KeyParser:
        before, parser = self._parser, KeyParser()
        parser.last_x, parser.last_y = before.last_x, before.last_y
        if before.terminal_size and all(before.terminal_size):
            parser.mouse_pixels = before.mouse_pixels
            parser.terminal_size = before.terminal_size
            parser.terminal_pixel_size = before.terminal_pixel_size
        return parser

    @property
    def _is_unknown(self) -> bool:
        """Whether the sequence in hand is complete: the parser would have known it by now."""
        sequence = self._sequence
        if sequence.startswith("\x1bO"):
            return len(sequence) > 2
        if not sequence.startswith("\x1b[") or len(sequence) < 3:
            return False
        if sequence[2] == "M":  # the old report of the mouse: three more characters
            return len(sequence) > 5
        if sequence[2] == "[":  # the Linux console's function keys: one more
            return len(sequence) > 3
        return "@" <= sequence[-1] <= "~"

    def _skip(self, text: str) -> str:
        """Leave out what belongs to a sequence that is dropped; the rest."""
        string = self._skipped[1] in STRINGS
        for place, character in enumerate(text):
            if string and self._skipped.endswith(ESC):  # ST is Esc and a backslash
                self._end_string(whole=character == "\\")
                return text[place + 1 :] if character == "\\" else ESC + text[place:]
            if string and character == ESC:
                self._skipped += ESC
            elif character < " ":
                self._end_string(whole=character == BELL)
                return text[place + (character == BELL) :]
            elif not string and "@" <= character <= "~":
                self._skipped = ""
                return text[place + 1 :]
            elif string and len(self._string) < LONGEST_ANSWER:
                self._string += character
        return ""

    def _end_string(self, *, whole: bool) -> None:
        """A string is over: it is an answer, where its end has come."""
        begun, self._skipped = self._skipped[:2], ""
        string, self._string = self._string, ""
        if whole and STRING_ANSWER.fullmatch(begun + string):
            self._answer(begun + string)

    # Pastes

    def _paste(self, text: str) -> str:
        """Take in what is pasted; what comes after it."""
        before, end, rest = (self._tail + text).partition(PASTE_ENDS)
        cut = len(before) if end else max(len(before) - len(PASTE_ENDS) + 1, 0)
        self._pasted = ((self._pasted or "") + before[:cut])[:MOST_PASTED]
        self._tail = before[cut:]
        if end:
            self._end_paste()
        return rest

    def _end_paste(self) -> None:
        text = ((self._pasted or "") + self._tail)[:MOST_PASTED]
        self._pasted, self._tail = None, ""
        if text:
            self._take(events.Paste("\n".join(map(clean, text.splitlines()))))


def _parsed(text: str) -> list[Message]:
    """The events of a few characters after which nothing comes; none where the parser fails."""
    parser = KeyParser()
    try:
        return [*parser.feed(text), *parser.timed_out()]
    except Exception:  # noqa: BLE001 - whatever it stumbles over
        return []
