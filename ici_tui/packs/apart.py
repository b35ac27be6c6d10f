"""Large files, read in a process of its own: polars' memory, 60 MB and more, goes with it.

The explorer stays open for hours, and needs polars only while it reads. The process is begun
before the explorer's own imports, so that on two cores they take no time from each other.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ici_tui.packs.shape import ShapeError
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from ici_tui.child import Child
    from ici_tui.packs.large import Columns, Held, Read

    Tables = npt.NDArray[np.float64]

Told = TypeVar("Told")

TELL, TELL_TEXT = "ici_tui.packs.apart:tell", "ici_tui.packs.apart:tell_text"
TELL_TABLES = "ici_tui.packs.apart:tell_tables"
ROOM = 1 << 30
"""Bytes of addresses that a process may take beyond those it has, and those of the file."""
ROOM_PER_CORE = 1 << 25


class Apart:
    """Reads large files in child processes; where none can be had, in this one.

    A process that has told a file is kept for what else is asked, until the reader is ended.
    """

    def __init__(self) -> None:
        self._begun: dict[Path, Child] = {}
        self._idle: list[Child] = []
        self._telling: Child | None = None
        self._ended = self._left = False

    def begin(self, path: Path) -> None:
        """Begin to read a file that will be asked for."""
        child = self._asked(TELL, path)
        if child is not None:
            self._begun[path] = child

    @property
    def reads(self) -> bool:
        """Whether a file is being read that nobody has asked for yet."""
        return bool(self._begun)

    def end(self) -> None:
        """End what was begun and not asked for, and what waits for more."""
        self._ended = True
        for child in (*self._begun.values(), *self._idle):
            child.end()
        self._begun.clear()
        self._idle.clear()

    def break_off(self) -> None:
        """Whoever reads has left: what is still read, or asked for, is of no use."""
        self._left = True
        telling = self._telling
        if telling is not None:
            telling.end()
        self.end()

    def __call__(self, path: Path) -> Columns:
        """The columns of a file, as `large.read_large` gives them.

        Raises:
            ShapeError: it cannot be read, or holds more than a table may.
        """
        from ici_tui.packs import large

        if self._left:
            raise ShapeError("reading was broken off")
        child = self._begun.pop(path, None) or self._asked(TELL, path)
        if child is None:  # there can be no other process
            return large.read_large(path)
        told = self._finished(child, _received)
        return told.columns(lambda place: self._text(path, place))

    def tables(self, path: Path, codes: Sequence[str], leaves: Sequence[str]) -> Tables:
        """The tables of an ensemble, as `ensemble.read_tables` gives them.

        Raises:
            ShapeError: it is no ensemble of these units and indicators.
        """
        from ici_tui.packs.ensemble import read_tables

        child = self._asked(TELL_TABLES, path, tuple(codes), tuple(leaves))
        if child is None:
            return read_tables(path, codes, leaves)
        # By indicator in memory, as polars has them: a sum is then rounded alike.
        tables: Tables = self._finished(child, _first)
        return tables.transpose(1, 2, 0)

    def _text(self, path: Path, place: int) -> Held:
        """The text of a column of numbers."""
        from ici_tui.packs.large import read_text

        child = self._asked(TELL_TEXT, path, place)
        if child is None:
            return read_text(path, place)
        held: Held = self._finished(child, _first)
        return held

    def _finished(self, child: Child, take: Callable[[Generator[Any]], Told]) -> Told:
        """What a child tells, taken in.

        Raises:
            ShapeError: it says so, or has ended before it had told everything: a library gave
                up on the file, or asked for more memory than it may have.
        """
        from ici_tui.child import ChildError

        try:
            return take(self._answers(child))
        except ChildError as error:
            if self._left:
                raise ShapeError("reading was broken off") from None
            told = f"cannot be read: {clean(str(error))[:160]}"
            raise ShapeError(told, "the file is damaged, or needs too much memory") from None

    def _asked(self, target: str, *arguments: Path | int | tuple[str, ...]) -> Child | None:
        """A child that has begun with a task; None where there can be none."""
        from ici_tui.child import Child, ChildError

        try:
            child = self._idle.pop() if self._idle else Child()
            child.begin(target, arguments)
        except (OSError, ChildError):
            return None
        return child

    def _answers(self, child: Child) -> Generator[Any]:
        """What a child answers; then it waits for more, unless it was left in the middle."""
        finished, self._telling = False, child
        try:
            yield from child.answers()
            finished = True
        finally:
            self._telling = None
            if finished and not self._ended:
                self._idle.append(child)
            else:
                child.end()


class ParquetApart(Apart):
    """Reads Parquet in child processes, for polars can fail on it, and CSV in this one."""

    def __call__(self, path: Path) -> Columns:
        """The columns of a file.

        Raises:
            ShapeError: it cannot be read, or holds more than a table may.
        """
        if path.suffix != ".csv":
            return super().__call__(path)
        from ici_tui.packs.large import read_large

        return read_large(path)


@contextmanager
def own_reader(given: Apart | None) -> Iterator[Apart]:
    """The reader that was given; where none was, one of its own, which is ended."""
    reader = given or ParquetApart()
    try:
        yield reader
    finally:
        if given is None:
            reader.end()


def read_apart(path: Path) -> Columns:
    """The columns of one file, Parquet being read in another process.

    Raises:
        ShapeError: it cannot be read, or holds more than a table may.
    """
    with own_reader(None) as reader:
        return reader(path)


def begun(pack: str | None) -> Apart:
    """A reader that has begun with the large files of a pack; of none where None is given."""
    from ici_tui.packs.faults import PackNotFoundError
    from ici_tui.packs.files import large_files
    from ici_tui.packs.find import find_pack

    reader = Apart()
    try:
        for path in large_files(find_pack(pack)) if pack is not None else ():
            reader.begin(path)
    except (PackNotFoundError, OSError):
        pass  # said where the pack is opened
    return reader


def _received(answers: Generator[Any]) -> Read:
    """What `tell` yields, put together again.

    Raises:
        ShapeError: the file cannot be read.
        ChildError: the process failed.
    """
    import numpy as np

    from ici_tui.packs.large import Read

    height, places, numeric, lines = _first(answers, whole=False)
    numbers = np.empty((height, len(numeric)), order="F")
    for place in range(len(numeric)):
        numbers[:, place] = next(answers)
    return Read(places, numbers, numeric, dict(answers), lines)


def _first(answers: Generator[Any], *, whole: bool = True) -> Any:  # noqa: ANN401 - as it was told
    """The first answer, which may be that the file cannot be read.

    Raises:
        ShapeError: it is.
        ChildError: the process failed.
    """
    first = next(answers)
    if whole or isinstance(first, ShapeError):
        for _ in answers:
            pass
    if isinstance(first, ShapeError):
        raise first
    return first


def tell(path: Path) -> Iterator[Any]:
    """Inside the child: why it cannot be read; or its shape, its numbers, its texts by name."""
    from ici_tui.memory import expect_large_arrays
    from ici_tui.packs.large import read

    expect_large_arrays()
    try:
        with _little_room(path):
            found = read(path)
    except ShapeError as error:
        yield error
        return
    yield len(found.numbers), found.places, found.numeric, found.lines
    yield from found.numbers.T
    yield from found.texts.items()


def tell_text(path: Path, place: int) -> Iterator[Held | ShapeError]:
    """Inside the child: the text of one column."""
    from ici_tui.packs.large import read_text

    try:
        with _little_room(path):
            yield read_text(path, place)
    except ShapeError as error:
        yield error


def tell_tables(
    path: Path, codes: tuple[str, ...], leaves: tuple[str, ...]
) -> Iterator[Tables | ShapeError]:
    """Inside the child: the tables of an ensemble."""
    from ici_tui.packs.ensemble import read_tables

    try:
        with _little_room(path):
            yield read_tables(path, codes, leaves).transpose(2, 0, 1).copy()
    except ShapeError as error:
        yield error


@contextmanager
def _little_room(path: Path) -> Iterator[None]:
    """Let a library ask for so much memory while it reads a file, and no more.

    What a file says of its own size is not always true, and a library that believes it can take
    all the memory there is. Where the system does not count addresses, nothing is limited.
    """
    import polars  # noqa: F401 - its own addresses are no part of the room

    try:
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        old = resource.getrlimit(resource.RLIMIT_AS)
    except (ImportError, OSError):
        yield
        return
    most = taken * resource.getpagesize() + path.stat().st_size + ROOM
    most += ROOM_PER_CORE * (os.cpu_count() or 1)
    hard = old[1] if old[1] != resource.RLIM_INFINITY else most
    resource.setrlimit(resource.RLIMIT_AS, (min(most, hard), old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, old)
