"""The options that every command takes, before or after its name, declared once."""

from __future__ import annotations

import inspect
import os
import sys
from dataclasses import dataclass, fields, replace
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from ici_tui.cli import complete, options
from ici_tui.cli.output import Format

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command takes. The annotations are their declarations."""

    pack: Annotated[
        str | None,
        typer.Option(
            "--pack",
            metavar="NAME|PATH",
            help="A pack's name, folder or workbook.",
            autocompletion=complete.packs,
        ),
    ] = None
    weights: options.Weights = None
    denominate: options.Denominate = None
    screen: options.Screen = None
    impute: options.Impute = None
    treat: options.Treat = None
    normalise: options.Normalise = None
    aggregate: options.Aggregate = None
    min_available: options.MinAvailable = None
    rank_decimals: options.RankDecimals = None
    time: options.Time = None
    format: Annotated[
        Format | None,
        typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(Format)}."),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write to a file, whole or not at all."
        ),
    ] = None
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.")] = False

    def merged(self, later: Common) -> Common:
        """These options, with those given after the command in front."""
        given = {
            field.name: getattr(later, field.name)
            for field in fields(self)
            if getattr(later, field.name) != field.default
        }
        return replace(self, **given)

    @property
    def chosen(self) -> Format:
        """The format, a table where none is asked for."""
        return self.format or Format.TABLE

    @property
    def paged(self) -> bool:
        """Whether people read the output: a table, or Markdown."""
        return self.chosen in {Format.TABLE, Format.MARKDOWN}

    @property
    def colour(self) -> bool:
        """Whether to colour: a terminal, and nobody said no."""
        return sys.stdout.isatty() and self.output is None and not self.plain

    @property
    def plain(self) -> bool:
        """Whether somebody said no to colour."""
        return self.no_color or bool(os.environ.get("NO_COLOR"))


def with_common(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options as its first argument, those given earlier merged in."""

    @wraps(function)
    def command(context: typer.Context, **given: Any) -> None:  # noqa: ANN401 - typer checked them
        common = Common(**{field.name: given.pop(field.name) for field in fields(Common)})
        if isinstance(context.obj, Common):
            common = context.obj.merged(common)
        if context.invoked_subcommand is not None:
            context.obj = common
        if "context" in function.__annotations__:
            given["context"] = context
        function(common, **given)

    return command


def declared(command: Callable[..., None]) -> Callable[..., None]:
    """Show typer what a command takes: what its function says, and a parameter per common option.

    This reads every annotation, so it is done for commands that something is asked of.
    """
    function = inspect.unwrap(command)
    own = inspect.signature(function, eval_str=True).parameters
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    kept = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in own.items()
        if name not in {"common", "context"}
    ]
    parameters = [context, *kept, *_shared().values()]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command


@lru_cache(maxsize=1)
def _shared() -> dict[str, inspect.Parameter]:
    hints = get_type_hints(Common, include_extras=True)
    return {
        field.name: inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=hints[field.name],
        )
        for field in fields(Common)
    }


def tell(message: str) -> None:
    """Say something on stderr, where it is in nobody's way."""
    typer.echo(f"ici-tui: {message}", err=True)


def fail(message: str, code: int) -> typer.Exit:
    """Say what is wrong on stderr; raise what comes back."""
    tell(message.replace("\n", "\nici-tui: "))
    return typer.Exit(code)
