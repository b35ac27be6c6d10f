"""How long a question may take, how long nobody may type, how much memory there is.

A limit comes from a setting or an option and is only ever made narrower: a host's holds.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_TIME = re.compile(r"(\d{1,7})(s|m|h|min)?")
_SIZE = re.compile(r"(\d{1,7})([KMG])i?B?", re.IGNORECASE)
_N = TypeVar("_N", int, float)
SECONDS = {"s": 1, None: 1, "m": 60, "min": 60, "h": 3600}
BYTES = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
LEAST_MEMORY = 400 << 20
"""Bytes: with less the program itself does not start."""
MORE = 5.0
"""Seconds after which an answer that cannot be stopped takes the process with it."""
AGAIN = 0.5
"""Seconds after which a question is told again that its time is over."""


class Limits(NamedTuple):
    """What a question and a session may take; None where nothing limits it."""

    max_seconds: float | None = None
    """Seconds that one question may take."""
    idle: float | None = None
    """Seconds without a key after which the explorer is left."""
    max_memory: int | None = None
    """Bytes of memory that each process may ask for."""

    def within(self, other: Limits) -> Limits:
        """The narrower of both, each for itself."""
        return Limits(
            _less(self.max_seconds, other.max_seconds),
            _less(self.idle, other.idle),
            _less(self.max_memory, other.max_memory),
        )


def _less(one: _N | None, other: _N | None) -> _N | None:
    given = [value for value in (one, other) if value is not None]
    return min(given) if given else None


class TimeIsUp(BaseException):
    """A question has taken as long as it may."""


_held = Limits()


def held() -> Limits:
    """The limits in force."""
    return _held


def narrow(limits: Limits) -> None:
    """Have these limits hold as well."""
    global _held  # noqa: PLW0603 - this is the one place where they are kept
    _held = _held.within(limits)
    if limits.max_memory is not None:
        _limit_memory(limits.max_memory)


def seconds_of(text: str) -> float:
    """Seconds of a text such as `90`, `90s`, `30m` or `2h`.

    Raises:
        ValueError: it is no such text, or nothing.
    """
    found = _TIME.fullmatch(text.strip())
    seconds = 0 if found is None else int(found[1]) * SECONDS[found[2]]
    if not seconds:
        raise ValueError(f"{text[:40]!r} is no time; write 90s, 30m or 2h")
    return float(seconds)


def bytes_of(text: str) -> int:
    """Bytes of a text such as `600MB` or `2GB`.

    Raises:
        ValueError: it is no such text, or too little for the program.
    """
    found = _SIZE.fullmatch(text.strip())
    count = 0 if found is None else int(found[1]) * BYTES[found[2].lower()]
    if count < LEAST_MEMORY:
        raise ValueError(f"{text[:40]!r} is no size; write 600MB or 2GB, and 400MB at least")
    return count


def seconds_text(seconds: float) -> str:
    """Seconds for people: `30 min`."""
    if seconds % 60 or seconds < 60:
        return f"{seconds:g} s"
    minutes = int(seconds // 60)
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"


def over_time() -> str:
    """The line that says that a question has taken too long."""
    return f"no answer within {seconds_text(_held.max_seconds or 0)}, which is the limit here"


def stopped() -> str:
    """Why a question was left without an answer, where that is said already."""
    return f"stopped after {seconds_text(_held.max_seconds or 0)}, which is the limit here"


def _limit_memory(most: int) -> None:
    """Have the system refuse this process more memory than that, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


@contextmanager
def timed() -> Iterator[None]:
    """Have what is inside end when its time is up, were it in the middle of a computation.

    Raises:
        TimeIsUp: from wherever it is. What a library does without a look at signals is waited
            for a few seconds; then the process ends.
    """
    seconds = _held.max_seconds
    if seconds is None:
        yield
        return
    # `signal` takes as long to import as all else that a limit needs: most questions have none.
    import signal
    import threading

    if not hasattr(signal, "setitimer"):
        yield
        return
    last = threading.Timer(seconds + MORE, _end)
    last.daemon = True
    before = signal.signal(signal.SIGALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    last.start()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        last.cancel()


def _time_is_up(_: int, __: FrameType | None) -> None:
    raise TimeIsUp


def _end() -> None:
    try:
        sys.stderr.write(f"ici-tui: {over_time()}\n")
        sys.stderr.flush()
    finally:
        os._exit(1)
