"""Units side by side, and for two of them the gap explained, term by term."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.index.ranking import tie_gaps
from ici_tui.index.scores import methods_by_level
from ici_tui.views.contributions import shares_there
from ici_tui.views.parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.numbers import Shown
    from ici_tui.views.study import Study


class ComparedNode(NamedTuple):
    """One node for every compared unit. `gap` is the first's contribution less the second's."""

    code: str
    name: str
    level: int
    scores: tuple[Shown, ...]
    ranks: tuple[int | None, ...]
    ranks_known: tuple[str | None, ...]
    """What is known of each rank; None where the pack says nothing of its values."""
    gap: float | None
    """In points of the index; None unless two units are compared and it can be split so far."""
    one_sided: bool = False
    """Only one of the two has the value: its gap is the whole of what it contributes there."""
    holds_in: float | None = None
    """The share of an ensemble's tables in which the one of two who leads here leads on it."""

    @property
    def estimated(self) -> bool:
        """Whether a difference of the scores is an estimate.

        The digits behind a published score are reconstructed: a gap of such is an estimate too.
        """
        return any(score.value_status == "estimated" for score in self.scores)


class Comparison(NamedTuple):
    """Units on the index, its pillars and its indicators, in tree order."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    nodes: tuple[ComparedNode, ...]
    pillars: frozenset[str] = frozenset()
    """Codes of the nodes right below the index."""

    @property
    def adds_up(self) -> bool:
        """Whether the pillars' gaps sum to the index's: not where scores are no weighted means."""
        gaps = [node.gap for node in self.nodes if node.code in self.pillars]
        whole = self.nodes[0].gap
        if whole is None:
            return False
        known = [gap for gap in gaps if gap is not None]
        slack = 1e-9 * max(1.0, *(abs(gap) for gap in (whole, *known)))
        return bool(known) and math.isclose(math.fsum(known), whole, rel_tol=0, abs_tol=slack)


def build_comparison(study: Study, places: Sequence[int]) -> Comparison:
    """Compare units by their places. See `Comparison.adds_up`."""
    index, tree = study.pack.index, study.pack.index.tree
    nodes = [tree.root]
    for pillar in tree.pillars:
        nodes.append(pillar)
        if tree.drawn(pillar.code):  # a single indicator would say its pillar again
            nodes.extend(n for n in tree.descendants(pillar.code) if n.level == 1)
    columns = [parts_of(study, place, tuple(nodes)) for place in places]
    terms = [contributions(study, place) for place in places] if len(places) == 2 else []
    compared = []
    for row, node in zip(zip(*columns, strict=True), nodes, strict=True):
        gap, one_sided = _gap(*(term.get(node.code) for term in terms)) if terms else (None, False)
        if node.parent is None and one_sided:
            gap = None  # one has no score at all: there is nothing to be ahead of
        compared.append(
            ComparedNode(
                node.code, node.name, node.level,
                tuple(part.score for part in row), tuple(part.rank for part in row),
                tuple(part.rank_status for part in row), gap,
                one_sided and gap is not None,
            )
        )  # fmt: skip
    explained = terms and compared[0].gap is not None
    return Comparison(
        tuple(index.codes[p] for p in places),
        tuple(index.names[p] for p in places),
        _over_tables(study, places, compared) if explained else _without_gaps(compared),
        frozenset(pillar.code for pillar in tree.pillars),
    )


def _over_tables(
    study: Study, places: Sequence[int], nodes: list[ComparedNode]
) -> tuple[ComparedNode, ...]:
    """The nodes of two units, with the share of tables in which the leader on each leads."""
    ensemble, tree = study.pack.ensemble, study.pack.index.tree
    if ensemble is None:
        return tuple(nodes)
    one, other = places
    found = []
    for node in nodes:
        scores = ensemble.scores(node.code, tree, study.weights)
        lead = (scores[:, one] - scores[:, other]) * math.copysign(1.0, node.gap or 0.0)
        share = float((lead > tie_gaps(scores)).mean())
        found.append(node._replace(holds_in=share if node.gap else None))
    return tuple(found)


def contributions(study: Study, place: int) -> dict[str, float]:
    """What each node adds to a unit's score, in points of the index.

    Only nodes that have a score and whose ancestors are all weighted means are in it: what the
    children of one add sums to what it does.
    """
    tree, scores = study.pack.index.tree, study.scores
    methods = methods_by_level(tree, study.prepared.choices.aggregate)
    root = float(scores.of(tree.root.code)[place])
    if math.isnan(root):
        return {}
    shares, found = shares_there(study, tree.root.code, tree.nodes, place), {tree.root.code: root}
    for node in tree.nodes:
        method = methods.get(node.level)
        if node.code not in found or getattr(method, "name", method) != "arithmetic":
            continue
        for child in tree.children(node.code):
            value = float(scores.of(child.code)[place])
            if not math.isnan(value):
                found[child.code] = shares[child.code] * value
    return found


def _gap(first: float | None, second: float | None) -> tuple[float | None, bool]:
    """The difference of two contributions, and whether only one of them is there."""
    if first is None and second is None:
        return None, False
    return (first or 0.0) - (second or 0.0), first is None or second is None


def _without_gaps(nodes: list[ComparedNode]) -> tuple[ComparedNode, ...]:
    return tuple(node._replace(gap=None, one_sided=False) for node in nodes)
