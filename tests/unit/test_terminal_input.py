"""What comes from the terminal: keys, whatever else is among the bytes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from textual import events

from ici_tui.tui.terminal.answers import EscapedKey, TerminalAnswer
from ici_tui.tui.terminal.input import MOST_PASTED, PASTE_SILENCE, SEQUENCE_SILENCE, TerminalInput

if TYPE_CHECKING:
    from textual.message import Message


class Typist:
    """A terminal's input with a clock that is set, and what it made of the bytes."""

    def __init__(self) -> None:
        self.now = 0.0
        self.found: list[Message] = []
        self.input = TerminalInput(self.found.append, clock=lambda: self.now)

    def types(self, *pieces: bytes) -> list[str]:
        """The keys, pastes and reports of pieces that come one after the other."""
        self.found.clear()
        for piece in pieces:
            self.input.feed(piece)
        return [_word(event) for event in self.found]

    def waits(self, seconds: float) -> list[str]:
        """What comes of nothing coming for a time."""
        self.found.clear()
        self.now += seconds
        self.input.tick()
        return [_word(event) for event in self.found]


def _word(event: Message) -> str:
    if isinstance(event, EscapedKey):
        return f"{event.key} or {' '.join(key.key for key in event.apart)}"
    if isinstance(event, events.Key):
        return event.key
    if isinstance(event, TerminalAnswer):
        return f"answer {event.text[1:]}"
    if isinstance(event, events.Paste):
        return f"paste {event.text}"
    return type(event).__name__


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"\xe9j", ["replacement_character", "j"]),
        (b"\xce\xe4j", ["replacement_character", "replacement_character", "j"]),
        (b"\x80j", ["replacement_character", "j"]),
        (b"\xc2\x9b5mj", ["5", "m", "j"]),
        ("武j".encode(), ["武", "j"]),
        (b"\x1b[A\x1bOP\x1b[[Aj", ["up", "f1", "f1", "j"]),
        (b"\x1b[1;5A\x1b[97;5uj", ["ctrl+up", "ctrl+a", "j"]),
        (b"\x1b[<0;3;4Mj", ["MouseDown", "j"]),
        (b"\x1b[1:2uj", ["j"]),
        (b"\x1b[5qj", ["j"]),
        (b"\x1bOzj", ["j"]),
        (b"\x1b[" + b"1;" * 5_000 + b"mj", ["j"]),
        (b"\x1b]0;qqq\x07j", ["j"]),
        (b"\x1b]11;rgb:0/0/0\x1b\\j", ["answer ]11;rgb:0/0/0", "j"]),
        (b"\x1b]4;255;rgb:ee/ee/ee\x07j", ["answer ]4;255;rgb:ee/ee/ee", "j"]),
        (b"\x1bP1+r524742=38\x1b\\j", ["answer P1+r524742=38", "j"]),
        (b"\x1b]11;rgb:0/0/0\x1b[A", ["up"]),
        (b"\x1b[?62;22c\x1b[0n\x1b[?1uj", ["answer [?62;22c", "answer [0n", "answer [?1u", "j"]),
        (b"\x1bj", ["alt+j or escape j"]),
        (b"\x1bJ", ["alt+shift+j or escape J"]),
        (b"\x1bf", ["ctrl+right or escape f"]),
        (b"\x1b\r", ["escape", "enter"]),
        (b"\x1b\x11", ["escape", "ctrl+q"]),
        ("\x1b武j".encode(), ["alt+武 or escape 武", "j"]),
        (b"\x1b[106;3u", ["alt+j"]),
        (b"\x1bPq" + b"q" * 5_000 + b"\x1b\\j", ["j"]),
        (b"\x1b]0;qqq\x11", ["ctrl+q"]),
        (b"\x1b[1;\x11", ["ctrl+q"]),
        (b"\x1b[1;\x1b[A", ["up"]),
        (b"\x1b[48;0;0;0;0t" + 2 * b"\x1b[<0;3;4M", ["Resize", "MouseDown"]),
        (b"\x1b[200~a\nb\x1b[31m\x1b[201~j", ["paste a\nb[31m", "j"]),
        (b"\x1b[200~\x1b[201~j", ["j"]),
    ],
)
def test_keys_are_found_among_whatever_else_there_is(data: bytes, keys: list[str]) -> None:
    assert Typist().types(data) == keys
    one_by_one = [bytes([byte]) for byte in data]
    assert Typist().types(*one_by_one) == keys


@pytest.mark.parametrize("key", [b"\x11", b"\x03", b"\x1b"])
def test_a_paste_without_an_end_does_not_take_the_keys_that_leave(key: bytes) -> None:
    typist = Typist()
    assert typist.types(b"\x1b[200~abc") == []
    typist.now += PASTE_SILENCE / 2
    told = typist.types(key)
    assert told[:1] == ["paste abc"]
    if key != b"\x1b":
        assert len(told) == 2


def test_a_paste_without_an_end_is_over_after_a_silence() -> None:
    typist = Typist()
    typist.types(b"\x1b[200~abc")
    assert typist.waits(PASTE_SILENCE / 2) == []
    assert typist.types(b"d") == []
    assert typist.waits(PASTE_SILENCE) == ["paste abcd"]
    assert typist.types(b"q") == ["q"]


def test_of_an_endless_paste_the_beginning_is_kept_and_nothing_is_a_key() -> None:
    typist = Typist()
    told = typist.types(b"\x1b[200~", *[b"q" * 4_000] * 50, b"\x1b[201~", b"j")
    assert told == ["paste " + "q" * MOST_PASTED, "j"]


@pytest.mark.parametrize("begun", [b"\x1b[1;2", b"\x1b]0;q", b"\x1bPq", b"\x1b[" + b"1" * 99])
def test_a_sequence_without_an_end_is_over_after_a_silence(begun: bytes) -> None:
    typist = Typist()
    typist.types(begun)
    assert typist.input.waits
    assert typist.waits(SEQUENCE_SILENCE) == []
    assert not typist.input.waits
    assert typist.types(b"j") == ["j"]


def test_a_sequence_that_a_slow_line_tears_apart_is_one() -> None:
    typist = Typist()
    assert typist.types(b"\x1b[1;") == []
    assert typist.waits(SEQUENCE_SILENCE / 2) == []
    assert typist.types(b"5A") == ["ctrl+up"]


@pytest.mark.parametrize("seed", range(20))
def test_after_any_noise_keys_are_taken(seed: int) -> None:
    chance = random.Random(seed)
    signs = [b"\x1b", b"\x1b[", b"\x1b]", b"\x1b[200~", b"\x1b[<", b"\x1bO", b";", b"M", b"u", b":"]
    typist = Typist()
    for _ in range(300):
        noise = bytes(chance.randrange(256) for _ in range(chance.randrange(8)))
        typist.types(chance.choice(signs) + noise)
    typist.waits(9.0)
    typist.waits(9.0)
    typist.types(b"\x1b[201~")
    assert typist.types(b"jk")[-2:] == ["j", "k"]


def test_esc_is_told_from_a_sequence_after_half_the_time_where_esc_has_a_code_of_its_own() -> None:
    typist = Typist()
    typist.types(b"\x1b")
    assert typist.waits(0.06) == []
    assert typist.waits(0.05) == ["escape"]
    assert typist.input.patience is None
    assert typist.types(b"\x1b[?1u\x1b") == ["answer [?1u"]
    assert typist.input.patience == pytest.approx(0.05)
    assert typist.waits(0.06) == ["escape"]
