"""The children of one node as the only weights that move, everything else held."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.sums import weighted
from ici_tui.views.frame import family_above, tables_of
from ici_tui.views.scored import Lacking, some, units_with
from ici_tui.views.silent import among_all, heard_of, heard_shares, silent_nodes

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    FloatArray = npt.NDArray[np.float64]


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
    heard = heard_of(nodes, silent_nodes(study))
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
    places, table = units_with(study, families, lacking)
    shares = children.shares_of_heard
    weight = heard_shares(study.weights, tree, silent)[parent]

    def column(code: str) -> FloatArray:
        return family.columns(some(study.scores.of(code), places))

    codes = tuple(child.code for child in children.nodes)
    columns = family.columns(table)
    within = tables_of(study, children.nodes, places, family, silent)
    if parent != tree.root.code:
        # S = what the other nodes add + weight · Σ shares·children, and the shares sum to 1.
        columns = _held(column(tree.root.code), columns, shares, weight)
        whole = tables_of(study, (tree.root,), places, family, silent)
        if within is not None and whole is not None:
            within = _held(whole[:, :, 0], within, shares, weight)
    table = among_all(columns, children.heard, 0.0)
    return Siblings(codes, table, children.shares, places, within, children.heard)


def _held(
    scores: FloatArray, children: FloatArray, shares: FloatArray, weight: float
) -> FloatArray:
    """Columns whose sum in these shares is the index, whatever the shares."""
    held = scores - weight * (weighted(children, shares))
    columns: FloatArray = held[..., None] + weight * children
    return columns
