"""What a command is: its words, its meaning, its options, and the function that answers it.

The commands are declared in `commands`. The parser (`direct`), typer's commands (`app`), help,
completion and the documentation follow from there. These are plain classes: every command line
pays for this import, and dataclasses take as long as all the rest of it.
"""

from __future__ import annotations

from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ici_tui.allowed import rights
from ici_tui.questions.option import Kind, Option, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.cli.common import Common
    from ici_tui.questions.question import Question


class Parameter:
    """An option or an argument, by the name under which the function gets it."""

    __slots__ = ("default", "name", "option")

    def __init__(self, name: str, option: Option, default: Any = None) -> None:
        self.name = name
        self.option = option
        self.default = default

    @property
    def offered(self) -> bool:
        """Whether this session has it."""
        return not (self.option.private and rights.closed())


def own(
    name: str, meaning: str, kind: Kind, *flags: str, default: object = None, **more: Any
) -> Parameter:
    """Declare an option of a command, an argument where there are no flags.

    Args:
        name: what the function calls it.
        meaning: a sentence for the help.
        kind: what it holds.
        flags: how it is written.
        default: its value where it is not given.
        more: the other fields of an `Option`.
    """
    return Parameter(name, Option(meaning, kind, flags, **more), default)


def parameters_of(asked: type) -> tuple[Parameter, ...]:
    """The parameters that are declared as fields of a dataclass."""
    return tuple(
        Parameter(name, declared, field.default)
        for name, (declared, field) in options_of(asked).items()
    )


class Command:
    """A command."""

    __slots__ = ("function", "help", "name", "opens", "own", "private", "question")

    def __init__(
        self,
        name: str,
        help: str,  # noqa: A002
        function: str,
        own: tuple[Parameter, ...] = (),
        *,
        opens: bool = True,
        private: bool = False,
        question: Question | None = None,
    ) -> None:
        """A command.

        Args:
            name: its words after `ici-tui`; empty for what is done without a command.
            help: what it does, in a sentence.
            function: `module:name` of this room, imported when it is called with `Common` and
                the command's own options.
            own: these options.
            opens: whether it opens a pack, so that weights and pipeline mean something to it.
            private: whether it writes, or tells where things are on this machine: closed where a
                session is read-only.
            question: what is asked: the function gets it first, and the options as a dictionary.
        """
        self.name = name
        self.help = help
        self.function = function
        self.own = own
        self.opens = opens
        self.private = private
        self.question = question

    def run(self, common: Common, given: Mapping[str, Any]) -> None:
        """Answer it.

        Args:
            common: the options that every command takes.
            given: its own by name; the others have their defaults.

        Raises:
            End: it is over, and not well.
            TimeIsUp: it took longer than a question may.
        """
        from ici_tui.allowed.limits import timed

        self._refuse_closed(given)
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"ici_tui.cli.{module}"), name)
        values = {own.name: own.default for own in self.own} | dict(given)
        # What is done without a command may be the explorer, which times each question by itself.
        with timed() if self.name else nullcontext():
            if self.question is not None:
                function(self.question, common, values)
            else:
                function(common, **values)

    @property
    def offered(self) -> bool:
        """Whether this session has it."""
        return not (self.private and rights.closed())

    def _refuse_closed(self, given: Mapping[str, Any]) -> None:
        """Refuse the command, or an option of its own, that this session does not have."""
        from ici_tui.cli.common import fail

        if not self.offered:
            raise fail(rights.refusal(self.name), 2)
        for parameter in self.own:
            if not parameter.offered and given.get(parameter.name):
                raise fail(rights.refusal(parameter.option.flags[-1]), 2)


class Room:
    """The commands of a room of questions: one for each module that declares a question."""

    __slots__ = ("function", "group", "package")

    def __init__(self, package: str, function: str, group: str = "") -> None:
        """The commands of a room.

        Args:
            package: its name in `questions`.
            function: what answers them: gets the question, `Common`, and the question's options.
            group: the word before their names.
        """
        self.package = package
        self.function = function
        self.group = group

    def command(self, question: Question) -> Command:
        """The command of a question."""
        name = f"{self.group} {question.name}".lstrip()
        own = parameters_of(question.asked)
        return Command(name, question.summary, self.function, own, question=question)

    def find(self, word: str) -> Command | None:
        """The command of a name, without a look at the others; None where there is none."""
        if not (word.isascii() and word.replace("-", "").isalnum()):
            return None
        module = f"ici_tui.questions.{self.package}.{word.replace('-', '_')}"
        try:
            question = getattr(import_module(module), "QUESTION", None)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            return None
        return None if question is None or question.name != word else self.command(question)

    def all(self) -> tuple[Command, ...]:
        """Every command, in the order of the questions."""
        from ici_tui.questions.registry import declared_in

        room = import_module(f"ici_tui.questions.{self.package}")
        return tuple(map(self.command, declared_in(room).values()))


class Group:
    """A word that stands before the names of several commands."""

    __slots__ = ("help", "name")

    def __init__(self, name: str, help: str) -> None:  # noqa: A002
        self.name = name
        self.help = help
