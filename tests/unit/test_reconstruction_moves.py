"""The moves of the reconstruction's chains keep the distribution that they are to sample."""

from __future__ import annotations

import csv
import importlib
import itertools
import sys
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Cells = list[tuple[int, int]]

PACK = Path(__file__).parents[2] / "data" / "ici-cn-2020"
BEIJING, GUANGZHOU, SHENZHEN, HANGZHOU, WUHAN = 0, 3, 4, 5, 6
CHENGDU, SHENYANG = 9, 10
POLICIES = 11


@pytest.fixture(scope="module")
def ensemble() -> Ints:
    """All tables that the pack ships with, tables × n × m, in tenths."""
    sys.path.insert(0, str(PACK))
    try:
        found = list(importlib.import_module("reconstruct").shipped(PACK))
    finally:
        sys.path.remove(str(PACK))
    return np.array([list(table.values()) for _, table in found])


@dataclass
class Sampling:
    """The modules of the sampler."""

    density: ModuleType
    drive: ModuleType
    exchange_moves: ModuleType
    legal: ModuleType
    line_moves: ModuleType
    lines: ModuleType
    mixing: ModuleType
    moves: ModuleType
    model: ModuleType
    share_moves: ModuleType
    shares: ModuleType
    state: ModuleType
    tables: ModuleType


@pytest.fixture(scope="module")
def sampling() -> Sampling:
    """The modules, imported from the pack's folder."""
    sys.path.insert(0, str(PACK))
    try:
        names = (field.name for field in fields(Sampling))
        return Sampling(*(importlib.import_module(f"reconstruction.{name}") for name in names))
    finally:
        sys.path.remove(str(PACK))


def test_the_interval_of_a_cell_is_what_trying_values_gives(
    sampling: Sampling, ensemble: Ints
) -> None:
    lines, line_moves, tables = sampling.lines, sampling.line_moves, sampling.tables
    random = np.random.default_rng(3)
    loose = set(line_moves.CORRELATED) | {tables.TOP}
    cells = [cell for cell in line_moves.CELLS if cell[1] not in loose]
    wide = 0
    for _ in range(150):
        table = ensemble[random.integers(len(ensemble))]
        unit, node = cells[random.integers(len(cells))]
        step = np.zeros(12, dtype=np.int64)
        step[node] = 1
        found = lines.interval(lines.forms(table.T[:, :, None]), {unit: step}, ranks=True)
        low, high = (int(table[unit, node] + end[0]) for end in (found.low, found.high))
        near = [
            end + aside for end in (low, high, int(table[unit, node])) for aside in range(-3, 4)
        ]
        values = np.unique(np.clip([*near, *range(random.integers(7), 1001, 7)], 0, 1000))
        tried = np.repeat(table[None], len(values), axis=0)
        tried[:, unit, node] = values
        inside = (values >= low) & (values <= high)
        assert (inside == tables.admissible(tried)).all(), (unit, node)
        wide += inside.sum() > 1
    assert wide > 75


def test_what_the_chains_ask_is_what_the_tables_are_asked(
    sampling: Sampling, ensemble: Ints
) -> None:
    random = np.random.default_rng(2)
    nearby = np.repeat(ensemble, 4, axis=0)
    every = np.arange(len(nearby))
    for _ in range(2):
        places = random.integers(0, 11, len(nearby)), random.integers(0, 12, len(nearby))
        nearby[(every, *places)] += random.integers(-8, 9, len(nearby)) * random.integers(0, 2)
    values = sampling.lines.forms(nearby.transpose(2, 1, 0))
    asked = sampling.tables.lawful(nearby)
    assert (sampling.legal.lawful(values) == asked).all()
    assert (sampling.legal.all_forms(values[:12]) == values).all()
    assert 0.1 < asked.mean() < 0.9


@dataclass
class Toy:
    """A few free cells of one table: all their admissible values, each with its probability."""

    cells: Cells
    states: Ints
    chances: Floats


@pytest.fixture
def uneven(sampling: Sampling, monkeypatch: pytest.MonkeyPatch) -> None:
    """A density that differs much from each value to the next, so that leaving it out shows."""
    waves = np.cos(1.7 * np.arange(1001) + np.arange(132).reshape(11, 12, 1))
    real = sampling.density.log_weights
    monkeypatch.setattr(sampling.state, "log_weights", lambda power: real(power) + 0.8 * waves)


@contextmanager
def toy(
    sampling: Sampling,
    table: Ints,
    ranges: dict[tuple[int, int], tuple[int, int]],
    alike: tuple[tuple[int, int], ...] = (),
) -> Iterator[Toy]:
    """Bounds so narrow that the admissible set can be listed; cells `alike` have one value."""
    state, tables = sampling.state, sampling.tables
    kept = tables.LOW.copy(), tables.HIGH.copy()
    free = [cell for cell in ranges if cell not in alike[1:]]
    values = itertools.product(*(range(low, high + 1) for low, high in (ranges[c] for c in free)))
    try:
        tables.LOW[:], tables.HIGH[:] = table, table
        for (unit, node), (low, high) in ranges.items():
            tables.LOW[unit, node], tables.HIGH[unit, node] = low, high
        grid = np.array(list(values))
        states = np.repeat(table[None], len(grid), axis=0)
        for place, (unit, node) in enumerate(free):
            states[:, unit, node] = grid[:, place]
        for unit, node in alike[1:]:
            states[:, unit, node] = states[:, alike[0][0], alike[0][1]]
        states = states[tables.admissible(states)]
        cells = state.log_weights(1.0)[np.arange(11)[:, None], np.arange(12)[None, :], states]
        weights = cells.sum(axis=(1, 2)) + orders(sampling, states)
        chances = np.exp(weights - weights.max())
        yield Toy(list(ranges), states, chances / chances.sum())
    finally:
        tables.LOW[:], tables.HIGH[:] = kept


def orders(sampling: Sampling, states: Ints) -> Floats:
    """The log density of the orders that sources name, a pair at a time."""
    unit, node = sampling.tables.UNIT, sampling.tables.NODE
    found = np.zeros(len(states))
    for name, pairs in sampling.model.proxy_orders().items():
        for (high, low), votes in pairs.items():
            breach = states[:, unit[low], node[name]] > states[:, unit[high], node[name]]
            found -= np.log(2) * votes * breach
    return found


def moments(cells: Cells, states: Ints) -> Floats:
    """Numbers of each state whose means tell distributions apart: states × numbers."""
    columns = [states[:, unit, node].astype(float) for unit, node in cells]
    columns = [column - column.mean().round() for column in columns]
    products = [a * b for a, b in itertools.combinations_with_replacement(columns, 2)]
    full = [(states[:, unit, node] == 1000).astype(float) for unit, node in cells]
    found: Floats = np.stack([*columns, *products, *full], axis=1)
    return found


def drift(
    moves: ModuleType, small: Toy, kind: str, steps: int, random: Any = None
) -> tuple[float, int]:
    """The largest z-score of a mean after moves of one kind from exact draws, and how many moved.

    A kind of move that keeps the distribution leaves exact draws exact, however few it moves.
    """
    number = 2000
    random = random or np.random.default_rng(5)
    drawn = random.choice(len(small.states), number, p=small.chances)
    chains = moves.Chains(small.states[drawn], [1.0] * number, random)
    moved = sum(int(getattr(chains, kind)().sum()) for _ in range(steps))
    both = moments(small.cells, np.concatenate([small.states, chains.state()]))
    exact, found = both[: len(small.states)], both[len(small.states) :]
    mean = small.chances @ exact
    spread = np.sqrt(small.chances @ (exact - mean) ** 2)
    live = spread > 1e-9
    assert np.allclose(found[:, ~live], mean[~live])
    # A number that hardly ever differs has no normal mean, even of exact draws.
    tails = small.chances @ (exact - mean) ** 4 < 100 * spread**4
    assert (live & tails).sum() > 4
    live &= tails
    scores = np.abs(found.mean(axis=0) - mean)[live] / spread[live] * np.sqrt(number)
    return float(scores.max()), moved


def test_no_table_lies_outside_the_bounds_that_were_solved(
    ensemble: Ints, sampling: Sampling
) -> None:
    values = sampling.lines.forms(ensemble.transpose(2, 1, 0))
    names = sampling.lines.FORM
    with (PACK / "reconstruction" / "bounds.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iCode"] in names]
    assert len(rows) > 150
    for row in rows:
        own = values[names[row["iCode"]], sampling.tables.UNIT[row["uCode"]]]
        assert int(row["least"]) <= own.min(), row
        assert own.max() <= int(row["most"]), row


def test_a_driven_chain_finds_a_table_at_an_end(
    sampling: Sampling, ensemble: Ints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling.drive, "STEPS", 500)
    tables = ensemble[:300]
    lowest = sampling.lines.forms(tables.transpose(2, 1, 0))[sampling.lines.FORM["Agility"], 5]
    goal = lowest.min() // 2
    assert sampling.drive.furthest(tables, "Hangzhou", "Agility", 1, goal, 1) <= goal
    # Beijing's companies are given: no other value is found.
    assert sampling.drive.furthest(tables, "Beijing", "Companies", 1, 0, 1) == 1000


def small_ranges(table: Ints, cells: Cells, reach: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell a few tenths up and down."""
    return {
        (u, n): (max(int(table[u, n]) - reach, 0), min(int(table[u, n]) + reach, 1000))
        for u, n in cells
    }


def only(sampling: Sampling, cells: Cells, monkeypatch: pytest.MonkeyPatch) -> None:
    """Aim the moves at the free cells, so that they are not in vain."""
    line_moves, exchange_moves = sampling.line_moves, sampling.exchange_moves
    free = [[n for u, n in cells if u == unit and n != POLICIES] for unit in range(11)]
    monkeypatch.setattr(line_moves, "FREE", [own or [0, 3] for own in free])
    monkeypatch.setattr(line_moves, "CELLS", [cell for cell in cells if cell[0] < CHENGDU])
    # What an exchange changes goes to no cell or to one: a second of the same row is not free.
    shunned = exchange_moves.SHUNNED + 2
    for unit, nodes in enumerate(free):
        shunned[nodes, unit] = 0
    shunned[sampling.tables.TOP] = np.inf
    monkeypatch.setattr(exchange_moves, "SHUNNED", shunned)
    monkeypatch.setattr(exchange_moves, "SPREAD", np.array([0, 1]))


def led(ensemble: Ints) -> tuple[Ints, int, int, int, int]:
    """A table, a column that Beijing and another unit nearly lead both, and a column aside."""
    for table in ensemble:
        for node in (3, 4, 5, 7, 8):
            second, first = (int(unit) for unit in np.argsort(table[:, node])[-2:])
            close = table[second, node] >= 985 and max(first, second) < CHENGDU
            if close and BEIJING in (first, second):
                for aside in (6, 5, 7, 8, 4):
                    values = table[[first, second], aside]
                    if aside != node and values.min() >= 20 and values.max() <= 980:
                        return table, node, first, second, aside
    raise AssertionError("no such table in the ensemble")


@pytest.mark.usefixtures("uneven")
@pytest.mark.parametrize(
    ("kind", "steps"), [("cell", 200), ("row", 400), ("role", 100), ("swap", 200)]
)
def test_a_move_leaves_a_listed_distribution_as_it_is(
    sampling: Sampling, ensemble: Ints, monkeypatch: pytest.MonkeyPatch, kind: str, steps: int
) -> None:
    table, node, first, second, aside = led(ensemble)
    cells = [(first, node), (second, node), (first, aside), (second, aside)]
    ranges = small_ranges(table, cells, 2)
    ranges |= {(first, node): (984, 1000), (second, node): (984, 1000)}
    only(sampling, cells, monkeypatch)
    monkeypatch.setattr(sampling.exchange_moves, "LED", [node])
    monkeypatch.setattr(sampling.exchange_moves, "SWAPPED", [node])
    # Lopsided chances of what a leader gets: a wrong factor in the acceptance would show at once.
    taking = np.full((11, 1001), -np.inf)
    taking[:, 984:1000] = -np.log(16)
    taking[first, 984:1000] = np.log(np.arange(1, 17) ** 2 / (np.arange(1, 17) ** 2).sum())
    row = sampling.density.one_row(sampling.density.cumulate(taking))
    monkeypatch.setitem(sampling.density.TAKING, 1000, taking)
    monkeypatch.setitem(sampling.density.TAKEN, 1000, row)
    with toy(sampling, table, ranges) as small:
        assert len(small.states) > 300
        score, moved = drift(sampling.moves, small, kind, steps)
    assert moved > 500, moved
    assert score < 4.5, score


@pytest.mark.usefixtures("uneven")
def test_two_rows_together_leave_a_listed_distribution_as_it_is(
    sampling: Sampling, ensemble: Ints, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = ensemble[0]
    cells = [(CHENGDU, 5), (CHENGDU, 6), (SHENYANG, 5), (SHENYANG, 0), (SHENYANG, 3)]
    only(sampling, cells, monkeypatch)
    with toy(sampling, table, small_ranges(table, cells, 4)) as small:
        assert len(small.states) > 300
        score, moved = drift(sampling.moves, small, "rows", 150)
    assert moved > 500, moved
    assert score < 4.5, score


def tied(tables: ModuleType, ensemble: Ints) -> Ints:
    """A table where Hangzhou and Wuhan have Guangdong's value in Policies."""
    for table in ensemble:
        found = table.copy()
        found[[HANGZHOU, WUHAN], POLICIES] = found[SHENZHEN, POLICIES]
        if tables.admissible(found[None])[0]:
            return found
    raise AssertionError("no such table near the ensemble")


@pytest.mark.usefixtures("uneven")
@pytest.mark.parametrize(("kind", "steps"), [("south", 200), ("parted", 100)])
def test_a_shared_value_redrawn_leaves_a_listed_distribution_as_it_is(
    sampling: Sampling, ensemble: Ints, monkeypatch: pytest.MonkeyPatch, kind: str, steps: int
) -> None:
    table = tied(sampling.tables, ensemble)
    shared = [(unit, POLICIES) for unit in (SHENZHEN, GUANGZHOU, HANGZHOU, WUHAN)]
    cells = [*shared, (SHENZHEN, 3), (HANGZHOU, 3)]
    ranges = small_ranges(table, cells, 3)
    only(sampling, cells, monkeypatch)
    monkeypatch.setattr(sampling.exchange_moves, "LAST", [HANGZHOU, WUHAN])
    low, high = ranges[SHENZHEN, POLICIES]
    random = Near(np.random.default_rng(8), low, high)
    with toy(sampling, table, ranges, alike=tuple(shared[:2])) as small:
        assert len(small.states) > 300
        score, moved = drift(sampling.moves, small, kind, steps, random)
    assert moved > 500, moved
    assert score < 4.5, score


@dataclass
class Shares:
    """A Top 100 of which three cities' companies and the leader's count are free."""

    table: Ints
    leaders: Ints
    companies: Ints
    chances: Floats


def shares_of(sampling: Sampling, ensemble: Ints, most: int, exponent: float = 1.0) -> Shares:
    """All counts with a leader of 10 … `most`: Beijing, Shanghai and Guangzhou have companies."""
    shares, state = sampling.shares, sampling.state
    units = [BEIJING, 1, GUANGZHOU]
    own = np.array(list(itertools.product(range(most + 1), repeat=3)))
    found = np.zeros((len(own), 11), dtype=np.int64)
    found[:, units] = own
    first = own.max(axis=1)
    there = (first >= 10) & shares.possible(found.T)
    found, first = found[there], first[there]
    weights = state.share_weights(exponent)[first[:, None], found].sum(axis=1)
    chances = np.exp(weights - weights.max())
    return Shares(ensemble[0], first, found, chances / chances.sum())


@pytest.mark.parametrize("kind", ["hosts", "host_role", "level", "companies_line"])
def test_moves_of_companies_leave_a_listed_distribution_as_it_is(
    sampling: Sampling, ensemble: Ints, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """With the scores let go, so that the counts' own distribution is seen."""
    tables, shares, most = sampling.tables, sampling.shares, 24
    full = shares_of(sampling, ensemble, most)
    for module, names in (
        (sampling.exchange_moves, ("ordered", "placed")),
        (sampling.line_moves, ("lawful", "correlated")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, lambda found: np.ones(found.shape[-1], dtype=bool))

    def anywhere(values: Ints, move: dict[int, Ints], *, ranks: bool) -> Any:
        """All that the counts allow: a leader alone stays."""
        assert ranks
        (unit,), full = move, values[tables.TOP] == 1000
        alone = full[unit] & (full.sum(axis=0) == 1)
        return sampling.lines.Interval(np.where(alone, 0, -1000), np.where(alone, 0, 1000))

    monkeypatch.setattr(sampling.line_moves, "interval", anywhere)
    # No other cell is free: a move that makes its change good elsewhere would be in vain.
    monkeypatch.setattr(sampling.exchange_moves, "SPREAD", np.array([0]))
    number, random = 4000, np.random.default_rng(7)
    drawn = random.choice(len(full.leaders), number, p=full.chances)
    starts = np.repeat(full.table[None], number, axis=0)
    top = tables.TOP
    starts[:, :, top] = shares.VALUES[full.leaders[drawn][:, None], full.companies[drawn]]
    low, high = tables.LOW.copy(), tables.HIGH.copy()
    try:
        tables.LOW[:], tables.HIGH[:] = full.table, full.table
        tables.LOW[:, top], tables.HIGH[:, top] = 0, 0
        tables.HIGH[[BEIJING, 1, GUANGZHOU], top] = 1000
        chains = sampling.moves.Chains(starts, [1.0] * number, random)
        chains.leader, chains.companies = full.leaders[drawn], full.companies[drawn].T.copy()
        chains.share_weights[:, most + 1 :] = -np.inf
        if kind == "companies_line":
            units = itertools.cycle((BEIJING, 1, GUANGZHOU))
            monkeypatch.setattr(chains, "_choose", lambda n: next(units) if n == 11 else 0)
        moved = sum(int(getattr(chains, kind)().sum()) for _ in range(60))
    finally:
        tables.LOW[:], tables.HIGH[:] = low, high
    assert moved > 1000, moved

    exact = features(full.leaders, full.companies)
    mean = full.chances @ exact
    spread = np.sqrt(full.chances @ (exact - mean) ** 2)
    found = features(chains.leader, chains.companies.T).mean(axis=0)
    score = (np.abs(found - mean) / spread * np.sqrt(number)).max()
    assert score < 4.5, score
    values = shares.VALUES[chains.leader[:, None], chains.companies.T]
    assert (chains.state()[:, :, top] == values).all()


def features(leaders: Ints, companies: Ints) -> Floats:
    """Numbers of counts of companies whose means tell distributions apart."""
    own = companies[:, [BEIJING, 1, GUANGZHOU]]
    shared = own / leaders[:, None]
    alike = (own == leaders[:, None]).astype(float)
    parts = [leaders[:, None], own, shared, shared**2, alike, own == 0, leaders[:, None] % 2]
    return np.concatenate([np.asarray(part, dtype=float) for part in parts], axis=1)


def test_companies_made_good_elsewhere_are_drawn_with_the_orders_that_sources_name(
    sampling: Sampling, ensemble: Ints, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A city's companies against its start-ups, where some counts put it above Beijing there."""
    tables, shares, moves = sampling.tables, sampling.shares, sampling.moves
    number, unit, node, top = 20_000, 1, 3, tables.TOP
    for table in ensemble:
        leader, own = (part[0] for part in shares.counts(table[None, :, top]))
        counts = np.arange(leader + 1)
        tried = np.repeat(table[None], len(counts), axis=0)
        tried[:, unit, top] = shares.VALUES[leader, counts]
        tried[:, unit, node] += 2 * (table[unit, top] - tried[:, unit, top])
        inside = (tried[:, unit, node] >= 0) & (tried[:, unit, node] <= 1000)
        inside[inside] = tables.admissible(tried[inside])
        above = tried[:, unit, node] > table[BEIJING, node]
        if inside.sum() > 4 and len(set(above[inside])) == 2 and own[unit] < leader:
            break
    else:
        raise AssertionError("no such table in the ensemble")
    chains = moves.Chains(np.repeat(table[None], number, axis=0), [1.0] * number,
                          np.random.default_rng(9))  # fmt: skip
    chains.leader = np.full(number, leader)
    script = iter((unit, 1, sampling.line_moves.FREE[unit].index(node)))
    monkeypatch.setattr(chains, "_choose", lambda _: next(script))
    chains.companies_line()
    weights = sampling.state.log_weights(1.0)[unit, node, tried[inside, unit, node]]
    weights = weights + sampling.state.share_weights(1.0)[leader, counts[inside]]
    weights += orders(sampling, tried[inside])
    chances = np.exp(weights - weights.max())
    chances /= chances.sum()
    found = np.bincount(chains.companies[unit], minlength=len(counts)) / number
    assert found[~inside].sum() == 0
    spread = np.sqrt(chances * (1 - chances) / number)
    assert (np.abs(found[inside] - chances) < 4.5 * spread + 1e-3).all()


def test_changing_rungs_leaves_what_each_rung_samples_as_it_is(
    sampling: Sampling, ensemble: Ints
) -> None:
    """A cell and the companies of three cities, drawn from the priors of two rungs and exchanged."""
    exponents, number, (unit, node), top = (0.2, 1.0), 4000, (8, 5), sampling.tables.TOP
    random = np.random.default_rng(6)
    starts = np.repeat(ensemble[:1], 2 * number, axis=0)
    values = np.arange(1001)
    wanted, drawn, leaders = [], [], np.empty(2 * number, dtype=np.int64)
    for rung, exponent in enumerate(exponents):
        full = shares_of(sampling, ensemble, 24, exponent)
        weights = sampling.state.log_weights(exponent)[unit, node]
        chances = np.exp(weights - weights.max())
        chances /= chances.sum()
        own = slice(rung, None, 2)
        starts[own, unit, node] = random.choice(values, number, p=chances)
        drawn.append(random.choice(len(full.leaders), number, p=full.chances))
        leaders[own] = full.leaders[drawn[-1]]
        companies = full.companies[drawn[-1]]
        starts[own, :, top] = sampling.shares.VALUES[leaders[own][:, None], companies]
        parts = (values, chances), (features(full.leaders, full.companies), full.chances)
        wanted.append([(p @ x, np.sqrt(p @ (x - p @ x) ** 2)) for x, p in parts])
    chains = sampling.moves.Chains(starts, list(exponents) * number, random)
    chains.leader = leaders
    chains.companies = np.empty_like(chains.companies)
    for rung in range(2):
        chains.companies[:, rung::2] = full.companies[drawn[rung]].T
    moved = sum(int(chains.rungs().sum()) for _ in range(9))
    assert moved > 1000, moved
    assert (np.sort(chains.chain, axis=1) == np.arange(2 * number).reshape(-1, 2)).all()
    assert (chains.rung[chains.chain] == [0, 1]).all()
    for rung, ((mean, spread), (means, spreads)) in enumerate(wanted):
        at = chains.chain[:, rung]
        score = abs(chains.values[node, unit, at].mean() - mean) / spread * np.sqrt(number)
        assert score < 4.5, score
        found = features(chains.leader[at], chains.companies[:, at].T).mean(axis=0)
        scores = np.abs(found - means) / spreads * np.sqrt(number)
        assert scores.max() < 4.5, scores


def test_a_run_taken_up_again_goes_on_as_if_it_had_not_stopped(
    sampling: Sampling, ensemble: Ints, tmp_path: Path
) -> None:
    starts = ensemble[[1, 900]]
    whole = sampling.moves.run(starts, 3, steps=60, thin=10)
    saved = tmp_path / "run.npz"
    sampling.moves.run(starts, 3, steps=30, thin=10, saved=saved)
    again = sampling.moves.run(starts, 3, steps=60, thin=10, saved=saved)
    assert whole.shape == (6, 4, 11, 12)
    assert (again == whole).all()
    assert (sampling.moves.run(starts, 3, steps=40, thin=10, saved=saved) == whole[:4]).all()


class Near:
    """A generator whose draws from the whole scale fall evenly into a narrow range."""

    def __init__(self, source: np.random.Generator, low: int, high: int) -> None:
        self.source, self.low, self.high = source, low, high

    def __getattr__(self, name: str) -> Any:
        return getattr(self.source, name)

    def integers(self, *ends: int) -> Any:
        """As a generator's, but for 0 … 1000."""
        if ends[:2] == (0, 1001):
            return self.source.integers(self.low, self.high + 1, *ends[2:])
        return self.source.integers(*ends)


def test_the_figures_of_mixing_are_right_for_known_series(sampling: Sampling) -> None:
    random = np.random.default_rng(4)
    kept, chains, rho = 2000, 8, 0.8
    noise = random.normal(size=(kept, chains, 2))
    walk = np.empty_like(noise)
    walk[0] = noise[0] / np.sqrt(1 - rho**2)
    for turn in range(1, kept):
        walk[turn] = rho * walk[turn - 1] + noise[turn]
    walk[:, :, 1] = noise[:, :, 1]
    dependent, independent = sampling.mixing.sample_size(walk)
    assert dependent == pytest.approx(kept * chains * (1 - rho) / (1 + rho), rel=0.2)
    assert independent == pytest.approx(kept * chains, rel=0.1)
    assert (sampling.mixing.ranked_r_hat(walk) < 1.01).all()
    apart, wider = walk.copy(), walk.copy()
    apart[:, 0] += 3
    wider[:, 0] *= 4  # the same mean: only the folded ranks tell
    assert (sampling.mixing.split_r_hat(apart) > 1.05).all()
    assert (sampling.mixing.ranked_r_hat(wider) > 1.05).all()
    assert (sampling.mixing.quantile_gap(apart) > 0.3).all()
