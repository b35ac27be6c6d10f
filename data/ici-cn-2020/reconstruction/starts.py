"""Where the chains start: tables that integer programmes find, driven far apart into corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction.density import in_one_row
from reconstruction.moves import Chains
from reconstruction.programmes import first_table
from reconstruction.tables import M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

LEADERS = (12, 40)
"""Leader's counts of the programmes' tables."""
DRIVEN, DRIFT = 5_000, 30.0
"""Steps towards a corner, and the log of what the whole range of a cell is worth there."""


def starts(count: int, seed: int) -> Ints:
    """Admissible tables far apart: count × n × m.

    From each programme's table chains are driven by a density that prefers every cell, by chance,
    to be high or low.
    """
    random = np.random.default_rng(seed)
    firsts = [first_table(leader) for leader in LEADERS]
    return np.stack([_corner(firsts[turn % len(firsts)], random) for turn in range(count)])


def _corner(table: Ints, random: np.random.Generator) -> Ints:
    chains = Chains(table[None], [0.0], random)
    slopes = random.choice((-DRIFT, DRIFT), size=(N, M, 1))
    chains.weights = chains.weights + slopes * np.linspace(0, 1, chains.weights.shape[-1])
    chains.cumulated = in_one_row(chains.weights)
    for _ in range(DRIVEN):
        chains.step()
    return chains.state()[0]
