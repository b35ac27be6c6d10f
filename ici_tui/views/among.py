"""Some units of a study, ranked again among themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.among import among
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from ici_tui.index.table import BoolArray

FEWEST = 2


class TooFewError(ValueError):
    """Nobody, or one unit alone, is meant; the message says how many."""


def study_among(study: Study, units: BoolArray, told: str) -> Study:
    """The same weights and pipeline, with some units alone.

    Args:
        study: all units.
        units: which stay, n.
        told: which they are, as it was typed.

    Raises:
        TooFewError: fewer than two stay.
        PipelineError: the pipeline cannot take these units alone.
    """
    rows = np.flatnonzero(units)
    if len(rows) < FEWEST:
        words = study.pack.index.info.words
        counted = f"{len(rows)} {words.singular if len(rows) == 1 else words.plural}"
        raise TooFewError(f"{counted}, and a ranking needs {FEWEST} at least")
    pack = among(study.pack, rows, told)
    own = tuple(one for one in study.pack.own if one.unit in pack.index.codes)
    return Study.of(pack, study.weights, study.pack.index.options, own)
