"""A pack at some weights: the one place where a front door has scores computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ici_tui.index.errors import PipelineError
from ici_tui.index.pipeline import Prepared, run_pipeline
from ici_tui.index.weights import WeightSet
from ici_tui.packs.other_pipeline import with_options

if TYPE_CHECKING:
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.scores import Scores
    from ici_tui.packs.pack import Pack

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

    @classmethod
    def of(
        cls,
        pack: Pack,
        weights: WeightSet | None = None,
        options: PipelineOptions | None = None,
    ) -> Study:
        """Evaluate a pack, at its own weights and with its own pipeline unless others are given.

        With other options the study's pack carries them, so that whatever is computed from it
        later runs the same pipeline.

        Raises:
            PipelineError: the pipeline asks for what cannot be done.
        """
        if options is not None:
            pack = with_options(pack, options)
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
        return Study.of(self.pack, self.weights, options)

    def why_missing(self, place: int, node: str) -> str:
        """Why a unit has no score on a node; empty where it has one."""
        return self.prepared.why_missing(self.scores, place, node)

    @property
    def standing_line(self) -> str:
        """What has to stand on every page; see `Pack.standing_line`."""
        return self.pack.standing_line(self.weights)

    @cached_property
    def own(self) -> bool:
        """Whether weights and pipeline are the pack's own, as its evidence describes them."""
        return self.pack.origin is None and not self.weights.edited
