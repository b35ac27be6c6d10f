"""Between imputing and treating: an indicator's values through a function of its own.

Every function rises, so that the order of the units stays. Fixed ends (goalposts, a target) are
given in raw units and go through the same function. Source: OECD/JRC Handbook (2008), step 5;
Box & Cox, An Analysis of Transformations, JRSS B 26(2), 1964.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.index.errors import PipelineError, strict_numbers
from ici_tui.index.methods import NONE, function_of
from ici_tui.index.table import FloatArray, Note, number_text
from ici_tui.index.tree import Goalposts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.index.choices import Method
    from ici_tui.index.table import Table
    from ici_tui.index.tree import Node

    Function = Callable[[FloatArray], FloatArray]

WIDEST = 5.0
"""Powers of Box and Cox are sought from -5 to 5."""
GOLDEN = (math.sqrt(5) - 1) / 2
STEPS = 60
"""Of the search; each narrows the powers to 0.62 of what they were."""


class Transformed(NamedTuple):
    """The table after the stage, its indicators with the ends of their scales gone through too."""

    table: Table
    notes: tuple[Note, ...] = ()


def transform(table: Table, methods: Sequence[Method], scales: Sequence[Method]) -> Transformed:
    """Put each column through its function.

    Args:
        table: after imputing.
        methods: of each column.
        scales: how each column comes to scale afterwards: whose ends are needed.

    Raises:
        PipelineError: a function cannot take a value, or an end of the scale.
    """
    leaves = tuple(
        _with_ends(leaf, scale) for leaf, scale in zip(table.leaves, scales, strict=True)
    )
    if all(method.name == NONE for method in methods):
        return Transformed(table if leaves == table.leaves else table._replace(leaves=leaves))
    values = table.values.copy(order="F")
    found, notes = list(leaves), list[Note]()
    for place, leaf, column, present in table.columns():
        method = methods[place]
        observed = column[present]
        if method.name == NONE or not len(observed):
            continue
        units = np.flatnonzero(present)
        lowest = int(observed.argmin())
        _refuse(method, leaf, float(observed[lowest]), f"of {table.units[int(units[lowest])]} ")
        with strict_numbers("transform", leaf.code):
            function, note = _function(method, observed, leaf)
            values[present, place] = function(observed)
            notes += [note] if note else []
            found[place] = _through(leaves[place], scales[place], method, function)
    changed = table._replace(values=values, leaves=tuple(found))
    return Transformed(changed, tuple(notes))


def _function(method: Method, values: FloatArray, leaf: Node) -> tuple[Function, Note | None]:
    make: Callable[[tuple[float, ...], FloatArray], Function] = function_of(
        "transform", method.name
    )
    note = None
    numbers = method.numbers
    if method.name == "boxcox" and not numbers:
        numbers = (likeliest_power(values),)
        text = f"{leaf.code} through Box-Cox at the power {numbers[0]:.4g}, the likeliest"
        note = Note("transform", text, leaf.code)
    return make(numbers, values), note


def _with_ends(leaf: Node, scale: Method) -> Node:
    """The indicator with the ends of its scale that it has of its own, in raw units."""
    if scale.name == "distance-to-target" and scale.numbers:
        return leaf._replace(target=scale.numbers[0])
    if scale.name != "goalposts":
        return leaf
    posts, named = leaf.goalposts, dict(scale.named)
    if scale.numbers:
        posts = Goalposts(scale.numbers[0], scale.numbers[1], posts.scale if posts else 1.0)
    if posts is not None and "scale" in named:
        posts = posts._replace(scale=named["scale"])
    return leaf if posts == leaf.goalposts else leaf._replace(goalposts=posts)


def _through(leaf: Node, scale: Method, method: Method, function: Function) -> Node:
    """The indicator with the ends of its scale put through its function."""
    if scale.name == "distance-to-target" and leaf.target is not None:
        _refuse(method, leaf, leaf.target, "as its target ")
        return leaf._replace(target=float(function(np.array([leaf.target]))[0]))
    if scale.name == "goalposts" and leaf.goalposts is not None:
        posts = leaf.goalposts
        _refuse(method, leaf, posts.lower, "as its lower goalpost ")
        lower, upper = function(np.array([posts.lower, posts.upper])).tolist()
        return leaf._replace(goalposts=Goalposts(lower, upper, posts.scale))
    return leaf


def _refuse(method: Method, leaf: Node, value: float, where: str) -> None:
    """Refuse a value that the function is not defined for."""
    fine = value >= 0 if method.name == "sqrt" else value > 0
    if not fine:
        least = "at least 0" if method.name == "sqrt" else "above 0"
        raise PipelineError(
            f"transform: {leaf.code} is {number_text(value)} {where}and {method.name} needs values "
            f"{least}; take its transform away"
        )


def unchanged(numbers: tuple[float, ...], values: FloatArray) -> Function:
    """The values themselves."""
    del numbers, values
    return lambda given: given


def log(numbers: tuple[float, ...], values: FloatArray) -> Function:
    """The natural logarithm."""
    del numbers, values
    return np.log


def log10(numbers: tuple[float, ...], values: FloatArray) -> Function:
    """The logarithm to base 10."""
    del numbers, values
    return np.log10


def sqrt(numbers: tuple[float, ...], values: FloatArray) -> Function:
    """The square root."""
    del numbers, values
    return np.sqrt


def boxcox(numbers: tuple[float, ...], values: FloatArray) -> Function:
    """(x^p - 1) / p; the logarithm where p is 0."""
    del values
    power = numbers[0]
    return lambda given: power_of(given, power)


def power_of(values: FloatArray, power: float) -> FloatArray:
    """(x^p - 1) / p of values above 0, without the loss of digits that small powers bring."""
    logs = np.log(values)
    result: FloatArray = logs if power == 0 else np.expm1(power * logs) / power
    return result


def likeliest_power(values: FloatArray) -> float:
    """The power at which the values are likeliest to be normal, from -5 to 5; 1 for a constant.

    The profile likelihood is (p - 1) Σ ln x - n/2 ln var(x^(p)): its one maximum is narrowed
    down by golden sections.
    """
    if values.min() == values.max():
        return 1.0
    logs = np.log(values)
    logs = logs - logs.mean()  # by their geometric mean: the likeliest power is the same

    def likelihood(power: float) -> float:
        through = logs if power == 0 else np.expm1(power * logs) / power
        return -len(logs) / 2 * math.log(float(through.var()))

    low, high = -WIDEST, WIDEST
    for _ in range(STEPS):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if likelihood(left) < likelihood(right):
            low = left
        else:
            high = right
    return (low + high) / 2
