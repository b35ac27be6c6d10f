"""What an index builder asks of an index: one row per node, flags, and correlated pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ici_tui.analysis.statistics import (
    comparisons,
    consistency,
    correlations,
    indicator_statistics,
)
from ici_tui.stopped import Stopped
from ici_tui.views.statistics_across import MOST, statistics_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ici_tui.analysis.statistics import Consistency, Correlation, IndicatorStatistics
    from ici_tui.index.tree import Node
    from ici_tui.views.statistics_across import NodeTables, PairTables
    from ici_tui.views.study import Study


class Told(Protocol):
    """Told how far work has come; whether to go on."""

    def __call__(self, done: int, of: int, /) -> bool:
        """Tell; False means to stop."""


@dataclass(frozen=True, slots=True)
class NodeStatistics:
    """A node's statistics. `raw` is there for indicators, `alpha` for aggregates.

    `weight` and `influence` are shares of the whole index: what the node is meant to weigh, and
    what part of the variance of the index it makes up (Paruolo, Saisana & Saltelli 2013).
    """

    node: Node
    weight: float
    influence: float | None
    with_index: float | None
    """Correlation with the index, over the units that have both."""
    with_parent: float | None
    redundant: tuple[str, ...]
    """Siblings with which it correlates above 0.9."""
    estimated: int
    """How many of an indicator's values are estimates."""
    raw: IndicatorStatistics | None = None
    alpha: Consistency | None = None
    tables: NodeTables | None = None
    """Its numbers in each table of an ensemble; None without one."""

    @property
    def squared(self) -> float | None:
        """The squared correlation with the index: what it alone would explain."""
        return None if self.with_index is None else self.with_index**2

    @property
    def negative(self) -> bool:
        """Whether it works against its parent."""
        return self.with_parent is not None and self.with_parent < 0

    @property
    def outlying(self) -> bool:
        """Whether treatment would act on an indicator's data."""
        return self.raw is not None and self.raw.outlying

    @property
    def redundant_in_most(self) -> tuple[str, ...]:
        """Siblings with which it correlates above 0.9 in most tables; in this one without others."""
        if self.tables is None:
            return self.redundant
        return tuple(code for code, share in self.tables.redundant if share > MOST)

    @property
    def negative_in_most(self) -> bool:
        """Whether it works against its parent in most tables; in this one without others."""
        share = None if self.tables is None else self.tables.negative
        return self.negative if share is None else share > MOST

    @property
    def outlying_in_most(self) -> bool:
        """Whether treatment would act on it in most tables; in this one without others."""
        share = None if self.tables is None else self.tables.outlying
        return self.outlying if share is None else share > MOST


@dataclass(frozen=True, slots=True)
class IndexStatistics:
    """Every node's statistics, in tree order. `complete` units carry the influences."""

    nodes: tuple[NodeStatistics, ...]
    pairs: tuple[Correlation, ...]
    complete: int
    no_influence: str
    """Why there is no influence; empty where there is."""
    tables: int | None = None
    """How many tables of an ensemble the numbers were held against; None without one."""
    pair_tables: tuple[PairTables, ...] = ()
    """What holds of each of `pairs` in those tables; empty without."""

    @property
    def uncompared(self) -> str:
        """A sentence about siblings that are too many to compare each with each; often empty."""
        from ici_tui.analysis.statistics import MOST_TOGETHER

        wide = [alpha.code for alpha in self._alphas() if alpha.children > MOST_TOGETHER]
        told = f"More than {MOST_TOGETHER:,} siblings are not compared with each other: those below"
        return f"{told} {', '.join(wide)}." if wide else ""

    @property
    def no_alpha(self) -> str:
        """A sentence about aggregates with too much below them for an alpha; often empty."""
        from ici_tui.analysis.statistics import MOST_TOGETHER

        wide = any(alpha.indicators > MOST_TOGETHER for alpha in self._alphas())
        return f"There is none over more than {MOST_TOGETHER:,}." if wide else ""

    def _alphas(self) -> Iterator[Consistency]:
        return (row.alpha for row in self.nodes if row.alpha is not None)


def build_statistics(study: Study, told: Told | None = None) -> IndexStatistics:
    """Statistics of the indicators' data, of weights, and of how nodes go together.

    Args:
        study: a pack at some weights.
        told: is told how many comparisons are done, of how many, and says whether to go on.

    Where there is an ensemble, every number is found in each of its tables as well.

    Raises:
        Stopped: `told` said so.
    """
    tree, scores = study.pack.index.tree, study.scores
    raw = {row.code: row for row in indicator_statistics(tree, study.prepared)}
    ensemble = study.pack.ensemble
    count = _counting(comparisons(tree) * (1 if ensemble is None else 2), told)
    alphas = {row.code: row for row in consistency(tree, scores, count)}
    pairs = correlations(tree, scores, count)
    influences, complete, why = _influences(study)
    across = statistics_tables(study, pairs, bool(influences), count)
    weights = study.weights.effective(tree)
    root = tree.root.code
    with_index = {p.one: p.value for p in pairs if p.kin != "sibling" and p.other == root}
    with_parent = {pair.one: pair.value for pair in pairs if pair.kin == "parent"}
    estimates = _estimates(study)
    redundant = _redundant(pairs)
    nodes = tuple(
        NodeStatistics(
            node=node,
            weight=weights[node.code],
            influence=influences.get(node.code),
            with_index=with_index.get(node.code),
            with_parent=with_parent.get(node.code),
            redundant=redundant.get(node.code, ()),
            estimated=estimates.get(node.code, 0),
            raw=raw.get(node.code),
            alpha=alphas.get(node.code),
            tables=None if across is None else across.nodes[node.code],
        )
        for node in tree.nodes
    )
    if across is None:
        return IndexStatistics(nodes, pairs, complete, why)
    return IndexStatistics(nodes, pairs, complete, why, across.tables, across.pairs)


def _counting(of: int, told: Told | None) -> Callable[[int], None]:
    """Counts comparisons, and tells how far they are."""
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        if told is not None and not told(min(done, of), of):
            raise Stopped

    return count


def _influences(study: Study) -> tuple[Mapping[str, float], int, str]:
    """Each node's real influence, from how many complete units, or why there is none.

    A node's influence is the sum of its indicators': covariances add up.
    """
    import numpy as np

    from ici_tui.analysis.explain import influence
    from ici_tui.analysis.inputs import AnalysisError

    tree = study.pack.index.tree
    if {method.name for method in study.prepared.choices.aggregate} != {"arithmetic"}:
        return {}, 0, "influence needs weighted means on every level"
    values = study.prepared.normalised
    used = np.asarray(~np.isnan(values).all(axis=0))  # a constant column is missing everywhere
    complete = ~np.isnan(values[:, used]).any(axis=1)
    count = int(complete.sum())
    if count < 3:
        return {}, count, f"influence needs 3 units with every indicator, and there are {count}"
    leaves = [leaf.code for leaf, there in zip(tree.leaves, used.tolist(), strict=True) if there]
    weights = _shares(study, frozenset(leaves))
    try:
        found = influence(values[complete][:, used], np.array([weights[code] for code in leaves]))
    except AnalysisError as error:
        return {}, count, str(error)
    of_leaf = dict(zip(leaves, found.share.tolist(), strict=True))
    below = {node.code: [n.code for n in tree.descendants(node.code)] for node in tree.aggregates}
    sums = {code: sum(of_leaf.get(n, 0.0) for n in nodes) for code, nodes in below.items()}
    return of_leaf | sums, count, ""


def _shares(study: Study, used: frozenset[str]) -> dict[str, float]:
    """Each node's share of the whole where only `used` indicators are there."""
    tree = study.pack.index.tree
    there = {
        node.code
        for node in tree.nodes
        if used & {node.code, *(below.code for below in tree.descendants(node.code))}
    }
    found = {tree.root.code: 1.0}
    for node in tree.nodes:
        children = [child.code for child in tree.children(node.code) if child.code in there]
        total = sum(study.weights.share(code) for code in children)
        for code in children:
            share = study.weights.share(code) / total if total > 0 else 0.0
            found[code] = found.get(node.code, 0.0) * share
    return found


def _estimates(study: Study) -> dict[str, int]:
    cells, index = study.pack.cells, study.pack.index
    if cells is None:
        return {}
    found = {}
    for leaf in index.tree.leaves:
        seen = [cells.get(unit, leaf.code) for unit in index.codes]
        found[leaf.code] = sum(cell is not None and cell.status == "estimated" for cell in seen)
    return found


def _redundant(pairs: Sequence[Correlation]) -> Mapping[str, tuple[str, ...]]:
    """The siblings that each node goes with nearly everywhere, by its code, in one pass."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.flag == "redundant":
            found.setdefault(pair.one, []).append(pair.other)
            found.setdefault(pair.other, []).append(pair.one)
    return {code: tuple(others) for code, others in found.items()}
