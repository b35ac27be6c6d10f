"""Tables at an end: chains driven along one value, where no programme says that an end is attained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction.density import in_one_row
from reconstruction.moves import Chains
from reconstruction.programmes import linear
from reconstruction.tables import M, admissible

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

CHAINS, STEPS = 24, 4_000
"""Chains that start from the tables furthest already, and their moves with each slope."""
SLOPES = (40.0, 400.0)
"""The log of what the whole range of a cell is worth, at first and later."""


def furthest(tables: Ints, unit: str, node: str, sign: int, goal: int, seed: int) -> int:
    """The least (sign 1) or greatest (-1) value found, from tables k × n × m, in tenths times size.

    It stops at the goal, beyond which none can be.
    """
    form = linear(unit, node)
    sizes = np.array(list(form.values()))[:, None, None]
    rows, columns = np.divmod(list(form), M)
    seen = sign * (tables[:, rows, columns] @ sizes[:, 0, 0])
    first = np.argsort(seen, kind="stable")[:CHAINS]
    best = int(seen[first[0]])
    if best == sign * goal:
        return goal
    chains = Chains(tables[first], [0.0] * len(first), np.random.default_rng(seed))
    plain = np.zeros(chains.weights.shape)
    for slope in SLOPES:
        for row, column, size in zip(rows, columns, sizes.ravel() / sizes.max(), strict=True):
            plain[0, row, column] = -sign * slope * size * np.linspace(0, 1, plain.shape[-1])
        chains.weights = plain
        chains.cumulated = in_one_row(plain)
        for _ in range(STEPS):
            chains.step()
            found = sign * (sizes[:, :, 0] * chains.values[columns, rows]).sum(axis=0)
            least = int(found.min())
            if least < best and admissible(chains.state()[[found.argmin()]])[0]:
                best = least
            if best == sign * goal:
                return goal
    return sign * best
