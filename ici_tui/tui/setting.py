"""What the user can edit and undo in the explorer, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ici_tui.tables.edits import Edits
from ici_tui.views.statement_text import UNITS, Stated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValue, OwnValues
    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import WeightSet
    from ici_tui.views.statement_text import Statement

NO_EDITS = Edits()


@dataclass(frozen=True, slots=True)
class Setting:
    """All that the user can edit and undo: what becomes editable is another field of it."""

    weights: WeightSet
    options: PipelineOptions
    own: OwnValues = ()
    """Raw values of the user's."""
    statements: tuple[Statement, ...] = ()
    """What somebody believes, in the order in which it was stated."""
    off: frozenset[Statement] = frozenset()
    """Those that are not in force."""
    columns: Edits = NO_EDITS
    """What is said of the columns of the pack that was opened."""
    by: str = field(default="", compare=False)
    """The edit that made it, in a few words, which whoever undoes it is told."""

    def back_at(self, before: Setting) -> Setting:
        """The one before where this is the same but for the grid that edits are on; else this."""
        rest = replace(self, weights=before.weights)
        return before if rest == before and self.weights.on_grid_as(before.weights) else self

    def only_of(self, tree: Tree) -> Setting:
        """The same without values and statements about nodes that a tree does not have."""
        leaves = {leaf.code for leaf in tree.leaves}
        weighed = {node.code for node in tree.nodes if node.parent is not None}
        return self._only(
            [one for one in self.own if one.node in leaves],
            [one for one in self.statements if one.about == UNITS or _between(one, weighed)],
        )

    def only_about(self, units: Collection[str]) -> Setting:
        """The same without values and statements about other units, given by their codes."""
        return self._only(
            [one for one in self.own if one.unit in units],
            [one for one in self.statements if one.about != UNITS or _between(one, units)],
        )

    def _only(self, own: Iterable[OwnValue], statements: Iterable[Statement]) -> Setting:
        left = tuple(statements)
        return replace(self, own=tuple(own), statements=left, off=self.off & frozenset(left))

    @property
    def stated(self) -> Stated | None:
        """The statements as a study has them; None where there are none."""
        if not self.statements:
            return None
        force = tuple(one for one in self.statements if one not in self.off)
        return Stated(force, off=tuple(one for one in self.statements if one in self.off))


def _between(one: Statement, codes: Collection[str]) -> bool:
    """Whether a statement is about two of these."""
    return one.above in codes and one.below in codes
