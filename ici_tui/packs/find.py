"""Where packs and tables are: bundled ones, the user's, or a path. Reads none of them."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from ici_tui.allowed import rights
from ici_tui.files import bundled_folder, expanded
from ici_tui.folders import folder_for
from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.faults import PackNotFoundError
from ici_tui.packs.files import table_names, workbook_names
from ici_tui.streams import STANDARD_INPUT

DEFAULT = "ici-cn-2020"
CLOSED_INPUT = "this session is read-only: nothing is read from standard input"


class PackPlace(NamedTuple):
    """A pack that is installed."""

    name: str
    folder: Path
    kind: str
    """`bundled` or `user`."""


def user_folder() -> Path:
    """Where a user's own packs are looked for; it need not exist."""
    return Path(folder_for("data")) / "packs"


def installed_packs() -> tuple[PackPlace, ...]:
    """The bundled packs, then the user's, each by name."""
    found: list[PackPlace] = []
    closed = rights.held()
    root = None if closed is None or closed.pack_root is None else Path(closed.pack_root)
    folders = [("bundled", bundled_folder("data")), ("user", user_folder())]
    for kind, folder in [*folders, *([("user", root)] if root is not None else [])]:
        try:
            places = sorted(folder.iterdir())
        except OSError:  # there is none, or it may not be read
            continue
        found += [PackPlace(place.name, place, kind) for place in places if _holds_pack(place)]
    return tuple(found)


def _holds_pack(folder: Path) -> bool:
    """Whether a folder has a table iData, or a workbook that may hold one."""
    try:
        return (
            folder.is_dir()
            and rights.may_read(folder)
            and bool(table_names(folder, "iData") or workbook_names(folder))
        )
    except OSError:  # it may not be looked into, and so not be opened
        return False


def _place(path: Path) -> Path | None:
    """The pack or the table that a path names; None where it names none.

    Raises:
        OSError: it cannot be looked at.
    """
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if stat.S_ISDIR(kind):
        return path
    if path.name in {"iData.csv", "iData.parquet", "iMeta.csv", "iMeta.parquet", "pack.toml"}:
        return path.parent
    return path


def file_and_sheet(text: str) -> tuple[Path, str | None] | None:
    """The file that a word names, and the sheet behind it; None where no file is there.

    The longest path that is there beats `FILE:SHEET`.
    """
    whole = expanded(text)
    if _there(whole):
        return whole, None
    at = len(text)
    while (at := text.rfind(":", 0, at)) > 0:
        path = expanded(text[:at])
        if _there(path):
            return path, text[at + 1 :] or None
    return None


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _near_files(path: Path) -> list[str]:
    """Files beside a path whose names are near to its own, as a person would type them."""
    try:
        there = [one.name for one in path.parent.iterdir() if not one.name.startswith(".")]
    except OSError:
        return []
    return [str(path.with_name(name)) for name in nearest(path.name, there, most=1)]


def pack_here() -> Path | None:
    """The current folder, where it is a pack: iData and iMeta are in it; never a visitor's."""
    if rights.closed():
        return None
    here = Path()
    try:
        both = all(table_names(here, stem) for stem in ("iData", "iMeta"))
        return here.absolute() if both else None
    except OSError:  # the folder is gone
        return None


def _place_inside(wanted: str) -> Path | None:
    """The pack that a path below the host's folder of packs names; None for every other path.

    Whatever leads out is not looked at: what is elsewhere on this machine is nobody's business.
    """
    closed = rights.held()
    if closed is None or closed.pack_root is None:
        return None
    path = Path(wanted)
    if not path.parts or ".." in path.parts or path.is_absolute() or "\0" in wanted:
        return None
    place = Path(closed.pack_root) / path
    try:
        return _place(place) if closed.holds(str(place)) else None
    except OSError:  # a name that is too long: it is not there
        return None


def named_place(name: str) -> Path:
    """The place that a path names, where somebody may look; in a closed session that of a pack.

    Raises:
        PackNotFoundError: the session is closed, and no pack is called so.
    """
    return find_pack(name) if rights.closed() else expanded(name)


def name_again(place: Path) -> str:
    """A word by which `find_pack` finds an open pack or table again, in a closed session too."""
    closed = rights.held()
    if closed is None:
        return str(place)
    names = [one.name for one in installed_packs() if one.folder == place]
    if not names and closed.pack_root is not None and closed.holds(str(place)):
        names = [os.path.relpath(os.path.realpath(place), os.path.realpath(closed.pack_root))]
    return names[0] if names else str(place)


def find_pack(name: str | None = None) -> Path:
    """Where a pack or a table is: by name without regard to case, or by path; the ICI by default.

    What `--pack`, a word before the commands, and the explorer's `:open` name goes through here.

    Returns:
        A folder, or a file; of `FILE:SHEET` as it stands, and `-` for standard input.

    Raises:
        PackNotFoundError: neither a folder, nor a file, nor the name of an installed pack.
    """
    wanted = name or DEFAULT
    closed = rights.closed()
    if wanted == STANDARD_INPUT:
        if closed:  # what comes from there is no pack of the host's
            raise PackNotFoundError(CLOSED_INPUT)
        return Path(STANDARD_INPUT)
    installed = installed_packs()
    names = ", ".join(place.name for place in installed)
    by_name = {place.name.casefold(): place.folder for place in installed}
    found = by_name.get(wanted.casefold())
    if found is not None:
        return found
    try:
        place = _place_inside(wanted) if closed else _place(expanded(wanted))
        if place is None and not closed and file_and_sheet(wanted) is not None:
            place = expanded(wanted)
    except OSError as error:
        raise PackNotFoundError(f"{wanted!r} cannot be looked at: {error.strerror}") from None
    if place is not None:
        return place
    if closed:
        raise PackNotFoundError(f"no pack here is called {wanted!r}; here are {names}")
    near = nearest(wanted.casefold(), by_name) or _near_files(expanded(wanted))
    hint = did_you_mean(near, f"installed: {names}")
    raise PackNotFoundError(f"no pack is called {wanted!r} and no folder or file is there; {hint}")
