"""Units side by side, and for two of them the gap explained, term by term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.views.ranking import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.numbers import Shown
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class ComparedNode:
    """One node for every compared unit. `gap` is the first's contribution less the second's."""

    code: str
    name: str
    level: int
    scores: tuple[Shown, ...]
    ranks: tuple[int | None, ...]
    gap: float | None
    """In points of the index; None unless two units are compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Units on the index, its pillars and its indicators, in tree order."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    nodes: tuple[ComparedNode, ...]


def build_comparison(study: Study, places: Sequence[int]) -> Comparison:
    """Compare units by their places. The pillars' gaps sum to the gap of the index scores."""
    index, tree = study.pack.index, study.pack.index.tree
    nodes = [tree.root]
    for pillar in tree.pillars:
        nodes.append(pillar)
        if tree.drawn(pillar.code):  # a single indicator would say its pillar again
            nodes.extend(n for n in tree.descendants(pillar.code) if n.level == 1)
    columns = [parts_of(study, place, tuple(nodes)) for place in places]
    compared = []
    for row, node in zip(zip(*columns, strict=True), nodes, strict=True):
        gap = row[0].contribution - row[1].contribution if len(row) == 2 else None
        compared.append(
            ComparedNode(
                node.code, node.name, node.level,
                tuple(part.score for part in row), tuple(part.rank for part in row), gap,
            )
        )  # fmt: skip
    return Comparison(
        tuple(index.codes[p] for p in places),
        tuple(index.names[p] for p in places),
        tuple(compared),
    )
