"""The files of a pack that hold its tables. Imports nothing that takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.opening import in_pack

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.opening import Kind

SUFFIXES = (".csv", ".parquet")


def table_names(folder: Path, stem: str) -> tuple[str, ...]:
    """The files of a table that the pack has: none, one, or one too many."""
    return tuple(stem + suffix for suffix in SUFFIXES if in_pack(folder, stem + suffix))


def workbook_names(folder: Path) -> tuple[str, ...]:
    """The workbook that a pack is, or those that its folder holds."""
    if folder.is_file():
        return (folder.name,)
    found = (path.name for path in sorted(folder.glob("*.xlsx")))
    # What begins so is a lock of a workbook that is open, or hidden.
    return tuple(name for name in found if not name.startswith(("~$", ".")))


def kind_of(name: str) -> Kind:
    """The kind of file that a table is, for the limit of its size."""
    stem, _, suffix = name.rpartition(".")
    if stem == "iData":
        return "csv" if suffix == "csv" else "parquet"
    return "meta" if stem == "iMeta" else "evidence"
