"""Values of the user's own, read from what is typed."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.own_values import OwnValue, put
from ici_tui.views.names import NameNotFoundError, UnitNotFoundError, find_leaf, find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.index.model import Index
    from ici_tui.index.own_values import OwnValues

FORM = "UNIT.INDICATOR=VALUE, such as"
_RANGE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)(?![\d.])")
_PERCENT = re.compile(r"%|\bper ?cent|\bpercent", re.IGNORECASE)


class OwnValueError(ValueError):
    """What was typed is no value of a unit on an indicator; the message says what would be."""


def parse_own(index: Index, texts: Iterable[str], before: OwnValues = ()) -> OwnValues:
    """The values that are typed, after those before.

    Args:
        index: the index that they are values of.
        texts: each `UNIT.INDICATOR=VALUE`, by codes or names; codes may hold points.
        before: values that stay where no text is about them.

    Raises:
        OwnValueError: a text has another form, or fits nothing or more than one thing.
    """
    return put(before, [parse_one(index, text) for text in texts])


def parse_one(index: Index, text: str) -> OwnValue:
    """One value that is typed.

    Raises:
        OwnValueError: it has another form, or fits nothing or more than one thing.
    """
    named, sign, number = text.rpartition("=")
    example = f"{index.codes[0]}.{index.tree.leaves[0].code}=50"
    if not sign or "." not in named:
        raise OwnValueError(f"{text!r} is no value of a unit: give {FORM} {example}")
    unit, node = _named(index, named.strip())
    return OwnValue(unit, node, _number(number.strip(), f"{unit}.{node}"))


def doubts(index: Index, own: Iterable[OwnValue]) -> tuple[str, ...]:
    """What is odd about values that are typed, a sentence each; they are taken all the same.

    A unit is free text, so that nothing is refused for it: what counts is what it says together
    with what the data bear out.

    Args:
        index: the index as its pack has it, without these values.
        own: the values.
    """
    return tuple(filter(None, (_doubt(index, one) for one in own)))


def _doubt(index: Index, one: OwnValue) -> str:
    leaf = index.tree[one.node]
    there = index.data[:, index.tree.leaves.index(leaf)]
    there = there[~np.isnan(there)]
    if not len(there):
        return ""
    least, most = float(there.min()), float(there.max())
    for low, high in _ranges(leaf.unit):
        if low <= least and most <= high and not low <= one.value <= high:
            return f"{one.text} is outside {low:g} to {high:g} ({leaf.unit}); taken as it is"
    if one.value < 0 <= least:
        return f"{one.text}: no {index.info.words.singular} is below 0; taken as it is"
    return ""


def _ranges(unit: str) -> Iterator[tuple[float, float]]:
    """The ranges that a unit's text names, such as `Score 1-5`; a percentage is one of 0 to 100."""
    for low, high in _RANGE.findall(unit):
        if float(low) < float(high):
            yield float(low), float(high)
    if _PERCENT.search(unit):
        yield 0.0, 100.0


def _number(text: str, named: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise OwnValueError(f"{named}: {text!r} is not a number; give a raw value, such as 50")
    return value


def _named(index: Index, text: str) -> tuple[str, str]:
    """The unit and the indicator that a text names: every point in it is tried."""
    found: dict[tuple[str, str], None] = {}
    faults: list[NameNotFoundError] = []
    pieces = text.split(".")
    for k in range(1, len(pieces)):
        unit, node = ".".join(pieces[:k]), ".".join(pieces[k:])
        try:
            place = find_unit(index, unit)
            found[index.codes[place], find_leaf(index.tree, node)] = None
        except NameNotFoundError as error:
            faults.append(error)
    # Codes that are typed in full go before beginnings of others.
    whole = [one for one in found if ".".join(one) == text]
    fitting = whole or list(found)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        read = " or ".join(f"{node!r} of {unit!r}" for unit, node in fitting)
        raise OwnValueError(f"{text!r} may be {read}; write one of them by its name")
    # Where a unit was found, it is the indicator that is wrong.
    near = [error for error in faults if not isinstance(error, UnitNotFoundError)]
    raise OwnValueError(f"{text!r}: {(near or faults)[0]}")
