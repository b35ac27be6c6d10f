"""What is kept without being asked for: where, for whom, how much, and how it is forgotten."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from ici_tui.cli.app import run
from ici_tui.crash import crash_line
from ici_tui.settings import state
from ici_tui.settings.recent import add_recent, recent_packs
from ici_tui.settings.sessions import keep_session, new_name

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv(state.OFF, raising=False)
    return state.state_folder()


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_what_is_kept_is_its_owners_alone(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.mkdir(mode=0o755)
    kept = state.keep("logs/20200101-000000-000000.txt", "x")
    assert kept is not None
    assert (mode(folder), mode(kept.parent), mode(kept)) == (0o700, 0o700, 0o600)


def test_the_newest_of_each_kind_are_left(folder: Path) -> None:
    for number in range(state.LOGS.most + 5):
        kept = state.keep(f"logs/20200101-000000-{number:06d}.txt", "x")
        assert kept is not None
        os.utime(kept, ns=(number, number))
    (folder / "logs" / "of somebody.txt").write_text("")
    state.keep("logs/20200101-000001-000000.txt", "x")
    names = sorted(file.name for file in (folder / "logs").iterdir())
    assert len(names) == state.LOGS.most + 1
    assert "of somebody.txt" in names
    assert "20200101-000000-000000.txt" not in names


def test_nothing_is_kept_where_that_is_switched_off(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(state.OFF, "1")
    crash_line(ValueError("no"))
    add_recent(str(tmp_path), tmp_path)
    keep_session(new_name(tmp_path), {})
    assert not folder.exists()


@pytest.mark.parametrize("arguments", [["--no-state", "rank"], ["rank", "--no-state"]])
def test_an_option_switches_it_off_in_any_place(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(state.OFF, "")
    assert run(arguments) == 0
    assert state.switched_off()
    assert capsys.readouterr().out


def test_forgetting_takes_what_was_made_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    crash_line(ValueError("no"))
    add_recent("./pack", tmp_path)
    keep_session(new_name(tmp_path), {})
    of_others = tmp_path / "others"
    of_others.mkdir()
    (of_others / "0123456789abcdef-0123456789ab.json").write_text("{}")
    (folder / "sessions" / "notes.txt").write_text("")
    (folder / "sessions" / "0123456789abcdef-0123456789ac.json").symlink_to(
        of_others / "0123456789abcdef-0123456789ab.json"
    )
    assert state.forget() == 3
    assert sorted(file.name for file in folder.rglob("*") if not file.is_dir()) == [
        "0123456789abcdef-0123456789ac.json",
        "notes.txt",
    ]
    assert list(of_others.iterdir())
    assert state.forget() == 0


def test_a_linked_folder_is_neither_read_nor_emptied_nor_written(
    folder: Path, tmp_path: Path
) -> None:
    of_others = tmp_path / "others"
    of_others.mkdir()
    for number in range(30):
        (of_others / f"20200101-000000-{number:06d}.txt").write_text("")
    folder.mkdir(parents=True)
    (folder / "logs").symlink_to(of_others)
    assert state.keep("logs/20200101-000001-000000.txt", "x") is None
    assert state.files_of(state.LOGS) == []
    assert state.forget() == 0
    assert len(list(of_others.iterdir())) == 30


def test_only_a_small_file_of_ones_own_is_believed(folder: Path) -> None:
    kept = state.keep("recent.json", "1234")
    assert kept is not None
    assert state.recall(kept, 4) == b"1234"
    assert state.recall(kept, 3) is None
    kept.chmod(0o622)
    assert state.recall(kept, 4) is None
    kept.unlink()
    os.mkfifo(kept)
    assert state.recall(kept, 4) is None
    kept.unlink()
    (folder / "other").write_text("1234")
    kept.symlink_to(folder / "other")
    assert state.recall(kept, 4) is None
    assert state.recall(folder, 4) is None
    assert state.recall(folder / "none", 4) is None


def test_recent_packs_are_the_newest_that_are_there(tmp_path: Path, folder: Path) -> None:
    for name in ("a", "b", "a"):
        (tmp_path / name).mkdir(exist_ok=True)
        add_recent(f"./{name}", tmp_path / name)
    add_recent("./gone", tmp_path / "gone")
    add_recent("installed", tmp_path / "b")
    assert recent_packs() == [str(tmp_path / "a"), str(tmp_path / "b")]
    for content in ("[", "{}", "[1, null]", '"a"', "[" * 50_000, "[]" + " " * (1 << 18)):
        (folder / "recent.json").write_text(content)
        assert recent_packs() == []


def test_it_is_listed_with_reasons_and_forgotten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crash_line(ValueError("no"))
    assert run(["config", "show", "--format", "json"]) == 0
    listed = {record["key"]: record for record in json.loads(capsys.readouterr().out)}
    assert listed["state"]["value"] == str(folder)
    assert listed["state.log"]["value"].startswith(str(folder / "logs"))
    assert all(listed[key]["from"] for key in ("state", "state.log", "cache"))
    assert run(["config", "show"]) == 0
    assert "state.log" in capsys.readouterr().out
    assert run(["config", "forget"]) == 0
    assert capsys.readouterr().out.startswith("1 file ")
    assert not folder.exists()
    assert run(["config", "forget", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["deleted"] == 0
