"""Where packs are: bundled ones, the user's, or a path. Reads no pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.files import bundled_folder, expanded
from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.faults import PackNotFoundError

if TYPE_CHECKING:
    from pathlib import Path

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
    from platformdirs import user_data_path

    return user_data_path("ici-tui", appauthor=False) / "packs"


def installed_packs() -> tuple[PackPlace, ...]:
    """The bundled packs, then the user's, each by name."""
    found: list[PackPlace] = []
    for kind, folder in (("bundled", bundled_folder("data")), ("user", user_folder())):
        if folder.is_dir():
            found.extend(
                PackPlace(place.name, place, kind)
                for place in sorted(folder.iterdir())
                if _holds_pack(place)
            )
    return tuple(found)


def _holds_pack(folder: Path) -> bool:
    """Whether a folder has a table iData, or a workbook that may hold one."""
    if any((folder / f"iData{suffix}").is_file() for suffix in (".csv", ".parquet")):
        return True
    # What begins so is a lock of a workbook that is open, or hidden.
    return any(not file.name.startswith(("~$", ".")) for file in folder.glob("*.xlsx"))


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
    path = expanded(wanted)
    if path.is_dir():
        return path
    if path.is_file() and path.name in {"iData.csv", "iData.parquet", "iMeta.csv", "pack.toml"}:
        return path.parent
    if path.is_file() and path.suffix.casefold() == ".xlsx":
        return path
    hint = did_you_mean(nearest(wanted.casefold(), by_name), f"installed: {', '.join(by_name)}")
    raise PackNotFoundError(
        f"no pack is called {wanted!r} and no folder or workbook is there; {hint}"
    )
