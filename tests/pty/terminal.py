"""A terminal for tests: a program in a real pty, its bytes kept, its screen emulated by pyte.

Nothing here sleeps for a fixed time: a test waits for a condition with a deadline, or until
the program has taken what was typed and has been at rest for a moment.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte
from pyte.screens import wcwidth  # the one by which it draws

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[2]
DEADLINE = 20.0
"""Seconds after which a condition that did not come true fails the test."""
QUIET = 0.2
"""Seconds of rest after which the program has answered: longer than anything that it puts off."""
MOMENT = 0.03
"""The same where another program has been waited for meanwhile."""
WOKEN = 0.005
"""Seconds of work while quiet that are no answer: a timer that finds nothing to do."""
WHOLE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[^\[\]PX^_])"
)
UNKNOWN = re.compile(
    r"\x1b\[[<=>][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?u|\x1b\[[0-9;]*t"
    r"|\x1b[P_^X][^\x1b]*(?:\x1b\\)?|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"
)
"""Sequences that pyte would print in part: the keyboard protocol's, queries, strings."""
REPEAT = re.compile(r"\x1b\[(\d*)b")
KEYS_PUSHED, KEYS_POPPED = rb"\x1b\[>[0-9]*u", rb"\x1b\[<u"
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Terminal:
    """A program in a pty of its own session.

    Args:
        arguments: of `python -m ici_tui`.
        module: another program than ours.
        command: the words of another program, in place of all that.
        size: columns and lines.
        home: where the program finds no configuration, or the test's own.
        env: variables on top of a plain environment; None takes one away.
        ignore_hangup: start the program with SIGHUP ignored, as nohup does.
        stdin: another standard input than the terminal, such as `subprocess.DEVNULL`.
        stderr: another standard error.
        controls: whether the terminal is the program's controlling one, as a shell's is.
        cwd: the folder that it is started in.
    """

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        module: str = "ici_tui",
        command: Sequence[str] | None = None,
        home: Path,
        size: tuple[int, int] = (120, 40),
        env: dict[str, str | None] | None = None,
        ignore_hangup: bool = False,
        stdin: int | None = None,
        stderr: int | None = None,
        controls: bool = True,
        cwd: Path = ROOT,
    ) -> None:
        self.raw = b""
        """Everything that the program has written."""
        self.screen: Any = pyte.Screen(*size)
        self._stream: Any = pyte.Stream(self.screen)
        self._held = self._sign = ""
        self._lines: dict[int, str] = {}
        self._bytes = b""
        self.master, self._slave = pty.openpty()
        self._set_size(size)
        self.before = termios.tcgetattr(self._slave)
        given: dict[str, str | None] = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        } | (env or {})

        def own_session() -> None:
            os.setsid()
            if controls:
                fcntl.ioctl(1, termios.TIOCSCTTY, 0)
            if ignore_hangup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)

        self.process = subprocess.Popen(
            command or [sys.executable, "-m", module, *arguments],
            stdin=self._slave if stdin is None else stdin,
            stdout=self._slave,
            stderr=self._slave if stderr is None else stderr,
            cwd=cwd,
            env={key: value for key, value in given.items() if value is not None},
            preexec_fn=own_session,  # noqa: PLW1509 - the test starts it from its only thread
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    # What the program writes

    def read(self, timeout: float) -> int:
        """Take what the program has written within `timeout` seconds; how many bytes."""
        try:
            ready, _, _ = select.select([self.master], [], [], timeout)
            data = os.read(self.master, 65536) if ready else b""
        except OSError:
            data = b""
        self.raw += data
        self._feed(data)
        return len(data)

    def _feed(self, data: bytes) -> None:
        """Give whole characters and sequences to the emulator; the beginning of one waits."""
        self._bytes += data
        text = ""
        for cut in range(min(4, len(self._bytes) + 1)):
            with contextlib.suppress(UnicodeDecodeError):
                text = self._bytes[: len(self._bytes) - cut].decode()
                self._bytes = self._bytes[len(self._bytes) - cut :]
                break
        self._held += text
        last = self._held.rfind("\x1b")
        end = len(self._held) if last < 0 or WHOLE.match(self._held, last) else last
        self._stream.feed(self._repeated(UNKNOWN.sub("", self._held[:end])))
        self._held = self._held[end:]

    def _repeated(self, text: str) -> str:
        """The text with what is to be repeated (REP, which pyte does not know)."""
        first, *rest = REPEAT.split(text)
        shown, self._sign = first, first[-1:] or self._sign
        for count, after in zip(rest[::2], rest[1::2], strict=True):
            shown += self._sign * int(count or 1) + after
            self._sign = after[-1:] or self._sign
        return shown

    @property
    def lines(self) -> list[str]:
        """The screen as it is now; only lines that have changed are put together again."""
        changed = self.screen.dirty
        for y in range(self.screen.lines):
            if y in changed or y not in self._lines:
                self._lines[y] = self._line(y)
        changed.clear()
        return [self._lines[y] for y in range(self.screen.lines)]

    def _line(self, y: int) -> str:
        cells, shown, behind = self.screen.buffer[y], "", False
        for x in range(self.screen.columns):
            sign = "" if behind else cells[x].data
            shown += sign
            behind = not sign.isascii() and wcwidth(sign[0]) == 2
        return shown.rstrip()

    @property
    def text(self) -> str:
        """The screen's lines as one text."""
        return "\n".join(self.lines)

    def wait(self, true: Callable[[], bool], what: str = "") -> None:
        """Read until a condition holds; fail with the screen when it does not in time."""
        end = time.monotonic() + DEADLINE
        while not true():
            assert time.monotonic() < end, f"waited in vain for {what}\n{self.text}"
            assert self.process.poll() is None or self.read(0.0) or true(), (
                f"ended with {self.process.returncode} before {what}\n{self.text}"
            )
            self.read(0.05)

    def see(self, *texts: str) -> None:
        """Wait until every text is on the screen."""

        def seen() -> bool:
            now = self.text
            return all(text in now for text in texts)

        self.wait(seen, f"{texts} on the screen")

    def miss(self, text: str) -> None:
        """Wait until a text is not on the screen."""
        self.wait(lambda: text not in self.text, f"no {text!r} on the screen")

    def settle(self, quiet: float = QUIET) -> int:
        """Read until the program has answered; how many bytes came.

        A machine that is busy with other tests makes any pause look like an answer. So the
        program counts as at work while it has not read what was typed, and while it runs.
        """
        total, end = 0, time.monotonic() + DEADLINE
        while time.monotonic() < end:
            before = self._worked()
            got = self.read(quiet)
            total += got
            if not got and self._rests() and self._worked() - before < WOKEN:
                break
        return total

    def _rests(self) -> bool:
        """Whether the program has read what was typed, and no thread of it wants to run."""
        unread = any(fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4)))
        return not unread and "R" not in self._of_threads("stat", 0)

    def _worked(self) -> float:
        """Seconds for which the threads of the program have run, where the system says so."""
        return sum(map(int, self._of_threads("schedstat", 0))) / 1e9

    def _of_threads(self, name: str, field: int) -> list[str]:
        """What the system says of each thread; nothing where it does not, and silence has to do."""
        found = []
        for thread in Path(f"/proc/{self.process.pid}/task").glob("*"):
            with contextlib.suppress(OSError):
                text = (thread / name).read_text(encoding="utf-8", errors="replace")
                found.append(text.rpartition(") ")[2].split()[field])
        return found

    # What the user does

    def send(self, keys: str | bytes) -> None:
        """Type."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def cost(self, keys: str | bytes) -> int:
        """How many bytes the program writes for what is typed."""
        self.settle()
        self.send(keys)
        first = 0
        end = time.monotonic() + 0.6
        while not first and time.monotonic() < end:
            first = self.read(0.1)
        return first + self.settle()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size, and tell the program."""
        self.set_size(size)
        self.process.send_signal(signal.SIGWINCH)

    def set_size(self, size: tuple[int, int]) -> None:
        """Give the terminal another size."""
        self.screen.resize(size[1], size[0])
        self._set_size(size)

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, lines = size
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the terminal."""
        for end in (self.master, self._slave):
            with contextlib.suppress(OSError):
                os.close(end)

    def end(self, timeout: float = DEADLINE) -> int:
        """Wait until the program ends, reading what it writes; its exit code."""
        end = time.monotonic() + timeout
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it did not end\n{self.text}"
            self.read(0.02)
        while self.read(0.05):
            pass
        code = self.process.returncode
        assert isinstance(code, int)
        return code

    # How the terminal is left

    @property
    def keyboard(self) -> tuple[int, int]:
        """How often the keyboard protocol was pushed, and how often popped."""
        pushed, popped = (len(re.findall(sign, self.raw)) for sign in (KEYS_PUSHED, KEYS_POPPED))
        return pushed, popped

    @property
    def modes(self) -> dict[int, bool]:
        """Every private mode that was set, and whether it is on now."""
        found = {}
        for numbers, sign in MODE.findall(self.raw):
            for number in numbers.split(b";"):
                found[int(number)] = sign == b"h"
        return found

    def assert_as_before(self) -> None:
        """Alternate screen, mouse, paste and focus reports off, cursor on, line discipline as was."""
        modes = self.modes
        assert modes[1049] is False
        left_on = {m for m in (1000, 1002, 1003, 1004, 1006, 1015, 2004, 2048) if modes.get(m)}
        assert not left_on, f"modes left on: {left_on}"
        assert modes.get(25, True), "the cursor is still hidden"
        assert modes.get(7, True), "long lines are still cut"
        pushed, popped = self.keyboard
        assert pushed == popped, "the keyboard protocol is still on"
        assert termios.tcgetattr(self._slave) == self.before


def settle(first: Terminal, *others: Terminal, quiet: float = QUIET) -> None:
    """Read until several programs, which work side by side, have answered."""
    first.settle(quiet)
    for t in others:
        t.settle(MOMENT)
