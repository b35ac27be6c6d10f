"""What is given to the Python interface, held to what the command line's parser lets through."""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING, Any

from ici_tui.api.errors import AskError
from ici_tui.questions.option import Kind, options_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.index.methods import Stage
    from ici_tui.questions.option import Option
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study


def options_given(question: Question, options: Mapping[str, Any]) -> dict[str, Any]:
    """A question's options, those that are there, with lists as tuples.

    Raises:
        AskError: it has no such option, needs another, or a value is none of its kind.
    """
    known = options_of(question.asked)
    unknown = [name for name in options if name not in known]
    if unknown:
        raise AskError(
            f"{question.command} has no option {unknown[0]!r}; it has {', '.join(known) or 'none'}"
        )
    for name, (declared, _) in known.items():
        if declared.needed and options.get(name) is None:
            raise AskError(f"{question.command} needs {name}: {declared.help}")
    given: dict[str, Any] = {}
    for name, value in options.items():
        declared = known[name][0]
        if value is None:
            continue
        if not declared.many:
            given[name] = _one(name, value, declared)
            continue
        several = (value,) if isinstance(value, str) or not hasattr(value, "__iter__") else value
        given[name] = tuple(_one(name, one, declared) for one in several)
    return given


def text_given(name: str, value: object) -> str:
    """A text.

    Raises:
        AskError: it is none.
    """
    if not isinstance(value, str):
        raise AskError(f"{name}: {value!r} is no text; give one as on the command line")
    return value


def number_given(
    name: str, value: object, least: float | None = None, most: float | None = None
) -> float:
    """A number, within its ends.

    Raises:
        AskError: it is none, or beyond an end.
    """
    no_number = isinstance(value, bool) or not isinstance(value, Real)
    try:
        found = math.nan if no_number else float(value)  # type: ignore[arg-type]
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise AskError(f"{name}: {value!r} is no number")
    if least is not None and found < least:
        raise AskError(f"{name}: {value} is less than {least:,.15g}")
    if most is not None and found > most:
        raise AskError(f"{name}: {value} is more than {most:,.15g}")
    return found


def whole_given(
    name: str, value: object, least: float | None = None, most: float | None = None
) -> int:
    """A whole number, within its ends.

    Raises:
        AskError: it is none, or beyond an end.
    """
    found = number_given(name, value, least, most)
    if found != int(found):
        raise AskError(f"{name}: {value!r} is no whole number")
    return int(found)


def flag_given(name: str, value: object) -> bool:
    """True or False.

    Raises:
        AskError: it is neither.
    """
    if not isinstance(value, bool):
        raise AskError(f"{name}: {value!r} is neither True nor False")
    return value


def choice_given(name: str, value: Any, choices: Iterable[str]) -> Any:  # noqa: ANN401 - one of them
    """One of some words.

    Raises:
        AskError: it is none of them.
    """
    if value not in (known := tuple(choices)):
        raise AskError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value


def points_given(weights: Mapping[str, float], study: Study) -> str:
    """Weights by name as text, their nodes found by code or name.

    Raises:
        AskError: it is no mapping of names to numbers.
        NameNotFoundError: a name is no node's.
    """
    from ici_tui.views.names import find_node

    if not hasattr(weights, "items"):
        raise AskError(f'weights: {weights!r} is neither {{"Node": points}} nor a text')
    tree = study.pack.index.tree
    return ",".join(
        f"{find_node(tree, text_given('weights', name))}={float(number_given(str(name), points))!r}"
        for name, points in weights.items()
    )


def methods_given(methods: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """Stages with their methods, as `PipelineOptions` has them.

    Args:
        methods: by the name of the stage.
        known: the names of the stages.

    Raises:
        AskError: there is no such stage, or a value is none of its kind.
    """
    from ici_tui.index.methods import STAGES

    names = tuple(known)
    unknown = next((name for name in methods if name not in names), None)
    if unknown is not None:
        raise AskError(f"there is no stage {unknown!r}; there are {', '.join(names)}")
    return {
        name: _method(STAGES[name], value) if name in STAGES else _texts(name, value)
        for name, value in methods.items()
    }


def _method(stage: Stage, value: Any) -> object:  # noqa: ANN401
    from ici_tui.index.methods import Kind as StageKind

    match stage.kind:
        case StageKind.FLAG:
            return flag_given(stage.name, value)
        case StageKind.SHARE:
            return None if value is None else number_given(stage.name, value)
        case StageKind.WHOLE:
            return None if value is None else whole_given(stage.name, value)
        case StageKind.METHODS:
            said = value.split(",") if isinstance(value, str) else _texts(stage.name, value)
            return tuple(one.strip() for one in said)
    return text_given(stage.name, value)


def _texts(name: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401
    if isinstance(value, str):
        return (value,)
    if not hasattr(value, "__iter__"):
        raise AskError(f"{name}: {value!r} is no list of texts")
    return tuple(text_given(name, one) for one in value)


def _one(name: str, value: object, declared: Option) -> object:
    if declared.kind is Kind.WHOLE:
        return whole_given(name, value, declared.least, declared.most)
    if declared.kind is Kind.NUMBER:
        return number_given(name, value, declared.least, declared.most)
    if declared.kind is Kind.FLAG:
        return flag_given(name, value)
    if declared.kind is Kind.TEXT and isinstance(value, Real):
        return f"{number_given(name, value):.17g}"  # within=5 is what within="5" is
    found = text_given(name, value)
    return choice_given(name, found, declared.choices) if declared.choices else found
