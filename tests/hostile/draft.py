"""A hostile pack while it is made, and where it stands on the disk once it is."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.hostile import base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Draft:
    """What a case changes: files, what is done to the folder after they are written, the home."""

    files: dict[str, bytes] = field(default_factory=base.whole)
    unit: str = "Alpha"
    """A unit whose card is asked for."""
    name: bytes = b"pack"
    """What the folder is called."""
    opened: bytes = b""
    """What is opened in the folder; empty where it is the folder."""
    after: list[Callable[[Path], None]] = field(default_factory=list)
    """Done in the pack's folder once its files are written."""
    home: list[Callable[[Path], None]] = field(default_factory=list)
    """Done in the user's configuration folder."""
    processes: bool = False
    """Whether commands must run as the installed program, each a process of its own."""
    words: tuple[tuple[str, ...], ...] = ()
    """More command lines than the usual ones, each without `--pack`."""
    may_lack_unit: bool = False
    """Whether the unit need not be there."""
    sound: bool | None = None
    """Whether `pack check` must call the pack fine (True), or must not (False); None: either."""
    inside: bool = False
    """Whether the commands run in the pack's folder, with the pack as `.`."""

    def table(self, name: str, rows: list[list[str]]) -> None:
        """Write a table."""
        self.files[name] = base.csv(rows)

    def cell(self, file: str, row: int, column: str, text: str) -> None:
        """Exchange a cell of a table of the sound pack; row 0 is the header."""
        rows = [list(cells) for cells in base.TABLES[file]]
        rows[row][base.TABLES[file][0].index(column)] = text
        self.table(file, rows)

    def toml(self, file: str, path: tuple[object, ...], value: object) -> None:
        """Exchange a place in a TOML file of the sound pack."""
        self.files[file] = base.toml(base.exchanged(base.TOMLS[file], path, value))

    def only(self, files: dict[str, bytes], unit: str = "A") -> None:
        """Other files than those of the sound pack."""
        self.files, self.unit = files, unit


@dataclass(frozen=True)
class Case:
    """A way of being hostile: a kind, a name within it, and what it does to a draft."""

    kind: str
    name: str
    make: Callable[[Draft, Random], None]
    heavy: bool = False
    """Whether it takes seconds or much room to write: for the long form."""

    @property
    def id(self) -> str:
        """How the case is called on the command line."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class Hostile:
    """A hostile pack on the disk."""

    case: Case
    seed: int
    draft: Draft
    root: Path
    folder: Path

    @property
    def target(self) -> str:
        """What `--pack` gets."""
        if self.draft.inside:
            return "."
        return str(self.folder / os.fsdecode(self.draft.opened))

    @property
    def cwd(self) -> Path:
        """Where the commands run."""
        return self.folder if self.draft.inside else self.root


def build(case: Case, seed: int, root: Path) -> Hostile:
    """Write a case's pack into an empty folder: the user's data folder holds it, as installed.

    Args:
        case: what is hostile about it.
        seed: decides everything that the case leaves open.
        root: an empty folder; `home` in it becomes the user's.
    """
    draft = Draft()
    case.make(draft, Random(f"{case.id}:{seed}"))
    home = root / "home" / "ici-tui"
    folder = home / "packs" / os.fsdecode(draft.name)
    folder.mkdir(parents=True)
    for name, content in draft.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for act in draft.after:
        act(folder)
    for act in draft.home:
        act(home)
    return Hostile(case, seed, draft, root, folder)
