"""Large files, read in a process of its own: polars' memory, 60 MB and more, goes with it.

The explorer stays open for hours, and needs polars only while it reads. The process is begun
before the explorer's own imports, so that on two cores they take no time from each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from ici_tui.child import Child
    from ici_tui.packs.large import Cells, Held, Read

TELL, TELL_TEXT = "ici_tui.packs.apart:tell", "ici_tui.packs.apart:tell_text"


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

    def __call__(self, path: Path) -> dict[str, Cells]:
        """The columns of a file, as `large.read_large` gives them.

        Raises:
            UnreadableError: it cannot be read.
        """
        from ici_tui.child import ChildError
        from ici_tui.packs import large

        child = None if self._left else self._begun.pop(path, None) or self._asked(TELL, path)
        try:
            told = _received(self._answers(child))
        except ChildError:
            if self._left:
                raise large.UnreadableError("reading was broken off") from None
            return large.read_large(path)
        return told.columns(lambda place: self._text(path, place))

    def _text(self, path: Path, place: int) -> Held:
        """The text of a column of numbers."""
        from ici_tui.child import ChildError
        from ici_tui.packs.large import read_text

        try:
            (found,) = self._answers(self._asked(TELL_TEXT, path, place))
        except ChildError:
            return read_text(path, place)
        held: Held = found
        return held

    def _asked(self, target: str, *arguments: Path | int) -> Child | None:
        """A child that has begun with a task; None where there can be none."""
        from ici_tui.child import Child, ChildError

        try:
            child = self._idle.pop() if self._idle else Child()
            child.begin(target, arguments)
        except (OSError, ChildError):
            return None
        return child

    def _answers(self, child: Child | None) -> Generator[Any]:
        """What a child answers; then it waits for more, unless it was left in the middle."""
        from ici_tui.child import ChildError

        if child is None:
            raise ChildError("there is none")
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


def begun(pack: str | None) -> Apart:
    """A reader that has begun with the large files of a pack; of none where None is given."""
    from ici_tui.memory import share_memory
    from ici_tui.packs.faults import PackNotFoundError
    from ici_tui.packs.files import large_files
    from ici_tui.packs.find import find_pack

    reader = Apart()
    try:
        for path in large_files(find_pack(pack)) if pack is not None else ():
            # Before the thread begins that takes in what the process tells.
            share_memory()
            reader.begin(path)
    except (PackNotFoundError, OSError):
        pass  # said where the pack is opened
    return reader


def _received(answers: Generator[Any]) -> Read:
    """What `tell` yields, put together again.

    Raises:
        UnreadableError: the file cannot be read.
        ChildError: the process failed.
    """
    import numpy as np

    from ici_tui.packs.large import Read, UnreadableError

    first = next(answers)
    if isinstance(first, str):
        answers.close()
        raise UnreadableError(first)
    height, names, numeric = first
    numbers = np.empty((height, len(numeric)), order="F")
    for place in range(len(numeric)):
        numbers[:, place] = next(answers)
    return Read(names, numbers, numeric, dict(answers))


def tell(path: Path) -> Iterator[Any]:
    """Inside the child: why it cannot be read; or its shape, its numbers, its texts by name."""
    from ici_tui.memory import keep_to_the_end
    from ici_tui.packs.large import UnreadableError, read

    keep_to_the_end()
    try:
        found = read(path)
    except UnreadableError as error:
        yield str(error)
        return
    yield len(found.numbers), found.names, found.numeric
    yield from found.numbers.T
    yield from found.texts.items()


def tell_text(path: Path, place: int) -> Iterator[Held]:
    """Inside the child: the text of one column."""
    from ici_tui.packs.large import read_text

    yield read_text(path, place)
