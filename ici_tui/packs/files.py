"""Which file of a pack holds a table, and whether it is large. Imports nothing that takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.opening import file_in_pack, in_pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ici_tui.packs.opening import Kind

SUFFIXES = (".csv", ".parquet")
SMALL = 1 << 20
"""Bytes of a CSV file up to which importing polars takes longer than reading it without."""


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
    """Which kind of file a table is, for the limit of its size."""
    stem, _, suffix = name.rpartition(".")
    if stem == "iData":
        return "csv" if suffix == "csv" else "parquet"
    return "meta" if stem == "iMeta" else "evidence"


def large(path: Path) -> bool:
    """Whether polars reads it: a CSV file that is large, or Parquet."""
    return path.suffix != ".csv" or path.stat().st_size > SMALL


def large_files(folder: Path) -> Iterator[Path]:
    """The large tables of a pack, in the order in which they are read."""
    for stem in ("iData", "iMeta"):
        for name in table_names(folder, stem)[:1]:
            try:
                path = file_in_pack(folder, name, kind_of(name))
            except OSError:  # said where the pack is opened
                continue
            if large(path):
                yield path
