"""How do units differ, node by node, and what explains the gap between two?"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Each, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import OVERVIEW, Question
from ici_tui.questions.selection import TWO_NEEDED, NothingAskedError
from ici_tui.questions.shared import UsageError
from ici_tui.questions.terms import from_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.questions.fields import Fields
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.compare import ComparedNode, Comparison
    from ici_tui.views.numbers import Shown
    from ici_tui.views.study import Study


NUMBERS = 200
"""Values of an ensemble that are scored in the time in which one unit is ranked."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which units, by code or name."""

    names: tuple[str, ...] = option(
        Option("Two units or more.", Kind.UNIT, (), many=True, needed=True), ()
    )


def chosen(selection: Selection) -> Asked:
    """The marked units, or the one at the cursor and its neighbour.

    Raises:
        NothingAskedError: there are no two.
    """
    if len(selection.compared) < 2:
        raise NothingAskedError(TWO_NEEDED)
    return Asked(names=selection.compared)


def answer(study: Study, asked: Asked, progress: Progress) -> Comparison:
    """Look at the index, its pillars and its indicators."""
    from ici_tui.views.compare import build_comparison
    from ici_tui.views.names import find_unit

    del progress
    index = study.pack.index
    places = list(dict.fromkeys(find_unit(index, name) for name in asked.names))
    if len(places) < 2:
        raise UsageError("compare takes two different units or more")
    return build_comparison(study, places)


def cost(study: Study, asked: Asked) -> int:
    """Every unit has to be ranked on every node, and scored on it in every table."""
    del asked
    units, tree, ensemble = study.pack.index.size, study.pack.index.tree, study.pack.ensemble
    tables = 0 if ensemble is None else ensemble.size // NUMBERS
    return (units + tables) * len(tree.nodes)


class Held(NamedTuple):
    """A unit on a node, and what is known of its rank there."""

    score: Shown
    rank: int | None
    rank_status: str | None


class Compared(NamedTuple):
    """A node for every compared unit."""

    node: ComparedNode
    codes: tuple[str, ...]

    def units(self) -> Iterator[tuple[str, Held]]:
        """Each unit on it."""
        held = zip(self.node.scores, self.node.ranks, self.node.ranks_known, strict=True)
        return zip(self.codes, (Held(*one) for one in held), strict=True)


FIELDS: Fields = (
    *from_part((Field("code", TEXT, "the node"), Field("name", TEXT)), "node"),
    Each(
        (
            Field("{}", NUMBER, "a unit's score", "score.value", none=True),
            Field("{}_status", TEXT, "what is known of a unit's score, digit by digit",
                  "score.value_status", none=True),
            Field("{}_rank", WHOLE, "a unit's rank", "rank", none=True,
                  status=attrgetter("rank_status")),
            Field("{}_reported", NUMBER, "a unit's published score", "score.reported", none=True,
                  given=True),
        ),
        Compared.units,
    ),
    *from_part(
        (
            Field("gap", NUMBER, "points of the index by which the first of two leads here",
                  none=True, status=lambda node: "estimated" if node.estimated else "derived"),
            Field("one_sided", FLAG, "whether only one of the two has the value"),
            Field("holds_in", NUMBER, "share of the admissible tables in which the same of two leads",
                  none=True),
        ),
        "node",
    ),
)  # fmt: skip


def nodes(found: Comparison) -> list[Compared]:
    """A record per node, in tree order."""
    return [Compared(node, found.codes) for node in found.nodes]


QUESTION = Question(
    "compare", "Compare", "Units side by side; for two, the gap explained.",
    Asked, chosen, answer, FIELDS, nodes, cost=cost, instant=250_000,
    room=OVERVIEW, view="compare", order=1,
)  # fmt: skip
