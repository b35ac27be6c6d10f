"""Several streams at once: what comes from one does not wait for another.

For streams whose work is done elsewhere, in a child process say: a thread each only waits.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Generator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Key = TypeVar("Key")
Value = TypeVar("Value")


def side_by_side(
    streams: Mapping[Key, Iterator[Value]], most: int | None = None
) -> Iterator[tuple[Key, Value]]:
    """Yield what the streams yield, with their keys, as it comes.

    They are begun in their order, each when one before it has ended. A stream that raises ends
    all: the others are closed at their next value, so they should be such that end by
    themselves when whoever asked is no longer interested.

    Args:
        streams: what to read, by key.
        most: how many at a time; None for one per core.
    """
    waiting = list(streams.items())[::-1]
    told: queue.SimpleQueue[tuple[Key, Value] | BaseException | None] = queue.SimpleQueue()
    ended = threading.Event()

    def read() -> None:
        try:
            while not ended.is_set():
                try:
                    key, stream = waiting.pop()
                except IndexError:
                    break
                for value in stream:
                    told.put((key, value))
                    if ended.is_set():
                        _close(stream)
                        break
        except BaseException as error:  # noqa: BLE001  (raised again where it is awaited)
            told.put(error)
        finally:
            told.put(None)

    count = max(1, min(most or os.cpu_count() or 1, len(waiting)))
    threads = [threading.Thread(target=read, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        while count:
            item = told.get()
            if item is None:
                count -= 1
            elif isinstance(item, BaseException):
                raise item
            else:
                yield item
    finally:
        ended.set()


def _close(stream: Iterator[object]) -> None:
    """End a generator now, with what it holds, rather than when it is collected."""
    if isinstance(stream, Generator):
        stream.close()
