"""A closed session: which folders may be read, and what is not told of this machine."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass

from ici_tui.allowed.rights import ASKED, HOME, ROOT

HOST_FOLDER = (
    os.path.join(os.environ.get("PROGRAMDATA", "C:\\ProgramData"), "ici-tui")
    if sys.platform == "win32"
    else "/etc/ici-tui"
)
"""Where a closed session has its configuration, themes, scenarios and packs, if nobody says more."""
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closed session may do. It is made once, and never changed."""

    home: str
    """The host's folder: configuration, themes, scenarios and `packs/`. It need not exist."""
    pack_root: str | None = None
    """A folder of further packs."""

    @classmethod
    def of_environment(cls) -> Closed:
        """As the environment says, which a child has from the process that started it.

        A relative folder is passed over: the current folder must decide nothing.
        """
        home, root = (os.environ.get(name, "") for name in (HOME, ROOT))
        return cls(
            home if os.path.isabs(home) else HOST_FOLDER, root if os.path.isabs(root) else None
        )

    def to_environment(self) -> None:
        """Have children closed in the same way."""
        os.environ[ASKED] = "1"
        os.environ[HOME] = self.home
        os.environ.pop(ROOT, None)
        if self.pack_root is not None:
            os.environ[ROOT] = self.pack_root

    @property
    def folders(self) -> tuple[str, ...]:
        """What may be read: the host's folders, and what comes with the program."""
        data = os.path.dirname(_HERE)
        bundled = (os.path.join(data, name) for name in ("data", "themes"))
        root = () if self.pack_root is None else (self.pack_root,)
        return (self.home, *root, os.path.join(_HERE, "bundled"), *bundled)

    def holds(self, path: str) -> bool:
        """Whether a path, all links followed, is inside of what may be read."""
        try:
            found = os.path.realpath(path)
            roots = [os.path.realpath(folder) for folder in self.folders]
        except (OSError, ValueError):
            return False
        return any(found == root or found.startswith(root + os.sep) for root in roots)

    def without_places(self, text: str) -> str:
        """A text without the folders that it names: what is in them is named from there on."""
        for place in self._places():
            if place in text:
                text = text.replace(place + os.sep, "").replace(place, "…")
        return text

    def _places(self) -> list[str]:
        """Folders that nobody is told of, the longest first."""
        named = [*self.folders, _HERE, os.path.dirname(_HERE), sys.prefix, sys.base_prefix]
        named += [os.path.expanduser("~"), os.environ.get("TMPDIR", "")]
        with suppress(OSError):  # a folder that is gone can be told to nobody
            named.append(os.getcwd())
        named += [os.path.realpath(one) for one in named if one]
        whole = {one.rstrip(os.sep) for one in named}
        return sorted((one for one in whole if one.count(os.sep) > 0), key=len, reverse=True)
