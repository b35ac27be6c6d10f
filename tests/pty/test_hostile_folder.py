"""A pack whose folder holds files named like modules: nothing in it is ever run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest

from ici_tui.files import bundled_folder
from tests.pty.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

MODULES = (
    "pickle", "struct", "numpy", "polars", "_compat_pickle", "copyreg", "re", "enum", "signal",
    "subprocess", "typer", "rich", "textual", "highspy", "scipy", "sitecustomize",
)  # fmt: skip
BEFORE = ("keyword", "contextlib", "collections", "ici_tui")
"""What `python -m` itself looks for in the current folder, before the program can say anything."""
COMMANDS = ("scores", "robust ranks --over indicators")
"""The second one starts children."""


@pytest.fixture(params=["csv", "parquet"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A pack with modules in it, each of which leaves a mark where it is run."""
    pack = tmp_path / "pack"
    shutil.copytree(bundled_folder() / "ici-cn-2020", pack)
    if request.param == "parquet":
        data = pack / "iData.csv"
        pl.read_csv(data).write_parquet(pack / "iData.parquet")
        data.unlink()
    plant(pack, MODULES)
    return pack


def plant(pack: Path, names: tuple[str, ...]) -> None:
    """Put modules there that leave a mark."""
    mark = f"open({str(pack.parent / 'run')!r}, 'a').write(__name__ + chr(10))\n"
    for name in names:
        (pack / f"{name}.py").write_text(mark, encoding="utf-8")


def run_there(folder: Path) -> str:
    """The modules that were run."""
    mark = folder.parent / "run"
    return mark.read_text(encoding="utf-8") if mark.exists() else ""


@pytest.mark.parametrize("module", [True, False], ids=["python -m", "ici-tui"])
def test_no_command_runs_what_lies_in_the_folder(folder: Path, module: bool) -> None:
    if not module:
        plant(folder, BEFORE)
    console = "import sys; del sys.path[0]; from ici_tui.__main__ import main; main()"
    start = ["-m", "ici_tui"] if module else ["-c", console]
    for words in COMMANDS:
        done = subprocess.run(
            [sys.executable, *start, *words.split(), "--pack", "."],
            cwd=folder,
            env={**os.environ, "ICI_TUI_NO_CACHE": "1", "XDG_CONFIG_HOME": str(folder.parent)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert run_there(folder) == "", words
        assert done.returncode == 0, (words, done.stderr)


@pytest.mark.parametrize(
    ("folder", "command", "shows"),
    [
        ("csv", "robust extremes", "Best and worst"),
        ("parquet", "reach", "Reach a rank"),
    ],
    indirect=["folder"],
)
def test_the_explorer_runs_nothing_of_it_in_its_children(
    folder: Path, command: str, shows: str
) -> None:
    with Terminal(["--pack", "."], home=folder.parent, cwd=folder) as t:
        t.see("Beijing")
        t.send(f":{command}\r")
        t.see(shows)
        t.settle()
        assert run_there(folder) == ""
        t.send("\x11")
        t.end()
    assert run_there(folder) == ""
