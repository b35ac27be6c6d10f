"""Some units of a study, ranked again among themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.among import among
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from ici_tui.index.table import BoolArray
    from ici_tui.packs.pack import Pack

FEWEST = 2


class TooFewError(ValueError):
    """Nobody, or one unit alone, is meant; the message says how many."""


def among_pack(pack: Pack, units: BoolArray, told: str) -> Pack:
    """The pack of some units, with its own pipeline. Arguments are as in `study_among`.

    Raises:
        TooFewError: fewer than two stay.
    """
    rows = np.flatnonzero(units)
    if len(rows) < FEWEST:
        words = pack.index.info.words
        counted = f"{len(rows)} {words.singular if len(rows) == 1 else words.plural}"
        raise TooFewError(f"{counted}, and a ranking needs {FEWEST} at least")
    return among(pack, rows, told)


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
    pack = among_pack(study.pack, units, told)
    own = tuple(one for one in study.pack.own if one.unit in pack.index.codes)
    return Study.of(pack, study.weights, study.pack.index.options, own)
