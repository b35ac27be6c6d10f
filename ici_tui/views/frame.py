"""An index as a weighted sum: what the exact methods ask for, from a pack at some weights."""

from __future__ import annotations

from enum import Enum
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.transform import Family, common_family
from ici_tui.index.sums import weighted
from ici_tui.views.columns import branches
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node, Tree
    from ici_tui.index.weights import WeightSet
    from ici_tui.views.study import Study

    FloatArray = npt.NDArray[np.float64]


LEAST_COMPLETE = 2
"""Units with every value from which there is something to compare."""


class Over(Enum):
    """Whose weights move."""

    PARTS = "parts"
    INDICATORS = "indicators"


class Lacking(Enum):
    """What is done with units that lack a component."""

    REFUSED = "refused"
    LEFT_OUT = "left out"
    KEPT = "kept"
    """They have NaN there: their score is that of the mean of the others."""


class LackingError(AnalysisError):
    """Some units lack a value of a component.

    Args:
        message: how many, and what would be exact.
        complete: the places of those with a score that have all of them.
    """

    def __init__(self, message: str, complete: npt.NDArray[np.intp]) -> None:
        super().__init__(message)
        self.complete = complete


class Frame(NamedTuple):
    """Ranks of the index as ranks of `table @ weights`.

    `table` is k × m over the k units that have a score, in columns transformed to one family of
    means, with NaN only where units that lack a component are kept; `units` are their places in
    the pack, ascending; `weights` are m shares of 1. `tables` is T × k × m where the pack has an
    ensemble that this pipeline leaves as it is.

    `heard` is False for a component that no unit has. Its siblings share its weight, so that it
    ranks as if all were level on it: its column is 0, or NaN where units that lack one are kept,
    and a score is the sum over what the others weigh. That is so of siblings alone: beside nodes of
    other families they are left out, and are the `silent` ones.
    """

    nodes: tuple[Node, ...]
    table: FloatArray
    weights: FloatArray
    units: npt.NDArray[np.intp]
    family: Family
    tables: FloatArray | None
    heard: npt.NDArray[np.bool_]
    silent: tuple[Node, ...] = ()

    def heard_share(self, weights: FloatArray) -> float:
        """What the components that anybody has weigh: the index is the sum over it."""
        return float(weights[self.heard].sum())

    @property
    def codes(self) -> tuple[str, ...]:
        """The components' codes."""
        return tuple(node.code for node in self.nodes)

    @property
    def names(self) -> tuple[str, ...]:
        """The components' names."""
        return tuple(node.name for node in self.nodes)

    def row(self, place: int) -> int:
        """The row of a unit, by its place in the pack.

        Raises:
            AnalysisError: the unit has no score.
        """
        row = int(np.searchsorted(self.units, place))
        if row == len(self.units) or self.units[row] != place:
            raise AnalysisError("a unit without a score cannot be compared")
        return row

    def rows(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """The rows of units that have a score, by their places in the pack."""
        return np.searchsorted(self.units, places)

    def component(self, code: str) -> int:
        """The place of a component.

        Raises:
            AnalysisError: it is not among those whose weights move.
        """
        if code not in self.codes:
            known = ", ".join(self.codes)
            raise AnalysisError(f"{code} is not among the weights that move here: {known}")
        return self.codes.index(code)


@per_study
def frame(study: Study, over: Over = Over.PARTS, lacking: Lacking = Lacking.REFUSED) -> Frame:
    """The index over its parts or its indicators.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        lacking: what is done with units that lack some of them.

    Raises:
        LackingError: they are refused, or fewer than two are left without them.
        AnalysisError: no weighted sum gives these ranks; the message says why, and that
            sampling can answer.
    """
    tree = study.pack.index.tree
    nodes = branches(tree) if over is Over.PARTS else tree.leaves
    # With the parts' own scores held, only the methods above them matter.
    family = family_above(study, nodes[0].level + 1 if over is Over.PARTS else 2)
    silent = silent_nodes(study)
    left_out: tuple[Node, ...] = ()
    if len({node.parent for node in nodes}) == 1:
        shares = study.weights.effective(tree)
    else:
        shares = spoken_shares(study.weights, tree, silent)
        left_out = tuple(node for node in nodes if node.code in silent)
        nodes = tuple(node for node in nodes if node.code not in silent)
    heard = _heard(nodes, silent)
    of_heard = tuple(compress(nodes, heard))
    places, columns = _whole(study, (of_heard,), lacking)
    weights = np.array([shares[node.code] for node in nodes])
    return Frame(
        nodes,
        _among_all(family.columns(columns), heard, np.nan if lacking is Lacking.KEPT else 0.0),
        weights / weights.sum(),
        places,
        family,
        _tables(study, nodes, places, family, silent),
        heard,
        left_out,
    )


def _heard(nodes: tuple[Node, ...], silent: frozenset[str]) -> npt.NDArray[np.bool_]:
    return np.array([node.code not in silent for node in nodes])


def _among_all(columns: FloatArray, heard: npt.NDArray[np.bool_], level: float) -> FloatArray:
    """The columns of components that anybody has, beside those on which all are level."""
    if heard.all():
        return columns
    found = np.full((len(heard), len(columns)), level)
    found[heard] = columns.T
    return found.T


@per_study
def silent_nodes(study: Study) -> frozenset[str]:
    """The nodes that no unit with a score has: a column that is missing, or tells nothing apart.

    Wherever a unit lacks a value its siblings share the weight: where all lack it, the shares are
    the same for all, and the index is a weighted sum of the others.
    """
    places = scored(study)
    return frozenset(
        node.code
        for node in study.pack.index.tree.nodes
        if np.isnan(_some(study.scores.of(node.code), places)).all()
    )


def spoken_shares(weights: WeightSet, tree: Tree, silent: frozenset[str]) -> dict[str, float]:
    """Each node's share of the index where some nodes have no part, 0 for those."""
    if not silent:
        return weights.effective(tree)
    found = {tree.root.code: 1.0}
    for node in tree.nodes:
        family = weights.families.get(node.code)
        if family is None:
            continue
        shares = {
            code: 0.0 if code in silent else share
            for code, share in zip(family.codes, family.shares, strict=True)
        }
        total = sum(shares.values())
        for code, share in shares.items():
            found[code] = found[node.code] * (share / total if total > 0 else 0.0)
    return found


def family_above(study: Study, lowest: int) -> Family:
    """The one family of means from a level up to the root.

    Raises:
        AnalysisError: ranks are of rounded scores, or the levels have no family in common.
    """
    if study.scores.rank_decimals is not None:
        raise AnalysisError(
            "this pack ranks rounded scores, and ties by rounding are no weighted sum; "
            "ask by sampling"
        )
    methods = study.prepared.choices.aggregate
    depth = study.pack.index.tree.depth
    used = [methods[min(level - 2, len(methods) - 1)] for level in range(lowest, depth + 1)]
    # Above a root that is the one component there is nothing to aggregate.
    return common_family(used or methods[-1:])


@per_study
def _whole(
    study: Study, families: tuple[tuple[Node, ...], ...], lacking: Lacking
) -> tuple[npt.NDArray[np.intp], FloatArray]:
    """The units with a score, all of whom have these nodes, and their columns on the first."""
    try:
        places = scored(study) if lacking is Lacking.KEPT else _complete(study, families)
    except LackingError as error:
        if lacking is Lacking.REFUSED or len(error.complete) < LEAST_COMPLETE:
            raise
        places = error.complete
    return places, columns_of(study, families[0], places)


def scored(study: Study) -> npt.NDArray[np.intp]:
    """The places of the units that have a score, ascending.

    Raises:
        AnalysisError: nobody has a score.
    """
    places = np.flatnonzero(~np.isnan(study.scores.of(study.pack.index.tree.root.code)))
    if not len(places):
        raise AnalysisError("nobody has a score")
    return places


def _complete(study: Study, families: tuple[tuple[Node, ...], ...]) -> npt.NDArray[np.intp]:
    """The units with a score, if all of them have all of these nodes."""
    places = scored(study)
    for node in dict.fromkeys(node for nodes in families for node in nodes):
        if np.isnan(_some(study.scores.of(node.code), places)).any():
            raise _lacking(study, families, places)
    return places


def _lacking(
    study: Study, families: tuple[tuple[Node, ...], ...], places: npt.NDArray[np.intp]
) -> LackingError:
    """Say how many units lack a value of the first family that is not whole."""
    index = study.pack.index
    missing = [np.isnan(columns_of(study, nodes, places)).any(axis=1) for nodes in families]
    lacking = next(np.flatnonzero(rows) for rows in missing if rows.any())
    whole = places[~np.logical_or.reduce(missing)]
    name = index.names[int(places[lacking[0]])]
    words = index.info.words.plural
    complete = len(places) - len(lacking)
    alone = f"screen 1 (the {complete} complete {words} alone) or with " if complete > 1 else ""
    return LackingError(
        f"{len(lacking)} of {len(places)} {words} lack a value ({name} is one), so their weights "
        f"are their own; exact with {alone}impute median; impute, or ask by sampling",
        whole,
    )


def columns_of(study: Study, nodes: tuple[Node, ...], places: npt.NDArray[np.intp]) -> FloatArray:
    """The scores of some units on some nodes, len(places) × len(nodes)."""
    return _beside([_some(study.scores.of(node.code), places) for node in nodes])


def _beside(columns: list[FloatArray]) -> FloatArray:
    """Columns as a table that keeps each of them in one piece."""
    return np.array(columns).T


def _some(column: FloatArray, places: npt.NDArray[np.intp]) -> FloatArray:
    """The values of some units, without a copy where those are all."""
    return column if len(places) == len(column) else column[places]


def _tables(
    study: Study,
    nodes: tuple[Node, ...],
    places: npt.NDArray[np.intp],
    family: Family,
    silent: frozenset[str],
) -> FloatArray | None:
    """The ensemble, which has gone through the same pipeline, over the same nodes and units.

    None where a node has no part: the ensemble has no missing values, and weighs it.
    """
    ensemble = study.pack.ensemble
    if ensemble is None or not family.additive or silent:
        return None
    tree = study.pack.index.tree
    scores = [ensemble.scores(node.code, tree, study.weights) for node in nodes]
    tables = np.stack(scores, axis=2)
    return tables if len(places) == tables.shape[1] else tables[:, places]


class Siblings(NamedTuple):
    """The ranks of the index as those of a weighted sum of one parent's children.

    Everything else is held; `weights` are the children's shares among themselves. `heard` is as in
    a frame.
    """

    codes: tuple[str, ...]
    table: FloatArray
    weights: FloatArray
    units: npt.NDArray[np.intp]
    tables: FloatArray | None
    heard: npt.NDArray[np.bool_]


class Children(NamedTuple):
    """The m children of a node, their shares among themselves, and which of them anybody has."""

    nodes: tuple[Node, ...]
    shares: FloatArray
    heard: npt.NDArray[np.bool_]

    @property
    def of_heard(self) -> tuple[Node, ...]:
        """Those that anybody has."""
        return tuple(compress(self.nodes, self.heard))

    @property
    def shares_of_heard(self) -> FloatArray:
        """Their shares among these."""
        shares = self.shares[self.heard]
        return shares if self.heard.all() else shares / shares.sum()


def children_of(study: Study, parent: str) -> Children:
    """The children of a node.

    Raises:
        AnalysisError: nobody has any of them, or those that there are weigh nothing.
    """
    tree = study.pack.index.tree
    nodes = tree.children(parent)
    heard = _heard(nodes, silent_nodes(study))
    if not heard.any():
        raise AnalysisError(f"nobody has a score on {tree[parent].name}")
    family = study.weights.families[parent]
    given = dict(zip(family.codes, family.shares, strict=True))
    shares = np.array([given[child.code] for child in nodes])
    if not shares[heard].sum() > 0:
        raise AnalysisError(f"what there is of {tree[parent].name} weighs nothing")
    return Children(nodes, shares, heard)


def siblings(study: Study, parent: str, lacking: Lacking = Lacking.REFUSED) -> Siblings:
    """The children of a node as the only weights that move.

    Args:
        study: the pack at some weights.
        parent: the node.
        lacking: what is done with units that lack some of them; they are not kept here.

    Raises:
        LackingError: they are refused, or fewer than two are left without them.
        AnalysisError: no weighted sum gives these ranks.
    """
    tree = study.pack.index.tree
    path = [tree[parent]]
    while path[-1].parent is not None:
        path.append(tree[path[-1].parent])
    silent = silent_nodes(study)
    children = children_of(study, parent)
    families = (
        children.of_heard,
        *(children_of(study, node.code).of_heard for node in path[1:]),
    )
    family = family_above(study, tree[parent].level)
    places, table = _whole(study, families, lacking)
    shares = children.shares_of_heard
    weight = spoken_shares(study.weights, tree, silent)[parent]

    def column(code: str) -> FloatArray:
        return family.columns(_some(study.scores.of(code), places))

    codes = tuple(child.code for child in children.nodes)
    columns = family.columns(table)
    within = _tables(study, children.nodes, places, family, silent)
    if parent != tree.root.code:
        # S = what the other nodes add + weight · Σ shares·children, and the shares sum to 1.
        columns = _held(column(tree.root.code), columns, shares, weight)
        whole = _tables(study, (tree.root,), places, family, silent)
        if within is not None and whole is not None:
            within = _held(whole[:, :, 0], within, shares, weight)
    table = _among_all(columns, children.heard, 0.0)
    return Siblings(codes, table, children.shares, places, within, children.heard)


def _held(
    scores: FloatArray, children: FloatArray, shares: FloatArray, weight: float
) -> FloatArray:
    """Columns whose sum in these shares is the index, whatever the shares."""
    held = scores - weight * (weighted(children, shares))
    columns: FloatArray = held[..., None] + weight * children
    return columns
