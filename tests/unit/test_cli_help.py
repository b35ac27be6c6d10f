"""Help: a command's own options first, those of every command in a line each."""

from __future__ import annotations

import re

import pytest

from ici_tui.cli.commands import GROUPS, ROOT, commands
from ici_tui.cli.common import HOST, OUTPUT, PIPELINE, shared
from ici_tui.cli.help import TOPICS, help_text
from ici_tui.index.methods import with_methods
from tests.unit.test_cli import run

PATHS = ["", *GROUPS, *(command.name for command in commands()), *TOPICS]


@pytest.mark.parametrize("width", [30, 40, 80])
@pytest.mark.parametrize("path", PATHS)
def test_help_fits_the_width(path: str, width: int) -> None:
    lines = help_text(path, width).splitlines()
    assert all(len(line) <= width and line == line.rstrip() for line in lines)


@pytest.mark.parametrize("command", [ROOT, *commands()], ids=lambda c: c.name or "alone")
def test_own_options_come_first_and_all_are_there(command: object) -> None:
    text = help_text(command.name, 200)  # type: ignore[attr-defined]
    own, _, rest = text.partition("Options of every command:")
    for one in command.own:  # type: ignore[attr-defined]
        assert all(flag in own for flag in one.option.flags)
        assert one.option.help.split(".")[0] in own
    assert ("help pipeline" in rest) == command.opens  # type: ignore[attr-defined]
    assert "ici-tui help output" in rest


@pytest.mark.parametrize("topic", [PIPELINE, OUTPUT, HOST])
def test_a_topic_tells_all_of_its_options(topic: str) -> None:
    text = run("help", topic).stdout
    for one in shared():
        flag = one.option.flags[-1]
        # `--pack` is no part of `--pack-root`.
        assert bool(re.search(rf"{flag}(?![\w-])", text)) == (one.option.topic == topic)


def test_the_pipeline_s_help_names_every_method() -> None:
    text = " ".join(help_text(PIPELINE, 200).split())
    assert all(form.written in text for stage in with_methods() for form in stage.forms)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("help", "rnak"), "there is no help on 'rnak'; did you mean rank?"),
        (("help", "robust", "piar"), "did you mean robust pair?"),
        (("help", "\x1b[31m"), "there is no help on '\\x1b[31m'"),
        (("help", "rank", "--format", "json"), "leave out --format json"),
    ],
)
def test_help_on_nothing_is_one_line_and_2(words: tuple[str, ...], says: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr
