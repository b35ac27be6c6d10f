"""The thread that writes to the terminal: a terminal that is gone, or slow, stops nobody."""

from __future__ import annotations

import os
import select
import threading
from queue import Queue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WAITING = 30
"""Writes that may wait; then whoever paints waits too, and paints less."""


class WriterThread(threading.Thread):
    """Writes text to a descriptor.

    Args:
        descriptor: the terminal's.
        lost: called once, from this thread, when the terminal takes nothing any more.
        written: called from this thread whenever nothing waits to be written any more.
    """

    def __init__(
        self, descriptor: int, lost: Callable[[], None], written: Callable[[], None]
    ) -> None:
        super().__init__(daemon=True, name="terminal-writer")
        self._texts: Queue[str | None] = Queue(MOST_WAITING)
        self._descriptor = descriptor
        self._lost, self._written = lost, written
        self._given_up = False
        self.writing = False
        """Whether a text is being written; a terminal that takes nothing may hold it up."""

    def write(self, text: str) -> None:
        """Have text written."""
        self._texts.put(text)

    @property
    def busy(self) -> bool:
        """Whether a text is being written, or waits."""
        return self.writing or not self._texts.empty()

    def give_up(self) -> None:
        """Write nothing any more, without a word."""
        self._given_up = True

    def run(self) -> None:
        """Write until the end."""
        while (text := self._texts.get()) is not None:
            if self._given_up:
                continue
            self.writing = True
            try:
                self._write(text.encode("utf-8", "replace"))
            except OSError:
                if not self._given_up:
                    self._given_up = True
                    self._lost()
            self.writing = False
            if self._texts.empty():
                self._written()

    def _write(self, data: bytes) -> None:
        while data and not self._given_up:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:  # another program that shares the terminal has set it so
                select.select([], [self._descriptor], [])

    def stop(self) -> None:
        """Write what waits, and end."""
        self._texts.put(None)
        self.join()
