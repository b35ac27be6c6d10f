"""Terminals as people have them over SSH: what they answer, what they cannot show, how they hold keys.

Each test plays one terminal: it answers what that answers, or sends what that sends.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pilot.packs import SMALL, write_pack
from tests.pty.line import AnsweringTerminal
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys")

TRUE_COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;2;(?!1;2;3m)")
OF_256 = re.compile(rb"\x1b\[[0-9;]*[34]8;5;")
LIGHT_GROUND = b"\x1b]11;rgb:ffff/ffff/eeee\x1b\\"
PLAIN = {"COLORTERM": None, "TERM": "xterm-256color"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs") / "small", SMALL)


@pytest.fixture
def opened(tmp_path: Path, small: Path) -> Callable[..., Terminal]:
    """Opens the explorer on a pack; the rows are there, and the configuration is the test's."""
    made: list[Terminal] = []

    def start(
        env: dict[str, str | None] | None = None,
        config: str = "",
        answers: bytes = b"",
        **how: object,
    ) -> Terminal:
        folder = tmp_path / "ici-tui"
        folder.mkdir(exist_ok=True)
        (folder / "config.toml").write_text(config, encoding="utf-8")
        t = Terminal(["--pack", str(small)], home=tmp_path, env=env, **how)  # type: ignore[arg-type]
        made.append(t)
        if answers:
            t.wait(lambda: b"\x1b[6n" in t.raw, "questions")
            t.send(answers)
        t.see("Alpha")
        # The line at the bottom says what can be done, or of screen why the mouse is off.
        t.wait(lambda: "? help" in t.text or "GNU screen" in t.text, "the line at the bottom")
        t.settle()
        return t

    yield start  # type: ignore[misc]
    for t in made:
        t.__exit__(None, None, None)


# Keys


def test_in_screen_the_mouse_is_off_so_that_esc_acts_and_a_setting_forces_it(
    opened: Callable[..., Terminal],
) -> None:
    with opened({"STY": "1.pts-0.host", "TERM": "screen"}) as t:
        assert not {1000, 1002, 1003} & {mode for mode, on in t.modes.items() if on}
        assert "GNU screen: the mouse is off" in t.text
        t.send("j")
        t.miss("GNU screen")
    with opened({"STY": "1.pts-0.host", "TERM": "screen"}, "mouse = true") as t:
        assert t.modes[1002] is True
        assert "GNU screen" not in t.text


def test_a_screen_on_the_other_side_of_ssh_is_known_by_its_answer(
    opened: Callable[..., Terminal],
) -> None:
    with opened({"TERM": "screen"}, answers=b"\x1b[>83;40900;0c") as t:
        t.see("GNU screen: the mouse is off")
        assert t.modes[1002] is False
    with opened({"TERM": "screen"}, "mouse = true", answers=b"\x1b[>83;40900;0c") as t:
        assert t.modes[1002] is True
    with opened({"TERM": "screen-256color"}, answers=b"\x1b[>84;0;0c") as t:
        assert t.modes[1002] is True
        t.send("y")
        t.see("sent to tmux")


def test_esc_and_a_key_in_one_packet_are_both_taken(opened: Callable[..., Terminal]) -> None:
    with opened() as t:
        t.send("w")
        t.see("±1")
        t.send("\x1bj")
        t.miss("±1")
        t.see("▸  2=")
        t.send("/sou")
        t.miss("Beta")
        t.send("\x1bk")
        t.see("Beta", "▸  1 ")
        assert "souk" not in t.text


def test_alt_and_a_key_stay_together_where_they_mean_something(
    opened: Callable[..., Terminal],
) -> None:
    with opened(config='[keys]\nweights.more = "alt+j"\n') as t:
        t.send("w")
        t.see("lock")
        t.send("\x1bj")
        t.see("51.0", "1 edit")
        t.send("\x1b")
        t.miss("lock")
        t.send("/ab cd\x1bb")
        t.settle()
        t.send("X")
        t.see("ab Xcd")


def test_ctrl_z_says_why_where_no_shell_would_take_it_back(opened: Callable[..., Terminal]) -> None:
    with opened() as t:
        t.send("\x1a")
        t.see("Ctrl-Z would stop it for ever")
        assert _state(t.process.pid) != "T"


JOB = """
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if not child:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    words = [sys.executable, "-m", "ici_tui", *sys.argv[1:]]
    if os.environ.get("SCRIPT"):
        words = ["sh", "-c", '"$@"; exit $?', "sh", *words]
    os.execvp(words[0], words)
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        raise SystemExit(os.waitstatus_to_exitcode(status))
    os.tcsetpgrp(0, os.getpgrp())
    os.write(1, b"stopped as a job")
    os.read(0, 1)
    os.tcsetpgrp(0, child)
    os.killpg(child, signal.SIGCONT)
"""
"""A shell with job control, as far as it matters here: it takes a stopped job back at any key."""


@pytest.mark.parametrize("script", ["", "1"], ids=["itself", "in a script"])
def test_ctrl_z_stops_where_a_shell_takes_it_back(script: str, tmp_path: Path, small: Path) -> None:
    (tmp_path / "shell.py").write_text(JOB, encoding="utf-8")
    env: dict[str, str | None] = {"PYTHONPATH": str(tmp_path), "SCRIPT": script}
    with Terminal(["--pack", str(small)], module="shell", home=tmp_path, env=env) as t:
        t.see("Alpha", "? help")
        t.settle()
        t.send("j\x1a")
        t.see("stopped as a job")
        assert t.modes[1049] is False
        t.send("\n")
        t.wait(lambda: t.modes[1049], "the screen again")
        t.settle()
        t.see("▸  2=")
        t.send("q")
        assert t.end() == 0
        t.assert_as_before()


def test_ctrl_l_sets_the_modes_again(opened: Callable[..., Terminal]) -> None:
    with opened() as t:
        before = len(t.raw)
        t.send("\x0c")
        t.settle()
        again = t.raw[before:]
        for mode in (1000, 1002, 1006, 1004, 2004):
            assert b"\x1b[?%dh" % mode in again
        assert b"\x1b[?25l" in again
        assert b"\x1b[?7l" in again
        t.see("Alpha", "? help")
        t.send("q")
        assert t.end() == 0
        t.assert_as_before()


# What is pasted and shared

PASTED = '--weights "Transport=70"'


def test_weights_that_are_pasted_are_offered(opened: Callable[..., Terminal]) -> None:
    with opened() as t:
        for before in ("", "/", "2", "w"):
            t.send(before)
            t.settle()
            t.send(f"\x1b[200~ici-tui --pack x {PASTED}\x1b[201~")
            t.see("these weights were pasted")
            t.send("\x1b")
            t.miss("these weights were pasted")
            assert "edit" not in t.text
            t.send("\x1b\x1b1")
            t.settle()
        t.send(f"\x1b[200~{PASTED}\x1b[201~")
        t.see("these weights were pasted")
        t.send("\r")
        t.see("1 edit", "u undoes")


def test_what_share_gives_is_taken_back(opened: Callable[..., Terminal]) -> None:
    with opened() as t:
        t.send("wlll\x1b")
        t.see("1 edit")
        for word in (":share\r", ":share command\r"):
            t.send(word)
            t.see("sent to the terminal, for its clipboard: 1 line")
            t.settle()
            shared = _clipboard(t)
            assert ("ici-tui --pack" in shared) == ("command" in word)
            t.send("R")
            t.miss("1 edit")
            t.send(f":weights {shared}\r")
            t.see("53.0", "edit")
            t.send("j")
            t.settle()


def _clipboard(t: Terminal) -> str:
    """What was put into the clipboard last, sent through screen or not."""
    raw = re.sub(rb"\x1b\\\x1bP", b"", t.raw)
    found: list[bytes] = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", raw)
    return base64.b64decode(found[-1]).decode()


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({}, "sent to the terminal, for its clipboard: 3 lines"),
        ({"TMUX": "/nowhere,1,0", "TERM": "tmux-256color"}, "where set-clipboard is on"),
        ({"STY": "1.p.h", "TERM": "screen"}, "sent through screen to the terminal"),
    ],
    ids=["plain", "tmux", "screen"],
)
def test_the_clipboard_goes_through_and_no_more_is_said_than_is_known(
    env: dict[str, str | None], told: str, opened: Callable[..., Terminal]
) -> None:
    with opened(env) as t:
        t.send("y")
        t.see(told)
        assert "copied" not in t.text
        assert "Alpha" in _clipboard(t)
        wrapped = re.findall(rb"\x1bP([^\x1b]*\x1b?[^\x1b]*)\x1b\\", t.raw)
        through = [piece for piece in wrapped if not piece.startswith((b"+q", b"$q"))]
        assert bool(through) == ("STY" in env)
        assert all(len(piece) < 768 for piece in through)  # what screen takes at once


# Colours


@pytest.mark.parametrize(
    ("term", "many"),
    [
        ("alacritty", True),
        ("xterm-direct", True),
        ("st-256color", True),
        ("linux", False),
        ("unknown-term", False),
    ],
)
def test_colours_are_those_that_a_terminal_is_known_to_have(
    term: str, many: bool, opened: Callable[..., Terminal]
) -> None:
    with opened({"TERM": term, "COLORTERM": None}) as t:
        assert bool(OF_256.search(t.raw)) == many
        assert not TRUE_COLOUR.search(t.raw)


@pytest.mark.parametrize(
    ("term", "answer", "found"),
    [
        ("unknown-term", b"\x1b]4;255;rgb:ee/ee/ee\x1b\\", OF_256),
        ("unknown-term", b"\x1bP1+r524742=38\x1b\\", TRUE_COLOUR),
        ("xterm-256color", b"\x1bP1$r0;48:2::1:2:3m\x1b\\", TRUE_COLOUR),
        ("xterm-256color", b"\x1bP1$r0;48;5;16m\x1b\\", OF_256),
        ("xterm-256color", b"\x1bP0+r524742\x1b\\", OF_256),
    ],
)
def test_a_terminal_that_answers_has_the_colours_that_it_names(
    term: str, answer: bytes, found: re.Pattern[bytes], opened: Callable[..., Terminal]
) -> None:
    with opened({"TERM": term, "COLORTERM": None}, answers=answer) as t:
        assert found.search(t.raw)
        assert bool(TRUE_COLOUR.search(t.raw)) == (found is TRUE_COLOUR)


def _ground(t: Terminal) -> str:
    ground: str = t.screen.buffer[5][20].bg
    return ground


def test_a_light_ground_has_the_light_theme_unless_one_was_asked_for(
    opened: Callable[..., Terminal],
) -> None:
    with opened() as t:
        dark = _ground(t)
    with opened(answers=LIGHT_GROUND) as t:
        t.wait(lambda: _ground(t) != dark, "a light ground")
        assert int(_ground(t)[:2], 16) > 0x80
        t.send("T")
        t.see("Light")
    with opened(config='theme = "dark"', answers=LIGHT_GROUND) as t:
        assert _ground(t) == dark
    with opened() as t:
        time.sleep(2.0)  # an answer after the limit: somebody is reading by now
        t.send(LIGHT_GROUND)
        t.settle()
        assert _ground(t) == dark


def test_sixteen_colours_have_the_theme_for_them_unless_one_was_asked_for(
    opened: Callable[..., Terminal],
) -> None:
    def inks(t: Terminal) -> set[str]:
        cells = [t.screen.buffer[y][x] for y in range(3, 8) for x in range(120)]
        return {cell.fg for cell in cells if cell.data in "█▓▒░"}

    with opened({"TERM": "linux", "COLORTERM": None}, "ascii = false") as t:
        assert _ground(t) == "default"
        assert len(inks(t)) > 1
    with opened({"TERM": "xterm-16color", "COLORTERM": None}, "", LIGHT_GROUND) as t:
        assert _ground(t) == "default"
        # xterm's yellow and cyan are not seen on white.
        titles = {t.screen.buffer[0][x].fg for x in range(1, 10)}
        assert titles == {"blue"}
    with opened({"TERM": "linux", "COLORTERM": None}, 'theme = "dark"\nascii = false') as t:
        assert _ground(t) != "default"


# Signs


def _is_ascii(t: Terminal) -> bool:
    return all(line.isascii() for line in t.lines)


def _figures(t: Terminal) -> list[str]:
    """The numbers in the first rows."""
    return re.findall(r"\d+(?:\.\d+)?", "\n".join(t.lines[3:9]))


@pytest.fixture(scope="module")
def figures(small: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Those where every sign can be shown."""
    with Terminal(["--pack", str(small)], home=tmp_path_factory.mktemp("signs")) as t:
        t.see("Alpha", "? help")
        t.settle()
        assert not _is_ascii(t)
        return _figures(t)


@pytest.mark.parametrize(
    ("env", "answers", "config"),
    [
        ({"LANG": "en_US.ISO-8859-1"}, b"", ""),
        ({"LANG": "C.UTF-8", "LC_ALL": "zh_CN.GB18030"}, b"", ""),
        ({"TERM": "linux"}, b"", ""),
        ({"LANG": "C"}, b"\x1b[3;8R", ""),
        ({"LANG": "C.UTF-8"}, b"\x1b[3;8R", ""),
        ({}, b"", "ascii = true"),
    ],
    ids=["latin-1", "gb18030", "console", "bytes", "bytes-utf8", "setting"],
)
def test_what_cannot_show_signs_gets_ascii_and_figures_stay_whole(
    env: dict[str, str | None],
    answers: bytes,
    config: str,
    figures: list[str],
    opened: Callable[..., Terminal],
) -> None:
    with opened(env, config, answers) as t:
        t.wait(lambda: _is_ascii(t), "ASCII alone")
        assert _figures(t) == figures
        for keys in ("2", "4", "8", "?", "\x1b"):
            t.send(keys)
            t.settle()
            assert _is_ascii(t), t.text
        t.send("1")
        t.settle()
        assert "##" in t.text


@pytest.mark.parametrize(
    ("env", "answers", "config"),
    [
        ({"LANG": "C"}, b"\x1b[3;5R", ""),
        ({"LANG": None}, b"", ""),
        ({"LANG": "en_US.ISO-8859-1"}, b"\x1b[3;8R", "ascii = false"),
    ],
    ids=["answers", "unset", "setting"],
)
def test_where_signs_arrive_they_are_drawn(
    env: dict[str, str | None], answers: bytes, config: str, opened: Callable[..., Terminal]
) -> None:
    with opened(env, config, answers) as t:
        assert "█" in t.text


@pytest.mark.parametrize("answer", [b"\x1b[3;6R", b"\x1b[3;44R"])
def test_where_signs_are_two_cells_wide_there_is_ascii_and_chinese(
    answer: bytes, tmp_path: Path
) -> None:
    with Terminal(home=tmp_path) as t:
        t.wait(lambda: b"\x1b[6n" in t.raw, "questions")
        t.send(answer)
        t.see("Beijing", "###", "? help")
        t.settle()
        assert "北京" in "".join(t.text.split())
        assert all(ord(sign) < 0x80 or sign in "北京" for sign in "".join(t.lines)), t.text


def test_in_screen_without_a_locale_no_line_breaks_at_a_chinese_name(tmp_path: Path) -> None:
    if shutil.which("screen") is None:
        pytest.skip("there is no screen")
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    env: dict[str, str | None] = {"LANG": None, "SCREENDIR": str(sockets), "COLORTERM": None}
    words = ["screen", "-U", "-c", "/dev/null", sys.executable, "-m", "ici_tui"]
    with AnsweringTerminal(home=tmp_path, env=env, command=words) as t:
        t.see("Beijing ????", "leader ≈0–100")
        for keys in ("jjj", "k", "G", "g", "w", "ll"):
            t.send(keys)
            t.settle()
        shown = t.lines
        assert shown[0].startswith(" ICI China 2020")
        t.send("\x0c")
        t.settle()
        assert t.lines == shown
        t.send("\x11")
        t.end()


def test_tmux_is_asked_whether_its_own_terminal_takes_utf8(
    tmp_path: Path, opened: Callable[..., Terminal]
) -> None:
    if shutil.which("tmux", path="/usr/local/bin:/usr/bin:/bin") is None:
        pytest.skip("there is no tmux")
    # A server of its own with a client whose locale is not UTF-8: the test's terminal.
    home = {"HOME": str(tmp_path), "LC_ALL": "C", "TERM": "screen", "TMUX": None}
    socket = tmp_path / "tmux"
    words = [sys.executable, "-m", "ici_tui"]
    command = f"cd {Path.cwd()} && exec env TERM=tmux-256color LC_ALL=C XDG_STATE_HOME={tmp_path} {' '.join(words)}"
    program = ["tmux", "-S", str(socket), "-f", "/dev/null", "new", command]
    (tmp_path / "through.py").write_text(
        f"import os\nos.execvp('tmux', {program!r})\n", encoding="utf-8"
    )
    env: dict[str, str | None] = {**home, "PYTHONPATH": str(tmp_path)}
    with Terminal(module="through", home=tmp_path, env=env) as t:
        t.see("Beijing")
        t.wait(lambda: "###" in t.text, "bars in ASCII")
        subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False)


# Leaving


def test_reports_that_are_under_way_are_not_left_to_the_shell(
    opened: Callable[..., Terminal],
) -> None:
    with opened(answers=b"\x1b[?1u") as t:
        assert 1003 not in t.modes
        before = len(t.raw)
        t.send("q")
        t.wait(lambda: b"\x1b[5n" in t.raw[before:], "a last question")
        assert t.process.poll() is None
        t.send(b"\x1b[<35;71;16M\x1b[<35;32;10M\x1b[0n")
        assert t.end() == 0
        t.assert_as_before()
        assert _left_over(t) == b""


def test_a_terminal_that_does_not_answer_is_not_waited_for_long(
    opened: Callable[..., Terminal],
) -> None:
    with opened(answers=b"\x1b[?1u") as t:
        t.send("q")
        t.wait(lambda: b"\x1b[?1049l" in t.raw, "the end")
        t.send(b"\x1b[<35;71;16M")
        assert t.end() == 0
        assert _left_over(t) == b""


def _left_over(t: Terminal) -> bytes:
    """What a shell would read now."""
    os.set_blocking(t._slave, False)
    try:
        return os.read(t._slave, 100)
    except BlockingIOError:
        return b""


# Manners


def test_the_window_is_entitled_and_the_old_title_comes_back(
    opened: Callable[..., Terminal],
) -> None:
    with opened() as t:
        kept, title = t.raw.index(b"\x1b[22;2t"), t.raw.index(b"\x1b]2;")
        assert kept < title
        t.send("2")
        t.wait(lambda: b"Clusters\x1b\\" in t.raw, "another title")
        t.send("\x11")
        assert t.end() == 0
        assert t.raw.count(b"\x1b[22;2t") == t.raw.count(b"\x1b[23;2t") == 1
    with opened(config="title = false") as t:
        t.send("2")
        t.settle()
        assert b"\x1b]2;" not in t.raw
        assert b";2t" not in t.raw


@pytest.mark.parametrize(
    ("away", "config", "rings"),
    [(b"\x1b[O", "", True), (b"", "", False), (b"\x1b[O", "bell = false", False)],
    ids=["away", "there", "off"],
)  # fmt: skip
def test_a_bell_rings_for_an_answer_that_took_long_while_one_is_elsewhere(
    away: bytes, config: str, rings: bool, tmp_path: Path, opened: Callable[..., Terminal]
) -> None:
    changed = """
import time
from ici_tui.tui import manners, workroom
manners.LONG = 0.5
workroom.found = lambda *a, found=workroom.found, **k: (time.sleep(1.5), found(*a, **k))[1]
"""
    program = f"{changed}from ici_tui.__main__ import main\nmain()\n"
    (tmp_path / "changed.py").write_text(program, encoding="utf-8")
    with opened({"PYTHONPATH": str(tmp_path)}, config, module="changed") as t:
        t.send(":ranks\r")
        t.see("How much may move")
        before = len(t.raw)
        t.send(away)
        end = time.monotonic() + 3.0
        while time.monotonic() < end:
            t.read(0.1)
        bells = re.sub(rb"\x1b\][^\x07\x1b]*\x07", b"", t.raw[before:]).count(b"\x07")
        assert (bells > 0) == rings


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
