"""The same over a real sshd on the loopback address, where one is installed."""

from __future__ import annotations

import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.pty.sshd import Relay, Server, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "there is an sshd")

SESSION = ("Beijing", "leader ≈0–100")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("sshd")) as found:
        yield found


def test_a_session_from_the_first_row_to_a_terminal_as_before(
    server: Server, tmp_path: Path
) -> None:
    with Relay(server.ssh(server.explorer(tmp_path), "-tt"), tmp_path) as t:
        t.see(*SESSION)
        t.send("j")
        t.see("▸  2 ")
        t.send("w")
        t.send("l")
        t.see("41.0")
        t.send("\x1b")
        t.settle()
        t.send("/wu")
        t.see("Wuhan")
        t.miss("Beijing")
        t.send("\x1b")
        t.miss("“wu”")
        t.settle()
        shown = t.lines
        t.send("\x0c")
        t.settle()
        assert t.lines == shown
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()


def test_without_a_terminal_it_is_a_table_and_an_unknown_city_is_exit_code_2(
    server: Server, tmp_path: Path
) -> None:
    for words, code in (("rank", 0), ("--city Wuhan", 0), ("--city Wuhn", 2), ("", 0)):
        found = subprocess.run(
            server.ssh(server.explorer(tmp_path, words)),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert found.returncode == code, found.stderr
        assert b"\x1b" not in found.stdout + found.stderr
        assert (b"Wuhan" in found.stdout) == (not code)


def test_when_the_client_is_gone_the_session_ends(server: Server, tmp_path: Path) -> None:
    mark = tmp_path / "ended"
    # Not exec'd: the shell that waits for it says how it ended.
    command = server.explorer(tmp_path).replace("exec env", "trap '' HUP; env")
    with Relay(server.ssh(f"{command}; echo $? > {mark}", "-tt"), tmp_path) as t:
        t.see(*SESSION)
        t.process.send_signal(signal.SIGKILL)
        t.process.wait()
        t.hang_up()
        end = _wait_for(mark)
    assert end == 128 + signal.SIGHUP


def _wait_for(mark: Path) -> int:
    import time

    end = time.monotonic() + 8
    while time.monotonic() < end:
        if mark.exists() and mark.read_text().strip():
            return int(mark.read_text())
        time.sleep(0.05)
    raise AssertionError("the session did not end")


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("tmux -u -L {name} -f /dev/null new", id="tmux"),
        pytest.param("screen -U -c /dev/null", id="screen"),
    ],
)
def test_what_is_shown_through_a_multiplexer_is_what_a_redrawn_screen_shows(
    server: Server, tmp_path: Path, between: str
) -> None:
    program = between.split(maxsplit=1)[0]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    name = f"ici{server.port}"
    before = f"LC_ALL=C.UTF-8 SCREENDIR={sockets} TMUX_TMPDIR={sockets} {between.format(name=name)}"
    with Relay(server.ssh(server.explorer(tmp_path, before=before), "-tt"), tmp_path) as t:
        t.see(*SESSION)
        for keys in ("jjj", "G", "g", "w", "lll", "\t", "4", "1"):
            t.send(keys)
            t.settle()
        t.see("Beijing")
        shown = t.lines
        t.send("\x0c")
        t.settle()
        assert t.lines == shown
        t.send("\x11")
        t.end()


def test_over_a_slow_line_the_newest_is_shown_and_quitting_does_not_wait(
    server: Server, tmp_path: Path
) -> None:
    with Relay(
        server.ssh(server.explorer(tmp_path), "-tt"), tmp_path, delay=0.075, rate=20_000
    ) as t:
        t.see(*SESSION)
        t.settle()
        before = len(t.raw)
        for _ in range(40):
            t.send("\t")
            t.read(0.03)
        waiting = t.down.waiting
        t.send("\x11")
        assert t.end() == 0
        # Without pacing every view is written, 5,000 bytes each, and waits for its turn.
        assert waiting < 15_000
        assert len(t.raw) - before < 60_000
        t.assert_as_before()
