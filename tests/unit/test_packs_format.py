"""The version of the pack format: written by what writes packs, and told where it is not known."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from ici_tui.packs.find import find_pack
from tests.pilot.packs import SMALL, write_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path


def said(folder: Path) -> object:
    return tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8")).get("format")


def test_what_writes_packs_writes_the_format(tmp_path: Path) -> None:
    own = write_pack(tmp_path / "own", SMALL)
    assert run("pack", "new", str(tmp_path / "new")).returncode == 0
    assert run("export", str(tmp_path / "out"), "--pack", str(own)).returncode == 0
    assert [said(tmp_path / name) for name in ("new", "out")] == [1, 1]


@pytest.mark.parametrize("name", ["ici-cn-2020", "asem-2018"])
def test_bundled_packs_say_their_format(name: str) -> None:
    assert said(find_pack(name)) == 1


@pytest.mark.parametrize("line", ["", "format = 1\n"])
def test_without_a_format_it_is_the_first(line: str, tmp_path: Path) -> None:
    text = SMALL["pack.toml"].replace("format = 1\n", "")
    pack = write_pack(tmp_path / "p", {**SMALL, "pack.toml": line + text})
    assert run("pack", "check", str(pack)).returncode == 0


@pytest.mark.parametrize("value", ["2", "0", "-1", "1.0", "true", '"1"', "[1]", "9" * 30])
def test_a_format_that_is_not_known_is_a_fault_with_its_place(value: str, tmp_path: Path) -> None:
    text = SMALL["pack.toml"].replace("format = 1\n", "")
    pack = write_pack(tmp_path / "p", {**SMALL, "pack.toml": f"\nformat = {value}\n{text}"})
    done = run("pack", "check", str(pack), "--format", "json")
    (fault,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert (fault["file"], fault["row"], fault["column"]) == ("pack.toml", 2, "format")
    assert run("rank", "--pack", str(pack)).returncode == 1
