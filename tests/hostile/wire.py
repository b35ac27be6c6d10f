"""A pack in the explorer, in a real terminal: it opens or says why not, and the wire is searched."""

from __future__ import annotations

import re
import shutil
import time
from typing import TYPE_CHECKING

from tests.hostile.judge import LOST, Wrong
from tests.hostile.kinds.modules import BEFORE_US
from tests.hostile.payloads import FORGED, PAYLOADS, unfit
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.draft import Hostile

SECONDS = 60.0
"""The hard stop: a program that neither opens nor ends by then hangs."""
KEYS = ("j", "enter", "q", *"2345678", "1", "w", "l", "escape", " ", "c", "G", "escape", "?",
        "escape", "y")  # fmt: skip
"""Through all the views, with some of what can be done there."""
SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
NAMES = {"enter": "\r", "escape": "\x1b"}
ALTERNATE = b"\x1b[?1049h"
OURS = re.compile(
    r"\x1b\](?:52;c;[A-Za-z0-9+/=]*|1[01];[^\x07\x1b]*|2;[ -~]*|22;[a-z]*)(?:\x07|\x1b\\)"
)
"""The commands to the terminal that the explorer itself gives: copying, colours, a title."""


def try_wire(pack: Hostile) -> list[Wrong]:
    """Open a pack in the explorer, go through the views, quit; what was wrong."""
    found: list[str] = []
    for before in BEFORE_US if pack.draft.processes else ():
        (pack.folder / f"{before}.py").unlink(missing_ok=True)
        shutil.rmtree(pack.folder / before, ignore_errors=True)
    with Terminal(["--pack", pack.target], home=pack.root / "home", cwd=pack.cwd) as terminal:
        opened = _opens(terminal)
        if opened is None:
            found.append("it neither opens nor ends")
        elif opened:
            found += _visited(terminal)
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.process.wait()
        while terminal.read(0.05):
            pass
        code = terminal.process.returncode
        if code not in {0, 1, 2} and not found:
            found.append(f"exit {code}")
        found += _searched(terminal.raw)
    marks = [path for path in _below(pack.folder) if path.name == "EXECUTED"]
    if marks:
        found.append("a file of the pack was executed")
    return [Wrong(pack.case.id, pack.seed, ("explorer",), what) for what in found]


def _below(folder: Path) -> list[Path]:
    try:
        return list(folder.rglob("EXECUTED"))
    except OSError:
        return []


def _opens(terminal: Terminal) -> bool | None:
    """Whether there is an explorer; False where the program ended, None where neither."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        terminal.read(0.05)
        if terminal.process.poll() is not None:
            return False
        if ALTERNATE in terminal.raw:
            terminal.settle()
            return terminal.process.poll() is None
    return None


def _visited(terminal: Terminal) -> list[str]:
    """Press the keys, then quit; what was wrong with the end."""
    for key in KEYS:
        if terminal.process.poll() is not None:
            return _ended(terminal, key)
        terminal.send(NAMES.get(key, key))
        end = time.monotonic() + 0.15
        while terminal.read(0.03) and time.monotonic() < end:
            pass
    terminal.send("\x11")
    try:
        code = terminal.end(SECONDS)
    except AssertionError:
        return ["Ctrl-Q does not end it"]
    if code != 0:
        return [f"it left with {code}"]
    try:
        terminal.assert_as_before()
    except AssertionError as error:
        return [f"the terminal is not as before: {str(error)[:100]}"]
    return []


def _ended(terminal: Terminal, key: str) -> list[str]:
    """A large file is read while its frame is there already: what is wrong with it comes later."""
    while terminal.read(0.05):
        pass
    code = terminal.process.returncode
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode("utf-8", "replace")
    told = SEQUENCE.sub("", after).strip()
    # The terminal is given back: it shows the keys that are still being typed.
    lines = [line for line in told.splitlines() if len(line) > 3]
    if code in {1, 2} and lines and all(line.startswith("ici-tui: ") for line in lines):
        return []
    return [f"it ended with {code} before {key!r}: {told[:200]!r}"]


def _searched(raw: bytes) -> list[str]:
    """What no pack may bring onto the wire."""
    found = []
    text = raw.decode("utf-8", "surrogateescape")
    for name, payload in PAYLOADS.items():
        if unfit(payload, "\n\r") and "\n" not in payload and payload in OURS.sub("", text):
            found.append(f"the payload {name!r} is on the wire")
    rest = SEQUENCE.sub("", text)
    bad = unfit(rest, "\n\r\x1b\x08\x0f\x0e")
    if bad:
        found.append(f"control characters on the wire: {sorted(bad)[:6]!r}")
    lost = [word for word in LOST if word in rest]
    if lost:
        found.append(f"{lost[0]!r} on the terminal")
    if ALTERNATE not in raw:
        lines = [line.rstrip("\r") for line in rest.split("\n")]
        strange = [x for x in lines if x and not x.startswith("ici-tui: ")]
        if strange and not lost:
            found.append(f"a line that is not ours: {strange[0][:120]!r}")
        if any(x.startswith(FORGED[:15]) for x in lines):
            found.append("a forged line")
    return found
