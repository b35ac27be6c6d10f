"""Plain command lines, without typer, which takes longer to import than most answers take.

Only what is certain is taken: every word known, every option given once, with a value that can be
no mistake of form. Everything else is left to typer, which says what is wrong and where the help
is. What a value means is found out behind both doors, in the same functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui import streams
from ici_tui.cli.commands import GROUPS, ROOT, find
from ici_tui.cli.common import shared
from ici_tui.cli.place_word import with_place
from ici_tui.questions.option import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.cli.table import Command, Parameter
    from ici_tui.questions.option import Option
    from ici_tui.tables.loading import Loading

HELP = frozenset({"-h", "--help"})


class Asked:
    """A command line that was taken: a command, or what is done without one."""

    def __init__(self, command: Command, words: Sequence[str]) -> None:
        self.command = command
        self.words = tuple(words)
        """As it was typed."""
        self.common: dict[str, Any] = {}
        """The options of every command that were given."""
        self.own: dict[str, Any] = {}
        """The command's own that were given."""

    @property
    def explores(self) -> bool:
        """Whether it may be the explorer that opens."""
        prints = {"unit", "format", "output"} & {*self.own, *self.common}
        return self.command is ROOT and not prints

    @property
    def is_long(self) -> bool:
        """Whether the answer may take minutes: then its memory is looked after."""
        return self.command.question is not None


class _NotPlainError(Exception):
    """There is something that typer has to look at."""


def asked(words: Sequence[str]) -> Asked | None:
    """What a command line asks for; None where typer has to look at it.

    Args:
        words: the command line without the program's name.
    """
    if streams.completing() or not _ordinary(words):
        return None
    words = with_place(words)
    try:
        return _help(words) if words and words[-1] in HELP else _read(words)
    except _NotPlainError:
        return None


def _ordinary(words: Sequence[str]) -> bool:
    """Whether every word is text, and none is empty."""
    try:
        "".join(words).encode()
    except UnicodeEncodeError:
        return False
    return all(words)


def _help(words: Sequence[str]) -> Asked:
    """`COMMAND --help` is `help COMMAND`."""
    path = " ".join(words[:-1])
    command = find("help")
    known = not path or path in GROUPS or find(path) is not None
    if command is None or not known:
        raise _NotPlainError
    found = Asked(command, words)
    found.own["words"] = tuple(words[:-1])
    return found


def _read(words: Sequence[str]) -> Asked:
    found, rest = Asked(ROOT, words), list(words)
    path, named = "", list[str]()
    while rest:
        word = rest.pop(0)
        if word.startswith("-") and word != "-":
            in_group = bool(path) and found.command is ROOT
            _option(found, () if in_group else found.command.own, word, rest)
        elif found.command is not ROOT:
            named.append(word)
        else:
            path = f"{path} {word}".lstrip()
            if path not in GROUPS:
                found.command = _command(path, found)
    if path and found.command is ROOT:  # a group without one of its commands
        raise _NotPlainError
    _take_words(found, named)
    return found


def _command(path: str, found: Asked) -> Command:
    """The command of some words; what stands before it is of every command."""
    command = None if found.own else find(path)
    if command is None:
        raise _NotPlainError
    return command


def _option(found: Asked, own: Sequence[Parameter], word: str, rest: list[str]) -> None:
    """Take an option, and its value from the words after it."""
    name, sign, value = word.partition("=")
    into, parameter = _declared(found, own, name)
    option = parameter.option
    if option.kind is Kind.FLAG:
        if sign or parameter.name == "version":  # which is said before anything else is read
            raise _NotPlainError
        taken: Any = name != option.off
    else:
        if not sign and rest:
            value = rest.pop(0)
        dashed = value.startswith("-") and value != "-"
        if not value or dashed or (sign and not name.startswith("--")):
            raise _NotPlainError
        taken = _value(option, value)
    if option.many:
        into[parameter.name] = (*into.get(parameter.name, ()), taken)
    elif parameter.name in into:
        raise _NotPlainError
    else:
        into[parameter.name] = taken


def _declared(
    found: Asked, own: Sequence[Parameter], name: str
) -> tuple[dict[str, Any], Parameter]:
    """The option that is written so, and where its value belongs."""
    for into, parameters in ((found.own, own), (found.common, shared())):
        for parameter in parameters:
            if name in parameter.option.flags or (name == parameter.option.off and name):
                return into, parameter
    raise _NotPlainError


def _value(option: Option, text: str) -> object:
    """A value of an option, where its form is certain."""
    found: Any = text
    match option.kind:
        case Kind.CHOICE:
            if text not in option.choices:
                raise _NotPlainError
        case Kind.WHOLE:
            if not _plain_number(text):
                raise _NotPlainError
            found = int(text)
        case Kind.NUMBER:
            whole, point, rest = text.partition(".")
            if not (_plain_number(whole) and (not point or _plain_number(rest))):
                raise _NotPlainError
            found = float(text)
        case Kind.PATH:
            from pathlib import Path

            found = Path(text)
    low = option.least is not None and found < option.least
    if low or (option.most is not None and found > option.most):
        raise _NotPlainError
    return found


def _plain_number(text: str) -> bool:
    """Whether a text is a whole number that nobody reads differently."""
    return text.isascii() and text.isdecimal() and len(text) < 10


def _take_words(found: Asked, named: list[str]) -> None:
    """Give the words without options to the arguments, in their order."""
    for parameter in found.command.own:
        option = parameter.option
        there = parameter.name in found.own if option.flags else bool(named)
        if option.needed and not there:
            raise _NotPlainError
        if option.flags:
            continue
        count = len(named) if option.many else 1
        taken = tuple(_value(option, text) for text in named[:count])
        del named[:count]
        if taken:
            found.own[parameter.name] = taken if option.many else taken[0]
    if named:
        raise _NotPlainError


def answer(question: Asked) -> int:
    """Do what was asked, as the command does, and return the exit code."""
    loading = _begun(question)

    from ici_tui.cli.common import Common, begin, code_of

    common = Common.of(question.common, question.words)

    def run() -> int:
        begin(common)
        given = question.own if loading is None else question.own | {"loading": loading}
        question.command.run(common, given)
        return 0

    try:
        return code_of(run)
    finally:
        if loading is not None:
            loading.end()


def _begun(question: Asked) -> Loading | None:
    """A pack that loads while the explorer is imported; None where none was asked for by name."""
    from ici_tui.at_terminal import at_terminal

    if not (question.explores and "pack" in question.common and at_terminal()):
        return None
    from ici_tui.cli.common import Common
    from ici_tui.cli.opening import reading_options
    from ici_tui.tables.loading import Loading

    return Loading.begun(question.common["pack"], reading_options(Common.of(question.common)))
