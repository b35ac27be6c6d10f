"""What a command is: its words, its meaning, its options, and the function that answers it.

The commands are declared in `commands`. The parser (`direct`), typer's commands (`app`), help,
completion and the documentation follow from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.questions.option import Kind, Option, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.cli.common import Common
    from ici_tui.questions.question import Question


class Parameter(NamedTuple):
    """An option or an argument, by the name under which the function gets it."""

    name: str
    option: Option
    default: Any = None


def own(
    name: str,
    help: str,  # noqa: A002
    kind: Kind,
    *flags: str,
    default: object = None,
    **more: Any,  # noqa: ANN401 - the other fields of an `Option`
) -> Parameter:
    """Declare an option of a command, an argument where there are no flags."""
    return Parameter(name, Option(help, kind, flags, **more), default)


def parameters_of(asked: type) -> tuple[Parameter, ...]:
    """The parameters that are declared as fields of a dataclass."""
    return tuple(
        Parameter(name, declared, field.default)
        for name, (declared, field) in options_of(asked).items()
    )


@dataclass(frozen=True, slots=True)
class Command:
    """A command."""

    name: str
    """Its words after `ici-tui`; empty for what is done without a command."""
    help: str
    function: str
    """`module:name` of this room, imported when it is called with `Common` and its own options."""
    own: tuple[Parameter, ...] = ()
    opens: bool = True
    """Whether it opens a pack, so that weights and pipeline mean something to it."""
    question: Question | None = None
    """What is asked: its function gets it first, and the options as one dictionary."""

    def run(self, common: Common, given: Mapping[str, Any]) -> None:
        """Answer it.

        Args:
            common: the options that every command takes.
            given: its own by name; the others have their defaults.

        Raises:
            End: it is over, and not well.
        """
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"ici_tui.cli.{module}"), name)
        values = {own.name: own.default for own in self.own} | dict(given)
        if self.question is not None:
            function(self.question, common, values)
        else:
            function(common, **values)


@dataclass(frozen=True, slots=True)
class Room:
    """The commands of a room of questions: one for each module that declares a question."""

    package: str
    """In `questions`."""
    function: str
    """What answers them: gets the question, `Common`, and the question's own options."""
    group: str = ""
    """The word before their names."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """A word that stands before the names of several commands."""

    name: str
    help: str
