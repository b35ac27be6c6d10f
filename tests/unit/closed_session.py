"""Everything that can be asked of a closed session, asked in one process of its own.

A session cannot be opened again, so no test closes its own. `python -m tests.unit.closed_session
commands|words|lines ROOT` closes itself as a host does, tries every entry of a registry, and writes what
each has answered as JSON; `given ROOT` tries the command lines that its input has as JSON.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import textual.app
import textual.pilot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.cli.table import Command, Parameter

OUTSIDE = "out.txt"
"""What an output is called: a file of the current folder."""


def _value(parameter: Parameter) -> list[str]:
    from ici_tui.questions.option import Kind

    known = {
        Kind.UNIT: "beijing", Kind.NODE: "Enterprise", Kind.GROUP: "Cluster", Kind.WHOLE: "3",
        Kind.NUMBER: "1", Kind.PATH: "made", Kind.COMMAND: "rank",
    }  # fmt: skip
    option = parameter.option
    value = option.choices[0] if option.choices else known.get(option.kind, "x")
    return [value, "wuhan"] if option.many and option.kind is Kind.UNIT else [value]


def lines_of(command: Command) -> Iterator[tuple[list[str], bool]]:
    """Command lines that try a command, by itself, into a file, and otherwise; whether to refuse."""
    needed = [
        word for own in command.own if own.option.needed and not own.option.flags
        for word in _value(own)
    ]  # fmt: skip
    needed += [
        word for own in command.own if own.option.needed and own.option.flags
        for word in (own.option.flags[0], *_value(own)[:1])
    ]  # fmt: skip
    plain = [*command.name.split(), *needed]
    yield plain, command.private
    for output in (
        ["-o", OUTSIDE],
        [f"-o{OUTSIDE}"],
        [f"--output={OUTSIDE}"],
        ["-o", "/dev/stdout"],
    ):
        yield [*plain, *output], True
        yield [*output, *plain], True
    for own in command.own:
        if own.option.private:
            yield [*plain, own.option.flags[0]], True


def answered(words: list[str]) -> dict[str, object]:
    """What a command line answers."""
    from ici_tui.allowed.limits import TimeIsUp
    from ici_tui.cli import direct
    from ici_tui.cli.app import run

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            question = direct.asked(words)
            code = run(words) if question is None else direct.answer(question)
        except TimeIsUp:
            code = 1
    return {"words": words, "code": code, "out": out.getvalue(), "err": err.getvalue()}


def try_given() -> list[dict[str, object]]:
    """What the command lines of the input answer."""
    return [answered(words) for words in json.load(sys.stdin)]


def try_commands() -> list[dict[str, object]]:
    """What every command answers."""
    from ici_tui.cli.commands import ROOT, declared

    return [
        {"name": command.name, "refused": refused, **answered(words)}
        for command in (ROOT, *declared())
        for words, refused in lines_of(command)
    ]


async def try_words() -> list[dict[str, object]]:
    """What every command of the explorer says, by its id, its words, and from the palette."""
    from ici_tui.packs.find import find_pack
    from ici_tui.packs.load import load_pack
    from ici_tui.settings.themes import find_theme
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.choices import Chosen
    from ici_tui.tui.commands.registry import commands
    from ici_tui.tui.dialogs import run_chosen
    from ici_tui.tui.session import Session
    from tests.pilot.driving import turns

    textual.app.wait_for_idle = textual.pilot.wait_for_idle = turns
    found: list[dict[str, object]] = []
    session = Session.of(load_pack(find_pack("small")))
    left = [
        (command, text)
        for command in commands().values()
        for argument in [f" {OUTSIDE}" if command.takes_argument else ""]
        for text in ("", *(f"{word}{argument}" for word in command.words))
    ]
    while left:  # an explorer stands in for the next where a command has ended it or opened others
        app = Explorer(session, find_theme("dark"))
        said: list[str] = []
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            hint = app.main.hint.say

            def say(
                text: str, said: list[str] = said, hint: Callable[..., None] = hint, **how: bool
            ) -> None:
                said.append(text)
                hint(text, **how)

            app.main.hint.say = say  # type: ignore[method-assign]
            while left and app.is_running and app.session.pack is session.pack:
                command, text = left.pop(0)
                said.clear()
                if text:
                    run_chosen(app, Chosen(None, f":{text}"))
                else:
                    app.run_command(command.id, "")
                await pilot.pause()
                found.append(
                    {
                        "name": command.id, "text": text, "said": said[:],
                        "private": command.private, "fault": app.last_words,
                    }
                )  # fmt: skip
                for _ in range(4):  # lists, prompts, weights, marks
                    if app.is_running:
                        await pilot.press("escape")
                if app.is_running and app.session.pack is session.pack:
                    app.take(session)
                    await pilot.pause()
    return found


def try_lines() -> list[dict[str, object]]:
    """What every command that can be typed says, where the explorer answers line by line."""
    from ici_tui.packs.find import find_pack
    from ici_tui.packs.load import load_pack
    from ici_tui.tui.commands.registry import commands
    from ici_tui.tui.session import Session
    from tests.unit.talk import Talk

    found: list[dict[str, object]] = []
    session = Session.of(load_pack(find_pack("small")))
    for command in commands().values():
        argument = f" {OUTSIDE}" if command.takes_argument else ""
        for text in (f"{word}{argument}" for word in command.words):
            talk = Talk(session, paged=True)
            said = [talk.type(f":{text}"), *talk.faults]
            talk.explorer.keep_session(quits=False)
            found.append(
                {
                    "name": command.id, "text": text, "said": said, "private": command.private,
                    "fault": "",
                }
            )  # fmt: skip
    return found


def main() -> None:
    """Close this process, and try."""
    what, root = sys.argv[1:3]
    from ici_tui.settings.host import begin

    begin(["--pack-root", root, "--max-seconds", "3", "--read-only"])
    tries = {
        "given": try_given,
        "commands": try_commands,
        "words": lambda: asyncio.run(try_words()),
        "lines": try_lines,
    }
    found = tries[what]()
    json.dump({"found": found, "cwd": str(Path.cwd())}, sys.stdout)


if __name__ == "__main__":
    main()
