"""How much the guessed directions of a table matter: whose rank changes if one is turned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from ici_tui.index.errors import PipelineError
from ici_tui.index.what_if import WhatIf
from ici_tui.tables.guesses import listed

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.scores import Scores
    from ici_tui.views.study import Study

MOST_CELLS = 2_000_000
"""Values that go through the pipeline again: more would take longer than the answer itself."""
MOST_TURNED = 24
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class GuessedDirection:
    """An indicator whose direction is a guess."""

    code: str
    name: str
    direction: int
    moved: int | None
    """Units whose rank is another one if the direction is turned; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class GuessedDirections:
    """Every indicator whose direction is a guess, at the weights and methods of a study."""

    directions: tuple[GuessedDirection, ...]
    indicators: int
    """Of the index."""
    words: str
    """What units are called."""

    def text(self) -> str:
        """How many are guessed and what that may change, as a clause."""
        head = f"the direction of {len(self.directions)} of {self.indicators} indicators is a guess"
        moved = sorted(
            ((one.moved, one.name) for one in self.directions if one.moved is not None),
            key=lambda found: -found[0],
        )
        unknown = sum(one.moved is None for one in self.directions)
        if not moved:
            return f"{head}; there are too many values to turn each of them"
        told = listed([f"{name} {count:,}" for count, name in moved], MOST_TOLD)
        rest = f" ({unknown} of them were not turned)" if unknown else ""
        return f"{head}; {self.words} that change rank if one alone is reversed: {told}{rest}"


_FOUND: WeakKeyDictionary[Scores, GuessedDirections | None] = WeakKeyDictionary()


def guessed_directions(study: Study) -> GuessedDirections | None:
    """The guessed directions and what each does to the ranks; None where none is a guess.

    Takes one evaluation of the index for each, as far as `MOST_TURNED` and `MOST_CELLS` go; asked
    again of the same scores it takes none.
    """
    if study.scores not in _FOUND:
        _FOUND[study.scores] = _guessed_directions(study)
    return _FOUND[study.scores]


def _guessed_directions(study: Study) -> GuessedDirections | None:
    pack = study.pack
    guessed = pack.table.guessed if pack.table is not None else ()
    if not guessed:
        return None
    index = pack.index
    most = min(MOST_TURNED, MOST_CELLS // max(index.data.size, 1))
    ranks = _ranks(study.scores)
    other = WhatIf(index, study.prepared, study.weights)
    columns = {leaf.code: k for k, leaf in enumerate(index.tree.leaves)}
    found = []
    for place, code in enumerate(guessed):
        node = index.tree[code]
        moved = None if place >= most else _moved(other, columns[code], ranks)
        found.append(GuessedDirection(code, node.name, node.direction, moved))
    return GuessedDirections(tuple(found), len(index.tree.leaves), index.info.words.plural)


def _moved(other: WhatIf, column: int, ranks: npt.NDArray[np.int64]) -> int | None:
    try:
        again = other.turned(column)
    except PipelineError:  # such as a geometric mean, of a scale that is not above 0
        return None
    return int(np.count_nonzero(ranks != _ranks(again)))


def _ranks(scores: Scores) -> npt.NDArray[np.int64]:
    """Each unit's rank on the index, 0 where it has none."""
    return np.asarray(scores.ranks(scores.tree.root.code), dtype=np.int64)
