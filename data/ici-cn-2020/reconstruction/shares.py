"""Shares of a Top 100 as whole companies: a leader's count, and each city's count.

A city with `n` companies, where the leader has `L`, stands at 100 · n / L, to the tenth. Ten
cities host the hundred; those of the ten that are not among the eleven have one or more each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

LEADERS = np.arange(model.LEAST_LEADER, model.HUNDRED + 1)


def _values() -> Ints:
    """By leader's count and own count, the value in tenths; -1 where there is none."""
    found = np.full((model.HUNDRED + 1, model.HUNDRED + 1), -1)
    for leader in LEADERS.tolist():
        own = np.arange(leader + 1)
        found[leader, : leader + 1] = (2 * model.FULL * own + leader) // (2 * leader)
    return found


VALUES = _values()


def possible(companies: Ints) -> Bools:
    """Whether the eleven (first axis) can have so many of the hundred that ten cities host."""
    return possible_counts((companies > 0).sum(axis=0), companies.sum(axis=0))


def possible_counts(hosts: Ints, companies: Ints) -> Bools:
    """The same from the number of hosts among the eleven, and of their companies."""
    rest = model.HUNDRED - companies
    found: Bools = (hosts <= model.HOSTS) & (rest >= model.HOSTS - hosts)
    return found & ((hosts < model.HOSTS) | (rest == 0))


def counts(columns: Ints) -> tuple[Ints, Ints]:
    """The leader's count and each city's, for columns k × n; the leader is 0 where there is none.

    Where several leaders' counts explain a column, the least is taken.
    """
    scaled = columns[:, None, :] * LEADERS[None, :, None]
    own = np.clip((2 * scaled + model.FULL) // (2 * model.FULL), 0, model.HUNDRED)
    own = np.minimum(own, LEADERS[None, :, None])
    fits = (VALUES[LEADERS[None, :, None], own] == columns[:, None, :]).all(axis=2)
    fits &= possible(own.transpose(2, 0, 1))
    fits &= (own == LEADERS[None, :, None]).any(axis=2)
    first = fits.argmax(axis=1)
    every = np.arange(len(columns))
    return np.where(fits.any(axis=1), LEADERS[first], 0), own[every, first]


def whole_shares(columns: Ints) -> Bools:
    """Which columns (k × n, tenths) some whole numbers of companies explain."""
    found: Bools = counts(columns)[0] > 0
    return found
