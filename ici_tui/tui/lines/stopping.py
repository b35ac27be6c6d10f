"""Ctrl-C and other signals while lines are read and answered."""

from __future__ import annotations

import os
import signal
import threading
from _thread import interrupt_main
from collections import Counter
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING

from ici_tui.allowed import limits
from ici_tui.tui.terminal.process import HUNG_UP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT")
INTERRUPTED = 130
AGAIN = 0.1
"""Seconds after which a signal is sent again."""


class LeftError(BaseException):
    """The explorer is left from outside.

    Args:
        code: the exit code.
        told: what is said of it.
    """

    def __init__(self, code: int, told: str = "") -> None:
        super().__init__(code)
        self.code, self.told = code, told

    @property
    def is_hung_up(self) -> bool:
        """True where there is nobody any more."""
        return self.code == HUNG_UP


class Interrupts:
    """Ctrl-C asks an answer to stop; pressed once more, or where none is found, it breaks off.

    Work that is asked ends in order. An import is never broken off: half of a module would stay
    behind, and what it has declared so far could not be declared again.
    """

    def __init__(self) -> None:
        self._asked = self._asks = False
        self._handled: Counter[int] = Counter()

    def install(self, *, gently: bool) -> None:
        """Take the signals; `gently` has Ctrl-C ask first."""
        taken = [number for number in _ends() if signal.getsignal(number) is not signal.SIG_IGN]
        for number in taken:
            signal.signal(number, self._leave)
        if gently:
            signal.signal(signal.SIGINT, self._interrupt)
            taken.append(signal.SIGINT)
        if taken and hasattr(signal, "pthread_kill"):
            _send_again(frozenset(taken), self._handled)

    def goes_on(self) -> bool:
        """True until somebody asks for a stop."""
        return not self._asked

    @contextmanager
    def answering(self) -> Iterator[None]:
        """An answer is being found: Ctrl-C asks first."""
        self._asked, self._asks = False, True
        try:
            yield
        finally:
            self._asks = False

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._handled[number] += 1
        if self._asks and not self._asked:
            self._asked = True
        elif _imports(frame):
            _come_again(number)
        else:
            raise KeyboardInterrupt

    def _leave(self, number: int, frame: FrameType | None) -> None:
        self._handled[number] += 1
        if _imports(frame):
            _come_again(number)
            return
        for end in _ends():  # once is enough: what is kept now is kept in peace
            signal.signal(end, signal.SIG_IGN)
        raise LeftError(128 + number)


@contextmanager
def no_longer_than_idle() -> Iterator[None]:
    """Have the wait for a line end after as long as a session may be idle.

    Raises:
        LeftError: nobody has typed a line for so long.
    """
    most = limits.held().idle
    if most is None or not hasattr(signal, "setitimer"):
        yield
        return

    def leave(_: int, __: FrameType | None) -> None:
        raise LeftError(0, f"left after {limits.seconds_text(most)} without a line")

    before = signal.signal(signal.SIGALRM, leave)
    signal.setitimer(signal.ITIMER_REAL, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ends() -> list[int]:
    found = (getattr(signal, name, None) for name in ENDS)
    return [number for number in found if number is not None]


def _imports(frame: FrameType | None) -> bool:
    """True while a module is imported."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _come_again(number: int) -> None:
    """Have a signal sent once more, in a moment."""

    def send() -> None:
        if hasattr(signal, "pthread_kill"):  # which ends the wait for a key as well
            signal.pthread_kill(threading.main_thread().ident or 0, number)
        else:
            interrupt_main(signal.Signals(number))

    timer = threading.Timer(AGAIN, send)
    timer.daemon = True
    timer.start()


def _send_again(numbers: frozenset[int], handled: Counter[int]) -> None:
    """Have signals that were not handled sent again until they are.

    One that comes just before the wait for a key begins would be looked at after the next line.
    Python says how often each came; `handled` says how often its handler was called.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    main = threading.main_thread().ident or 0

    def send() -> None:
        came: Counter[int] = Counter()
        while True:
            came.update(number for number in os.read(reading, 64) if number in numbers)
            sleep(AGAIN)
            for number in numbers:
                if came[number] > handled[number]:
                    came[number] = handled[number]  # this one counts as new
                    signal.pthread_kill(main, number)

    threading.Thread(target=send, daemon=True).start()
