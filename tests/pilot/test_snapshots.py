"""A few screens as pictures, on a small pack of fixed numbers; `--snapshot-update` accepts new ones.

Each picture stands for one feature: what a test of the state cannot see is how it looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from tests.pilot.packs import SMALL, session_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Compare = Callable[..., bool]

SIZES = [(120, 40), (80, 24), (40, 10)]


@pytest.fixture(autouse=True)
def quick() -> None:
    """The pilot waits as it comes: a picture is taken when all is quiet."""


def app(folder: Path, theme: str = "dark") -> Explorer:
    return Explorer(session_on(folder / "pack", SMALL), find_theme(theme))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_ranking(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    """The ranking with what stands beside and below it, at each kind of size."""
    assert snap_compare(app(tmp_path), terminal_size=size, press=["j"])


def test_weights(snap_compare: Compare, tmp_path: Path) -> None:
    """An edited and a locked weight, the tree open, and the changes of rank."""
    keys = ["w", "enter", "L", "L", "x", "j", "l"]
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), press=keys)


def test_profile(snap_compare: Compare, tmp_path: Path) -> None:
    """The profile in the ranking's place, where there is no room for both."""
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), press=["enter"])


def test_clusters(snap_compare: Compare, tmp_path: Path) -> None:
    """Clusters, the first one folded."""
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), press=["2", "enter", "j"])


def test_compare(snap_compare: Compare, tmp_path: Path) -> None:
    """Two marked countries side by side with the gap."""
    keys = ["space", "j", "space", "c"]
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), press=keys)


def test_palette(snap_compare: Compare, tmp_path: Path) -> None:
    """The palette, filtered, above the ranking."""
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), press=["colon", *"sort"])


@pytest.mark.parametrize("theme", ["light", "sixteen"])
def test_themes(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    """The same ranking on a light ground, and in the terminal's own colours."""
    assert snap_compare(app(tmp_path, theme), terminal_size=(80, 24), press=["space", "w", "l"])
