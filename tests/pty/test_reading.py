"""A large pack: something is seen while it is read, keys are kept, and leaving needs no wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.index.options import PipelineOptions
from ici_tui.packs.large import large_files
from ici_tui.packs.pack import assumed_text
from tests.pty.terminal import Terminal
from tests.unit.test_scale import folder_of

if TYPE_CHECKING:
    from pathlib import Path

UNITS = 40_000


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that is large enough to be read apart, in a folder with a hostile name."""
    folder = folder_of(tmp_path_factory.mktemp("large") / "[b]many\x1b[31m", UNITS)
    assert list(large_files(folder))
    return folder


def test_the_name_is_seen_while_it_is_read_and_keys_are_kept(pack: Path, tmp_path: Path) -> None:
    with Terminal(["--pack", str(pack)], home=tmp_path) as t:
        t.see("[b]many", "reading …")
        t.send("jj")
        t.see("Ünit No")
        t.wait(lambda: "reading …" not in t.text, "the end of reading")
        t.wait(lambda: any(line.startswith("▸     3 ") for line in t.lines), "two lines down")
        t.send("\x11")
        assert t.end() == 0
        t.assert_as_before()


@pytest.mark.parametrize("keys", ["q", "\x11", "j\x11"])
def test_who_leaves_meanwhile_need_not_wait(keys: str, pack: Path, tmp_path: Path) -> None:
    with Terminal(["--pack", str(pack)], home=tmp_path) as t:
        t.see("reading …")
        t.send(keys)
        assert t.end() == 0
        assert "Ünit No".encode() not in t.raw
        t.assert_as_before()


def test_a_signal_meanwhile_ends_it_as_ever(pack: Path, tmp_path: Path) -> None:
    with Terminal(["--pack", str(pack)], home=tmp_path) as t:
        t.see("reading …")
        t.process.terminate()
        assert t.end() == 143
        assert "Ünit No".encode() not in t.raw
        t.assert_as_before()


def test_a_fault_far_down_is_one_line(pack: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    lines = (pack / "iData.csv").read_text(encoding="utf-8").splitlines()
    lines[UNITS - 5] = lines[UNITS - 5].rpartition(",")[0] + ",abc"
    (bad / "iData.csv").write_text("\n".join(lines), encoding="utf-8")
    (bad / "iMeta.csv").write_bytes((pack / "iMeta.csv").read_bytes())
    with Terminal(["--pack", str(bad)], home=tmp_path) as t:
        t.see("reading …")
        assert t.end() == 1
        told = [line for line in t.lines if line.strip()]
        assert told[0].startswith("ici-tui: iData.csv, row 39996, column d: 'abc' is not a number")
        assert not any(line.startswith("ici-tui") for line in told[1:])
        t.assert_as_before()


def test_a_command_says_what_it_reads_and_takes_it_back(pack: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.csv"
    with Terminal(["scores", "--pack", str(pack), "-o", str(out)], home=tmp_path) as t:
        t.see("reading iData.csv of [b]many\\x1b[31m …")
        assert t.end() == 0
        # The pack names no pipeline: that stays, and nothing else.
        assumed = assumed_text(PipelineOptions(normalise="minmax:0,100"))
        assert t.text.strip() == f"ici-tui: {assumed}"
    assert len(out.read_bytes().splitlines()) == UNITS + 1


def test_what_is_wrong_takes_the_place_of_what_was_read(pack: Path, tmp_path: Path) -> None:
    asked = ["rank", "--pack", str(pack), "--time", "1999"]
    with Terminal(asked, home=tmp_path) as t:
        t.see("reading iData.csv")
        assert t.end() == 2
        assert "reading" not in t.text
        assert "1999" in t.text
