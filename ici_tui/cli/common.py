"""The options that every command takes, before or after its name, declared once.

The declarations are annotations. They are read where typer asks for them; the direct door, which
takes the same options, needs neither them nor typer.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from ici_tui.cli.output import PAGES, Format
from ici_tui.pages.endings import kind_of
from ici_tui.sanitise import visible
from ici_tui.streams import let_go, of_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import typer

    from ici_tui.cli import complete, declarations

UNTYPED = "untyped"
"""Marks a field of `Common` that is no option."""
_QUOTED_BYTE = re.compile(r"(?<!\\)\\udc([89a-f][0-9a-f])")


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
    weights: declarations.Weights = None
    denominate: declarations.Denominate = None
    screen: declarations.Screen = None
    impute: declarations.Impute = None
    treat: declarations.Treat = None
    normalise: declarations.Normalise = None
    aggregate: declarations.Aggregate = None
    min_available: declarations.MinAvailable = None
    rank_decimals: declarations.RankDecimals = None
    time: declarations.Time = None
    format: Annotated[
        Format | None,
        typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(Format)}."),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write to a file, whole or not at all; .md and .html choose the format.",
        ),
    ] = None
    raw_text: Annotated[
        bool,
        typer.Option("--raw-text", help="CSV and TSV: no ' before what a spreadsheet computes."),
    ] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.")] = False
    ascii_only: Annotated[
        bool,
        typer.Option("--ascii", help="Draw with ASCII alone, where no other signs can be shown."),
    ] = False
    no_state: Annotated[
        bool, typer.Option("--no-state", help="Keep nothing that was not asked for.")
    ] = False
    words: tuple[str, ...] = field(default=(), metadata={UNTYPED: True})
    """The command line as it was typed, without the program's name."""

    def merged(self, later: Common) -> Common:
        """These options, with those given after the command in front."""
        given = {
            own.name: getattr(later, own.name)
            for own in fields(self)
            if getattr(later, own.name) != own.default
        }
        return replace(self, **given)

    @property
    def asked_format(self) -> Format | None:
        """The format that was asked for, by its name or by the ending of the file."""
        if self.format is not None or self.output is None:
            return self.format
        kind = kind_of(self.output)
        return None if kind is None else Format(kind)

    @property
    def chosen(self) -> Format:
        """The format, a table where none is asked for."""
        return self.asked_format or Format.TABLE

    @property
    def paged(self) -> bool:
        """Whether people read the output."""
        return self.chosen in PAGES

    @property
    def colour(self) -> bool:
        """Whether to colour: a terminal, and nobody said no."""
        return sys.stdout.isatty() and self.output is None and not self.plain

    @property
    def plain(self) -> bool:
        """Whether somebody said no to colour."""
        return self.no_color or bool(os.environ.get("NO_COLOR"))


def switch_state(common: Common) -> None:
    """Have nothing kept in this process, nor in its children, where that was said."""
    if common.no_state:
        os.environ["ICI_TUI_NO_STATE"] = "1"


def option_fields() -> dict[str, Any]:
    """The default of every option that every command takes, by name."""
    return {f.name: f.default for f in fields(Common) if UNTYPED not in f.metadata}


def with_common(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options as its first argument, those given earlier merged in."""

    @wraps(function)
    def command(context: typer.Context, **given: Any) -> None:  # noqa: ANN401 - typer checked them
        common = Common(**{name: given.pop(name) for name in option_fields()})
        if isinstance(context.obj, Common):
            common = context.obj.merged(common)
        switch_state(common)
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
    import typer

    function = inspect.unwrap(command)
    names = {**_vocabulary(), **function.__globals__}
    asked = getattr(function, "asked", None)
    if asked is not None:
        from ici_tui.cli.typed import parameters as typed

        own = {parameter.name: parameter for parameter in typed(asked)}
    else:
        own = dict(inspect.signature(function, globals=names, eval_str=True).parameters)
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
    hints = get_type_hints(Common, {**_vocabulary(), **globals()}, include_extras=True)
    return {
        name: inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name]
        )
        for name, default in option_fields().items()
    }


def _vocabulary() -> dict[str, Any]:
    """What declarations are written with, by the names that they use."""
    import typer

    from ici_tui.cli import complete, declarations

    return {"typer": typer, "complete": complete, "declarations": declarations}


class End(Exception):  # noqa: N818 - not always an error
    """The command is over, with this exit code; what there was to say has been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def tell(message: str) -> None:
    """Say something on stderr, where it is in nobody's way: always one line."""
    stream = sys.stderr
    try:
        stream.write(f"ici-tui: {_seen(message)}\n")
        stream.flush()
    except OSError:  # nobody listens
        let_go(stream)


def _seen(message: str) -> str:
    """A message as one line; a byte that is not UTF-8 reads the same in a name that is quoted."""
    shown = visible(message)
    return _QUOTED_BYTE.sub(r"\\x\1", shown) if "\\udc" in shown else shown


def fail(messages: str | Iterable[str], code: int) -> End:
    """Say what is wrong on stderr, a line per message; raise what comes back."""
    for message in (messages,) if isinstance(messages, str) else messages:
        tell(message)
    return End(code)


def lost_output(error: OSError) -> int:
    """The exit code where standard output cannot be written; a reader that left is no error."""
    let_go(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    tell(f"standard output cannot be written: {error.strerror}")
    return 1


def told_by_system(error: OSError, place: object = "") -> str:
    """What the system said of a file, with its name.

    Args:
        error: what it said.
        place: what was asked for, for where the system names no file.
    """
    named = error.filename if error.filename is not None else place
    shown = os.fsdecode(named) if isinstance(named, bytes) else str(named)
    reason = error.strerror or str(error) or type(error).__name__
    return f"{shown}: {reason}" if shown else reason


def unforeseen(error: OSError) -> int:
    """Tell an error of the system that nobody expected as what it is; the exit code."""
    if of_output(error):
        return lost_output(error)
    tell(told_by_system(error))
    return 1
