"""The commands that show an index, without typer's dispatch, which takes longer than their answer.

Only a plain command line is taken: every option known, given once, with a value that can be no
mistake of form. Everything else is left to typer, which says what is wrong and where the help is.
What a value means is found out behind both doors, in the same functions.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ici_tui.packs.apart import Apart

TEXTS = {
    "--pack": "pack", "--weights": "weights", "--screen": "screen", "--impute": "impute",
    "--treat": "treat", "--normalise": "normalise", "--aggregate": "aggregate",
    "--min-available": "min_available", "--rank-decimals": "rank_decimals", "--time": "time",
    "--format": "format", "--output": "output", "-o": "output",
}  # fmt: skip
"""Options with a value that every command takes, by the field of `Common` that they fill."""
FLAGS = {
    "--denominate": ("denominate", True),
    "--no-denominate": ("denominate", False),
    "--no-color": ("no_color", True),
    "--raw-text": ("raw_text", True),
    "--ascii": ("ascii_only", True),
    "--no-state": ("no_state", True),
}
"""Options without a value, by the field and what it becomes."""
ALONE_FLAGS = {"--resume": "resume"}
"""Options without a value that are taken where there is no command."""
ALONE = {"--city": "unit", "--unit": "unit", "--theme": "theme"}
"""Options with a value that are taken where there is no command."""


@dataclass(frozen=True)
class Shape:
    """What a command takes of its own."""

    texts: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, str] = field(default_factory=dict)
    """Options with a whole number from 1."""
    flags: Mapping[str, str] = field(default_factory=dict)
    names: str = ""
    """The parameter that the words without an option fill."""
    many: bool = False
    """Whether those are any number, or one."""


COMMANDS = {
    "rank": Shape(texts={"--by": "by", "--level": "level"}, counts={"--top": "top"}),
    "city": Shape(names="name"),
    "compare": Shape(names="names", many=True),
    "clusters": Shape(texts={"--by": "by"}),
    "scores": Shape(flags={"--notes": "notes"}),
    "check": Shape(),
}


@dataclass
class Asked:
    """A command line that was taken: a command, or none."""

    command: str = ""
    common: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = field(default=(), compare=False)
    """As it was typed."""

    @property
    def explores(self) -> bool:
        """Whether it may be the explorer that opens."""
        prints = {"unit", "format", "output"} & {*self.own, *self.common}
        return not self.command and not prints


def asked(words: Sequence[str]) -> Asked | None:
    """What a command line asks for; None where typer has to look at it.

    Args:
        words: the command line without the program's name.
    """
    if any(name.endswith("_COMPLETE") for name in os.environ) or not _ordinary(words):
        return None
    found, rest, named = Asked(words=tuple(words)), list(words), list[str]()
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            taken = _option(found, word, rest)
        elif found.command:
            named.append(word)
            taken = True
        else:
            found.command = word
            taken = word in COMMANDS
        if not taken:
            return None
    return found if _whole(found, named) else None


def _ordinary(words: Sequence[str]) -> bool:
    """Whether every word is text, and none is empty."""
    try:
        "".join(words).encode()
    except UnicodeEncodeError:
        return False
    return all(words)


def _option(found: Asked, word: str, rest: list[str]) -> bool:
    """Take an option, and its value from the words after it; False where that is not plain."""
    shape = COMMANDS.get(found.command, Shape())
    if word in FLAGS:
        return _put(found.common, *FLAGS[word])
    if word in ALONE_FLAGS and not found.command:
        return _put(found.own, ALONE_FLAGS[word], True)
    if word in shape.flags:
        return _put(found.own, shape.flags[word], True)
    name, sign, value = word.partition("=")
    if not sign and rest:
        value = rest.pop(0)
    if not value or value.startswith("-") or (sign and not name.startswith("--")):
        return False
    return _valued(found, shape, name, value)


def _valued(found: Asked, shape: Shape, name: str, value: str) -> bool:
    if name in TEXTS:
        return _put(found.common, TEXTS[name], value)
    if name in shape.texts:
        return _put(found.own, shape.texts[name], value)
    if name in shape.counts:
        plain = value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0
        return plain and _put(found.own, shape.counts[name], int(value))
    return name in ALONE and not found.command and _put(found.own, ALONE[name], value)


def _put(into: dict[str, Any], key: str, value: object) -> bool:
    """Note a value; False where there is one."""
    if key in into:
        return False
    into[key] = value
    return True


def _whole(found: Asked, named: list[str]) -> bool:
    """Whether the words are those that the command takes; the format becomes one."""
    from ici_tui.cli.output import Format

    form = found.common.get("format")
    if form is not None:
        if form not in {*Format}:
            return False
        found.common["format"] = Format(form)
    if not found.command:
        return True
    shape = COMMANDS[found.command]
    if {*ALONE.values(), *ALONE_FLAGS.values()} & {*found.own} or bool(named) != bool(shape.names):
        return False
    if shape.names:
        found.own[shape.names] = named if shape.many else named[0]
    return shape.many or len(named) <= 1


def answer(question: Asked) -> int:
    """Do what was asked, as the command does, and return the exit code."""
    reader = _begun(question)
    from pathlib import Path

    from ici_tui.cli import results, without
    from ici_tui.cli.common import Common, End, fail, switch_state, unforeseen
    from ici_tui.packs.faults import PackError

    given = dict(question.common)
    if "output" in given:
        given["output"] = Path(given["output"])
    common = Common(**given, words=question.words)
    switch_state(common)
    try:
        if question.command:
            _function(getattr(results, question.command))(common, **question.own)
        else:
            without.without_command(common, **question.own, reader=reader)
    except End as end:
        return end.code
    except PackError as error:  # an ensemble, which is read where it is asked for
        return fail(str(error), 1).code
    except OSError as error:
        return unforeseen(error)
    finally:
        if reader is not None:
            reader.end()
    return 0


def _begun(question: Asked) -> Apart | None:
    """What has begun with a pack's large files, before the explorer's own imports."""
    from ici_tui.at_terminal import at_terminal

    if not (question.explores and "pack" in question.common and at_terminal()):
        return None
    from ici_tui.packs.apart import begun

    return begun(question.common["pack"])


def _function(command: Callable[..., None]) -> Callable[..., None]:
    """The command behind what typer calls."""
    function: Callable[..., None] = command.__wrapped__  # type: ignore[attr-defined]
    return function
