"""What is selected in the explorer: a question takes its options from it."""

from __future__ import annotations

from typing import NamedTuple

TWO_NEEDED = "two units are needed; mark another with Space"


class NothingAskedError(ValueError):
    """What is selected gives no question; the message says why, and what would."""


class Selection(NamedTuple):
    """Codes of what the cursor and the marks are on, and how weights move."""

    unit: str
    """The unit at the cursor."""
    pair: tuple[str, ...] = ()
    """The units that are compared, the best first."""
    marked: tuple[str, ...] = ()
    """Those that are marked, in the order in which they were."""
    fixed: tuple[str, ...] = ()
    """Indicators that cannot change."""
    node: str = ""
    """The node whose weight the cursor is on; empty where there is nothing to weigh."""
    compared: tuple[str, ...] = ()
    """The units that are compared, in the order in which they were marked."""
    group: str = ""
    """The group by which units are looked at; empty where the pack has none."""
    most: int | None = None
    """How many units of each kind are listed; None: all."""
    over: str = "parts"
    near: bool = False
    locked: tuple[str, ...] = ()
    """Locked nodes whose weight can be held."""
    lost: tuple[str, ...] = ()
    """Names of locked nodes whose weight cannot be held where all indicators move."""

    def two(self) -> tuple[str, str]:
        """The two units that are compared, the best first.

        Raises:
            NothingAskedError: there are no two.
        """
        if len(self.pair) < 2:
            raise NothingAskedError(TWO_NEEDED)
        return self.pair[0], self.pair[1]

    def held(self) -> tuple[str, ...]:
        """The locked nodes.

        Raises:
            NothingAskedError: a lock cannot be held.
        """
        if self.lost:
            raise NothingAskedError(
                f"locked: {', '.join(self.lost)}. Where the weights of all indicators move, a lock "
                "among siblings cannot be held; v goes back to the parts, or take the lock off"
            )
        return self.locked
