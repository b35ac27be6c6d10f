"""Sessions of the explorer that are kept: one file for each, in JSON, the newest first.

A file is believed only where it has the shape that is written: what is read here decides what
the explorer opens.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType
from typing import Any

from ici_tui.allowed.rights import closed
from ici_tui.digests import blake2b
from ici_tui.sanitise import clean
from ici_tui.settings.state import SESSIONS, files_of, keep, recall

FORMAT = 1
MOST = 1 << 22
"""Bytes that a session may have."""
NUMBERS = [(int, float)]
FAMILY = {"codes": [str], "relative": NUMBERS, "proportions": NUMBERS, "locked": [str]}
SETTING = {"weights": {str: FAMILY}, "methods": {str: (str, bool, int, float, NoneType, [str])}}
SHAPE = {
    "format": int, "kept": str, "resumed": bool,
    "named": (str, NoneType), "folder": str, "time": (str, NoneType),
    "settings": [SETTING], "now": int,
    "sort": str, "reverse": bool, "column": str, "filter": str,
    "unit": str, "marks": [str], "group": str, "closed": [str], "opened": [str],
    "node": str, "panel": str, "over": str, "near": bool,
    "view": str, "profile": bool,
}  # fmt: skip
"""The shape of a session: types, `(either, or)`, `[of each]`, `{str: of each}`, or by key."""
PLACES = {"named", "folder"}
"""Texts that name files, which are what they are."""


@dataclass(frozen=True)
class Kept:
    """A session that was kept: where, and what of."""

    file: Path
    record: dict[str, Any] = field(repr=False)

    @property
    def folder(self) -> Path:
        """The pack's folder or workbook."""
        return Path(self.record["folder"])

    @property
    def when(self) -> str:
        """The day and time of the clock at which it was kept."""
        return str(self.record["kept"])


def new_name(folder: Path) -> str:
    """A name for the session of a pack: nobody else's, and found by the pack's folder."""
    return f"{SESSIONS.folder}/{_mark(folder)}-{os.urandom(6).hex()}.json"


def keep_session(name: str, record: dict[str, Any]) -> Path | None:
    """Keep a session; None where that cannot be, or is not wanted."""
    text = json.dumps({**record, "format": FORMAT})
    return keep(name, text) if len(text) <= MOST else None


def newest(folder: Path | None = None) -> Kept | None:
    """The session that was kept last, of any pack or of one; None where there is none.

    Args:
        folder: the pack's folder or workbook.
    """
    if closed():
        return None
    mark = "" if folder is None else _mark(folder)
    for file in files_of(SESSIONS):
        if file.name.startswith(mark):
            content = recall(file, MOST)
            record = None if content is None else read(content)
            if record is not None and (folder is None or _mark(Path(record["folder"])) == mark):
                return Kept(file, record)
    return None


def read(content: bytes) -> dict[str, Any] | None:
    """A session from its bytes, its texts made fit to be shown; None where these are no such."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not fits(found, SHAPE) or found["format"] != FORMAT:
        return None
    if not 0 <= found["now"] < len(found["settings"]) or not _is_path(found["folder"]):
        return None
    return {key: value if key in PLACES else _cleaned(value) for key, value in found.items()}


def fits(value: object, shape: Any) -> bool:  # noqa: ANN401 - shapes are plain values
    """Whether a value has a shape, see `SHAPE`; keys that it does not name are no harm."""
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        if str in shape:
            return all(fits(item, shape[str]) for item in value.values())
        return all(key in value and fits(value[key], one) for key, one in shape.items())
    # True is an int to Python.
    return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))


def _is_path(text: str) -> bool:
    try:
        return b"\0" not in os.fsencode(text) and Path(text).is_absolute()
    except UnicodeEncodeError:
        return False


def _cleaned(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned(item) for key, item in value.items()}
    return value


def _mark(folder: Path) -> str:
    """The same for one folder, however it was named."""
    whole = os.fsencode(os.path.realpath(folder))
    return blake2b(whole, digest_size=8).hexdigest()
