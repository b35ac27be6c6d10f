"""The ranks that the admissible tables leave open, from the cells where they say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.views.study import Study


def rank_ranges(study: Study, node: str, *, wait: bool = True) -> npt.NDArray[np.int64] | None:
    """Every unit's rank on a node at 5 and 95 % of the ensemble, n × 2; None without one.

    Args:
        study: a pack at some weights; at its own the cells may say it, and nothing is read.
        node: an indicator or an aggregate.
        wait: whether to read the ensemble if that is still to be done; else None then.
    """
    pack = study.pack
    if study.own and pack.cells is not None:
        kept = pack.cells.rank_range(pack.index.codes, node)
        if kept is not None:
            return np.array(kept, dtype=np.int64)
    if not wait and pack.ensemble_waits:
        return None
    ensemble = pack.ensemble
    if ensemble is None:
        return None
    return ensemble.rank_range(node, pack.index.tree, study.weights)
