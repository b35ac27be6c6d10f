"""What stays unimported, in processes of their own: a shell and a lookup wait for every import."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = ("polars", "numpy", "rich", "textual")
PROBE = """
import os, sys
os._exit = sys.exit
sys.argv = ["ici-tui", *sys.argv[1:]]
from ici_tui.__main__ import main
try:
    main()
except SystemExit as end:
    print(end.code or 0, end=" ", file=sys.stderr)
print(*[m for m in ("polars", "numpy", "rich", "textual") if m in sys.modules], file=sys.stderr)
"""


def probe(*words: str, **env: str) -> tuple[str, set[str]]:
    """What a run prints, and which of the heavy packages it imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": "/nowhere/config", **env},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout, set(done.stderr.splitlines()[-1].split()) & set(HEAVY)


@pytest.mark.parametrize(
    "words",
    [("--version",), ("--help",), ("rank", "--help"), ("config", "show", "--format", "json")],
)
def test_what_shows_no_numbers_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    printed, imported = probe(*words)
    assert printed
    assert not imported


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ici-tui ran", "rank"),
        ("ici-tui rank --le", "--level"),
        ("ici-tui --city wuh", "wuhan"),
        ("ici-tui --pack ici", "ici-cn-2020"),
        ("ici-tui rank --by ent", "enterprise"),
        ("ici-tui --theme hi", "high-contrast"),
    ],
)
def test_completion_imports_nothing_heavy(shell: str, line: str, offered: str) -> None:
    words = line.split()
    printed, imported = probe(
        _ICI_TUI_COMPLETE=f"complete_{shell}",
        COMP_WORDS=line,
        COMP_CWORD=str(len(words) - 1),
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_WORD_TO_COMPLETE=words[-1],
    )
    assert offered in printed
    assert not imported


@pytest.mark.parametrize(
    "words",
    [("rank",), ("--city", "wuhan"), ("clusters",), ("themes",), ("rank", "--format", "csv")],
)
def test_no_one_shot_command_imports_textual(words: tuple[str, ...]) -> None:
    printed, imported = probe(*words)
    assert printed
    assert "textual" not in imported


def test_rows_are_written_without_rich() -> None:
    _, imported = probe("scores")
    assert "rich" not in imported


def test_the_room_of_settings_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom ici_tui.settings import config, scenarios, themes\nthemes.read_themes()\n"
        "print([m for m in ('typer', 'polars', 'numpy', 'rich', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
