"""A file's ending chooses its format, and what is kept bears a stamp that makes it again."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from ici_tui.cli import direct
from ici_tui.cli.common import Common
from ici_tui.cli.words import own_words
from ici_tui.packs.digest import pack_digest
from ici_tui.packs.load import load_pack
from ici_tui.questions.command_line import command_line, state_words
from ici_tui.questions.option import Kind, Option, as_words, option
from ici_tui.questions.stamp import stamp_of
from ici_tui.views.study import Study
from tests.golden.cases import PACK
from tests.unit.test_cli import run
from tests.unit.test_packs import DATA, META, write
from tests.unit.test_pages import Tags

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "rank": ("rank", "--top", "3"),
    "city": ("city", "alpha"),
    "compare": ("compare", "alpha", "beta"),
    "clusters": ("clusters",),
    "scores": ("scores",),
    "stats": ("stats",),
    "check": ("check",),
    "robust": ("robust", "pair", "alpha", "beta", "--seed", "7"),
}
UNSTAMPED = {"packs": ("packs",), "themes": ("themes",), "config": ("config", "show")}


def stored(folder: Path, name: str, *words: str) -> str:
    done = run(*words, "--pack", str(PACK), "-o", str(folder / name))
    assert (done.returncode, done.stdout) == (0, "")
    return (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_answer_is_a_page_by_its_ending(name: str, tmp_path: Path) -> None:
    words = COMMANDS[name]
    page = stored(tmp_path, "x.html", *words)
    assert page.startswith("<!doctype html>")
    assert page == stored(tmp_path, "y.HTM", *words)
    assert page == stored(tmp_path, "z.md", *words, "--format", "html")
    tags = Tags()
    tags.feed(page)
    assert {"script", "img", "link", "iframe"}.isdisjoint(tags.tags)
    shown = run(*words, "--pack", str(PACK), "--format", "markdown").stdout
    *body, _ = shown.rstrip().split("\n\n")
    assert stored(tmp_path, "x.md", *words).startswith("\n\n".join(body))


@pytest.mark.parametrize("name", UNSTAMPED)
def test_a_list_is_a_page_without_a_stamp(name: str, tmp_path: Path) -> None:
    run(*UNSTAMPED[name], "-o", str(tmp_path / "x.html"))
    written = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<table>" in written
    assert "sha256" not in written


@pytest.mark.parametrize("name", ["x", "x.txt", "x.dat", "md", ".html"])
def test_another_ending_is_what_a_terminal_shows(name: str, tmp_path: Path) -> None:
    assert stored(tmp_path, name, "rank") == run("rank", "--pack", str(PACK)).stdout


@pytest.mark.parametrize(
    ("ending", "form"),
    [("csv", "csv"), ("CSV", "csv"), ("tsv", "tsv"), ("json", "json"), ("jsonl", "jsonl")],
)
@pytest.mark.parametrize("name", COMMANDS)
def test_records_are_written_by_the_ending_too(
    name: str, ending: str, form: str, tmp_path: Path
) -> None:
    words = COMMANDS[name]
    shown = run(*words, "--pack", str(PACK), "--format", form).stdout
    assert stored(tmp_path, f"x.{ending}", *words) == shown


def test_a_format_and_an_ending_that_say_two_things_are_told(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    done = run("rank", "--pack", str(PACK), "-o", str(file), "--format", "json")
    assert json.loads(file.read_text(encoding="utf-8"))
    (told,) = [line for line in done.stderr.splitlines() if "x.csv" in line]
    assert told.endswith("is written as json, as --format says, not as csv")
    for name, form in (("x.json", "json"), ("x.txt", "csv"), ("x", "html")):
        done = run("rank", "--pack", str(PACK), "-o", str(tmp_path / name), "--format", form)
        assert name not in done.stderr


def test_a_format_that_is_asked_for_wins(tmp_path: Path) -> None:
    assert json.loads(stored(tmp_path, "x.html", "rank", "--format", "json"))
    assert stored(tmp_path, "x.md", "scores", "--format", "csv").startswith("code,")
    assert not stored(tmp_path, "x.md", "rank", "--format", "table").startswith("## ")


def again(text: str) -> str:
    """The command line of a stamp in Markdown."""
    return re.findall(r"^\| Again \| (.*) \|$", text, re.MULTILINE)[0].replace("\\", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_stamp_makes_the_same_page(name: str, tmp_path: Path) -> None:
    first = stored(
        tmp_path, "x.md", *COMMANDS[name], "--weights", "transport=33.3",
        "--normalise", "zscore:50,10", "--rank-decimals", "1",
    )  # fmt: skip
    program, *words = shlex.split(again(first))
    assert program == "ici-tui"
    run(*words, "-o", str(tmp_path / "again.md"))
    assert (tmp_path / "again.md").read_text(encoding="utf-8") == first


def test_both_ways_into_the_command_line_stamp_alike(tmp_path: Path) -> None:
    words = ("rank", "--pack", str(PACK), "-o", str(tmp_path / "x.md"), "--weights=transport=20")
    assert run(*words).returncode == 0
    first = (tmp_path / "x.md").read_bytes()
    (tmp_path / "x.md").unlink()
    question = direct.asked(words)
    assert question is not None
    assert direct.answer(question) == 0
    assert (tmp_path / "x.md").read_bytes() == first


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ((), ("rank",)),
        (("-o", "x"), ("rank",)),
        (("-ox", "--pack=y", "rank", "--top", "3"), ("rank", "--top", "3")),
        (("rank", "--weights", "a=1", "--no-color"), ("rank",)),
        (("city", "--time", "2", "--", "--pack", "-o"), ("city", "--", "--pack", "-o")),
        (("rank", "--format", "html"), ("rank",)),
    ],
)
def test_the_words_of_a_command_are_told_from_those_of_the_state(
    typed: tuple[str, ...], own: tuple[str, ...]
) -> None:
    assert own_words(Common(words=typed)) == own


def test_a_format_stands_before_what_follows_two_dashes() -> None:
    from ici_tui.cli.output import Format

    common = Common(words=("city", "--", "-x"), format=Format.HTML)
    assert own_words(common) == ("city", "--format", "html", "--", "-x")


def test_a_line_of_odd_words_is_read_back_by_a_shell(tmp_path: Path) -> None:
    study = Study.of(load_pack(write(tmp_path / "a 'b' $(c)", DATA, META)))
    line = command_line(study, ("city", "--", "-rf", "a;b", "`x`"))
    words = shlex.split(line)
    assert words[-4:] == ["--", "-rf", "a;b", "`x`"]
    assert words[words.index("--pack") + 1] == str(study.pack.folder)


def test_the_state_of_a_pack_is_nothing_but_its_name() -> None:
    assert state_words(Study.of(load_pack(PACK))) == ("--pack", str(PACK))


def test_a_digest_follows_the_files(tmp_path: Path) -> None:
    one, other = (write(tmp_path / name, DATA, META) for name in ("one", "other"))
    first = pack_digest(one)
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert pack_digest(other) == first
    (other / "notes.txt").write_text("not part of a pack", encoding="utf-8")
    assert pack_digest(other) == first
    (other / "iData.csv").write_text(DATA.replace("1", "2", 1), encoding="utf-8")
    assert pack_digest(other) != first
    (one / "pack.toml").symlink_to("/etc/hostname")
    assert pack_digest(one) == first


def test_an_export_says_what_made_it(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "new"), "--pack", str(PACK), "--weights", "transport=20")
    assert done.returncode == 0
    head = (tmp_path / "new" / "pack.toml").read_text(encoding="utf-8").splitlines()[:2]
    study = Study.of(load_pack(PACK))
    assert stamp_of(study, ()).digest[:16] in head[0]
    assert shlex.split(head[1].removeprefix("# "))[:2] == ["ici-tui", "export"]
    assert run("rank", "--pack", str(tmp_path / "new")).returncode == 0


@dataclass(frozen=True, kw_only=True)
class Asked:
    unit: str = option(Option("", Kind.UNIT), "")
    near: bool = option(Option("", Kind.FLAG, ("--near",)), False)
    lock: tuple[str, ...] = option(Option("", flags=("--lock",), many=True), ())
    seconds: float = option(Option("", Kind.NUMBER, ("--seconds",)), 1.0)
    plain: str = field(default="", metadata={"option": Option("", flags=("-p", "--plain"))})


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(unit="A"), ("A",)),
        (
            Asked(unit="A", near=True, lock=("x", "y")),
            ("A", "--near", "--lock", "x", "--lock", "y"),
        ),
        (Asked(unit="-A", seconds=2.5), ("--seconds", "2.5", "--", "-A")),
        (Asked(unit="A", plain="-z"), ("A", "--plain=-z")),
    ],
)
def test_options_are_written_as_they_are_typed(asked: Asked, words: tuple[str, ...]) -> None:
    assert as_words(asked) == words
