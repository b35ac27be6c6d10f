"""What is known of a score that is computed: no more than of the values that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.evidence.cells import Cells, Status
    from ici_tui.index.tree import Tree


def computed_status(
    cells: Cells, tree: Tree, shares: Mapping[str, float], unit: str, node: str
) -> Status:
    """Estimated where any indicator with weight below the node is, or nothing is known of it.

    Args:
        cells: what is known of the values.
        tree: the index's nodes.
        shares: each node's share of the index.
        unit: a unit's code.
        node: the code of an aggregate.
    """
    for leaf in tree.descendants(node):
        if leaf.level == 1 and (shares[leaf.code] > 0 or shares[node] == 0):
            cell = cells.get(unit, leaf.code)
            if cell is None or cell.status == "estimated":
                return "estimated"
    return "derived"
