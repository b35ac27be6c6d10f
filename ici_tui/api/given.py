"""What a script gives, made into what the questions take: whatever it is not ends in an `AskError`."""

from __future__ import annotations

import math
import operator
import os
from typing import TYPE_CHECKING, Any

from ici_tui.api.errors import AskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.index.methods import Stage
    from ici_tui.questions.option import Option
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study


def text_of(name: str, value: Any) -> str:  # noqa: ANN401 - whatever a script gives
    """A text; a number, such as a year or a code, is one."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    raise AskError(f"{name}: {value!r} is no text")


def texts_of(name: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Several texts, or a text alone."""
    if isinstance(value, str):
        return (value,)
    try:
        return tuple(text_of(name, one) for one in value)
    except TypeError:
        raise AskError(f"{name}: {value!r} is no list of texts") from None


def whole_of(name: str, value: Any) -> int:  # noqa: ANN401
    """A whole number, also one of numpy's."""
    if not isinstance(value, bool):
        try:
            return operator.index(value)
        except TypeError:
            pass
    raise AskError(f"{name}: {value!r} is no whole number")


def number_of(name: str, value: Any) -> float:  # noqa: ANN401
    """A number that is finite."""
    if not isinstance(value, (bool, str, bytes)):
        try:
            found = float(value)
        except (TypeError, ValueError, OverflowError):
            found = math.nan
        if math.isfinite(found):
            return found
    raise AskError(f"{name}: {value!r} is no number")


def flag_of(name: str, value: Any) -> bool:  # noqa: ANN401
    """True or False."""
    if isinstance(value, bool):
        return value
    raise AskError(f"{name}: {value!r} is neither True nor False")


def one_of(name: str, value: Any, choices: Iterable[str]) -> Any:  # noqa: ANN401
    """One of some words."""
    if value not in (known := tuple(choices)):
        raise AskError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value


def within(name: str, value: float, least: float | None, most: float | None) -> None:
    """Refuse a number out of its range."""
    if least is not None and value < least:
        raise AskError(f"{name}: {value:.15g} is less than {least:.15g}")
    if most is not None and value > most:
        raise AskError(f"{name}: {value:.15g} is more than {most:.15g}")


def points(weights: Mapping[str, float], study: Study) -> str:
    """Weights by name as text, their nodes found by code or name."""
    from ici_tui.views.names import find_node

    if not hasattr(weights, "items"):
        raise AskError(f'weights: {weights!r} is neither {{"Node": points}} nor a text')
    tree = study.pack.index.tree
    return ",".join(
        f"{find_node(tree, text_of('weights', name))}={number_of(f'weights: {name}', value)!r}"
        for name, value in weights.items()
    )


def methods_given(methods: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """Stages with their methods, as `PipelineOptions` has them.

    Args:
        methods: by the name of the stage.
        known: the names of the stages.
    """
    from ici_tui.index.methods import STAGES

    names = tuple(known)
    unknown = next((name for name in methods if name not in names), None)
    if unknown is not None:
        raise AskError(f"there is no stage {unknown!r}; there are {', '.join(names)}")
    return {
        name: _method(STAGES[name], value) if name in STAGES else texts_of(name, value)
        for name, value in methods.items()
    }


def _method(stage: Stage, value: Any) -> object:  # noqa: ANN401
    from ici_tui.index.methods import Kind

    match stage.kind:
        case Kind.FLAG:
            return flag_of(stage.name, value)
        case Kind.SHARE:
            return None if value is None else number_of(stage.name, value)
        case Kind.WHOLE:
            return None if value is None else whole_of(stage.name, value)
        case Kind.METHODS:
            said = value.split(",") if isinstance(value, str) else texts_of(stage.name, value)
            return tuple(one.strip() for one in said)
    return text_of(stage.name, value)


def options_given(question: Question, options: Mapping[str, Any]) -> dict[str, Any]:
    """A question's options, those that are there, with lists as tuples."""
    from ici_tui.questions.option import options_of

    known = options_of(question.asked)
    unknown = [name for name in options if name not in known]
    if unknown:
        raise AskError(
            f"{question.command} has no option {unknown[0]!r}; it has {', '.join(known) or 'none'}"
        )
    for name, (declared, _) in known.items():
        if declared.needed and options.get(name) is None:
            raise AskError(f"{question.command} needs {name}: {declared.help}")
    return {
        name: _option(name, known[name][0], value)
        for name, value in options.items()
        if value is not None
    }


def _option(name: str, declared: Option, value: Any) -> object:  # noqa: ANN401
    from ici_tui.questions.option import Kind

    found: Any
    if declared.many:
        return texts_of(name, value)
    if declared.choices:
        return one_of(name, value, declared.choices)
    match declared.kind:
        case Kind.FLAG:
            return flag_of(name, value)
        case Kind.WHOLE:
            found = whole_of(name, value)
        case Kind.NUMBER:
            found = number_of(name, value)
        case _:
            return text_of(name, value)
    within(name, found, declared.least, declared.most)
    return found
