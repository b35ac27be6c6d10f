"""A session line by line that is kept word for word: what is typed, and what is answered."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from ici_tui.packs.load import load_pack
from ici_tui.tui.session import Session
from tests.golden.cases import PACK
from tests.unit.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = Path(__file__).parent / "lines"
WIDTHS = (40, 80)
TYPED = (
    "weights", "weights transport=10", "rank", "3", "undo", "profile beta", "compare alpha, evil",
    "c", "clusters", "overtake", "ranks", "v", "change", "prefer beta>gamma", "statements", "stats",
    "methods", "method normalise=minmax:0,100", "columns", "turn Rails", "sources", "filter score>40",
    "preset", "2", "set beta.rails=12.5", "own-data", "1", "share", "command", "help", "help weights",
    "map", "nonsense",
)  # fmt: skip


def file_of(width: int) -> Path:
    """Where the session is kept as it is at a width."""
    return KEPT / f"session.{width}.txt"


def session(width: int, home: Path) -> str:
    """The whole session; `home` holds no settings."""
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    env = dict.fromkeys(names, str(home)) | {"COLUMNS": str(width)}
    with mock.patch.dict(os.environ, env):
        return "".join(_written())


def _written() -> Iterator[str]:
    talk = Talk(Session.of(load_pack(PACK)))
    yield talk.first.replace(str(PACK), "PACK")
    for line in TYPED:
        told = talk.type(line).replace(str(PACK), "PACK")
        yield f"> {line}\n{told}"
        yield from (f"--- {fault}\n" for fault in talk.faults)
