"""What stays unimported, in processes of their own: a shell and a lookup wait for every import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.pilot.packs import SMALL, write_pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAVY = ("polars", "numpy", "rich", "textual")
DOORS = (
    "polars", "typer", "pydantic", "rich.console", "rich.text", "textual", "scipy", "numpy.ma",
    "numpy.random",
)  # fmt: skip
"""What an answer about numbers needs none of."""
PROBE = """
import os, sys
os._exit = sys.exit
sys.argv = ["ici-tui", *sys.argv[1:]]
from ici_tui.__main__ import main
try:
    main()
except SystemExit as end:
    print(end.code or 0, end=" ", file=sys.stderr)
print(*sys.modules, file=sys.stderr)
"""
ONE_AFTER_ANOTHER = """
import json, os, sys
os._exit = sys.exit
from ici_tui.__main__ import main
lines, among = json.loads(sys.argv[1]), json.loads(sys.argv[2])
for words in lines:
    sys.argv = ["ici-tui", *words]
    try:
        main()
    except SystemExit:
        pass
    found = sorted(set(sys.modules) & set(among))
    if found:
        sys.exit(f"{words} imports {found}")
"""
"""Many lines in one process: none of them may import what is refused to all."""


def script(code: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run some code in a process of its own, without settings of the user's."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": "/nowhere/config", **env},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def probe(*words: str, among: tuple[str, ...] = HEAVY, **env: str) -> tuple[str, set[str]]:
    """What a run prints, and which of some packages it imported, the heavy ones unless others."""
    done = script(PROBE, *words, **env)
    return done.stdout, set(done.stderr.splitlines()[-1].split()) & set(among)


def probe_all(
    lines: Sequence[tuple[str, ...]], among: tuple[str, ...], **env: str
) -> tuple[str, str]:
    """What some command lines print in one process, and which of them imported what first."""
    done = script(ONE_AFTER_ANOTHER, json.dumps(lines), json.dumps(among), **env)
    return done.stdout, done.stderr.splitlines()[-1] if done.returncode else ""


@pytest.mark.parametrize(
    "words",
    [("--version",), ("--help",), ("rank", "--help"), ("config", "show", "--format", "json"),
     ("schema", "robust", "pair")],
)  # fmt: skip
def test_what_shows_no_numbers_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    printed, imported = probe(*words)
    assert printed
    assert not imported


@pytest.mark.parametrize(
    ("shell", "line", "offered"),
    [
        ("bash", "ici-tui ran", "rank"),
        ("zsh", "ici-tui rank --le", "--level"),
        ("fish", "ici-tui --city wuh", "wuhan"),
        ("bash", "ici-tui --pack ici", "ici-cn-2020"),
        ("zsh", "ici-tui rank --by ent", "enterprise"),
        ("fish", "ici-tui --theme hi", "high-contrast"),
        ("bash", "ici-tui schema robust ra", "ranks"),
        ("zsh", "ici-tui --city wuh", "wuhan"),
        ("bash", "ici-tui --city wuh", "wuhan"),
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


def test_an_answer_about_numbers_imports_numpy_alone() -> None:
    """Nothing that was computed before is there: neither cards nor copies of the user's packs."""
    printed, fault = probe_all(
        [
            ("--city", "wuhan"),
            ("city", "wuhan", "--weights", "enterprise=50"),
            ("--city", "france", "--pack", "asem-2018"),
            ("rank", "--pack", "asem-2018", "--format", "json"),
            ("rank", "--by", "research", "--weights", "enterprise=50"),
            ("rank", "--top", "3", "--level", "all"),
            ("compare", "wuhan", "xian"),
            ("check",),
        ],
        DOORS,
        ICI_TUI_NO_CACHE="1",
    )
    assert "France" in printed
    assert not fault


@pytest.mark.parametrize(
    "words", [("rank",), ("rank", "--weights", "enterprise=50,research=20", "--format", "json")]
)
def test_a_ranking_whose_next_ones_are_drawn_for_needs_random_numbers_beside(
    words: tuple[str, ...],
) -> None:
    """How surely the next is beaten: exact without an ensemble, from draws with one."""
    printed, imported = probe(*words, among=DOORS, ICI_TUI_NO_CACHE="1")
    assert printed
    assert imported == {"numpy.random"}


NOT_ASKED_FOR = {
    ("--help",): ("ici_tui.questions.robust.", "ici_tui.questions.audit.",
                  "ici_tui.pages.model", "ici_tui.index.methods", "ici_tui.index.tree",
                  "ici_tui.index.table", "pickle", "queue", "html", "unicodedata"),
    ("rank",): ("ici_tui.questions.robust", "ici_tui.questions.overview",
                "ici_tui.questions.fields", "ici_tui.questions.records", "ici_tui.pages.robust", "ici_tui.pages.html", "ici_tui.child",
                "html", "platformdirs", "tempfile"),
    ("rank", "--format", "json"): ("ici_tui.questions.robust", "ici_tui.questions.documents",
                                   "ici_tui.pages.layout", "rich", "html"),
    ("compare", "wuhan", "xian"): ("ici_tui.questions.robust", "ici_tui.questions.documents",
                                   "ici_tui.pages.robust", "html", "ici_tui.child"),
    ("robust", "pair", "wuhan", "xian"): ("ici_tui.pages.html", "ici_tui.pages.documents", "html"),
    ("scores",): ("ici_tui.pages.model", "ici_tui.pages.layout", "ici_tui.questions.robust", "html"),
}  # fmt: skip
"""By command: modules, and rooms, that its answer has nothing of."""


@pytest.mark.parametrize("words", NOT_ASKED_FOR)
def test_a_command_imports_nothing_that_it_was_not_asked_for(words: tuple[str, ...]) -> None:
    refused = NOT_ASKED_FOR[words]
    done = script(PROBE, *words, ICI_TUI_NO_CACHE="1")
    assert done.stdout
    imported = done.stderr.splitlines()[-1].split()
    found = [
        name
        for name in imported
        for room in refused
        if name == room or name.startswith(room if room.endswith(".") else f"{room}.")
    ]
    assert not found


def test_a_kept_card_is_printed_without_openssl(tmp_path: Path) -> None:
    """Loading it takes longer than reading the card."""
    kept = {"XDG_CACHE_HOME": str(tmp_path)}
    probe("--city", "wuhan", **kept)
    printed, imported = probe(
        "--city", "wuhan", among=("_hashlib", "hashlib", "re", "typing"), **kept
    )
    assert (bool(printed), imported) == (True, set())


def test_so_does_one_about_a_pack_of_the_users(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "own", SMALL)
    for words in (("--city", "beta"), ("rank", "--by", "state", "--format", "csv")):
        printed, imported = probe(*words, "--pack", str(folder), among=DOORS)
        assert "Beta" in printed
        assert not imported


@pytest.mark.parametrize("words", [("rank", "--wieghts", "a=5"), ("city",), ("rank", "--top", "0")])
def test_mistakes_of_form_are_told_by_typer(words: tuple[str, ...]) -> None:
    printed, imported = probe(*words, among=("typer",))
    assert (printed, imported) == ("", {"typer"})


PLAIN = [
    ("stats",), ("clusters", "--by", "region"), ("scores", "--notes"), ("check",), ("packs",), ("themes",),
    ("config", "show"), ("config", "path"), ("schema", "robust"), ("help", "rank"), ("rank", "--help"),
    ("robust", "-h"), ("robust", "leave-one-out"), ("--no-color", "robust", "pair", "wuhan", "xian"),
    ("robust", "radius", "--format=csv"), ("audit", "--draws", "60"), ("report", "wuhan", "--draws", "60"),
    ("pack", "check", "nowhere"),
]  # fmt: skip


def test_no_plain_command_imports_typer() -> None:
    printed, fault = probe_all(PLAIN, ("typer", "click", "rich.console"))
    assert printed
    assert not fault


def test_help_on_a_command_imports_no_numbers() -> None:
    for words in (("help", "pipeline"), ("robust", "pair", "-h")):
        printed, imported = probe(*words, among=("typer", *HEAVY))
        assert printed
        assert not imported


def test_a_question_is_asked_without_a_look_at_the_others() -> None:
    _, imported = probe(
        "robust", "leave-one-out",
        among=("ici_tui.questions.robust.leave_one_out", "ici_tui.questions.robust.sweep"),
    )  # fmt: skip
    assert imported == {"ici_tui.questions.robust.leave_one_out"}


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
