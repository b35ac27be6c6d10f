"""The explorer line by line at a real terminal and in a pipe: text, and not one sequence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

from ici_tui.drawing.cells import width_of
from tests.pilot.packs import HOSTILE, SMALL, write_pack
from tests.pty.terminal import DEADLINE, ROOT, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pty as Unix has it")
ENDLESS = """
from ici_tui.questions.question import Question
from ici_tui.stopped import Stopped
def find(self, study, asked, progress):
    import time
    while progress(1, 100):
        time.sleep(0.01)
    raise Stopped
Question.is_instant = lambda *_: False
Question.find = find
"""
"""No question is ever answered."""
STUCK = """
from ici_tui.tui.session import Session
def settled(self):
    import time
    if self.due:
        time.sleep(99)
    return self, ""
Session.settled_or_undone = settled
"""
"""No edit is ever evaluated, and nobody asks for it to stop."""


def opened(home: Path, *words: str, changed: str = "", **more: object) -> Terminal:
    """The explorer on a small pack; lines of Python may change the program before."""
    pack = write_pack(home / "pack", SMALL)
    env: dict[str, str | None] = {"PYTHONPATH": str(home)}
    module = "ici_tui"
    if changed:
        program = f"{changed}\nfrom ici_tui.__main__ import main\nmain()\n"
        (home / "changed.py").write_text(program, encoding="utf-8")
        module = "changed"
    given = ["--plain", "--pack", str(pack), *words]
    return Terminal(given, module=module, home=home, env=env, **more)  # type: ignore[arg-type]


def said(t: Terminal) -> str:
    return t.raw.decode().replace("\r", "")


def answers(t: Terminal, line: str, *texts: str) -> str:
    """Type a line, and wait until the texts, and then the prompt, are in what is written."""
    begun = len(t.raw)
    t.send(line + "\r")

    def new() -> str:
        return t.raw[begun:].decode().replace("\r", "").partition("\n")[2]

    def answered() -> bool:
        return new().endswith("> ") and all(text in new() for text in texts)

    t.wait(answered, f"the answer to {line!r}")
    return new()


def only_text(t: Terminal) -> bool:
    """Whether no byte was written but text, line ends and what takes a typed character back."""
    control = {byte for byte in t.raw if byte < 0x20 or byte == 0x7F}
    c1 = any(bytes([0xC2, code]) in t.raw for code in range(0x80, 0xA0))
    return control <= {*b"\r\n\b"} and not c1


def begun(t: Terminal) -> None:
    t.wait(lambda: said(t).endswith("> "), "the prompt")


def test_a_session_is_text_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path, size=(80, 24)) as t:
        begun(t)
        assert "Small index" in said(t)
        told = answers(t, "weights Transport=100", "Beta")
        assert "Transport" in told
        answers(t, "undo")
        answers(t, "profile wuhan", "武汉")
        answers(t, "\x1b[A")  # the line before, once more
        answers(t, "rankx\x7f\x1b[D\x1b[D\x1b[C\x1b[C 2", "武汉")
        t.send("sour\t")
        t.see("> sources")
        answers(t, "", "small")
        t.send("zzz\t\t\t")
        t.settle()
        answers(t, "\x15methods", "arithmetic")
        t.resize((50, 10))
        *told, _ = answers(t, "overtake").splitlines()  # the last one is the prompt
        assert max(map(width_of, told)) <= 50
        t.send("\x04")
        assert t.end() == 0
        assert only_text(t)
        assert termios.tcgetattr(t._slave) == t.before


def test_hostile_data_are_text_too(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "hostile", HOSTILE)
    with Terminal(["--plain", "--pack", str(pack)], home=tmp_path) as t:
        begun(t)
        for line in ("rank", "profile U3", "sources", "columns", "compare U3, U4", "robust ranks",
                     "nonsense \x16\x1b[2J", "weights"):  # fmt: skip
            answers(t, line)
        t.send("q\r")
        assert t.end() == 0
        assert only_text(t)


@pytest.mark.parametrize("changed", [ENDLESS, STUCK], ids=["asked to stop", "broken off"])
def test_ctrl_c_stops_an_answer_and_gives_the_prompt_back(tmp_path: Path, changed: str) -> None:
    with opened(tmp_path, changed=changed) as t:
        begun(t)
        t.send("ranks\r" if changed is ENDLESS else "weights State=90\r")
        t.settle()
        before = t.raw.count(b"> ")
        t.send("\x03")
        t.wait(lambda: t.raw.count(b"> ") > before, "the prompt again")
        t.send("half a line\x03")
        t.settle()
        answers(t, "rank", "Alpha")
        t.send("quit\r")
        assert t.end() == 0
        assert only_text(t)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_what_was_edited_is_kept(
    tmp_path: Path, number: signal.Signals
) -> None:
    with opened(tmp_path) as t:
        begun(t)
        answers(t, "weights State=90")
        t.process.send_signal(number)
        assert t.end() == 128 + number
    with opened(tmp_path) as t:
        begun(t)
        assert "resume" in said(t)
        answers(t, "resume")
        assert "90" in answers(t, "weights")
        t.send("\x04")
        assert t.end() == 0
        assert only_text(t)


def test_a_terminal_that_is_gone_ends_it(tmp_path: Path) -> None:
    with opened(tmp_path) as t:
        begun(t)
        t.hang_up()
        assert t.process.wait(DEADLINE) in {0, 129}


def test_it_is_left_where_nobody_types(tmp_path: Path) -> None:
    with opened(tmp_path, "--idle", "1s") as t:
        begun(t)
        assert t.end() == 0
        assert only_text(t)


def test_where_the_terminal_is_dumb_the_ranking_names_it_and_a_setting_opens_it(
    tmp_path: Path,
) -> None:
    pack = write_pack(tmp_path / "pack", SMALL)
    dumb: dict[str, str | None] = {"TERM": "dumb"}
    with Terminal(["--pack", str(pack)], home=tmp_path, env=dumb) as t:
        assert t.end() == 0
        assert b"--plain" in t.raw
    (tmp_path / "ici-tui").mkdir()
    (tmp_path / "ici-tui" / "config.toml").write_text("plain = true\n", encoding="utf-8")
    for env in (dumb, {}):
        with Terminal(["--pack", str(pack)], home=tmp_path, env=env) as t:
            begun(t)
            t.send("\x04")
            assert t.end() == 0
            assert only_text(t)


def test_a_closed_session_is_closed_line_by_line(tmp_path: Path) -> None:
    write_pack(tmp_path / "packs" / "small", SMALL)
    given = ["--pack-root", str(tmp_path / "packs"), "--read-only", "--plain", "--pack", "small"]
    env: dict[str, str | None] = {"ICI_TUI_HOME": str(tmp_path / "host")}
    with Terminal(given, home=tmp_path, env=env) as t:
        begun(t)
        for line in ("write out.txt", "save mine", "export made", "resume"):
            assert "read-only" in answers(t, line)
        answers(t, "weights State=90")
        assert str(tmp_path) not in answers(t, f"open {tmp_path}/pack")
        t.send("\x04")
        assert t.end() == 0
        assert only_text(t)
    assert not (tmp_path / "state").exists()


# In a pipe

Piped = "subprocess.CompletedProcess[bytes]"


@pytest.fixture
def piped(tmp_path: Path) -> Callable[..., Piped]:
    pack = write_pack(tmp_path / "pack", SMALL)
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
    env = {**os.environ, **{name: str(tmp_path / "home") for name in names}, "COLUMNS": "80"}

    def run(text: bytes, *words: str, pack: Path | str = pack, **more: str) -> Piped:
        return subprocess.run(
            [sys.executable, "-m", "ici_tui", "--plain", "--pack", str(pack), *words],
            input=text, capture_output=True, check=False, cwd=ROOT, env={**env, **more}, timeout=60,
        )  # fmt: skip

    return run


def test_lines_of_a_pipe_are_answered_without_a_prompt(piped: Callable[..., Piped]) -> None:
    done = piped(b"weights Transport=100\nrank")
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert told.count("Small index") == 2
    assert "> " not in told
    rows = [line for line in told.splitlines() if line.lstrip()[:2] == "2 "]
    assert "Beta" in rows[-1]
    assert piped(b"").stdout.decode() == told[: len(piped(b"").stdout.decode())]


def test_what_could_not_be_done_is_told_apart_and_counts(piped: Callable[..., Piped]) -> None:
    done = piped(b"rank\n\nnonsense\nmap\nundo\n")
    assert done.returncode == 1
    faults = done.stderr.decode().splitlines()
    assert ["line 3" in faults[0], "line 4" in faults[1], len(faults)] == [True, True, 2]
    assert b"nonsense" not in done.stdout


def test_bytes_that_are_no_text_and_a_line_without_end(piped: Callable[..., Piped]) -> None:
    done = piped(b"profile \xff\xfe\x00\n" + b"x" * 200_000 + b"\nrank")
    assert done.returncode == 1
    assert b"Alpha" in done.stdout
    assert b"\x00" not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


def test_ascii_alone_where_that_is_asked_for_or_all_there_is(piped: Callable[..., Piped]) -> None:
    for words, env in ((("--ascii",), {}), ((), {"PYTHONIOENCODING": "latin-1"})):
        done = piped(b"profile wuhan\nstats\n", *words, **env)
        assert done.returncode == 0
        told = done.stdout.decode("latin-1")
        assert told.isascii() or not words
        assert "?" in told  # a name in Chinese
        assert b"55.1" in done.stdout


def test_a_reader_that_left_is_no_fault(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", SMALL)
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "ici_tui", "--plain", "--pack", str(pack)],
        stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    os.close(writing)
    os.read(reading, 10)
    os.close(reading)
    _, err = process.communicate(b"rank\n" * 200, timeout=60)
    assert (process.returncode, err) == (0, b"")


def test_ctrl_c_ends_what_nobody_types(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", SMALL)
    process = subprocess.Popen(
        [sys.executable, "-m", "ici_tui", "--plain", "--pack", str(pack)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")


def test_every_word_is_answered_without_textual(tmp_path: Path) -> None:
    from ici_tui.tui.lines.helping import typed_words

    typed = [
        word for word, of in typed_words().items() if of.id not in {"program.quit", "view.leave"}
    ]
    code = (
        "import os, sys; end = os._exit\n"
        "def leave(code): print(*sys.modules, file=sys.stderr); end(code)\n"
        "os._exit = leave\n"
        "from ici_tui.__main__ import main\nmain()\n"
    )
    env = {
        **os.environ,
        "XDG_CONFIG_HOME": "/nowhere",
        "XDG_STATE_HOME": "/nowhere",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, "--plain", "--pack", str(write_pack(tmp_path, SMALL))],
        input="\n".join(typed), capture_output=True,
        check=False, cwd=ROOT, env=env, text=True, timeout=120,
    )  # fmt: skip
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "ici_tui.tui.lines.explorer" in loaded
    assert not loaded & {
        "textual",
        "rich.console",
        "rich.text",
        "typer",
        "asyncio",
        "ici_tui.tui.app",
    }
