"""A pack that is being opened: what takes long has begun before anything else is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.large import Reader, large_files

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.pack import Pack


class Loading:
    """Loads packs in other processes where that is of use, until it is ended.

    Whoever made it ends it: a process that nobody asked for must not stay.
    """

    def __init__(self) -> None:
        self._reader = Reader()

    @classmethod
    def begun(cls, pack: str | None) -> Loading:
        """Begin with a pack; with none where None is given. What is wrong with it, `load` says.

        Args:
            pack: a pack's name or folder.
        """
        from ici_tui.packs.faults import PackNotFoundError
        from ici_tui.packs.find import find_pack

        found = cls()
        try:
            for path in large_files(find_pack(pack)) if pack is not None else ():
                found._reader.begin(path)
        except (PackNotFoundError, OSError):
            pass
        return found

    @property
    def takes_long(self) -> bool:
        """Whether something is being read that nobody has asked for yet."""
        return self._reader.reads

    def load(self, folder: Path, time: str | None = None) -> Pack:
        """Read and check a pack.

        Args:
            folder: the pack's folder, or a workbook.
            time: which time of a panel to open; the newest where none is given.

        Raises:
            PackError: with every fault that was found.
        """
        from ici_tui.packs.load import load_pack

        return load_pack(folder, time, reader=self._reader)

    def break_off(self) -> None:
        """Stop in the middle: whoever loads has left."""
        self._reader.break_off()

    def end(self) -> None:
        """End what was begun and not asked for."""
        self._reader.end()
