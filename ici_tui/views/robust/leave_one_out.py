"""What the ranking is without one indicator, and without one part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.leave_out import leave_out, without
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.views.columns import branches
from ici_tui.views.frame import Over
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, basis
from ici_tui.views.robust.terms import Terms, left_out_of, unused_by
from ici_tui.views.silent import heard_of, silent_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import IntArray
    from ici_tui.index.tree import Tree
    from ici_tui.views.study import Study

MOST_MOVED = 3
"""The units told that move most."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit and its ranks with and without; a positive change is a fall."""

    code: str
    name: str
    rank: int
    without: int

    @property
    def change(self) -> int:
        """Places lost without the component."""
        return self.without - self.rank


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The ranking without one node.

    `leaders` are first without it. `mean_change` and `largest_change` are of absolute changes
    of rank, in places. `holds_in` is the share of tables in which whoever leads the table with
    the node leads it without as well; `mean_low` and `mean_high` the mean change at 5 and 95 %
    of the tables.
    """

    code: str
    name: str
    part: bool
    weight: float
    leaders: tuple[str, ...]
    mean_change: float
    largest_change: int
    moved: tuple[Moved, ...]
    holds_in: float | None
    mean_low: float | None
    mean_high: float | None


@dataclass(frozen=True, slots=True)
class LeaveOneOutView:
    """Every indicator and every part, those that move ranks most first within each kind."""

    nodes: tuple[LeftOut, ...]
    leaders: tuple[str, ...]
    terms: Terms


def build_leave_one_out(study: Study, over: Over | None = None) -> LeaveOneOutView:
    """Leave out every indicator and every part in turn.

    A node's weight goes to its siblings; the pipeline is not run anew.

    Args:
        study: the pack at some weights.
        over: only the parts, or only the indicators; None is both.

    Raises:
        AnalysisError: the index has one component only, or nobody has a score.
    """
    rests = basis(study, Over.INDICATORS)
    tree = study.pack.index.tree
    sets = _sets(tree, rests.codes, over)
    if rests.sums is None:
        units = len(rests.units)
        sizes.check_weights("the index without each", len(sets), units, sizes.EACH)
    families = [tree.place(node.parent or node.code) for node in rests.nodes]
    kept = [(code, members) for code, members in sets if _something_left(rests, members)]
    if not kept:
        raise AnalysisError("without any one of its components nothing of this index is left")
    found = leave_out(rests.score, rests.weights, [members for _, members in kept], families)
    nodes = []
    for number, (code, members) in enumerate(kept):
        across = _across(rests, members, families)
        ranks = found.ranks[number]
        nodes.append(
            LeftOut(
                code=code,
                name=tree[code].name,
                part=tree[code].level > 1,
                weight=float(rests.weights[list(members)].sum()),
                leaders=tuple(rests.units[i] for i in np.flatnonzero(ranks == 1)),
                mean_change=float(found.mean_change[number]),
                largest_change=int(found.largest_change[number]),
                moved=_most_moved(rests, found.base, ranks),
                holds_in=across[0],
                mean_low=across[1],
                mean_high=across[2],
            )
        )
    nodes.sort(key=lambda node: (not node.part, -node.mean_change))
    leaders = tuple(rests.units[i] for i in np.flatnonzero(found.base == 1))
    return LeaveOneOutView(tuple(nodes), leaders, _terms(rests, over))


def _sets(
    tree: Tree, components: Sequence[str], over: Over | None
) -> list[tuple[str, tuple[int, ...]]]:
    """Each node that is left out, with the components that go with it.

    An indicator that tells nobody apart is no component: there is nothing to leave out.
    """
    places = {code: place for place, code in enumerate(components)}
    parts = [node for node in branches(tree) if node.level > 1 and node is not tree.root]
    found = []
    if over is not Over.INDICATORS:
        for node in parts:
            below = (n.code for n in tree.descendants(node.code))
            found.append((node.code, tuple(places[code] for code in below if code in places)))
    if over is not Over.PARTS or not parts:
        found += [(code, (place,)) for code, place in places.items()]
    return [(code, members) for code, members in found if members]


def _something_left(rests: Basis, members: tuple[int, ...]) -> bool:
    """Whether anybody has what is left, so that there is a ranking without the members."""
    left = rests.weights * heard_of(rests.nodes, silent_nodes(rests.study))
    left[list(members)] = 0
    return float(left.sum()) > 0


def _most_moved(rests: Basis, base: IntArray, ranks: IntArray) -> tuple[Moved, ...]:
    order = np.argsort(-np.abs(ranks - base), kind="stable")[:MOST_MOVED]
    return tuple(
        Moved(rests.units[i], rests.unit_names[i], int(base[i]), int(ranks[i]))
        for i in order.tolist()
        if ranks[i] != base[i]
    )


def _across(
    rests: Basis, members: tuple[int, ...], families: list[int]
) -> tuple[float | None, float | None, float | None]:
    """Whether each table's leader stays, and how far ranks move there."""
    if rests.tables is None:
        return None, None, None
    before = competition_ranks(weighted(rests.tables, rests.weights))
    after = competition_ranks(weighted(rests.tables, without(rests.weights, members, families)))
    stays = ((before == 1) == (after == 1)).all(axis=1)
    low, high = np.quantile(np.abs(after - before).mean(axis=1), (0.05, 0.95))
    return float(stays.mean()), float(low), float(high)


def _terms(rests: Basis, over: Over | None) -> Terms:
    what = {None: "part or indicator", Over.PARTS: "part", Over.INDICATORS: "indicator"}[over]
    return Terms(
        over="parts and indicators" if over is None else over.value,
        varied=(f"one {what} left out at a time, its weight given to its siblings",),
        held=("the other weights", "pipeline", "normalised values", "data", *left_out_of(rests)),
        tables=rests.table_count,
        unused=unused_by(rests.study),
    )
