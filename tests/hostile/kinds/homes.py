"""The user's own folder at fault: configuration, scenarios and themes that others wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.draft import Case, Draft
from tests.hostile.kinds.special import SORTS, devices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

FILES = ("config.toml", "scenarios.toml", "themes")
TEXTS: dict[str, bytes] = {
    "lists": b"a = " + b"[" * 5000 + b"]" * 5000,
    "tables": b"a = " + b"{a=" * 2000 + b"1" + b"}" * 2000,
    "digits": b"a = " + b"9" * 5000,
    "bom": b'\xef\xbb\xbftheme = "dark"\n',
    "latin-1": b'theme = "\xe9"\n',
    "types": b'theme = 5\npack = ["x"]\nview = {}\nmouse = "yes"\nkeys = 7\n',
    "scenario": b'scenario = 5\nscenarios = "x"\n',
    "payload": b'theme = "\\u001b]0;x\\u0007"\n"k\\u001b" = 1\n',
    "pack": b'pack = "\\u001b]52;c;eA==\\u0007/nothing"\n',
    "binary": bytes(range(256)),
    "keys": b'[keys]\n"\\u001b" = "\\u001b"\nrank = [[]]\n',
}


def cases() -> Iterator[Case]:
    """No regular file, and TOML of every shape, for every file of the user's."""
    for file in FILES:
        for sort, act in (SORTS | devices()).items():
            yield Case("homes", f"{file}/{sort}", _instead(file, act))
        for name, text in TEXTS.items():
            if file != "themes":
                yield Case("homes", f"{file}/{name}", _text(file, text))
    for name, text in TEXTS.items():
        yield Case("homes", f"theme/{name}", _text("themes/own.toml", text))


COMMANDS = (("config", "show"), ("themes",), ("packs",), ("rank",))


def _instead(file: str, act: Callable[[Path], None]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.home.append(lambda home: act(home / file))
        draft.words = COMMANDS

    return make


def _text(file: str, text: bytes):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random

        def put(home: Path) -> None:
            (home / file).parent.mkdir(parents=True, exist_ok=True)
            (home / file).write_bytes(text)

        draft.home.append(put)
        draft.words = COMMANDS

    return make
