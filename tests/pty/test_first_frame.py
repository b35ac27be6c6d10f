"""The remembered first frame: there at once, the same as the real one, never believed blindly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def kept(home: Path) -> list[Path]:
    return sorted(home.rglob("lookups/*"))


def first_frame(home: Path) -> str:
    with Terminal([], home=home) as t:
        t.see("Beijing", "Shenyang", "100 %")
        t.settle()
        return t.text


def test_the_second_start_shows_what_the_first_one_did(tmp_path: Path) -> None:
    computed = first_frame(tmp_path)
    assert len(kept(tmp_path)) == 1
    assert first_frame(tmp_path) == computed
    assert len(kept(tmp_path)) == 1


def test_keys_that_are_typed_at_once_are_taken_in_their_order(tmp_path: Path) -> None:
    first_frame(tmp_path)
    with Terminal([], home=tmp_path) as t:
        t.see("Beijing")
        t.send("jjwll")
        t.see("Weights: edited")
        t.settle()
        assert "▸  3      Nanjing" in t.text
        assert "42.0" in t.text
        t.send("\x11")
        assert t.end() == 0


@pytest.mark.parametrize("harm", ["cut", "other", "nothing"])
def test_a_damaged_frame_is_not_shown(harm: str, tmp_path: Path) -> None:
    computed = first_frame(tmp_path)
    (file,) = kept(tmp_path)
    text = file.read_text(encoding="utf-8")
    changed = {
        "cut": text[: len(text) // 2],
        "other": text.replace("Beijing", "Peiping"),
        "nothing": "",
    }
    file.write_text(changed[harm], encoding="utf-8")
    with Terminal([], home=tmp_path) as t:
        t.see("Beijing", "100 %")
        t.settle()
        assert t.text == computed
        assert b"Peiping" not in t.raw


def test_a_pack_of_the_configuration_is_not_taken_for_the_remembered_one(tmp_path: Path) -> None:
    first_frame(tmp_path)
    settings = tmp_path / "ici-tui" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('pack = "asem-2018"\n', encoding="utf-8")
    with Terminal([], home=tmp_path) as t:
        t.see("Switzerland")
        assert b"Beijing" not in t.raw


def test_without_a_cache_the_ranking_is_there_before_it_is_computed(tmp_path: Path) -> None:
    with Terminal([], home=tmp_path, env={"ICI_TUI_NO_CACHE": "1"}) as t:
        t.see("Beijing")
        t.send("jj")
        t.see("Beijing", "Shenyang", "100 %")
        t.settle()
        assert "▸  3      Nanjing" in t.text
        t.send("kk")
        t.settle()
        shown = t.text
    assert kept(tmp_path) == []
    assert shown == first_frame(tmp_path)
