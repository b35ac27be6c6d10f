"""The child process's side of reading a table: what it imports and allocates is gone with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tables.options import ReadingOptions
    from ici_tui.tables.place import TablePlace
    from ici_tui.tables.reading import Reading


def send_reading(place: TablePlace, options: ReadingOptions) -> Iterator[Reading | TableError]:
    """The table at a place, or why it is none."""
    from ici_tui.memory import expect_large_arrays
    from ici_tui.tables.place import read_place

    expect_large_arrays()
    try:
        yield read_place(place, options)
    except TableError as error:
        yield error
