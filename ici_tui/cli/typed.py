"""Declared options as typer takes them."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ici_tui.cli import complete
from ici_tui.questions.option import Kind, Option, options_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TYPES: dict[Kind, type] = {Kind.FLAG: bool, Kind.WHOLE: int, Kind.NUMBER: float}
COMPLETIONS: dict[Kind, Callable[..., list[str]]] = {
    Kind.UNIT: complete.units, Kind.NODE: complete.nodes, Kind.GROUP: complete.groups,
}  # fmt: skip


def parameters(asked: type) -> Iterator[inspect.Parameter]:
    """The parameters of a command that takes a question's options."""
    for name, (declared, field) in options_of(asked).items():
        default: Any = inspect.Parameter.empty if declared.needed else field.default
        if declared.many and not declared.needed:
            default = None
        yield inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=default,
            annotation=Annotated[_type(declared, field.default), _declared(declared)],
        )


def _type(declared: Option, default: object) -> Any:  # noqa: ANN401 - a type, whichever it is
    found: Any = TYPES.get(declared.kind, str)
    if declared.kind is Kind.CHOICE:
        found = Literal[declared.choices]
    if declared.many:
        return list[found] if declared.needed else list[found] | None
    return found if default is not None or declared.needed else found | None


def _declared(declared: Option) -> Any:  # noqa: ANN401 - typer's own
    named: dict[str, Any] = {"help": declared.help}
    if declared.metavar:
        named["metavar"] = declared.metavar
    if declared.kind in COMPLETIONS:
        named["autocompletion"] = COMPLETIONS[declared.kind]
    if declared.kind is Kind.CHOICE:
        named["autocompletion"] = _choices(declared.choices)
    if declared.least is not None:
        named["min"] = declared.least
    if declared.most is not None:
        named["max"] = declared.most
    if not declared.flags:
        return typer.Argument(**named)
    return typer.Option(*declared.flags, **named)


def _choices(words: tuple[str, ...]) -> Callable[[str], list[str]]:
    def offered(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return offered
