"""Many chains at once over admissible tables, by Metropolis moves on whole tenths.

Moves: a cell (redrawn, or shifted a little), two cells of a row whose changes cancel in the
score, a cell of Chengdu with a cell of Shenyang so that their tie stays exact, and two units
that swap their values in a column, which is how a column changes its leader.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

UNIT = {name: place for place, name in enumerate(model.UNITS)}
NODE = {name: place for place, name in enumerate(model.INDICATORS)}
W = np.array(model.WEIGHTS)
SUMS = np.array(model.PILLAR_SUMS).T
TWELFTHS = 12 // np.array(model.PILLAR_SIZES)
N, M = len(model.UNITS), len(model.INDICATORS)
LOW, HIGH = (
    np.array([[model.bounds()[u, i][side] for i in model.INDICATORS] for u in model.UNITS])
    for side in (0, 1)
)
PAIRS = np.array([(UNIT[a], UNIT[b]) for a, b in model.smart_city_pairs()])


def _columns() -> dict[str, int]:
    """Where each ranked node stands among the columns that `admissible` ranks."""
    names = (*model.PILLARS, "Agility", "Researchers", "Stations5G", "SmartCity")
    return {name: place for place, name in enumerate(names)}


COLUMN = _columns()


def _limits(limits: dict[tuple[str, str], int]) -> tuple[Ints, Ints, Ints]:
    return (
        np.array([UNIT[unit] for unit, _ in limits]),
        np.array([COLUMN[node] for _, node in limits]),
        np.array(list(limits.values())),
    )


MOST, LEAST = _limits(model.RANK_AT_MOST), _limits(model.RANK_AT_LEAST)


def admissible(tables: Ints) -> Bools:
    """Which of the tables (chains × n × m, tenths) satisfy everything."""
    ok = ((tables >= LOW) & (tables <= HIGH)).all(axis=(1, 2))
    ok &= (tables.max(axis=1) == model.FULL).all(axis=1)
    top = tables[:, :, NODE["Top100"]]
    ok &= (top == 0).any(axis=1)
    ok &= ~((top > 0) & (top < model.LEAST_SHARE_OF_TOP100)).any(axis=1)
    smart = tables[:, :, NODE["SmartCity"]]
    ok &= (smart[:, PAIRS[:, 0]] > smart[:, PAIRS[:, 1]]).all(axis=1)
    policies = tables[:, :, NODE["Policies"]]
    ok &= policies[:, UNIT["Shenzhen"]] == policies[:, UNIT["Guangzhou"]]
    researchers = tables[:, :, NODE["Researchers"]]
    ok &= researchers[:, UNIT["Hangzhou"]] >= researchers[:, UNIT["Harbin"]]
    scores = tables @ W
    ok &= (np.diff(scores[:, :-1], axis=1) < 0).all(axis=1) & (scores[:, -1] == scores[:, -2])
    for unit, score in model.SCORES.items():
        own = scores[:, UNIT[unit]] * 2
        ok &= (own >= (2 * score - 1) * model.POINT) & (own < (2 * score + 1) * model.POINT)
    pillars = tables @ SUMS
    agility = tables[:, :, NODE["Startups"]] + tables[:, :, NODE["Investment"]]
    ok &= (agility >= model.FULL).sum(axis=1) <= model.AGILE
    ranked = np.concatenate(
        [
            pillars,
            agility[:, :, None],
            researchers[:, :, None],
            tables[:, :, NODE["Stations5G"], None],
            smart[:, :, None],
        ],
        axis=2,
    )
    ranks = 1 + (ranked[:, None, :, :] > ranked[:, :, None, :]).sum(axis=2)
    ok &= (ranks[:, MOST[0], MOST[1]] <= MOST[2]).all(axis=1)
    ok &= (ranks[:, LEAST[0], LEAST[1]] >= LEAST[2]).all(axis=1)
    for unit, node in model.LEADS_ALONE:
        column = ranked[:, :, COLUMN[node]]
        ok &= (column >= column[:, [UNIT[unit]]]).sum(axis=1) == 1
    even = pillars * TWELFTHS
    for sign, relations in ((1, model.STRONGEST), (-1, model.WEAKEST)):
        for unit, node, others in relations:
            own = sign * even[:, UNIT[unit], COLUMN[node]]
            for other in others:
                ok &= own >= sign * even[:, UNIT[unit], COLUMN[other]]
    return ok & (correlations(pillars) >= model.CORRELATION)


def correlations(pillars: Ints) -> Floats:
    """Pearson's correlation of Infrastructure and Government, per table."""
    pair = pillars[:, :, 2:4] - pillars[:, :, 2:4].mean(axis=1, keepdims=True)
    covariance = (pair[:, :, 0] * pair[:, :, 1]).sum(axis=1)
    result: Floats = covariance / np.sqrt((pair**2).sum(axis=1).prod(axis=1))
    return result


def log_density(tables: Ints, prior: str) -> Floats:
    """The sampled density's logarithm: the prior, and the pull of the proxies."""
    density = np.zeros(len(tables))
    if prior == "log":
        density -= np.log(tables + 10.0).sum(axis=(1, 2))
    for (unit, node), value in model.PROXIES.items():
        own = tables[:, UNIT[unit], NODE[node]]
        pull = np.log((own + 5.0) / (value + 5.0)) / log(model.PROXY_FACTOR)
        density -= pull**2 / 2
    return density


@dataclass
class Chains:
    """The state of all chains of one prior."""

    tables: Ints
    prior: str
    random: np.random.Generator
    accepted: int = 0
    tried: int = 0

    def __post_init__(self) -> None:
        self.density = log_density(self.tables, self.prior)

    def step(self) -> None:
        """Propose one move in every chain and take it where it is admissible and drawn."""
        proposed = self.tables.copy()
        kind = self.random.random()
        if kind < 0.45:
            self._move_cells(proposed)
        elif kind < 0.7:
            self._move_in_row(proposed)
        elif kind < 0.85:
            self._move_tied_rows(proposed)
        else:
            self._swap(proposed)
        legal = admissible(proposed)
        density = np.full(len(proposed), -np.inf)
        density[legal] = log_density(proposed[legal], self.prior)
        taken = np.log(self.random.random(len(proposed))) < density - self.density
        self.tables[taken] = proposed[taken]
        self.density[taken] = density[taken]
        self.accepted += int(taken.sum())
        self.tried += len(taken)

    def _amounts(self, count: int) -> Ints:
        """Signed sizes of a shift, from one tenth to the whole scale, on a log scale."""
        sizes = np.exp(self.random.random(count) * log(500)).astype(np.int64)
        return np.where(self.random.random(count) < 0.5, sizes, -sizes)

    def _move_cells(self, tables: Ints) -> None:
        chains = np.arange(len(tables))
        unit = self.random.integers(0, N, len(tables))
        node = self.random.integers(0, M, len(tables))
        low, high = LOW[unit, node], HIGH[unit, node]
        fresh = low + (self.random.random(len(tables)) * (high - low + 1)).astype(np.int64)
        shifted = tables[chains, unit, node] + self._amounts(len(tables))
        new = np.where(self.random.random(len(tables)) < 0.3, fresh, shifted)
        tables[chains, unit, node] = new
        # Guangdong's two cities have one government value: what one gets the other gets.
        south = (node == NODE["Policies"]) & np.isin(unit, (UNIT["Shenzhen"], UNIT["Guangzhou"]))
        for name in ("Shenzhen", "Guangzhou"):
            tables[south, UNIT[name], NODE["Policies"]] = new[south]

    def _compensating(self, count: int) -> tuple[Ints, Ints, Ints, Ints]:
        """Two indicators and changes of them that cancel in the score."""
        first = self.random.integers(0, M, count)
        second = (first + self.random.integers(1, M, count)) % M
        divisor = np.gcd(W[first], W[second])
        amount = np.sign(a := self._amounts(count)) * np.maximum(1, np.abs(a) // 4)
        return first, second, amount * W[second] // divisor, amount * W[first] // divisor

    def _move_in_row(self, tables: Ints) -> None:
        chains = np.arange(len(tables))
        unit = self.random.integers(0, N, len(tables))
        first, second, up, down = self._compensating(len(tables))
        tables[chains, unit, first] += up
        tables[chains, unit, second] -= down

    def _move_tied_rows(self, tables: Ints) -> None:
        chains = np.arange(len(tables))
        first, second, up, down = self._compensating(len(tables))
        tables[chains, UNIT["Chengdu"], first] += up
        tables[chains, UNIT["Shenyang"], second] += down

    def _swap(self, tables: Ints) -> None:
        chains = np.arange(len(tables))
        node = self.random.integers(0, M, len(tables))
        one = self.random.integers(0, N, len(tables))
        other = (one + self.random.integers(1, N, len(tables))) % N
        held = tables[chains, one, node].copy()
        tables[chains, one, node] = tables[chains, other, node]
        tables[chains, other, node] = held


def run(
    starts: Ints, prior: str, seed: int, steps: int, burn: int, thin: int
) -> tuple[Ints, float]:
    """Run chains from their starts; draws (kept × chains × n × m) and the share accepted."""
    chains = Chains(starts.copy(), prior, np.random.default_rng(seed))
    kept = []
    for step in range(steps):
        chains.step()
        if step >= burn and (step - burn) % thin == 0:
            kept.append(chains.tables.astype(np.int16))
    return np.stack(kept), chains.accepted / chains.tried


def split_r_hat(draws: Floats) -> Floats:
    """Split R̂ per quantity. `draws`: kept × chains × quantities."""
    half = len(draws) // 2
    halves = np.concatenate([draws[:half], draws[half : 2 * half]], axis=1)
    within = halves.var(axis=0, ddof=1).mean(axis=0)
    between = halves.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.sqrt((within * (half - 1) / half + between) / within)
    result: Floats = np.where(within > 0, ratio, 1.0)
    return result
