"""How the explorer is left: by a key, a signal or a fault, always in order and in time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ici_tui.crash import FAILED, crash_line
from ici_tui.tui.terminal.choice import supported

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping

if TYPE_CHECKING or supported():
    from ici_tui.tui.terminal.textual_private import PrivateApp as HostApp
else:
    from ici_tui.tui.terminal.plain import PlainApp as HostApp

LEAVING, SIGNALLED = 10.0, 5.0
"""Seconds after which leaving is forced: by a key, when a slow line may still be written to, and
by a signal."""


class LeavingApp(HostApp):
    """An app that ends in order, whatever it was doing."""

    _leaves = False
    _fault: BaseException | None = None
    loop: asyncio.AbstractEventLoop | None = None
    """What runs the app, as soon as it is known."""
    last_words = ""
    """What is said on stderr once the terminal is given back: whole lines."""

    def keep_session(self, *, quits: bool) -> None:
        """Keep what somebody would miss. Called once before leaving, whatever the reason."""
        raise NotImplementedError

    def break_off_reading(self) -> None:
        """Read no more of what is still being read."""
        raise NotImplementedError

    def exit(self, *what: Any, **how: Any) -> None:  # noqa: ANN401 - whatever Textual takes
        """Leave; what is still being read is not waited for."""
        if self._leaves:
            return
        self._begin_to_leave(how.get("return_code", 0), LEAVING)
        if self._fault is None:
            super().exit(*what, **how)

    def leave_by_signal(self, code: int) -> None:
        """Leave because of a signal, from its handler: before there is a screen at once."""
        if not self.is_running and not self._leaves:
            raise SystemExit(code)
        self._see_to_the_end(code, SIGNALLED)
        if self.loop is not None:
            self.loop.call_soon_threadsafe(lambda: self.exit(return_code=code))

    @property
    def return_code(self) -> int | None:
        """The exit code, once it is known."""
        return super().return_code if self._fault is None else FAILED

    def fail(self, error: BaseException) -> None:
        """Note an error that nobody foresaw: the first one is told once the screen is left."""
        if self._fault is not None:
            return
        self._fault = error
        # What failed in a thread comes wrapped up.
        self.last_words = f"ici-tui: {crash_line(getattr(error, 'error', error))}\n"
        self._begin_to_leave(FAILED, LEAVING)

    def _begin_to_leave(self, code: int, seconds: float) -> None:
        if self._leaves:
            return
        self._leaves = True
        self._see_to_the_end(code, seconds)
        try:
            self.break_off_reading()
            self.keep_session(quits=not code)
        except Exception as error:  # noqa: BLE001 - whatever it is, leaving goes on
            self.break_down(error)

    def _see_to_the_end(self, code: int, seconds: float) -> None:
        if self.terminal is not None:
            self.terminal.leave_within(seconds, code, lambda: self.last_words)

    def fail_elsewhere(self, error: BaseException) -> None:
        """Leave because of an error in a thread that nobody waits for; called from there."""
        if self.loop is not None and isinstance(error, Exception):
            with suppress(RuntimeError):  # the loop is closed: it is over
                self.loop.call_soon_threadsafe(self.break_down, error)

    def in_thread(self, work: Callable[[], object], group: str = "default") -> None:
        """Have work done in a thread. Errors of any class are told: a library has its own."""

        def done() -> object:
            try:
                return work()
            except Exception:
                raise
            except BaseException as error:
                raise RuntimeError(f"{type(error).__name__}: {error}") from error

        self.run_worker(done, thread=True, group=group)

    def _on_stray(self, loop: object, context: Mapping[str, Any]) -> None:
        """Take an error that was raised where nobody waits for it."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self.break_down(error)
