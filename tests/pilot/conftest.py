"""Tests of the explorer touch no settings of whoever runs them, and wait for messages, not time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pilot.driving import turns

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the test's own; the explorer's configuration folder in it."""
    folder = tmp_path / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(tmp_path)
    return folder / "ici-tui"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot go on once all messages are processed.

    It waits until the processor is idle, at least 20 ms three times a key. All that happens here
    happens in messages, and the pilot has those processed anyway.
    """

    monkeypatch.setattr("textual.app.wait_for_idle", turns)
    monkeypatch.setattr("textual.pilot.wait_for_idle", turns)
