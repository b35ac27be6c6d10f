"""What a shell is offered at Tab."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from tests.golden.cases import PACK
from tests.unit.test_cli import run
from tests.unit.test_packs import DATA, write

if TYPE_CHECKING:
    from pathlib import Path


def offered(line: str) -> list[str]:
    words = line.split(" ")
    env = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    with mock.patch.dict(os.environ, {"_ICI_TUI_COMPLETE": "complete_bash", **env}):
        done = run()
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ici-tui c", ["city", "compare", "clusters", "change", "check", "columns", "config"]),
        ("ici-tui rank --format j", ["json", "jsonl"]),
        ("ici-tui --pack PACK --unit al", ["alpha"]),
        ("ici-tui city --pack PACK 阿", ["阿尔法"]),
        ("ici-tui --pack PACK compare alpha b", ["beta"]),
        ("ici-tui rank --pack PACK --by r", ["roads", "rails", "rules"]),
        ("ici-tui clusters --pack PACK --by z", ["zone"]),
        ("ici-tui rank --pack PACK --weights tra", ["transport="]),
        ("ici-tui rank --pack PACK --weights transport=1,le", ["transport=1,learning="]),
        ("ici-tui rank --pack PACK --weights transport=1", []),
        ("ici-tui rank --level a", ["all"]),
        ("ici-tui --theme l", ["light"]),
        ("ici-tui --pack nowhere --unit a", []),
    ],
)
def test_the_words_that_are_offered(
    line: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(line.replace("PACK", str(PACK))) == words


def test_tables_are_offered_in_the_place_of_a_command_and_commands_behind_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("cities.csv", "Coasts.xlsx", "code.py", "c $(x).csv", ".c.csv"):
        (tmp_path / name).write_text("name,x\nA,1\nB,2\n")
    write(tmp_path / "cpack")
    (tmp_path / "cold").mkdir()
    found = offered("ici-tui c")
    assert found[-3:] == ["coasts.xlsx", "cities.csv", "cpack"]
    assert "clusters" in found
    assert offered(f"ici-tui {tmp_path}/ci") == [f"{tmp_path}/cities.csv"]
    assert offered("ici-tui cities.csv ra") == ["rank"]
    assert offered("ici-tui cities.csv rank --format j") == ["json", "jsonl"]


def test_hostile_names_are_offered_as_codes(tmp_path: Path) -> None:
    name = "$(touch here)\x1b[31m; rm"
    pack = write(tmp_path / "p", DATA.replace("Alpha", name))
    assert offered(f"ici-tui --pack {pack} --unit ") == ["A", "Beta"]


@pytest.mark.parametrize("text", [b"\xff\xfe", b"", b'uCode\n"open'])
def test_a_broken_pack_offers_nothing_and_says_nothing(text: bytes, tmp_path: Path) -> None:
    pack = write(tmp_path / "p")
    (pack / "iData.csv").write_bytes(text)
    assert offered(f"ici-tui --pack {pack} --unit a") == []
