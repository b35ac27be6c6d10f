"""Where packs are: bundled ones, the user's, or a path. Reads no pack."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from ici_tui import rights
from ici_tui.files import bundled_folder, expanded
from ici_tui.folders import folder_for
from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.faults import PackNotFoundError
from ici_tui.packs.files import table_names, workbook_names

DEFAULT = "ici-cn-2020"


@dataclass(frozen=True, slots=True)
class PackPlace:
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
    """The pack that a path names; None where it names none.

    Raises:
        OSError: it cannot be looked at.
    """
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if stat.S_ISDIR(kind):
        return path
    if path.name in {"iData.csv", "iData.parquet", "iMeta.csv", "pack.toml"}:
        return path.parent
    return path if path.suffix.casefold() == ".xlsx" else None


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


def find_pack(name: str | None = None) -> Path:
    """A pack's folder or workbook: by name without regard to case, or by path; the ICI by default.

    Raises:
        PackNotFoundError: neither a folder, nor a workbook, nor the name of an installed pack.
    """
    wanted = name or DEFAULT
    by_name = {place.name.casefold(): place.folder for place in installed_packs()}
    found = by_name.get(wanted.casefold())
    if found is not None:
        return found
    try:
        place = _place(expanded(wanted)) if not rights.closed() else _place_inside(wanted)
    except OSError as error:
        raise PackNotFoundError(f"{wanted!r} cannot be looked at: {error.strerror}") from None
    if place is not None:
        return place
    if rights.closed():
        by_name = {place.name: place.folder for place in installed_packs()}
        raise PackNotFoundError(f"no pack here is called {wanted!r}; here are {', '.join(by_name)}")
    hint = did_you_mean(nearest(wanted.casefold(), by_name), f"installed: {', '.join(by_name)}")
    raise PackNotFoundError(
        f"no pack is called {wanted!r} and no folder or workbook is there; {hint}"
    )
