"""A pack or table that is being opened: what takes long has begun before all other imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.packs.large import Reader, large_files
from ici_tui.tables.opened import is_table, load
from ici_tui.tables.options import ReadingOptions

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.child import Child
    from ici_tui.packs.pack import Pack
    from ici_tui.tables.place import TablePlace

SMALL = 1 << 20
"""Bytes of a table up to which a process of its own takes longer than reading it."""


class _Begun(NamedTuple):
    """A table that is being read in a child process."""

    place: TablePlace
    options: ReadingOptions
    child: Child


class Loading:
    """Loads packs and tables in other processes where that is of use, until it is ended.

    Whoever made it ends it: a process that nobody asked for must not stay.

    Args:
        options: what a person said of a table.
    """

    def __init__(self, options: ReadingOptions | None = None) -> None:
        self._reader = Reader()
        self._options = options or ReadingOptions()
        self._table: _Begun | None = None

    @classmethod
    def begun(cls, pack: str | None, options: ReadingOptions | None = None) -> Loading:
        """Begin with a pack; with none where None is given. What is wrong with it, `load` says.

        Args:
            pack: a pack's name or folder, or a table.
            options: what a person said of a table, its time among it.
        """
        from ici_tui.packs.faults import PackNotFoundError
        from ici_tui.packs.find import find_pack

        found = cls(options)
        if pack is None:
            return found
        try:
            place = find_pack(pack)
            if is_table(place):
                found._begin_table(place)
            else:
                for path in large_files(place):
                    found._reader.begin(path)
        except (PackNotFoundError, OSError):
            pass
        return found

    def _begin_table(self, path: Path) -> None:
        from ici_tui.child import Child, ChildError
        from ici_tui.tables.place import table_place

        place = table_place(str(path))
        if place.is_standard_input or place.path.stat().st_size <= SMALL:
            return
        try:
            child = Child()
            child.begin("ici_tui.tables.child:send_reading", (place, self._options))
        except ChildError:
            return
        self._table = _Begun(place, self._options, child)

    @property
    def takes_long(self) -> bool:
        """Whether something is being read that nobody has asked for yet."""
        return self._table is not None or self._reader.reads

    def load(self, folder: Path, time: str | None = None) -> Pack:
        """Read and check a pack, or read a table.

        Args:
            folder: the pack's folder, or a file.
            time: which time of a panel to open; the newest where none is given.

        Raises:
            PackError: with every fault that was found.
            TableError: it is no table that can be ranked.
        """
        begun, options = self._table, self._options._replace(time=time)
        if begun is not None and begun.options == options and is_table(folder):
            from ici_tui.tables.place import table_place

            if begun.place == table_place(str(folder)):
                return self._begun_table(begun)
        return load(folder, time, self._options, reader=self._reader)

    def _begun_table(self, begun: _Begun) -> Pack:
        """The table that is being read in a child process."""
        from ici_tui.child import ChildError
        from ici_tui.tables.as_pack import opened
        from ici_tui.tables.errors import TableError

        try:
            found = next(begun.child.answers())
        except ChildError:
            raise TableError(
                "it cannot be read", "it is damaged, or needs too much memory"
            ) from None
        finally:
            self._table = None
            begun.child.end()
        if isinstance(found, TableError):
            raise found
        return opened(found, begun.place, begun.options)

    def break_off(self) -> None:
        """Stop in the middle: whoever loads has left."""
        self._reader.break_off()
        if self._table is not None:
            self._table.child.end()

    def end(self) -> None:
        """End what was begun and not asked for."""
        self._reader.end()
        begun, self._table = self._table, None
        if begun is not None:
            begun.child.end()
