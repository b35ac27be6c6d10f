"""Two parsers of the same table: what the plain one takes, typer takes alike."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui import lookup, streams
from ici_tui.allowed import limits
from ici_tui.cli import direct
from ici_tui.cli.app import run
from ici_tui.cli.commands import ROOT, commands
from ici_tui.cli.common import End, shared
from ici_tui.cli.table import Command
from ici_tui.packs.find import find_pack
from ici_tui.questions.option import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ici_tui.cli.table import Parameter

BUNDLED = str(find_pack("asem-2018"))
EVERY = {command.name: command for command in (ROOT, *commands())}
Call = tuple[str, object, dict[str, Any]]


def called(words: list[str], door: Any) -> tuple[list[Call], int]:
    """The commands that a door calls, with what they get; and the exit code."""
    calls: list[Call] = []

    def noted(self: Command, common: object, own: dict[str, Any]) -> None:
        calls.append((self.name, common, {o.name: o.default for o in self.own} | own))
        raise End(7)

    with mock.patch.dict(os.environ), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "run", noted)
        return calls, door(words)


def plainly(words: list[str]) -> int:
    asked = direct.asked(words)
    assert asked is not None
    return direct.answer(asked)


def compared(words: list[str]) -> Call:
    """What a line calls, through both doors."""
    quick, slow = called(words, plainly), called(words, run)
    assert quick == slow
    assert quick[1] == 7
    (call,) = quick[0]
    return call


LIMITS = {"max_seconds": "90s", "idle": "30m", "max_memory": "600MB"}
"""Values of options that are read before any command begins."""
BEFORE_IT_BEGINS = {"pack_root", "read_only"}
"""What has to stand in front: see `test_what_closes_a_session_is_refused_by_both_doors`."""


def sample(parameter: Parameter) -> str:
    """A value that a parameter takes."""
    option = parameter.option
    if parameter.name in LIMITS:
        return LIMITS[parameter.name]
    numbers = {Kind.WHOLE: str(int(option.least or 3)), Kind.NUMBER: "2.5"}
    return numbers.get(option.kind) or (option.choices[-1] if option.choices else "text")


def written(parameter: Parameter) -> Iterator[list[str]]:
    """Every way to write a parameter."""
    option = parameter.option
    if option.kind is Kind.FLAG:
        yield from ([flag] for flag in (*option.flags, option.off) if flag)
    elif not option.flags:
        yield [sample(parameter)]
    for flag in option.flags if option.kind is not Kind.FLAG else ():
        yield [flag, sample(parameter)]
        if flag.startswith("--"):
            yield [f"{flag}={sample(parameter)}"]


def needed(command: Command) -> list[str]:
    return [word for own in command.own if own.option.needed for word in next(written(own))]


@pytest.mark.parametrize("command", EVERY.values(), ids=lambda command: command.name or "alone")
def test_every_option_of_every_command_is_read_plainly_and_alike(command: Command) -> None:
    for own in command.own:
        if own.name == "version":
            continue
        for words in written(own):
            more = [] if own.option.needed else words
            _, _, got = compared([*command.name.split(), *needed(command), *more])
            assert got[own.name] != own.default


def test_common_options_stand_before_and_after_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "narrow", lambda _: None)  # it would hold for all other tests
    for one in shared():
        if one.name in BEFORE_IT_BEGINS:
            continue
        for words in written(one):
            _, first, _ = compared([*words, "rank"])
            _, second, _ = compared(["robust", *words, "radius"])
            _, third, _ = compared(["config", "show", *words])
            values = {getattr(common, one.name) for common in (first, second, third)}
            assert len(values) == 1
            assert values != {one.default}


def test_what_closes_a_session_is_refused_by_both_doors() -> None:
    closing = [one for one in shared() if one.name in BEFORE_IT_BEGINS]
    assert len(closing) == len(BEFORE_IT_BEGINS)
    for words in (words for one in closing for words in written(one)):
        for line in ([*words, "rank"], ["rank", *words]):
            assert called(line, plainly) == called(line, run) == ([], 2)


NAMES = [word for name in EVERY for word in name.split()]
FLAGS = [flag for one in (*ROOT.own, *shared()) for flag in one.option.flags]
OWN = [flag for command in EVERY.values() for one in command.own for flag in one.option.flags]
WORDS = st.one_of(
    st.sampled_from([*NAMES, "robust", "pack", "config"]),
    st.sampled_from([*FLAGS, *sorted({*OWN})]),
    st.sampled_from([
        "Wuhan", BUNDLED, "a=50", "--weights=", "json", "--format=csv", "jsonx", "-ofile", "3", "0",
        "-3", "--top=2", "--top=0", "1.5", "--seconds=1.5", "--seconds=nan", "²", "1_0", "--over=parts",
        "--norm=l2", "--lock=a", "--draws=99999999999", "--no-denominate", "--denominate=1", "-", "--",
        "--=x", "--nope", "", " ", "--pac", "dark", "\x1b[1m", "-h", "\udcff",
    ]),
)  # fmt: skip
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=6),
    st.builds(
        lambda command, more: [*command.name.split(), *needed(command), *more],
        st.sampled_from([*EVERY.values()]), st.lists(WORDS, max_size=4),
    ),
)  # fmt: skip


@given(LINES)
def test_what_it_takes_typer_takes_alike(words: list[str]) -> None:
    asked = direct.asked(words)
    if asked is not None and not {*words[-1:]} & direct.HELP:
        compared(words)


@given(st.lists(st.one_of(WORDS, st.sampled_from(["--city", "city", "--no-color"])), max_size=5))
def test_a_card_that_may_be_kept_is_the_card_that_is_asked_for(words: list[str]) -> None:
    card = lookup.asked(words)
    asked = direct.asked(words)
    if card is None or asked is None:
        return
    unit, form, plain = card
    assert unit == asked.own.get("unit" if asked.command is ROOT else "name")
    assert asked.common == {
        name: value for name, value in (("format", form), ("no_color", plain)) if value
    }


@pytest.mark.parametrize(
    "words",
    [
        "city", "compare", "rank Wuhan", "city a b", "Wuhan city", "rank --top 0", "rank --top x", "--by x rank",
        "rank --format xml", "rank --format csv --format csv", "rank --weights -5", "rank --nope --help",
        "--city Wuhan rank", "robust", "robust nothing", "robust pair a", "robust sweep", "rank -ofile", "rank -o=f", "rank --",
        "--theme dark rank", "--city a --unit b", "--theme a --theme b", "rank --weights", "--pack a rank --pack b",
        "--version rank", "robust radius --seed 1.5", "robust radius --norm l3", "robust __init__",
    ],
)  # fmt: skip
def test_everything_else_is_left_to_typer(words: str) -> None:
    assert direct.asked(words.split()) is None


def test_a_shell_that_completes_and_bytes_that_are_no_text_are_left_to_typer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert direct.asked(["city", "\udcff"]) is None
    monkeypatch.setenv("FOO_COMPLETE", "1")  # another program's
    assert direct.asked(["rank"]) is not None
    assert not streams.completing()
    monkeypatch.setenv("_ICI_TUI_COMPLETE", "complete_bash")
    assert direct.asked(["rank"]) is None


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("words", ["", "rank", "robust", "robust pair", "config show"])
def test_help_is_one_text_by_every_way(
    words: str, flag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for door, line in (
        (plainly, [*words.split(), flag]),
        (run, [*words.split(), flag]),
        (plainly, ["help", *words.split()]),
    ):
        assert door(line) == 0
        said.append(capsys.readouterr().out.rstrip())
    assert said[0] == said[1] == said[2] != ""


def test_it_writes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    assert plainly(["--city", "Wuhan", "--format", "json", "-o", str(file)]) == 0
    assert '"code": "Wuhan"' in file.read_text(encoding="utf-8")


def test_output_that_cannot_be_written_is_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plainly(["rank", "-o", str(tmp_path / "no" / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err
