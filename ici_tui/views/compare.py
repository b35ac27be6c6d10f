"""Units side by side, and for two of them the gap explained, term by term."""

from __future__ import annotations

import math
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
    """In points of the index; None unless two units are compared and both have the value."""

    @property
    def estimated(self) -> bool:
        """Whether a difference of the scores is an estimate.

        The digits behind a published score are reconstructed: a gap of such is an estimate too.
        """
        return any(score.status in {"estimated", "reported"} for score in self.scores)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Units on the index, its pillars and its indicators, in tree order."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    nodes: tuple[ComparedNode, ...]
    pillars: frozenset[str] = frozenset()
    """Codes of the nodes right below the index."""

    @property
    def adds_up(self) -> bool:
        """Whether the pillars' gaps sum to the index's.

        Not where a value is missing and weights were rescaled, nor where scores are not
        weighted means.
        """
        gaps = [node.gap for node in self.nodes if node.code in self.pillars]
        whole = self.nodes[0].gap
        if whole is None:
            return False
        known = [gap for gap in gaps if gap is not None]
        return len(known) == len(gaps) and math.isclose(math.fsum(known), whole, abs_tol=1e-9)


def build_comparison(study: Study, places: Sequence[int]) -> Comparison:
    """Compare units by their places. See `Comparison.adds_up`."""
    index, tree = study.pack.index, study.pack.index.tree
    nodes = [tree.root]
    for pillar in tree.pillars:
        nodes.append(pillar)
        if tree.drawn(pillar.code):  # a single indicator would say its pillar again
            nodes.extend(n for n in tree.descendants(pillar.code) if n.level == 1)
    columns = [parts_of(study, place, tuple(nodes)) for place in places]
    compared = []
    for row, node in zip(zip(*columns, strict=True), nodes, strict=True):
        # A missing value contributes nothing, which is not to say that it is behind by so much.
        known = len(row) == 2 and all(part.score.value is not None for part in row)
        gap = row[0].contribution - row[1].contribution if known else None
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
        frozenset(pillar.code for pillar in tree.pillars),
    )
