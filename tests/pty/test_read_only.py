"""A closed session at a real terminal: no key, signal or fault leads out of it or leaves a file."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.pilot.packs import SMALL, write_pack
from tests.pty.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc as Linux has")


def files(place: Path) -> dict[str, tuple[int, bytes]]:
    """Everything that is there, with its time and contents."""
    return {
        str(path): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in place.rglob("*")
    }


def opened(home: Path, *words: str, changed: str = "", pack: str = "small") -> Terminal:
    """A closed session on a pack of the host's; lines of Python may change the program before."""
    write_pack(home / "packs" / "small", SMALL)
    env: dict[str, str | None] = {
        "XDG_CACHE_HOME": str(home), "TMPDIR": str(home), "ICI_TUI_HOME": str(home / "host"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    if changed:
        program = f"{changed}\nfrom ici_tui.__main__ import main\nmain()\n"
        (home / "changed.py").write_text(program, encoding="utf-8")
        env["PYTHONPATH"] = str(home)
    given = ["--pack-root", str(home / "packs"), *words, "--read-only", "--pack", pack]
    return Terminal(given, module="changed" if changed else "ici_tui", home=home, env=env)


def test_keys_and_words_that_would_write_or_leave(tmp_path: Path) -> None:
    with opened(tmp_path) as t:
        t.see("Alpha", "? help")
        before = files(tmp_path)
        t.send("\x1a")
        t.settle()
        assert _state(t.process.pid) != "T"
        t.send(":write out.txt\r")
        t.see(":write is closed")
        t.send(":resume\r")
        t.see(":resume is closed")
        t.send("wlll")
        t.settle()
        t.send(":save mine\r")
        t.see(":save is closed")
        t.send(":theme paper\r")
        t.see("for this session")
        t.send("y")
        t.see("clipboard")
        t.send("\x1b[200~" + "x" * 100_000 + "\x1b[201~")
        t.settle()
        t.send(":")
        t.see("a command, or the number of a rank")
        t.send("write")
        t.settle()
        assert "Write the view" not in t.text
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGQUIT"])
def test_edits_are_not_kept_when_the_line_drops(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as t:
        t.see("Alpha", "? help")
        before = files(tmp_path)
        t.send("wlll")
        t.settle()
        t.process.send_signal(signal.SIGSTOP)
        t.wait(lambda: _state(t.process.pid) == "T", "a stop")
        t.process.send_signal(getattr(signal, name))
        t.process.send_signal(signal.SIGCONT)
        assert t.end() == 128 + getattr(signal, name)
    assert files(tmp_path) == before


def test_a_fault_of_the_program_is_one_line_without_place_or_log(tmp_path: Path) -> None:
    changed = """
from ici_tui.tui import session
def fails(self, place):
    raise RuntimeError(f"in {__file__}")
session.Session.marked = fails
"""
    with opened(tmp_path, changed=changed) as t:
        t.see("Alpha", "? help")
        before = files(tmp_path)
        t.send(" ")
        assert t.end() == 1
        said = t.raw.decode("utf-8", "replace").rpartition("\x1b")[2]
        assert "RuntimeError" in said
        assert str(tmp_path) not in said
        assert "Traceback" not in said
        assert said.count("\n") == 1
    assert files(tmp_path) == before


def test_a_question_that_takes_too_long_is_stopped_and_the_session_goes_on(tmp_path: Path) -> None:
    # No processor starts another process, and has its answer, within a thousandth of a second.
    changed = "from ici_tui.allowed import limits\nlimits.narrow(limits.Limits(max_seconds=0.001))"
    with opened(tmp_path, "--max-seconds", "1", changed=changed, pack="ici-cn-2020") as t:
        t.see("Beijing", "? help")
        t.send("jjjj:reach\r")
        t.see("stopped after 0.001 s")
        t.send("1")
        t.see("▸")
        t.send("\x11")
        assert t.end() == 0


def test_nobody_there_is_the_end(tmp_path: Path) -> None:
    with opened(tmp_path, "--idle", "2") as t:
        t.see("Alpha", "? help")
        t.send("j")
        assert t.end() == 0
        assert b"left after 2 s without a key" in t.raw
        t.assert_as_before()


def _state(pid: int) -> str:
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return stat.rpartition(")")[2].split()[0]
