"""The command line as typer has it: made from the table of commands, for what is not plain."""

from __future__ import annotations

import inspect
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from ici_tui.cli.commands import GROUPS, ROOT, declared, groups
from ici_tui.cli.common import Common, begin, fail, shared
from ici_tui.cli.place_word import with_place
from ici_tui.cli.shell import Group, filled_late, late, run_app
from ici_tui.cli.typed import typed
from ici_tui.cli.without import check_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ici_tui.cli.table import Command, Parameter


def _signed(function: Callable[..., None], own: Sequence[Parameter]) -> Callable[..., None]:
    """A function that takes a command's own options, and those of every command."""
    found = [inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for parameter in own:
        eager = {"callback": _version, "is_eager": True} if parameter.name == "version" else {}
        found.append(typed(parameter, **eager))
    found += map(typed, shared())

    def signed(context: typer.Context, **given: Any) -> None:
        common = Common.of(_values(shared(), given))
        if isinstance(context.obj, Common):
            common = context.obj.merged(common)
        begin(common)
        if context.invoked_subcommand is not None:
            context.obj = common
        function(context, common, _values(own, given))

    signed.__signature__ = inspect.Signature(found)  # type: ignore[attr-defined]
    signed.__annotations__ = {one.name: one.annotation for one in found}
    return signed


def _values(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of some parameters; those that may be given again are never None."""
    return {
        one.name: tuple(given[one.name] or ()) if one.option.many else given[one.name]
        for one in parameters
    }


def _version(wanted: bool) -> bool:
    if wanted:
        from ici_tui.about import version_text

        typer.echo(version_text())
        raise typer.Exit
    return wanted


def _called(command: Command) -> Callable[..., None]:
    """What typer calls for a command."""

    def run(_: typer.Context, common: Common, given: dict[str, Any]) -> None:
        command.run(common, given)

    return _signed(run, command.own)


def _start(context: typer.Context, common: Common, given: dict[str, Any]) -> None:
    word = context.invoked_subcommand
    if word is None:
        ROOT.run(common, given)
        return
    check_theme(given["theme"])
    for name in ("resume", "watch", "plain"):
        if given[name]:
            raise fail(f"--{name} opens the explorer; leave out {word!r}", 2)
    if given["unit"] is not None:
        raise fail(f"--city is a command of its own; leave out {word!r}", 2)


def _nothing(*_: object) -> None:
    """Stands before a group's commands: they take the options that stand before their names."""


def _filled(group: str) -> typer.Typer:
    """A group with its commands."""
    found = _typer(Group)
    for command in declared(group):

        def named():  # type: ignore[no-untyped-def]  # noqa: ANN202 - typer would evaluate what it says
            """Stands for the command until its options are asked for."""

        word = command.name.rpartition(" ")[2]
        found.command(
            word, cls=late(partial(_called, command)), help=command.help, hidden=not command.offered
        )(named)
    return found


def _typer(cls: Any, help: str = "") -> typer.Typer:  # noqa: A002 - typer's classes
    return typer.Typer(
        cls=cls,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=help,
    )


app = _filled("")
app.callback(invoke_without_command=True)(_signed(_start, ROOT.own))
for _name, _group in GROUPS.items():
    _class = late(partial(_signed, _nothing, ()), filled_late(partial(_filled, _name)))
    app.add_typer(_typer(_class, _group.help), name=_name, hidden=_name not in groups())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    return run_app(app, with_place(sys.argv[1:] if arguments is None else arguments))
