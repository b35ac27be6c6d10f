"""typer's classes, so that mistakes are one clear line and completion stays light."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ici_tui.allowed import rights
from ici_tui.cli.common import Common, code_of, tell
from ici_tui.cli.place_word import with_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# typer brings its own click or imports it, by version: this name is right for both.
_ClickError: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


class Command(TyperCommand):
    """A command with our help; its completions carry none: typer draws that with rich."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: D102
        _write_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: D102 - click's own types
        return _bare(super().shell_complete(ctx, incomplete))


class Group(TyperGroup):
    """A group with our help, that says what else an unknown command might be."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: D102
        _write_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:  # noqa: D102
        # What is completed has come past the entry that puts --pack before a file.
        return super().parse_args(ctx, [*with_place(args)] if ctx.parent is None else args)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: D102
        found = _bare(super().shell_complete(ctx, incomplete))
        if ctx.parent is not None or incomplete.startswith("-") or ctx.params.get("pack"):
            return found
        from ici_tui.cli.complete import tables

        # typer's item, whose module is another one by version: every command is offered as one.
        item = type(super().shell_complete(ctx, "")[0])
        return found + [item(word) for word in tables(incomplete)]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: D102
        try:
            return super().resolve_command(ctx, args)
        except _ClickError as error:
            if ctx.parent is None and not error.message.endswith("?"):
                message = error.message.rstrip(".")
                error.message = f"{message}; a card is `ici-tui --unit {args[0]}`"
            raise


def _write_help(ctx: Any, formatter: Any) -> None:
    from ici_tui.cli.help import help_text

    formatter.write(help_text(ctx.command_path.partition(" ")[2]))


def late(made: Callable[[], Callable[..., None]], base: Any = Command) -> Any:
    """The class of a command or group whose options are built when something asks for them.

    typer builds every command of a program before it runs one of them, which takes longer than
    the one that is run. Registered with this class, a command costs its name and its help.

    Args:
        made: makes the function, with the signature that typer reads.
        base: typer's class.
    """

    class Late(base):  # type: ignore[misc]
        @cached_property
        def _built(self) -> Any:
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command()(made())
            return typer.main.get_command(alone)

        @property
        def params(self) -> Any:
            return self._built.params

        @params.setter
        def params(self, ignored: Any) -> None:
            del ignored

        @property
        def callback(self) -> Any:
            return self._built.callback

        @callback.setter
        def callback(self, ignored: Any) -> None:
            del ignored

    return Late


def filled_late(fill: Callable[[], typer.Typer]) -> Any:
    """The class of a group whose commands are declared when something asks for them.

    Args:
        fill: declares them, in a group of its own.
    """

    class Filled(Group):
        @cached_property
        def _filled(self) -> Any:
            return typer.main.get_group(fill()).commands

        @property
        def commands(self) -> Any:
            return self._filled

        @commands.setter
        def commands(self, ignored: Any) -> None:
            del ignored

    return Filled


def _bare(items: Any) -> Any:
    if rights.closed():
        items = [item for item in items if item.value not in rights.CLOSED_WORDS]
    for item in items:
        item.help = None
    return items


def run_app(app: typer.Typer, words: Sequence[str]) -> int:
    """Run the command line.

    Returns:
        0 fine, 1 failed, 2 wrong usage, 130 interrupted.
    """
    return code_of(lambda: _run(app, words))


def _run(app: typer.Typer, words: Sequence[str]) -> int:
    try:
        code = _command(app).main(
            words, prog_name="ici-tui", standalone_mode=False, obj=Common(words=tuple(words))
        )
    except _ClickError as error:
        tell(_one_line(error))
        return int(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except SystemExit as end:  # typer leaves so after a completion
        # It calls a reader that went away an error.
        code = 0 if isinstance(end.__context__, BrokenPipeError) else end.code
    return code if isinstance(code, int) else 0


@cache
def _command(app: typer.Typer) -> Any:
    """The program's command, built once however many lines are run."""
    return typer.main.get_command(app)


def _one_line(error: Any) -> str:
    """The message of typer's or pydantic's, in the manner of all the others."""
    message = " ".join(error.format_message().split()).replace("Value error, ", "").rstrip(".")
    possible = getattr(error, "possibilities", None)
    if possible:
        from difflib import get_close_matches

        # click counts nearly every short option as near to every other.
        near = get_close_matches(error.option_name, possible, n=2, cutoff=0.8)
        message = error.message + (f". Did you mean {' or '.join(near)}?" if near else "")
    message = message[:1].lower() + message[1:].replace(". Did", "; did")
    context = getattr(error, "ctx", None)
    if message.endswith("?") or context is None:
        return message
    return f"{message}; see {context.command_path} --help"
