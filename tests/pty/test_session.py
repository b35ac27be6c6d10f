"""The explorer in a real terminal: a session from the first row to quitting, and other ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ici_tui.tui.terminal.asking import KEPT_COLOUR_ASKED
from tests.pilot.packs import HOSTILE, SMALL, write_pack
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys")

MOUSE_ON = b"\x1b[?1002h"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "small", SMALL)


def opened(home: Path, pack: Path, **options: object) -> Terminal:
    """The explorer on a pack, once its first rows are there."""
    found = Terminal(["--pack", str(pack)], home=home, **options)  # type: ignore[arg-type]
    try:
        found.see("Alpha", "D'Elta")
        found.settle()
    except BaseException:
        found.__exit__(None, None, None)
        raise
    return found


def test_a_session_from_the_first_row_to_quitting(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small) as t:
        t.see("▸  1      Alpha")
        t.send("j")
        t.see("▸  2=")
        t.send("k")
        t.see("▸  1      Alpha")
        t.send("/")
        t.see("words, or conditions")
        t.send("sou")
        t.miss("Beta")
        t.send("\r")
        t.see("? help")
        t.send("\x1b")
        t.see("Beta")
        t.send("g")
        t.send(">")
        t.wait(lambda: "▲" in t.lines[2] or "▼" in t.lines[2], "a sort arrow")
        t.send("-")
        t.wait(lambda: "▲" not in t.lines[2] and "▼" not in t.lines[2], "no sort arrow")
        t.send("w")
        t.see("±1")
        t.send("lll")
        t.see("53.0", "1 edit")
        t.send("u")
        t.see("50.0")
        t.miss("1 edit")
        t.send("\x1b")
        t.see("Space mark")
        t.send("2")
        t.see("By  Zone", "▾ North · 2 countries")
        t.send("\r")
        t.see("▸ North · 2 countries")
        t.send("1")
        t.miss("By  Zone")
        t.send(" ")
        t.see("•")
        t.send(" c")
        t.see("Gap")
        t.send("q")
        t.miss("Gap")
        t.send("g\r")
        t.see("Strongest")
        t.send("qq")
        assert t.end() == 0
        t.assert_as_before()


def test_ctrl_c_says_how_to_quit_and_ctrl_q_quits_from_anywhere(
    tmp_path: Path, small: Path
) -> None:
    with opened(tmp_path, small) as t:
        t.send("\x03")
        t.see("Ctrl-Q quits at once")
        t.send("w")
        t.see("±1")
        t.send("\x03")
        t.see("Ctrl-Q quits at once")
        t.send(":")
        t.see("a command, or the number of a rank")
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()


@pytest.mark.parametrize(
    ("name", "below"), [("SIGTERM", ""), ("SIGHUP", ""), ("SIGTERM", ":"), ("SIGTERM", "/")]
)
def test_a_signal_ends_it_in_order(tmp_path: Path, small: Path, name: str, below: str) -> None:
    number = getattr(signal, name)
    with opened(tmp_path, small) as t:
        assert MOUSE_ON in t.raw
        t.send(below)
        t.settle()
        t.process.send_signal(number)
        assert t.end() == 128 + number
        t.assert_as_before()


@pytest.mark.parametrize("ignored", [False, True], ids=["plain", "nohup"])
def test_a_terminal_that_is_gone_ends_it(tmp_path: Path, small: Path, ignored: bool) -> None:
    with opened(tmp_path, small, ignore_hangup=ignored) as t:
        t.hang_up()
        t.process.wait(10)


TOGETHER = "keys that arrive in one burst (a slow line) go where the focus was, not where it goes"


@pytest.mark.parametrize(
    ("before", "keys", "seen"),
    [
        pytest.param("w", "12\r", "12.0"),
        pytest.param("w", "10\r", "10.0"),
        pytest.param("", "wl", "51.0"),
        pytest.param("", "/gam\r", "▸  5      Gamma"),
        pytest.param("", ":5\r", "▸  5      Gamma"),
        ("", "jjj", "▸  4      Beta"),
    ],
    ids=["typed", "typed-0", "weights", "filter", "palette", "down"],
)
def test_keys_that_arrive_together_are_taken_in_their_order(
    tmp_path: Path, small: Path, before: str, keys: str, seen: str
) -> None:
    with opened(tmp_path, small) as t:
        t.send(before)
        t.settle()
        t.send(keys)
        t.settle()
        assert seen in t.text


def test_a_held_key_is_one_edit(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small) as t:
        t.send("w")
        t.see("±1")
        t.send("l" * 40)
        t.see("90.0", "1 edit ")
        t.send("u")
        t.see("50.0")
        t.miss("1 edit")
        t.send("\x11")
        assert t.end() == 0


def test_pasted_control_characters_stay_harmless(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small) as t:
        t.send("/")
        t.settle()
        before = len(t.raw)  # Textual's own sequences at the start end in BEL
        t.send(b"\x1b[200~A\xc2\x9b31mB\xc2\x85\x07\xe2\x80\xaeC\x1b[201~")
        t.settle()
        t.send("\r")
        t.settle()
        assert "A31mB" in t.text
        for bad in (b"\xc2\x9b", b"\xc2\x85", b"\x07", b"\xe2\x80\xae"):
            assert bad not in t.raw[before:]


def test_every_size_is_taken(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small) as t:
        for size in ((200, 60), (40, 10), (15, 3), (20, 4), (1, 1), (120, 40)):
            t.resize(size)
            t.settle()
        t.see("▸  1      Alpha", "Weights: authors")
        t.send("q")
        assert t.end() == 0
        t.assert_as_before()


def test_the_mouse_opens_views_sorts_and_chooses(tmp_path: Path, small: Path) -> None:
    def click(x: int, y: int) -> str:
        return f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m"

    with opened(tmp_path, small) as t:
        y = next(k for k, line in enumerate(t.lines) if "Gamma" in line)
        t.send(click(12, y))
        t.wait(lambda: t.lines[y].startswith("▸"), "the cursor on Gamma")
        t.send(click(t.lines[2].index("Score"), 2))
        t.wait(lambda: "▼" in t.lines[2], "a sort arrow")
        t.send(click(t.lines[0].index("Clusters") + 1, 0))
        t.see("By  Zone")
        t.send("\x11")
        assert t.end() == 0


# What surrounds it


@pytest.mark.parametrize("option", [{"NO_COLOR": "1"}, None], ids=["NO_COLOR", "--no-color"])
def test_without_colour_there_is_none(
    tmp_path: Path, small: Path, option: dict[str, str] | None
) -> None:
    arguments = ["--pack", str(small), *([] if option else ["--no-color"])]
    with Terminal(arguments, home=tmp_path, env=dict(option or {})) as t:
        t.see("Alpha", "D'Elta")
        t.send("w")
        t.settle()
        assert not _hues(t.raw)
        t.send("\x11")
        assert t.end() == 0


def test_without_colour_every_theme_can_be_read(tmp_path: Path, small: Path) -> None:
    with opened(tmp_path, small, env={"NO_COLOR": "1"}) as t:
        t.send(":")
        t.settle()
        t.send("theme sixteen")
        t.settle()
        t.send("\r")
        t.settle()
        cells = [t.screen.buffer[4][x] for x in range(60)]
        drawn = [cell for cell in cells if cell.data.strip()]
        assert drawn
        assert all(cell.fg != cell.bg or cell.fg == "default" for cell in drawn)


def _hues(raw: bytes) -> set[bytes]:
    """The colour codes that are not grey."""
    import re

    found = set()
    for codes in re.findall(rb"\x1b\[([0-9;]*)m", raw):
        for red, green, blue in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", codes):
            if not red == green == blue:
                found.add(codes)
        rest = re.sub(rb"[34]8;(2;\d+;\d+;\d+|5;\d+)", b"", codes).split(b";")
        if any(code and (30 <= int(code) <= 37 or 40 <= int(code) <= 47) for code in rest):
            found.add(codes)
    return found


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "xterm", "COLORTERM": None},
        {"TERM": "xterm-256color", "COLORTERM": None},
    ],
    ids=["xterm", "256"],
)
def test_any_terminal_is_good_enough(
    tmp_path: Path, small: Path, env: dict[str, str | None]
) -> None:
    with opened(tmp_path, small, env=env) as t:
        drawn = t.raw.replace(KEPT_COLOUR_ASKED.encode(), b"")
        assert b"8;2;" not in drawn, "colours that this terminal does not have"
        t.send("w")
        t.see("±1")
        t.send("l")
        t.see("51.0")
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()


def test_a_terminal_that_cannot_move_its_cursor_gets_the_ranking(
    tmp_path: Path, small: Path
) -> None:
    with Terminal(["--pack", str(small)], home=tmp_path, env={"TERM": "dumb"}) as t:
        assert t.end() == 0
        assert "Alpha" in t.text
        assert b"\x1b" not in t.raw


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C"},
        {"LANG": "C", "LC_ALL": "xx_YY.UTF-8"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["C", "unknown", "ascii", "latin-1"],
)
def test_a_chinese_name_takes_its_cells_whatever_the_locale(
    tmp_path: Path, small: Path, env: dict[str, str | None]
) -> None:
    with opened(tmp_path, small, env=env) as t:
        t.see("武汉")
        row = next(line for line in t.screen.display if "武汉" in line)
        twin = next(line for line in t.screen.display if "Twin" in line)
        # pyte gives a wide character two cells and shows it once.
        assert row.index("55.1") + 2 == twin.index("55.1")
        t.send("q")
        assert t.end() == 0


def test_no_control_of_a_hostile_pack_reaches_the_terminal(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "hostile", HOSTILE)
    with Terminal(["--pack", str(pack)], home=tmp_path) as t:
        t.see("[/x]", "Xi[an]")
        for keys in ("jjjj", "\r", "q", "2", "3", "6", "\x1b[6~", "1", "p", "\x1b", "w\r", "\x1b"):
            t.send(keys)
            t.settle()
        c1 = [bytes([0xC2, code]) for code in range(0x80, 0xA0)]
        bidi = [mark.encode() for mark in "\u202e\u2066"]
        for bad in (b"\x1b[5m", b"\x1b[2J", b"\x1b]52", b"\x08", *c1, *bidi):
            assert bad not in t.raw
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()


def test_without_a_terminal_to_read_from_it_is_the_table(tmp_path: Path, small: Path) -> None:
    with Terminal(["--pack", str(small)], home=tmp_path, stdin=subprocess.DEVNULL) as t:
        assert t.end() == 0
        assert b"Alpha" in t.raw
        assert b"no terminal here" in t.raw
        assert b"\x1b[?1049h" not in t.raw


def test_what_it_cannot_open_is_one_line_and_no_screen(tmp_path: Path) -> None:
    with Terminal(["--pack", "nowhere"], home=tmp_path) as t:
        assert t.end() == 2
        assert b"no pack is called 'nowhere'" in t.raw
        assert b"\x1b[?1049h" not in t.raw
        assert b"Traceback" not in t.raw
