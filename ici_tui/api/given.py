"""What is given to the Python interface, held to what the command line's parser lets through."""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING, Any

from ici_tui.api.errors import AskError
from ici_tui.questions.option import Kind, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.questions.option import Option
    from ici_tui.questions.question import Question


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
        raise AskError(f"{name}: {value} is less than {least:g}")
    if most is not None and found > most:
        raise AskError(f"{name}: {value} is more than {most:,g}")
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


def _one(name: str, value: object, declared: Option) -> object:
    if declared.kind is Kind.WHOLE:
        return whole_given(name, value, declared.least, declared.most)
    if declared.kind is Kind.NUMBER:
        return number_given(name, value, declared.least, declared.most)
    if declared.kind is Kind.FLAG:
        if not isinstance(value, bool):
            raise AskError(f"{name}: {value!r} is neither True nor False")
        return value
    if declared.kind is Kind.TEXT and isinstance(value, Real):
        return f"{number_given(name, value):.17g}"  # within=5 is what within="5" is
    found = text_given(name, value)
    if declared.choices and found not in declared.choices:
        raise AskError(f"{name}: {value!r} is none of {', '.join(declared.choices)}")
    return found
