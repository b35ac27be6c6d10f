"""The chains: moves of several kinds, each of which leaves the sampled distribution as it is.

A step chooses one kind of move for all chains; what is drawn differs from chain to chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction.line_moves import LineMoves
from reconstruction.share_moves import ShareMoves

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

SHARES = {
    "cell": 15,
    "row": 16,
    "rows": 20,
    "role": 22,
    "swap": 3,
    "south": 8,
    "companies_line": 8,
    "hosts": 2,
    "host_role": 4,
    "level": 2,
}
"""How often of a hundred steps each kind of move is made."""
KINDS = [kind for kind, share in SHARES.items() for _ in range(share)]


class Chains(LineMoves, ShareMoves):
    """The chains, and how many of their moves were taken."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.moves = {kind: getattr(self, kind) for kind in SHARES}
        self.taken = dict.fromkeys(SHARES, 0)
        self.tried = dict.fromkeys(SHARES, 0)

    def step(self) -> None:
        """Make one move in every chain."""
        kind = KINDS[self._choose(len(KINDS))]
        moved = self.moves[kind]()
        self.tried[kind] += self.count
        self.taken[kind] += int(np.count_nonzero(moved))


def run(
    starts: Ints, priors: Sequence[str], seed: int, *, steps: int, burn: int, thin: int
) -> tuple[Ints, dict[str, float]]:
    """Run chains from their starts.

    Returns:
        The draws, kept × chains × n × m, and the share of moves taken by kind.
    """
    chains = Chains(starts, priors, np.random.default_rng(seed))
    kept = []
    for step in range(steps):
        chains.step()
        if step >= burn and (step - burn) % thin == 0:
            kept.append(chains.state().astype(np.int16))
    shares = {kind: chains.taken[kind] / max(chains.tried[kind], 1) for kind in SHARES}
    return np.stack(kept), shares
