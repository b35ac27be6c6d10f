"""A pack at a glance, for completion and lists: names only, read without polars or numpy."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.packs.files import inside
from ici_tui.regular import open_regular
from ici_tui.sanitise import clean
from ici_tui.toml_file import TomlError, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO


MOST_TOML = 2 << 20
MOST_NAMES = 16 << 20
"""Bytes of a table in which names are looked for; a larger one counts as empty."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The names in a pack, as they stand there: nothing is checked."""

    title: str
    units: tuple[tuple[str, str, str], ...]
    """Code, name and local name of each unit; the last two may be empty."""
    nodes: tuple[tuple[str, str], ...]
    """Code and name of each node."""
    groups: tuple[str, ...]


def glance(folder: Path) -> Glance:
    """The names of a pack. A table that is not CSV, or cannot be read, counts as empty."""
    said = _said(folder)
    local = said.get("local_name", "")
    units = tuple(
        (row["uCode"], row.get("uName", ""), row.get(local, "") if local else "")
        for row in _rows(folder, "iData.csv")
        if row.get("uCode")
    )
    nodes, groups = [], []
    for row in _rows(folder, "iMeta.csv"):
        code, kind = row.get("iCode", ""), row.get("Type", "")
        if code and kind in {"Indicator", "Aggregate"}:
            nodes.append((code, row.get("iName", "")))
        elif code and kind == "Group":
            groups.append(code)
    name = os.path.basename(os.path.realpath(folder))
    return Glance(said.get("title") or clean(name), units, tuple(nodes), tuple(groups))


def _said(folder: Path) -> dict[str, str]:
    """The texts at the top of pack.toml."""
    try:
        with _opened(folder, "pack.toml", MOST_TOML) as file:
            values = parse_toml(file.read(MOST_TOML)).values
    except (OSError, RuntimeError, TomlError):
        return {}
    return {key: clean(value).strip() for key, value in values.items() if isinstance(value, str)}


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    try:
        with (
            _opened(folder, name, MOST_NAMES) as file,
            io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as lines,
        ):
            for row in csv.DictReader(lines):
                yield {
                    clean(key).strip(): clean(cell or "").strip()
                    for key, cell in row.items()
                    if isinstance(key, str) and not isinstance(cell, list)
                }
    except (OSError, RuntimeError, UnicodeDecodeError, csv.Error):
        return


def _opened(folder: Path, name: str, most: int) -> BinaryIO:
    """A file of a pack.

    Raises:
        OSError: it is not there, no regular file, too large, or a link out of the pack.
        RuntimeError: links lead in a circle.
    """
    path = folder / name
    if not inside(path, folder):
        raise OSError(f"{name} is a link out of the pack")
    return open_regular(path, most)
