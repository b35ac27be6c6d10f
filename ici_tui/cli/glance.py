"""A pack at a glance, for completion and lists: names only, read without polars or numpy."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.packs.opening import open_in_pack, read_in_pack
from ici_tui.packs.shape import ShapeError, rows_of
from ici_tui.sanitise import clean
from ici_tui.toml_file import TomlError, parse_toml

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
    said = _said(folder)
    local = said.get("local_name", "")
    units = tuple(
        (row["uCode"], row.get("uName", ""), row.get(local, "") if local else "")
        for row in _rows(folder, "iData.csv", ("uCode", "uName", local))
        if row.get("uCode")
    )
    nodes, groups = [], []
    for row in _rows(folder, "iMeta.csv", ("iCode", "iName", "Type")):
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
        values = parse_toml(read_in_pack(folder, "pack.toml", "toml")).values
    except (OSError, TomlError):
        return {}
    return {key: clean(value).strip() for key, value in values.items() if isinstance(value, str)}


def _rows(folder: Path, name: str, wanted: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, by some of its columns' cleaned names."""
    places: dict[str, int] = {}
    try:
        for row in rows_of(open_in_pack(folder, name, "names")):
            if places:
                yield {key: clean(row.cells[place]).strip() for key, place in places.items()}
                continue
            header = [clean(cell).strip() for cell in row.cells]
            places = {key: header.index(key) for key in wanted if key in header}
            if not places:
                return
    except (OSError, ShapeError):
        return
