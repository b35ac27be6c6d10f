"""A dropped line loses nothing: tried with the signals and ends that there are."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.pilot.packs import SMALL, write_pack
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "hang-up"])
def test_a_dropped_line_loses_nothing(tmp_path: Path, how: str) -> None:
    pack = str(write_pack(tmp_path / "pack", SMALL))
    with Terminal(["--pack", pack], home=tmp_path) as t:
        t.see("Alpha", "Transport")
        t.send("wlll")
        t.see("53.0")
        if how == "hang-up":
            t.hang_up()
            t.process.wait(10)
        else:
            t.process.send_signal(getattr(signal, how))
            t.end()
    with Terminal(["--pack", pack, "--resume"], home=tmp_path) as t:
        t.see("continued from", "53.0")
        t.send("\x11")
        assert t.end() == 0
    with Terminal(["--resume"], home=tmp_path) as t:
        t.see("continued from", "53.0")
        # Where it is hung up once more, it is kept once more.
        t.process.send_signal(signal.SIGHUP)
        assert t.end() == 128 + signal.SIGHUP
    with Terminal(["--pack", pack], home=tmp_path) as t:
        t.see(":resume")


def test_without_state_nothing_is_kept(tmp_path: Path) -> None:
    pack = str(write_pack(tmp_path / "pack", SMALL))
    with Terminal(["--pack", pack, "--no-state"], home=tmp_path) as t:
        t.see("Alpha", "Transport")
        t.send("wl")
        t.see("51.0")
        t.send("\x11")
        assert t.end() == 0
    assert not (tmp_path / "state").exists()
    with Terminal(["--resume"], home=tmp_path) as t:
        assert t.end() == 1
        assert t.text.count("ici-tui: no session") == 1
