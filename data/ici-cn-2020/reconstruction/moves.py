"""The chains: moves of several kinds, each of which leaves the sampled distribution as it is.

A step chooses one kind of move for all chains; what is drawn differs from chain to chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction.density import PRIORS, RUNGS
from reconstruction.ladders import LadderMoves
from reconstruction.line_moves import LineMoves
from reconstruction.share_moves import ShareMoves

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

SHARES = {
    "cell": 9,
    "row": 13,
    "rows": 13,
    "role": 22,
    "swap": 3,
    "south": 8,
    "parted": 12,
    "companies_line": 9,
    "hosts": 5,
    "host_role": 5,
    "level": 3,
    "rungs": 12,
}
"""How often each kind of move is made, beside the others."""
SAVED = 50_000
"""Steps after which a run is written to its file."""
KINDS = [kind for kind, share in SHARES.items() for _ in range(share)]


class Chains(LineMoves, ShareMoves, LadderMoves):
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
    starts: Ints,
    seed: int,
    *,
    steps: int,
    thin: int = 1,
    saved: Path | None = None,
) -> Ints:
    """Run ladders of chains, one from each start.

    Args:
        starts: Ladders × n × m.
        seed: Of all draws.
        steps: How many moves each chain makes.
        thin: How many moves lie between two draws that are kept.
        saved: A file that the run is written to now and then, and taken up from.

    Returns:
        The draws under the priors that are kept: kept × (priors · ladders) × n × m.
    """
    tables = np.repeat(starts, len(RUNGS), axis=0)
    chains = Chains(tables, RUNGS * len(starts), np.random.default_rng(seed))
    kept: list[Ints] = []
    done = 0
    if saved is not None and saved.exists():
        with np.load(saved) as found:
            kept, done = list(found["draws"][: steps // thin]), int(found["done"])
            chains.resume(found)
    ends = list(PRIORS.values())
    for step in range(done, steps):
        chains.step()
        if (step + 1) % thin == 0:
            kept.append(chains.state()[chains.chain[:, ends].T.ravel()].astype(np.int16))
        if saved is not None and ((step + 1) % SAVED == 0 or step + 1 == steps):
            fresh = saved.with_suffix(".part.npz")
            np.savez(fresh, draws=np.stack(kept), done=step + 1, **chains.record())
            fresh.replace(saved)
    return np.stack(kept)
