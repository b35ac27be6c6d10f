"""Which file of a pack holds a table, and whether it is large. Imports nothing that takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = (".csv", ".parquet")
SMALL = 1 << 20
"""Bytes of a CSV file up to which importing polars takes longer than reading it without."""


def table_file(folder: Path, stem: str) -> Path | None:
    """The file of a table; None where the pack has none."""
    paths = (folder / (stem + suffix) for suffix in SUFFIXES)
    return next((path for path in paths if path.exists()), None)


def inside(path: Path, folder: Path) -> bool:
    """Whether the path is in the pack itself, and no link out of it."""
    return path.resolve().is_relative_to(folder.resolve())


def large(path: Path) -> bool:
    """Whether polars reads it: a CSV file that is large, or Parquet."""
    return path.suffix != ".csv" or path.stat().st_size > SMALL


def large_files(folder: Path) -> Iterator[Path]:
    """The large tables of a pack, in the order in which they are read."""
    for stem in ("iData", "iMeta"):
        path = table_file(folder, stem)
        if path is not None and path.is_file() and inside(path, folder) and large(path):
            yield path
