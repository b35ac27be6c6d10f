"""A pack at some weights: the one place where a front door has scores computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.index.aggregate import METHODS
from ici_tui.index.scores import Scores, evaluate
from ici_tui.index.weights import WeightSet

if TYPE_CHECKING:
    from ici_tui.packs.pack import Pack


class PipelineError(Exception):
    """The pack asks for a method that this version does not compute."""


@dataclass(frozen=True, eq=False)
class Study:
    """A pack, the weights it is looked at with, and the scores that they give."""

    pack: Pack
    weights: WeightSet
    scores: Scores

    @classmethod
    def of(cls, pack: Pack, weights: WeightSet | None = None) -> Study:
        """Evaluate a pack, at its own weights unless others are given.

        Raises:
            PipelineError: the pack's pipeline names a stage that is not computed yet.
        """
        index, options = pack.index, pack.index.options
        for stage in ("impute", "treat", "normalise"):
            if getattr(options, stage) != "none":
                raise PipelineError(
                    f"{stage} = {getattr(options, stage)!r} is not supported; use none"
                )
        unknown = [method for method in options.aggregate if method not in METHODS]
        if unknown or options.denominate or options.screen is not None:
            what = f"aggregate = {unknown[0]!r}" if unknown else "denominate and screen"
            raise PipelineError(
                f"{what}: not supported; use {', '.join(METHODS)} on data as they are"
            )
        chosen = weights or WeightSet.from_tree(index.tree)
        scores = evaluate(
            index.tree,
            index.data,
            chosen,
            methods=options.aggregate,
            min_available=options.min_available,
            rank_decimals=options.rank_decimals,
        )
        return cls(pack, chosen, scores)

    @property
    def own(self) -> bool:
        """Whether the weights are the pack's own."""
        return not self.weights.edited
