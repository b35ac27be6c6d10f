"""A process that tries items of the long form, one line of JSON each. Run as a module."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.trial import Nursery

SPACE = 24 << 30
"""Bytes of addresses: what is beyond ends in an exception or an abort, and is told."""


def main(at_file: str) -> None:
    """Take items until the input ends; the number of the case under way stands in a file."""
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    at = os.open(at_file, os.O_WRONLY | os.O_CREAT, 0o600)

    def tell(number: int) -> None:
        os.pwrite(at, f"{number:12d}".encode(), 0)

    print(json.dumps({"ready": True}), file=answers, flush=True)
    trier = Trier(tell)
    for line in sys.stdin:
        print(json.dumps(trier.tried(json.loads(line))), file=answers, flush=True)
    trier.close()


class Trier:
    """Tries items of every part."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell = tell
        self._nursery: Nursery | None = None

    def close(self) -> None:
        """End what was started."""
        if self._nursery is not None:
            self._nursery.close()

    def tried(self, item: dict[str, Any]) -> dict[str, Any]:
        """The number of cases tried, and what was wrong: pairs of a cause and a line."""
        parts = {
            "packs": self._pack, "wire": self._wire, "loader": self._loader,
            "explorer": self._explorer,
        }  # fmt: skip
        tried, wrong = parts[item["part"]](item)
        return {"tried": tried, "wrong": wrong}

    def _pack(self, item: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
        from tests.hostile.draft import build
        from tests.hostile.judge import try_pack
        from tests.hostile.kinds import cases
        from tests.hostile.trial import Nursery

        self._nursery = self._nursery or Nursery()
        root = Path(tempfile.mkdtemp())
        try:
            pack = build(cases()[item["case"]], item["seed"], root)
            sample = item.get("sample", False)
            found = try_pack(pack, self._nursery, measured=True, sample=sample)
        finally:
            _gone(root)
        return 1, [(wrong.what, str(wrong)) for wrong in found]

    def _wire(self, item: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
        from tests.hostile.draft import build
        from tests.hostile.kinds import cases
        from tests.hostile.wire import try_wire

        root = Path(tempfile.mkdtemp())
        try:
            found = try_wire(build(cases()[item["case"]], item["seed"], root))
        finally:
            _gone(root)
        return 1, [(wrong.what, str(wrong)) for wrong in found]

    def _loader(self, item: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
        from tests.hostile import loader_fuzz

        numbers = range(item["start"], item["end"])
        flaws = list(loader_fuzz.run(numbers, item["seed"], self._tell))
        found = [(f"{f.what.split(':')[0]} [{f.where}]", str(f)) for f in flaws if f is not None]
        return len(flaws), found

    def _explorer(self, item: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
        from tests.hostile import explorer_fuzz

        steps, crash = explorer_fuzz.run(item["pack"], item["seed"], item["steps"], self._tell)
        if crash is None:
            return steps, []
        return steps, [(f"{crash.what.split(':')[0]} [{crash.where}]", str(crash))]


def _gone(root: Path) -> None:
    """Take a pack off the disk, whatever its names and modes are."""
    with suppress(OSError):
        shutil.rmtree(os.fsencode(root), ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1])
