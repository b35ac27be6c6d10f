"""A pack at a glance, for completion and lists: names only, read without polars or numpy."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
    said = _said(folder / "pack.toml")
    local = said.get("local_name", "")
    units = tuple(
        (row["uCode"], row.get("uName", ""), row.get(local, "") if local else "")
        for row in _rows(folder / "iData.csv")
        if row.get("uCode")
    )
    nodes, groups = [], []
    for row in _rows(folder / "iMeta.csv"):
        code, kind = row.get("iCode", ""), row.get("Type", "")
        if code and kind in {"Indicator", "Aggregate"}:
            nodes.append((code, row.get("iName", "")))
        elif code and kind == "Group":
            groups.append(code)
    return Glance(
        said.get("title", clean(folder.resolve().name)), units, tuple(nodes), tuple(groups)
    )


def _said(file: Path) -> dict[str, str]:
    """The texts at the top of pack.toml."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    return {key: clean(value).strip() for key, value in raw.items() if isinstance(value, str)}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                yield {
                    clean(key).strip(): clean(cell or "").strip()
                    for key, cell in row.items()
                    if isinstance(key, str) and not isinstance(cell, list)
                }
    except (OSError, UnicodeDecodeError, csv.Error):
        return
