"""Declared options as typer takes them."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ici_tui.cli import complete
from ici_tui.questions.option import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.cli.table import Parameter
    from ici_tui.questions.option import Option

TYPES: dict[Kind, type] = {
    Kind.FLAG: bool, Kind.WHOLE: int, Kind.NUMBER: float, Kind.PATH: Path,
}  # fmt: skip
COMPLETIONS: dict[Kind, Callable[..., list[str]]] = {
    Kind.UNIT: complete.units, Kind.NODE: complete.nodes, Kind.GROUP: complete.groups,
    Kind.PACK: complete.packs, Kind.WEIGHTS: complete.weights, Kind.THEME: complete.themes,
    Kind.LEVEL: complete.levels, Kind.COMMAND: complete.commands,
}  # fmt: skip


def typed(parameter: Parameter, **more: Any) -> inspect.Parameter:
    """A parameter as typer reads it from a function's signature."""
    option = parameter.option
    default: Any = inspect.Parameter.empty if option.needed else parameter.default
    if option.many and not option.needed:
        default = None
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[_type(option, parameter.default), _declared(parameter, more)],
    )


def _type(option: Option, default: object) -> Any:
    found: Any = TYPES.get(option.kind, str)
    if option.kind is Kind.CHOICE:
        found = Literal[option.choices]
    if option.many:
        return list[found] if option.needed else list[found] | None
    return found if default is not None or option.needed else found | None


def _declared(parameter: Parameter, named: dict[str, Any]) -> Any:
    option = parameter.option
    named["help"] = option.help
    if not parameter.offered:
        named["hidden"] = True
    if option.metavar:
        named["metavar"] = option.metavar
    offered = _offered(parameter)
    if offered is not None:
        named["autocompletion"] = offered
    if option.least is not None:
        named["min"] = option.least
    if option.most is not None:
        named["max"] = option.most
    if not option.flags:
        return typer.Argument(**named)
    flags = (f"{option.flags[0]}/{option.off}",) if option.off else option.flags
    return typer.Option(*flags, **named)


def _offered(parameter: Parameter) -> Callable[..., list[str]] | None:
    """What completes a parameter's value; None where nothing of ours does."""
    kind = parameter.option.kind
    if kind is Kind.CHOICE:
        return complete.words(parameter.option.choices)
    return complete.methods(parameter.name) if kind is Kind.METHOD else COMPLETIONS.get(kind)
