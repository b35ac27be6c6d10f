"""Ends of the explorer, foreseen and not: the terminal is given back, and one line says why."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pilot.packs import SMALL, write_pack
from tests.pty.terminal import DEADLINE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc as Linux has")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs") / "small", SMALL)


@contextlib.contextmanager
def opened(home: Path, pack: Path, changed: str = "", **options: object) -> Iterator[Terminal]:
    """The explorer on a pack, with something in it changed: lines of Python run before it."""
    env: dict[str, str] = {"XDG_STATE_HOME": str(home)}
    if changed:
        program = f"{changed}\nfrom ici_tui.__main__ import main\nmain()\n"
        (home / "changed.py").write_text(program, encoding="utf-8")
        env["PYTHONPATH"] = str(home)
    module = "changed" if changed else "ici_tui"
    words = ["--pack", str(pack)]
    with Terminal(words, module=module, home=home, env=env, **options) as t:  # type: ignore[arg-type]
        t.see("Alpha", "? help")
        yield t


# Signals

ENDING = ["SIGQUIT", "SIGUSR1", "SIGALRM", "SIGINT", "SIGRTMIN"]


@pytest.mark.parametrize("name", ENDING)
def test_a_signal_that_ends_a_program_gives_the_terminal_back(
    name: str, tmp_path: Path, small: Path
) -> None:
    number = getattr(signal, name)
    with opened(tmp_path, small) as t:
        t.process.send_signal(number)
        assert t.end() == 128 + number
        t.assert_as_before()


def test_however_it_was_stopped_the_keyboard_protocol_is_balanced(
    tmp_path: Path, small: Path
) -> None:
    with opened(tmp_path, small) as t:
        for rounds, name in enumerate(["SIGSTOP", "SIGSTOP", "SIGTSTP", "SIGCONT"], start=1):
            t.process.send_signal(getattr(signal, name))
            t.wait(lambda name=name: name == "SIGCONT" or _state(t.process.pid) == "T", "a stop")  # type: ignore[misc]
            t.process.send_signal(signal.SIGCONT)
            t.wait(lambda rounds=rounds: went_on(t, rounds), "going on")  # type: ignore[misc]
        t.settle()
        t.send("j")
        t.see("▸  2=")
        t.process.send_signal(signal.SIGSTOP)
        t.wait(lambda: _state(t.process.pid) == "T", "a stop")
        t.process.terminate()
        t.process.send_signal(signal.SIGCONT)
        assert t.end() == 128 + signal.SIGTERM
        t.assert_as_before()


def went_on(t: Terminal, rounds: int) -> bool:
    """Whether the protocol is on again after so many rounds; two signals may come as one."""
    pushed, popped = t.keyboard
    return popped >= rounds and pushed == popped + 1


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


# Faults

FAULTS = {
    "a view": """
from ici_tui.tui.widgets.ranking import RankingTable
def render_line(self, y, before=RankingTable.render_line):
    values = "secret" * 10_000
    if self.app.session.line: raise RuntimeError("bo\\x1b]0;t\\x07om\\nforged")
    return before(self, y)
RankingTable.render_line = render_line
""",
    "a thread's work": """
from ici_tui.tui.app import Explorer
class Panic(BaseException): pass
def work(): raise Panic("boom")
Explorer.move = lambda self, step: self.in_thread(work)
""",
    "a thread of a library": """
from threading import Thread
from ici_tui.tui.app import Explorer
def work(): raise ValueError("boom")
Explorer.move = lambda self, step: Thread(target=work).start()
""",
    "the input's thread": """
from ici_tui.tui.terminal.input import TerminalInput
def feed(self, data): raise ValueError("boom")
TerminalInput.feed = feed
""",
    "a key, of a class that is no Exception": """
from ici_tui.tui.app import Explorer
class Panic(BaseException): pass
def move(self, step): raise Panic("boom")
Explorer.move = move
""",
}
"""What is changed so that `j` fails."""


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_that_nobody_foresaw_is_one_line(where: str, tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small, FAULTS[where]) as t:
        t.send("j")
        assert t.end() == 1
        t.assert_as_before()
        told = t.raw.rpartition(b"\x1b[?25h")[2].decode()
        assert told.startswith("ici-tui: ")
        assert told.count("\n") == 1
        assert len(told) < 500
        assert told.strip().isprintable()
        (log,) = (tmp_path / "ici-tui" / "logs").iterdir()
        assert log.name in told
        assert "secretsecret" not in log.read_text(encoding="utf-8")


# Ends that nobody is there for

STUCK = """
import time
from ici_tui.tui.app import Explorer
Explorer.move = lambda self, step: self.in_thread(lambda: time.sleep(99))
"""


@pytest.mark.parametrize("how", ["Ctrl-Q", "SIGTERM"])
def test_a_thread_that_is_stuck_is_not_waited_for(how: str, tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small, STUCK) as t:
        t.send("j")
        t.settle()
        if how == "Ctrl-Q":
            t.send("\x11")
        else:
            t.process.terminate()
        assert t.end() == (0 if how == "Ctrl-Q" else 128 + signal.SIGTERM)
        t.assert_as_before()


BLOCKED = """
from ici_tui.tui import app, leaving
leaving.SIGNALLED = 0.2
app.Explorer.move = lambda self, step: [self._driver.write("x" * 99_999) for _ in range(50)]
"""


def test_a_terminal_that_takes_nothing_does_not_keep_it(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small, BLOCKED) as t:
        t.settle()
        t.send("j")
        assert select.select([t.master], [], [], DEADLINE)[0]
        t.process.terminate()
        assert t.process.wait(DEADLINE) == 128 + signal.SIGTERM
        while t.read(0.1):
            pass
        t.assert_as_before()


def test_the_end_of_the_terminal_is_a_hang_up_and_idleness_is_free(
    tmp_path: Path, small: Path
) -> None:
    with opened(tmp_path, small, ignore_hangup=True, controls=False) as t:
        before = _processor(t.process.pid)
        t.read(1.0)
        assert _processor(t.process.pid) - before < 0.3
        sent = len(t.raw)
        t.set_size((70, 20))  # no signal tells of it: the terminal controls nothing
        t.wait(lambda: len(t.raw) > sent, "a frame of the new size")
        t.hang_up()
        assert t.process.wait(DEADLINE) == 128 + signal.SIGHUP


def test_a_parent_that_outlives_the_terminal_gets_the_code(tmp_path: Path, small: Path) -> None:
    wrapper = f"trap '' HUP; {sys.executable} -m ici_tui --pack {small}; exit $?"
    (tmp_path / "shell.py").write_text(f"import os\nos.execvp('sh', ['sh', '-c', {wrapper!r}])\n")
    env: dict[str, str | None] = {"PYTHONPATH": str(tmp_path)}
    with Terminal(module="shell", home=tmp_path, env=env) as t:
        t.see("Alpha", "? help")
        t.hang_up()
        assert t.process.wait(DEADLINE) == 128 + signal.SIGHUP


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# Streams


def test_frames_go_to_the_terminal_and_never_into_a_file(tmp_path: Path, small: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as file, opened(tmp_path, small, stderr=file.fileno()) as t:
        t.send("j")
        t.see("▸  2=")
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()
    assert log.read_bytes() == b""


def test_what_a_library_says_on_stderr_is_not_painted_over_the_frame(
    tmp_path: Path, small: Path
) -> None:
    noisy = "import os\nfrom ici_tui.tui.app import Explorer\n"
    noisy += (
        'Explorer.move = lambda self, step: (os.write(2, b"thread panicked"), self.say("said"))'
    )
    with opened(tmp_path, small, noisy) as t:
        t.send("j")
        t.see("said")
        t.send("\x11")
        assert t.end() == 0
        assert b"panicked" not in t.raw


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "0>/dev/tty"])
def test_a_stream_that_is_closed_is_no_crash(closed: str, tmp_path: Path, small: Path) -> None:
    command = f"exec {sys.executable} -m ici_tui --pack {small} {closed}"
    (tmp_path / "shell.py").write_text(f"import os\nos.execvp('sh', ['sh', '-c', {command!r}])\n")
    env: dict[str, str | None] = {"PYTHONPATH": str(tmp_path)}
    with Terminal(module="shell", home=tmp_path, env=env) as t:
        t.see("Alpha")
        t.settle()
        if closed == "2>&-":
            t.send("q")
        assert t.end() == 0
        assert b"Traceback" not in t.raw
        drawn = b"\x1b[?1049h" in t.raw
        assert drawn == (closed == "2>&-")
        assert drawn or b"ici-tui: no terminal here (no keys can be read" in t.raw


# Bytes and sizes


def test_bytes_that_are_no_text_are_no_end(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small) as t:
        t.send(b"\xe9\xce\xe4\x80\x9b\x1b[1:2u\x1b]0;qqq\x07\x1b[48;60000;60000;0;0t")
        t.send("j")
        t.see("▸  2=")
        t.send("/")
        t.see("words, or conditions")
        t.send(b"\xe9b")
        t.see("�b")
        t.send("\x1b[200~lost")
        t.settle()
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()


@pytest.mark.parametrize(
    "env",
    [
        {"COLUMNS": "99999", "LINES": "99999"},
        {"TEXTUAL_DRIVER": "bogus", "TEXTUAL_COLOR_SYSTEM": "bogus", "TERM": None},
    ],
    ids=["size", "textual"],
)
def test_variables_without_sense_do_not_keep_it_from_starting(
    env: dict[str, str | None], tmp_path: Path, small: Path
) -> None:
    with Terminal(["--pack", str(small)], home=tmp_path, env=env) as t:
        t.see("Alpha", "? help")
        t.send("q")
        assert t.end() == 0
        t.assert_as_before()


def test_a_name_that_a_terminal_would_act_on_is_shown(tmp_path: Path, small: Path) -> None:
    home = tmp_path / "h\x1b]0;t\x07\u202e\nici-tui: forged"
    home.mkdir()
    with opened(home, small) as t:
        t.send(":write ~/x\r")
        t.see("written to", "\\x1b]0;t\\x07\\u202e\\nici-tui: f")
        assert b"\x1b]0" not in t.raw
        assert "\u202e".encode() not in t.raw
        t.send("\x11")
        assert t.end() == 0
