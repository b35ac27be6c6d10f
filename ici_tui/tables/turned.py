"""How much the guessed directions matter: units whose rank changes if one of them is turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.weights import WeightSet
from ici_tui.tables.as_pack import pack_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from ici_tui.packs.pack import Pack
    from ici_tui.tables.reading import Reading


@dataclass(frozen=True, slots=True)
class Turned:
    """An indicator whose direction is a guess."""

    name: str
    direction: int
    moved: int
    """Units whose rank is another one if more were better where less is taken for it, or less."""


def turned(reading: Reading, path: Path) -> Sequence[Turned]:
    """What each guessed direction of an indicator that is on does to the ranks.

    Takes one evaluation of the index for each such indicator.

    Args:
        reading: the table.
        path: the file that it was read from.

    Raises:
        PipelineError: the index cannot be evaluated as it was read.
    """
    ranks = _ranks(pack_of(reading, path))
    found = []
    measures = reading.shaped.measures
    for place, measure in enumerate(measures):
        if not (measure.on and measure.direction_guessed):
            continue
        other = replace(measure, direction=-measure.direction)
        changed = (*measures[:place], other, *measures[place + 1 :])
        shaped = replace(reading.shaped, measures=changed)
        again = _ranks(pack_of(replace(reading, shaped=shaped), path))
        moved = int(np.count_nonzero(ranks != again))
        found.append(Turned(measure.name, measure.direction, moved))
    return tuple(found)


def _ranks(pack: Pack) -> npt.NDArray[np.int64]:
    """Each unit's rank, 0 where it has none."""
    scores = run_pipeline(pack.index).scores(WeightSet.from_tree(pack.index.tree))
    return np.asarray(scores.ranks(pack.index.tree.root.code), dtype=np.int64)
