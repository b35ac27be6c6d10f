"""The large tables of a pack. Imports nothing that takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.files import kind_of, table_names
from ici_tui.packs.opening import file_in_pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL = 1 << 20
"""Bytes of a CSV file up to which importing polars takes longer than reading it without."""


def is_large(path: Path) -> bool:
    """Whether polars reads a table: a CSV file that is large, or Parquet."""
    return path.suffix != ".csv" or path.stat().st_size > SMALL


def large_files(folder: Path) -> Iterator[Path]:
    """The large tables of a pack, in the order in which they are read."""
    for stem in ("iData", "iMeta"):
        for name in table_names(folder, stem)[:1]:
            try:
                path = file_in_pack(folder, name, kind_of(name))
            except OSError:  # said where the pack is opened
                continue
            if is_large(path):
                yield path


def slow_file(folder: Path) -> Path | None:
    """The table of a pack that takes so long to read that one should say so; None without one."""
    first = next(large_files(folder), None)
    return first if first is not None and first.stat().st_size > SMALL else None
