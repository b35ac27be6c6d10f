"""A line between a terminal and a program: so far away, and so many bytes a second.

The terminal answers as terminals do, when what was asked has come to it. Time is the bench's: tests
assert what was written, and what is shown in the end.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.pty.terminal import DEADLINE, QUIET, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SYNC_ASKED, SYNC_KNOWN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class AnsweringTerminal(Terminal):
    """A terminal that answers: its status, its cursor's place, and that it knows frame marks."""

    def __init__(
        self, arguments: Sequence[str] = (), *, answers: bool = True, home: Path, **how: Any
    ) -> None:
        self._ready = False
        super().__init__(arguments, home=home, **how)
        if answers:
            self.screen.write_process_input = lambda text: self.answer(text.encode())
        self._answers, self._marks_asked = answers, False

    def answer(self, data: bytes) -> None:
        """Send what the terminal says by itself."""
        os.write(self.master, data)

    def _feed(self, data: bytes) -> None:
        super()._feed(data)
        if self._answers and not self._marks_asked and SYNC_ASKED in self.raw:
            self._marks_asked = True
            self.answer(SYNC_KNOWN)


class SlowTerminal(AnsweringTerminal):
    """Such a terminal at the end of a slow line.

    Args:
        delay: seconds each way.
        rate: bytes a second each way.
        buffer: bytes that the line takes from the program before it takes no more.
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        delay: float = 0.075,
        rate: float = 20_000.0,
        buffer: int = 1 << 20,
        **how: Any,
    ) -> None:
        self.down, self.up = Way(delay, rate), Way(delay, rate)
        self.arrivals: list[float] = []
        """When something has come to the program."""
        self._buffer = buffer
        super().__init__(arguments, **how)

    def send(self, keys: str | bytes) -> None:
        """Type: it comes to the program in time."""
        self.up.put(keys.encode() if isinstance(keys, str) else keys)

    def answer(self, data: bytes) -> None:
        """Answer: it comes to the program in time."""
        self.up.put(data)

    def read(self, timeout: float) -> int:
        """Let the line deliver for a while; how many bytes came to the terminal."""
        end, total = time.monotonic() + timeout, 0
        while True:
            now = time.monotonic()
            if sent := self.up.delivered(now):
                self.arrivals.append(now)
                os.write(self.master, sent)
            data = self.down.delivered(now)
            self.raw += data
            if data:
                self._feed(data)
            total += len(data)
            if now >= end or total:
                return total
            takes = self.down.waiting < self._buffer
            wait = min(end - now, self.down.next(now), self.up.next(now))
            if select.select([self.master] if takes else [], [], [], max(wait, 0.0))[0]:
                try:
                    self.down.put(os.read(self.master, 65536))
                except OSError:
                    return total

    def end(self, timeout: float = DEADLINE) -> int:
        """Wait until the program ends, and all of it has come; its exit code."""
        code = super().end(timeout)
        while not self.quiet:
            self.read(0.05)
        return code

    def settle(self, quiet: float = QUIET) -> int:
        """Read until the program has answered, and all of it has come; how many bytes came."""
        return super().settle(quiet + self.down.delay + self.up.delay)

    def _rests(self) -> bool:
        return self.quiet and super()._rests()

    @property
    def quiet(self) -> bool:
        """Whether nothing is under way on the line."""
        return not self.down.waiting and not self.up.waiting


class Way:
    """One direction of a line."""

    def __init__(self, delay: float, rate: float) -> None:
        self.delay, self._rate = delay, rate
        self._packets: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        self.waiting = 0
        """Bytes that are under way."""
        self.taken = 0
        """Bytes that were ever put in."""

    def put(self, data: bytes) -> None:
        """Send bytes on their way, in small packets."""
        now = time.monotonic()
        self.taken += len(data)
        for k in range(0, len(data), 200):
            packet = data[k : k + 200]
            self._free_at = max(self._free_at, now) + len(packet) / self._rate
            self._packets.append((self._free_at + self.delay, packet))
            self.waiting += len(packet)

    def delivered(self, now: float) -> bytes:
        """What has come to the other end since the last call."""
        found = b""
        while self._packets and self._packets[0][0] <= now:
            found += self._packets.popleft()[1]
        self.waiting -= len(found)
        return found

    def next(self, now: float) -> float:
        """Seconds until the next packet comes."""
        return max(self._packets[0][0] - now, 0.0) if self._packets else 60.0


def pauses(arrivals: Sequence[float], longest: float) -> int:
    """How often less came for so long: whoever else has the processor makes a held key a pause."""
    return sum(b - a > longest for a, b in pairwise(arrivals))


def hold(terminal: Terminal, keys: str, seconds: float, rate: float = 30.0) -> None:
    """Hold a key down: it comes `rate` times a second."""
    start = time.monotonic()
    for k in range(int(seconds * rate)):
        terminal.send(keys)
        while (left := start + (k + 1) / rate - time.monotonic()) > 0:
            terminal.read(left)


def until(terminal: Terminal, true: Callable[[], bool]) -> float:
    """Read until a condition holds; seconds."""
    start = time.monotonic()
    terminal.wait(true)
    return time.monotonic() - start
