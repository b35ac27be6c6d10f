"""A digest of a pack's files: it tells one state of a pack from another."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ici_tui.packs.files import SUFFIXES, kind_of, workbook_names
from ici_tui.packs.opening import ENSEMBLE, open_in_pack

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.opening import Kind

TEXTS = ("pack.toml", "profiles.toml", "sources.toml", "claims.toml")
PIECE = 1 << 20
"""Bytes that are read at once."""
TABLES = ("cells.csv", "published.csv", "figures.csv")


def pack_digest(folder: Path) -> str:
    """SHA-256 over the names and the contents of a pack's files, as 64 hexadecimal digits.

    A file that may not be opened counts as one that is not there, as where the pack is read.

    Args:
        folder: the pack's folder, or the file that a pack is.
    """
    whole = hashlib.sha256()
    for name, kind in sorted(_files(folder).items()):
        try:
            with open_in_pack(folder, name, kind) as file:
                contents = hashlib.sha256()
                while piece := file.read(PIECE):
                    contents.update(piece)
        except OSError:
            continue
        whole.update(name.encode("utf-8", "surrogateescape") + b"\0" + contents.digest())
    return whole.hexdigest()


def _files(folder: Path) -> dict[str, Kind]:
    """Every file that a pack can have, with its kind."""
    if folder.is_file():
        return {folder.name: "table"}
    found: dict[str, Kind] = {ENSEMBLE: "ensemble"}
    for stem in ("iData", "iMeta"):
        found |= {name: kind_of(name) for name in (stem + suffix for suffix in SUFFIXES)}
    found |= dict.fromkeys(TEXTS, "toml")
    found |= dict.fromkeys(TABLES, "evidence")
    return found | dict.fromkeys(workbook_names(folder), "workbook")
