"""The direct door: the options that typer knows, and the same values behind both doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.cli import direct, opening, results
from ici_tui.cli.app import app, run
from ici_tui.cli.common import End, option_fields
from ici_tui.cli.output import Format
from ici_tui.packs.find import find_pack

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = str(find_pack("asem-2018"))


@pytest.mark.parametrize("command", sorted(direct.COMMANDS))
def test_it_knows_exactly_the_options_that_typer_knows(command: str) -> None:
    shape = direct.COMMANDS[command]
    known: Any = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    texts: dict[str, str] = {}
    flags, counts, names = dict(texts), dict(texts), dict[str, bool]()
    for option in known.params:
        if option.param_type_name == "argument":
            names[option.name] = option.nargs != 1
        elif option.name != "help":
            kind = flags if option.is_flag else counts if option.min == 1 else texts
            kind |= dict.fromkeys([*option.opts, *option.secondary_opts], option.name)
    assert flags == {name: key for name, (key, _) in direct.FLAGS.items()} | dict(shape.flags)
    assert texts == direct.TEXTS | dict(shape.texts)
    assert counts == dict(shape.counts)
    assert names == ({shape.names: shape.many} if shape.names else {})


def test_every_common_option_is_known() -> None:
    known = {*direct.TEXTS.values(), *(key for key, _ in direct.FLAGS.values())}
    assert known == set(option_fields())


WORDS = st.sampled_from([
    "rank", "city", "compare", "clusters", "scores", "check", "Wuhan", "xian", "--city", "--unit",
    "--unit=Xian", "--pack", BUNDLED, "--weights", "a=50", "equal", "--weights=", "--format", "json",
    "--format=csv", "jsonx", "-o", "--output", "file", "-ofile", "--top", "3", "0", "-3", "--top=2",
    "1.5", "²", "--by", "ent", "--level", "all", "--no-color", "--denominate", "--no-denominate",
    "--notes", "--time", "2018", "--screen", "0.9", "--aggregate=median", "--impute=mean", "--",
    "--help", "--nope", "", " ", "--pac", "--theme", "dark", "\x1b[1m",
])  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_what_it_takes_typer_takes_alike(words: list[str]) -> None:
    question = direct.asked(words)
    if question is None:
        return
    calls: list[object] = []

    def noted(name: str) -> Any:
        def stop(*given: object, **named: object) -> Any:
            calls.append((name, given, tuple(sorted(named.items()))))
            raise End(7)

        return stop

    with pytest.MonkeyPatch.context() as patch:
        for name in ("print_unit", "print_ranking", "study_of"):
            patch.setattr(results, name, noted(name))
        patch.setattr(opening, "study_of", noted("study_of"))
        codes = (direct.answer(question), run(words))
    # A theme that nobody has ends both before anything is opened.
    assert codes == ((7, 7) if question.own.get("theme") in {None, "dark"} else (2, 2))
    assert len(calls) == codes.count(7)
    assert calls[:1] == calls[1:]


@pytest.mark.parametrize(
    ("words", "command", "common", "own"),
    [
        ("rank", "rank", {}, {}),
        ("rank --top 3 --by=ent", "rank", {}, {"top": 3, "by": "ent"}),
        ("--pack p rank --weights a=5", "rank", {"pack": "p", "weights": "a=5"}, {}),
        ("city Wuhan -o f", "city", {"output": "f"}, {"name": "Wuhan"}),
        ("compare a b --format csv", "compare", {"format": Format.CSV}, {"names": ["a", "b"]}),
        ("--city Xian --no-color", "", {"no_color": True}, {"unit": "Xian"}),
        ("scores --notes --no-denominate", "scores", {"denominate": False}, {"notes": True}),
        ("", "", {}, {}),
        ("--format json", "", {"format": Format.JSON}, {}),
        ("--pack p --theme=dark --time 2018", "", {"pack": "p", "time": "2018"}, {"theme": "dark"}),
    ],
)
def test_plain_lines_are_taken(
    words: str, command: str, common: dict[str, object], own: dict[str, object]
) -> None:
    assert direct.asked(words.split()) == direct.Asked(command, common, own)


@pytest.mark.parametrize(
    "words",
    [
        "city", "compare", "rank Wuhan", "city a b", "Wuhan city", "rank --top 0", "rank --top x", "--by x rank",
        "rank --format xml", "rank --format csv --format csv", "rank --weights -5", "rank --help",
        "--city Wuhan rank", "robust", "stats", "rank -ofile", "rank -o=f", "rank --", "--theme dark rank",
        "--city a --unit b", "--theme a --theme b", "rank --weights", "--pack a rank --pack b",
    ],
)  # fmt: skip
def test_everything_else_is_left_to_typer(words: str) -> None:
    assert direct.asked(words.split()) is None


def test_a_shell_that_completes_and_bytes_that_are_no_text_are_left_to_typer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert direct.asked(["city", "\udcff"]) is None
    monkeypatch.setenv("_ICI_TUI_COMPLETE", "complete_bash")
    assert direct.asked(["rank"]) is None


def test_it_writes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    question = direct.asked(["--city", "Wuhan", "--format", "json", "-o", str(file)])
    assert question is not None
    assert direct.answer(question) == 0
    assert '"code": "Wuhan"' in file.read_text(encoding="utf-8")


def test_output_that_cannot_be_written_is_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = direct.asked(["rank", "-o", str(tmp_path / "no" / "file")])
    assert question is not None
    assert direct.answer(question) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_without_a_command_it_knows_what_typer_knows() -> None:
    group: Any = typer.main.get_command(app)
    common = {*direct.TEXTS, *direct.FLAGS}
    own = {
        word: option.name
        for option in group.params
        for word in option.opts
        if word not in common and not option.is_flag and "completion" not in word
    }
    assert own == direct.ALONE
