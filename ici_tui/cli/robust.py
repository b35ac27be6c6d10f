"""The group of commands that ask how sure the ranking is: `ici-tui robust …`."""

from __future__ import annotations

from ici_tui.cli import robust_pairs, robust_units
from ici_tui.cli.common import Common, with_common

COMMANDS = {
    "sweep": robust_pairs.sweep,
    "overtake": robust_pairs.overtake,
    "pair": robust_pairs.pair,
    "radius": robust_pairs.radius,
    "acceptability": robust_units.acceptability,
    "ranks": robust_units.ranks,
    "uncertainty": robust_units.uncertainty,
    "leave-one-out": robust_units.leave_one_out,
    "clusters": robust_units.clusters,
}
"""The commands of the group, by name."""


@with_common
def start(common: Common) -> None:
    """How sure the ranking is: sweeps, overtakes, radii, probabilities, ranges, clusters."""
    del common  # the commands below take the options that stand before their names
