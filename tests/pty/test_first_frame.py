"""The shipped first frame: there at once, followed by the real one, and nothing kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def shown(home: Path) -> str:
    """The explorer once it is at rest."""
    with Terminal([], home=home) as t:
        t.see("Beijing", "Shenyang", "Profile")
        t.settle()
        return t.text


def test_every_start_shows_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    computed = shown(tmp_path)
    assert shown(tmp_path) == computed
    assert list(tmp_path.rglob("lookups/*")) == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
def test_keys_that_are_typed_at_once_are_taken_in_their_order(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with Terminal([], home=tmp_path, size=size) as t:
        t.see("Beijing")
        t.send("jjwll")
        t.see("edited", "42.0")
        t.settle()
        t.send("\x1b")
        t.see("▸  3")
        assert "Nanjing" in t.text
        t.send("\x11")
        assert t.end() == 0


def test_a_pack_of_the_configuration_is_not_taken_for_the_shipped_one(tmp_path: Path) -> None:
    settings = tmp_path / "ici-tui" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('pack = "asem-2018"\n', encoding="utf-8")
    with Terminal([], home=tmp_path) as t:
        t.see("Switzerland")
        assert b"Beijing" not in t.raw


def test_what_was_typed_before_everything_was_there_leads_where_it_does_later(
    tmp_path: Path,
) -> None:
    with Terminal([], home=tmp_path) as t:
        t.see("Beijing")
        t.send("jj")
        t.see("Beijing", "Shenyang", "Profile")
        t.settle()
        assert "▸  3      Nanjing" in t.text
        t.send("kk")
        t.settle()
        assert t.text == shown(tmp_path / "other")
