"""What nodes add to a unit's score, in points of a node above them.

Where a child is missing its siblings share its weight, for this unit alone: what the children of a
node add then still sums to what the node does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    Column = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]
    Place = int | slice | Places
    Numbers = Any
    """A number for one unit, or a column of them for several: what is computed is the same."""


def contributions(
    study: Study, node: str, parts: tuple[Node, ...], place: int
) -> tuple[float, ...]:
    """Points that each part adds to a unit's score on a node, 0 where the part or it is missing.

    They sum to the score: where the mean is another one than the arithmetic they are stretched
    to it.

    Args:
        study: a pack at some weights.
        node: an aggregate.
        parts: nodes below it, none of them below another.
        place: the unit's, in the pack.
    """
    return tuple(_contributions(study, node, parts, place))


def contributions_of_all(study: Study, node: str, parts: tuple[Node, ...]) -> Column:
    """`contributions` of every unit, n × parts."""
    return np.column_stack(_contributions(study, node, parts, slice(None)))


def contributions_of(study: Study, node: str, parts: tuple[Node, ...], places: Places) -> Column:
    """`contributions` of some units, places × parts; an indicator has no parts."""
    if not parts:
        return np.empty((len(places), 0))
    return np.column_stack(_contributions(study, node, parts, places))


def shares_there(study: Study, node: str, parts: tuple[Node, ...], place: int) -> dict[str, float]:
    """What parts weigh in a unit's score on a node, shares of 1; what is missing has 0."""
    return dict(_shares(study, node, parts, place))


def _contributions(study: Study, node: str, parts: tuple[Node, ...], place: Place) -> list[Numbers]:
    whole = _values(study, node, place)
    shares = _shares(study, node, parts, place)
    adds = [_or_none(shares[part.code] * _values(study, part.code, place)) for part in parts]
    total = sum(adds, 0.0 * _or_none(whole))
    off = (total > 0) & (whole > 0) & (abs(whole - total) > 1e-9 * whole)
    stretch = _there(whole) * _either(off, _ratio(whole, total), 1.0)
    return [stretch * add for add in adds]


def _shares(study: Study, node: str, parts: tuple[Node, ...], place: Place) -> dict[str, Numbers]:
    tree = study.pack.index.tree
    found: dict[str, Numbers] = {node: 1.0}

    def share(part: Node) -> Numbers:
        if part.code not in found:
            assert part.parent is not None  # noqa: S101 - it is below the node
            above, family = share(tree[part.parent]), study.weights.families[part.parent]
            each = zip(family.codes, family.shares, strict=True)
            weighs = {code: own * _there(_values(study, code, place)) for code, own in each}
            scale = above * _ratio(sum(family.shares), sum(weighs.values()))
            found.update((code, own * scale) for code, own in weighs.items())
        return found[part.code]

    return {part.code: share(part) for part in parts}


def _values(study: Study, code: str, place: Place) -> Numbers:
    found = study.scores.of(code)[place]
    # A number of Python's own: the few steps of one row take a tenth of the time with it.
    return float(found) if isinstance(place, int) else found


def _there(values: Numbers) -> Numbers:
    return values == values  # noqa: PLR0124 - NaN alone differs


def _or_none(values: Numbers) -> Numbers:
    """The values, 0 where there is none."""
    return _either(_there(values), values, 0.0)


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    """A part of a whole, 0 where the whole is not above 0."""
    if isinstance(whole, float | int):
        return part / whole if whole > 0 else 0.0
    return np.divide(part, whole, out=np.zeros(np.shape(whole)), where=whole > 0)


def _either(which: Numbers, one: Numbers, other: Numbers) -> Numbers:
    if isinstance(which, bool):
        return one if which else other
    return np.where(which, one, other)
