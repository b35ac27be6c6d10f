"""The child process's side of a `Reader`: it reads a file and sends the contents in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.packs.large.room import limited_memory
from ici_tui.packs.shape import ShapeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from ici_tui.packs.large.compact import Held

    Tables = npt.NDArray[np.float64]


def send_file(path: Path) -> Iterator[Any]:
    """The reason why a file cannot be read; or its shape, its numbers by column, its texts by name."""
    from ici_tui.memory import expect_large_arrays
    from ici_tui.packs.large.read import read

    expect_large_arrays()
    try:
        with limited_memory(path):
            found = read(path)
    except ShapeError as error:
        yield error
        return
    yield len(found.numbers), found.places, found.numeric, found.lines, found.nested
    yield from found.numbers.T
    yield from found.texts.items()


def send_text(path: Path, place: int) -> Iterator[Held | ShapeError]:
    """The text of one column."""
    from ici_tui.packs.large.read import read_text

    try:
        with limited_memory(path):
            yield read_text(path, place)
    except ShapeError as error:
        yield error


def send_tables(
    path: Path, codes: tuple[str, ...], leaves: tuple[str, ...]
) -> Iterator[Tables | ShapeError]:
    """The tables of an ensemble."""
    from ici_tui.packs.large.ensemble_file import read_tables

    try:
        with limited_memory(path):
            yield read_tables(path, codes, leaves).transpose(2, 0, 1).copy()
    except ShapeError as error:
        yield error
