"""The units that have a score, those of them that have every value, and their columns."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    FloatArray = npt.NDArray[np.float64]

LEAST_COMPLETE = 2
"""Units with every value from which there is something to compare."""


class Lacking(Enum):
    """What is done with units that lack a component."""

    REFUSED = "refused"
    LEFT_OUT = "left out"
    KEPT = "kept"
    """They have NaN there: their score is that of the mean of the others."""


class LackingError(AnalysisError):
    """Some units lack a value of a component.

    Args:
        message: how many, and what would be exact.
        complete: the places of those with a score that have all of them.
    """

    def __init__(self, message: str, complete: npt.NDArray[np.intp]) -> None:
        super().__init__(message)
        self.complete = complete


@per_study
def units_with(
    study: Study, families: tuple[tuple[Node, ...], ...], lacking: Lacking
) -> tuple[npt.NDArray[np.intp], FloatArray]:
    """The units with a score, all of whom have these nodes, and their columns on the first."""
    try:
        places = scored(study) if lacking is Lacking.KEPT else _complete(study, families)
    except LackingError as error:
        if lacking is Lacking.REFUSED or len(error.complete) < LEAST_COMPLETE:
            raise
        places = error.complete
    return places, columns_of(study, families[0], places)


def scored(study: Study) -> npt.NDArray[np.intp]:
    """The places of the units that have a score, ascending.

    Raises:
        AnalysisError: nobody has a score.
    """
    places = np.flatnonzero(~np.isnan(study.scores.of(study.pack.index.tree.root.code)))
    if not len(places):
        raise AnalysisError("nobody has a score")
    return places


def _complete(study: Study, families: tuple[tuple[Node, ...], ...]) -> npt.NDArray[np.intp]:
    """The units with a score, if all of them have all of these nodes."""
    places = scored(study)
    for node in dict.fromkeys(node for nodes in families for node in nodes):
        if np.isnan(some(study.scores.of(node.code), places)).any():
            raise _lacking(study, families, places)
    return places


def _lacking(
    study: Study, families: tuple[tuple[Node, ...], ...], places: npt.NDArray[np.intp]
) -> LackingError:
    """Say how many units lack a value of the first family that is not whole."""
    index = study.pack.index
    missing = [np.isnan(columns_of(study, nodes, places)).any(axis=1) for nodes in families]
    lacking = next(np.flatnonzero(rows) for rows in missing if rows.any())
    whole = places[~np.logical_or.reduce(missing)]
    name = index.names[int(places[lacking[0]])]
    words = index.info.words.plural
    complete = len(places) - len(lacking)
    alone = f"screen 1 (the {complete} complete {words} alone) or with " if complete > 1 else ""
    return LackingError(
        f"{len(lacking)} of {len(places)} {words} lack a value ({name} is one), so their weights "
        f"are their own; exact with {alone}impute median; impute, or ask by sampling",
        whole,
    )


def columns_of(study: Study, nodes: tuple[Node, ...], places: npt.NDArray[np.intp]) -> FloatArray:
    """The scores of some units on some nodes, len(places) × len(nodes), each column in one piece."""
    return np.array([some(study.scores.of(node.code), places) for node in nodes]).T


def some(column: FloatArray, places: npt.NDArray[np.intp]) -> FloatArray:
    """The values of some units, without a copy where those are all."""
    return column if len(places) == len(column) else column[places]
