"""Weights as text: `enterprise=50,research=30`, read and written the same way everywhere."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.index.siblings import LARGEST, STEPS_PER_POINT
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.near import called, did_you_mean, nearest, plain

if TYPE_CHECKING:
    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import Siblings


@dataclass(frozen=True, slots=True)
class ParsedWeights:
    """The weights that a text asks for, and what had to be done to it."""

    weights: WeightSet
    notes: tuple[str, ...] = ()


def parse_weights(text: str, tree: Tree, base: WeightSet) -> ParsedWeights:
    """Read `code=points` pairs, separated by commas, onto weights that exist.

    Points are of 100 among siblings; codes or names, without regard to case. Siblings that
    are not named share what remains in their old proportion; where all are named they are
    rescaled to 100.

    Raises:
        WeightError: not of this form, an unknown or ambiguous name, a number below 0, named
            twice, or more than 100 with some siblings not named.
    """
    given: dict[str, dict[str, float]] = {}
    before = ""
    for part in filter(None, (piece.strip() for piece in text.replace(";", ",").split(","))):
        name, sign, number = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise WeightError(_no_weight(part, before, tree))
        before = number
        node = _find(name, tree)
        points = _number(number, name)
        parent = tree[node].parent
        if parent is None:
            raise WeightError(f"{node} is the index itself and has no weight")
        if node in given.setdefault(parent, {}):
            raise WeightError(f"{node} is given twice")
        given[parent][node] = points
    if not given:
        raise WeightError(f"no weights given; {_form(tree)}")
    weights, notes = base, []
    for parent, points_of in given.items():
        family, note = _apply(weights.families[parent], points_of)
        weights = weights.with_family(parent, family)
        notes.extend([note] if note else [])
    return ParsedWeights(weights, tuple(notes))


def write_weights(weights: WeightSet) -> str:
    """The text that `parse_weights` reads back to the edited weights; empty where none are."""
    parts: list[str] = []
    for family in weights.families.values():
        if family.edited:
            parts.extend(
                f"{code}={steps / STEPS_PER_POINT:.10g}"
                for code, steps in zip(family.codes, family.on_grid(), strict=True)
            )
    return ",".join(parts)


def _form(tree: Tree) -> str:
    """How weights are written, with a node that there is."""
    return f"write NAME=POINTS, such as {tree.pillars[0].code}=50"


def _no_weight(part: str, before: str, tree: Tree) -> str:
    """What is wrong with a part that names nothing; `before` is the number of the one before it."""
    if part.isdecimal() and before.isdecimal():
        return f"'{before},{part}': decimals take a point; write {before}.{part}"
    return f"{part!r} is no weight; {_form(tree)}"


def _find(name: str, tree: Tree) -> str:
    found = called(name, {node.code: node.name for node in tree.nodes})
    if len(found) > 1:
        found = [code for code in found if tree[code].parent]
    if len(found) == 1:
        return found[0]
    if found:
        raise WeightError(f"{name!r} may be {' or '.join(found)}; name one by its code")
    weighed = [node for node in tree.nodes if node.parent]
    known = {plain(node.name): node.code for node in weighed}
    known |= {plain(node.code): node.code for node in weighed}
    near = [known[match] for match in nearest(plain(name), known)]
    pillars = ", ".join(node.code for node in tree.pillars)
    hint = did_you_mean(near, f"there are {pillars}")
    raise WeightError(f"no weight is called {name!r}; {hint}")


def _number(text: str, name: str) -> float:
    try:
        # Python reads 5_0 as 50, which is nobody's way to write points.
        points = math.nan if "_" in text else float(text.removesuffix("%"))
    except ValueError:
        points = math.nan
    if not 0 <= points <= LARGEST:
        raise WeightError(f"{name}: {text!r} is not a number of points; give 0 to 100")
    return points


def _apply(family: Siblings, given: dict[str, float]) -> tuple[Siblings, str]:
    total = math.fsum(given.values())
    named = f"{', '.join(given)}"
    if len(given) == len(family.codes):
        if total <= 0:
            raise WeightError(f"{named}: all are 0; at least one must weigh something")
        note = "" if abs(total - 100) < 1e-9 else f"{named}: sum {total:g}, rescaled to 100"
        return family.with_all(given), note
    if total > 100 + 1e-9:
        raise WeightError(
            f"{named}: sum {total:g}, more than 100, and other siblings are not named; "
            "name all of them to have them rescaled"
        )
    rest = 100 - total
    others = [code for code in family.codes if code not in given]
    old = dict(zip(family.codes, family.proportions, strict=True))
    sum_of_others = math.fsum(old[code] for code in others)
    for code in others:
        share = old[code] / sum_of_others if sum_of_others > 0 else 1 / len(others)
        given[code] = rest * share
    return family.with_all(given), ""
