"""A pack at some weights: the one place where a front door has scores computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ici_tui.index.errors import PipelineError
from ici_tui.index.pipeline import Prepared, run_pipeline
from ici_tui.index.weights import WeightSet
from ici_tui.packs.other_pipeline import otherwise

if TYPE_CHECKING:
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValues
    from ici_tui.index.scores import Scores
    from ici_tui.packs.pack import Pack
    from ici_tui.views.statement_text import Stated

__all__ = ["PipelineError", "Study", "prepared_data"]

_PREPARED: WeakKeyDictionary[Index, Prepared] = WeakKeyDictionary()


def prepared_data(index: Index) -> Prepared:
    """The index's data through its own pipeline, computed once for each index.

    Raises:
        PipelineError: the pipeline asks for what cannot be done.
    """
    found = _PREPARED.get(index)
    if found is None:
        found = _PREPARED[index] = run_pipeline(index)
    return found


@dataclass(frozen=True, eq=False)
class Study:
    """A pack, the weights it is looked at with, and the scores that they give.

    `pack.index.options` is the pipeline that was run; `prepared.record` says what it did.
    """

    pack: Pack
    weights: WeightSet
    scores: Scores
    prepared: Prepared
    stated: Stated | None = None
    """The statements that weights have to satisfy where an answer looks at others than these."""

    @classmethod
    def of(
        cls,
        pack: Pack,
        weights: WeightSet | None = None,
        options: PipelineOptions | None = None,
        own: OwnValues | None = None,
    ) -> Study:
        """Evaluate a pack, at its own weights and with its own pipeline unless others are given.

        With other options or values of the user's the study's pack carries them, so that
        whatever is computed from it later runs the same pipeline on the same data.

        Args:
            pack: the pack.
            weights: all of them; the pack's own without.
            options: all of the pipeline's; those of `pack` without.
            own: all values of the user's; those of `pack` without.

        Raises:
            PipelineError: the pipeline asks for what cannot be done.
        """
        if options is not None or own is not None:
            pack = otherwise(
                pack,
                pack.index.options if options is None else options,
                pack.own if own is None else own,
            )
        chosen = weights if weights is not None else WeightSet.from_tree(pack.index.tree)
        prepared = prepared_data(pack.index)
        return cls(pack, chosen, prepared.scores(chosen), prepared)

    def with_weights(self, weights: WeightSet) -> Study:
        """The same data at other weights: only the aggregation is done again.

        Raises:
            PipelineError: a method of aggregation cannot take a value that now has weight.
        """
        return replace(self, weights=weights, scores=self.prepared.scores(weights))

    def with_options(self, options: PipelineOptions) -> Study:
        """The same weights with another pipeline.

        Raises:
            PipelineError: the pipeline asks for what cannot be done.
        """
        return replace(Study.of(self.pack, self.weights, options), stated=self.stated)

    def under(self, stated: Stated | None) -> Study:
        """The same at the same weights, under statements."""
        return self if stated == self.stated else replace(self, stated=stated)

    def with_own(self, own: OwnValues) -> Study:
        """The same weights and pipeline on data with these values of the user's, and no others.

        Raises:
            PipelineError: the pipeline cannot take one of them.
        """
        return Study.of(self.pack, self.weights, own=own)

    @cached_property
    def unedited(self) -> Study:
        """The pack as it was opened: its own weights, pipeline and data."""
        return self if self.own else Study.of(self.pack.origin or self.pack)

    def standing_by(self, line: str) -> Study:
        """The same study, with another line wherever its numbers are shown."""
        index = self.pack.index
        again = replace(index, info=index.info._replace(standing_line=line))
        _PREPARED[again] = self.prepared
        return replace(self, pack=replace(self.pack, index=again))

    def why_missing(self, place: int, node: str) -> str:
        """Why a unit has no score on a node; empty where it has one."""
        return self.prepared.why_missing(self.scores, place, node)

    @property
    def standing_line(self) -> str:
        """What has to stand on every page; see `Pack.standing_line`."""
        return self.pack.standing_line(self.weights)

    @cached_property
    def own(self) -> bool:
        """Whether weights, pipeline and data are the pack's own, as its evidence describes them."""
        return self.pack.origin is None and not self.weights.edited
