"""Reads large files in child processes: polars' memory, 60 MB and more, goes with them.

The explorer stays open for hours, and needs polars only while it reads. The process is begun
before the explorer's own imports, so that on two cores they take no time from each other.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ici_tui.packs.shape import ShapeError
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from ici_tui.child import Child
    from ici_tui.packs.columns import Columns
    from ici_tui.packs.large.compact import Held
    from ici_tui.packs.large.read import Read

    Tables = npt.NDArray[np.float64]

Answer = TypeVar("Answer")

_CHILD = "ici_tui.packs.large.child:"
FILE, TEXT, TABLES = _CHILD + "send_file", _CHILD + "send_text", _CHILD + "send_tables"
LEFT = "reading was broken off"


class Reader:
    """Reads large files in child processes; where none can be had, in this one.

    A process that has read a file is kept for what else is asked, until the reader is ended.
    """

    def __init__(self) -> None:
        self._begun: dict[Path, Child] = {}
        self._idle: list[Child] = []
        self._telling: Child | None = None
        self._ended = self._left = False

    def begin(self, path: Path) -> None:
        """Begin to read a file that will be asked for."""
        child = self._asked(FILE, path)
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
        """The columns of a file, as `read.read_columns` gives them.

        Raises:
            ShapeError: it cannot be read, or holds more than a table may.
        """
        if self._left:
            raise ShapeError(LEFT)
        child = self._begun.pop(path, None) or self._asked(FILE, path)
        if child is None:  # there can be no other process
            return _read_here(path)
        return self._finished(child, _received).columns(lambda place: self._text(path, place))

    def tables(self, path: Path, codes: Sequence[str], leaves: Sequence[str]) -> Tables:
        """The tables of an ensemble, as `ensemble_file.read_tables` gives them.

        Raises:
            ShapeError: it is no ensemble of these units and indicators.
        """
        from ici_tui.packs.large.ensemble_file import read_tables

        child = self._asked(TABLES, path, tuple(codes), tuple(leaves))
        if child is None:
            return read_tables(path, codes, leaves)
        # By indicator in memory, as polars has them: a sum is then rounded alike.
        tables: Tables = self._finished(child, _first)
        return tables.transpose(1, 2, 0)

    def _text(self, path: Path, place: int) -> Held:
        """The text of a column of numbers."""
        from ici_tui.packs.large.read import read_text

        child = self._asked(TEXT, path, place)
        if child is None:
            return read_text(path, place)
        held: Held = self._finished(child, _first)
        return held

    def _finished(self, child: Child, take: Callable[[Generator[Any]], Answer]) -> Answer:
        """The answer of a child, put together.

        Raises:
            ShapeError: it says so, or has ended before it had sent everything: a library gave
                up on the file, or asked for more memory than it may have.
        """
        from ici_tui.child import ChildError

        try:
            return take(self._answers(child))
        except ChildError as error:
            if self._left:
                raise ShapeError(LEFT) from None
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
        """The parts of a child's answer; then it waits for more, unless it was left in the middle."""
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


class ParquetReader(Reader):
    """Reads Parquet in child processes, for polars can fail on it, and CSV in this one."""

    def __call__(self, path: Path) -> Columns:
        """The columns of a file.

        Raises:
            ShapeError: it cannot be read, or holds more than a table may.
        """
        return super().__call__(path) if path.suffix != ".csv" else _read_here(path)


@contextmanager
def own_reader(given: Reader | None) -> Iterator[Reader]:
    """The reader that was given; where none was, one of its own, which is ended."""
    reader = given or ParquetReader()
    try:
        yield reader
    finally:
        if given is None:
            reader.end()


def read_columns(path: Path) -> Columns:
    """The columns of one file, Parquet being read in another process.

    Raises:
        ShapeError: it cannot be read, or holds more than a table may.
    """
    with own_reader(None) as reader:
        return reader(path)


def _read_here(path: Path) -> Columns:
    from ici_tui.packs.large.read import read_columns as read_here

    return read_here(path)


def _received(answers: Generator[Any]) -> Read:
    """The parts that `child.send_file` yields, put together again.

    Raises:
        ShapeError: the file cannot be read.
        ChildError: the process failed.
    """
    import numpy as np

    from ici_tui.packs.large.read import Read

    height, places, numeric, lines, nested = _first(answers, whole=False)
    numbers = np.empty((height, len(numeric)), order="F")
    for place in range(len(numeric)):
        numbers[:, place] = next(answers)
    return Read(places, numbers, numeric, dict(answers), lines, nested)


def _first(answers: Generator[Any], *, whole: bool = True) -> Any:  # noqa: ANN401 - as it was sent
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
