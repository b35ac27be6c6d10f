"""The pipeline's options as text, read once: a method of each stage with its parameters.

The texts are those of `pack.toml` and of the command line: `group-mean:REGION`, `minmax:0,100`,
`power:0.5`. Every fault is a `PipelineError` that names the option and what would be right.
"""

from __future__ import annotations

import math
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE, STAGES
from ici_tui.near import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.index.methods import Form
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own import Own
    from ici_tui.index.tree import Node


class Method(NamedTuple):
    """One method of one stage. `numbers` are its parameters, `group` the group it uses."""

    name: str
    numbers: tuple[float, ...] = ()
    group: str = ""
    named: tuple[tuple[str, float], ...] = ()
    """Numbers of one indicator that follow their word: `skew`, `scale`."""
    words: tuple[str, ...] = ()
    """Words of one indicator: `capped`, `untruncated`."""

    @property
    def text(self) -> str:
        """The method as an option is written."""
        tail = self.group or ",".join(map(_number_text, self.numbers))
        return f"{self.name}:{tail}" if tail else self.name


def _number_text(number: float) -> str:
    """A number as it is typed; it is the same when it is read again."""
    short = f"{number:.12g}"
    return short if float(short) == number else repr(number)


NOTHING = Method(NONE)


class Choices(NamedTuple):
    """`PipelineOptions`, understood."""

    denominate: bool
    screen: float | None
    impute: Method
    treat: Method
    normalise: Method
    aggregate: tuple[Method, ...]
    min_available: float | None
    rank_decimals: int | None
    settings: Mapping[str, Own] = MappingProxyType({})
    """What single indicators have of their own, by code."""

    def methods(self, stage: str, leaves: Iterable[Node]) -> tuple[Method, ...]:
        """The method of each indicator at a stage of `OWN_STAGES`."""
        usual: Method = NOTHING if stage == "transform" else getattr(self, stage)
        return tuple(self._method(stage, self.settings.get(leaf.code), usual) for leaf in leaves)

    @staticmethod
    def _method(stage: str, own: Own | None, usual: Method) -> Method:
        if own is None:
            return usual
        if stage == "normalise":
            return own.scale(usual)
        found: Method | None = getattr(own, stage)
        return usual if found is None else found

    def names(self, stage: str, leaves: Iterable[Node]) -> frozenset[str]:
        """The names of the methods that some indicator has at a stage."""
        return frozenset(method.name for method in self.methods(stage, leaves))


def parse_choices(options: PipelineOptions) -> Choices:
    """Understand every option.

    Raises:
        PipelineError: an option is not of the language; the message names it and the nearest.
    """
    if not isinstance(options.denominate, bool):
        raise PipelineError(f"denominate: {options.denominate!r} is neither true nor false")
    return Choices(
        denominate=options.denominate,
        screen=_share("screen", options.screen),
        impute=parse_method("impute", options.impute),
        treat=parse_method("treat", options.treat),
        normalise=parse_method("normalise", options.normalise),
        aggregate=parse_aggregate(options.aggregate),
        min_available=_share("min_available", options.min_available),
        rank_decimals=_decimals(options.rank_decimals),
    )


def parse_aggregate(texts: tuple[str, ...]) -> tuple[Method, ...]:
    """One aggregation method, or one per level from the bottom up.

    Raises:
        PipelineError: none is given, or one is not a method.
    """
    if not texts:
        raise PipelineError("aggregate: no method is given; write one, such as arithmetic")
    return tuple(parse_method("aggregate", text) for text in texts)


@lru_cache(maxsize=256)
def parse_method(stage: str, text: str) -> Method:
    """Understand `NAME`, `NAME:NUMBER,…` or `NAME:GROUP`.

    Args:
        stage: one of `STAGES` that has methods.
        text: the option; the name's case and spaces around parts do not matter.

    Raises:
        PipelineError: an unknown name, or parameters that the method does not take.
    """
    forms = STAGES[stage].methods
    if not isinstance(text, str):
        raise PipelineError(f"{stage}: {text!r} is not a text; write one of {', '.join(forms)}")
    name, colon, tail = (part.strip() for part in text.partition(":"))
    name = name.casefold().replace("_", "-")
    form = forms.get(name)
    if form is None:
        near = [forms[match].example for match in nearest(name, forms, most=1)]
        known = ", ".join(form.example for form in forms.values())
        hint = did_you_mean(near, f"choose among {known}")
        raise PipelineError(f"{stage}: there is no method {name!r}; {hint}")
    if form.group:
        if not tail:
            raise PipelineError(f"{stage}: {name} needs a group, such as {form.example}")
        return Method(name, group=tail)
    if not form.numbers:
        if colon:
            raise PipelineError(f"{stage}: {name} takes nothing after a colon; write {name}")
        return Method(name)
    numbers = _numbers(stage, name, tail, form) if colon else form.defaults
    if not numbers:
        raise PipelineError(
            f"{stage}: {name} needs {' and '.join(form.numbers)}, such as {form.example}"
        )
    _check_numbers(stage, name, numbers)
    return Method(name, numbers)


def _numbers(stage: str, name: str, tail: str, form: Form) -> tuple[float, ...]:
    found = []
    for part in tail.split(","):
        try:
            found.append(float(part))
        except ValueError:
            found.append(math.nan)
    if len(found) != len(form.numbers) or not all(math.isfinite(number) for number in found):
        wanted = " and ".join(form.numbers)
        raise PipelineError(
            f"{stage}: {name}:{tail} is not {name} with {wanted}; write it like {form.example}"
        )
    return tuple(found)


def _check_numbers(stage: str, name: str, numbers: tuple[float, ...]) -> None:
    if fault := fault_of(name, numbers):
        written = f"{name}:{','.join(f'{number:g}' for number in numbers)}"
        raise PipelineError(f"{stage}: {written} {fault}")
    if name == "power" and numbers[0] == 0:
        raise PipelineError(f"{stage}: a mean of power 0 is the geometric mean; write geometric")


def fault_of(name: str, numbers: tuple[float, ...]) -> str:
    """What is wrong with the numbers of a method of scaling; empty where nothing is."""
    if name in {"minmax", "goalposts"} and numbers and not numbers[0] < numbers[1]:
        equal = numbers[0] == numbers[1]
        fault = "has two equal ends" if equal else "has its lower end above its upper"
        raw = ", in raw units, whatever the direction" if name == "goalposts" else ""
        return f"{fault}; the first number is the smaller one{raw}"
    if name == "zscore" and numbers and numbers[1] <= 0:
        return f"has a standard deviation of {numbers[1]:g}, which is to be above 0"
    return ""


def _share(option: str, value: float | None) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise PipelineError(f"{option}: {value!r} is not a share; give a number from 0 to 1")
    return float(value)


def _decimals(value: int | None) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 15:
        raise PipelineError(
            f"rank_decimals: {value!r} is not a number of decimals; give a whole number from 0"
        )
    return value
