"""With another version of Textual the explorer runs on what is public of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pilot.packs import SMALL, write_pack
from tests.pty.terminal import Terminal, settle

if TYPE_CHECKING:
    from pathlib import Path

ACTS = ("j", "w", "l", "\x1b", "2", "1", "4", "1", "?", "\x1b")


def test_the_plain_way_shows_the_same_and_ends_well(tmp_path: Path) -> None:
    arguments = ["--pack", str(write_pack(tmp_path / "pack", SMALL))]
    with (
        Terminal(arguments, home=tmp_path) as ours,
        Terminal(arguments, home=tmp_path, module="tests.pty.other_textual") as plain,
    ):
        for act in ("", *ACTS):
            for t in (ours, plain):
                t.send(act)
            settle(ours, plain)

            def same() -> bool:
                plain.read(0.05)
                return ours.text == plain.text

            ours.wait(same, f"the same screen after {act!r}")
        assert len(plain.raw) > 2 * len(ours.raw)
        for t in (ours, plain):
            t.send("\x11")
            assert t.end() == 0
            assert b"\x1b[?1049l" in t.raw


def test_with_the_bundled_index_too(tmp_path: Path) -> None:
    with Terminal(home=tmp_path, module="tests.pty.other_textual") as t:
        t.see("Beijing", "Shenyang", ">99 %")
        t.send("jj")
        t.settle()
        assert "▸  3      Nanjing" in t.text
        t.send("q")
        assert t.end() == 0
