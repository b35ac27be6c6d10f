"""The chains: moves of several kinds, each of which leaves the sampled distribution as it is.

A step chooses one kind of move for all chains; what is drawn differs from chain to chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction.exchange_moves import ExchangeMoves
from reconstruction.line_moves import LineMoves

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

SHARES = {"cell": 0.22, "row": 0.22, "rows": 0.13, "role": 0.25, "swap": 0.05, "south": 0.13}
"""How often each kind of move is made, up to a factor."""


class Chains(LineMoves, ExchangeMoves):
    """The chains of one prior, and how many of their moves were taken."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.turns = np.cumsum(list(SHARES.values()))
        self.moves = dict(
            zip(
                SHARES,
                (self.cell, self.row, self.rows, self.role, self.swap, self.south),
                strict=True,
            )
        )
        self.taken = dict.fromkeys(SHARES, 0)
        self.tried = dict.fromkeys(SHARES, 0)

    def step(self) -> None:
        """Make one move in every chain."""
        turn = self.random.random() * self.turns[-1]
        kind = list(SHARES)[int(np.searchsorted(self.turns, turn, side="right"))]
        moved = self.moves[kind]()
        self.tried[kind] += self.count
        self.taken[kind] += int(np.count_nonzero(moved))


def run(
    starts: Ints, prior: str, seed: int, *, steps: int, burn: int, thin: int
) -> tuple[Ints, dict[str, float]]:
    """Run chains from their starts.

    Returns:
        The draws, kept × chains × n × m, and the share of moves taken by kind.
    """
    chains = Chains(starts, prior, np.random.default_rng(seed))
    kept = []
    for step in range(steps):
        chains.step()
        if step >= burn and (step - burn) % thin == 0:
            kept.append(chains.state().astype(np.int16))
    shares = {kind: chains.taken[kind] / max(chains.tried[kind], 1) for kind in SHARES}
    return np.stack(kept), shares
