"""Integer programmes over admissible tables: starts, exact bounds, the table that is shown.

Everything but the correlation is linear in whole tenths and a few 0/1 variables. Where the
optimum found does not satisfy the correlation, the target is held at the optimum and the
covariance is raised in turns; if a table comes out that satisfies it, the bound is attained.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from reconstruction import model
from reconstruction.tables import HIGH, LOW, NODE, UNIT, M, N, admissible, correlations

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

BIG = 7 * model.FULL


def cell(unit: str, node: str) -> int:
    """The place of a cell among the variables."""
    return UNIT[unit] * M + NODE[node]


def linear(unit: str, node: str) -> dict[int, float]:
    """A node's value for a unit, in tenths times the node's size, as a linear form in cells."""
    if node in NODE:
        return {cell(unit, node): 1.0}
    if node in model.MEASURES:
        return {cell(unit, name): 1.0 for name in model.MEASURES[node]}
    weights = model.WEIGHTS
    if node in model.PILLARS:
        weights = model.PILLAR_SUMS[model.PILLARS.index(node)]
    return {
        cell(unit, name): float(w) for name, w in zip(model.INDICATORS, weights, strict=True) if w
    }


def size(node: str) -> int:
    """What a linear form is divided by to give tenths."""
    if node in model.PILLARS:
        return model.PILLAR_SIZES[model.PILLARS.index(node)]
    return {"ICI": sum(model.WEIGHTS)}.get(node, len(model.MEASURES.get(node, ("",))))


@dataclass
class Programme:
    """Linear constraints over cells and 0/1 variables; rows as (form, low, high)."""

    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    low: list[float] = field(default_factory=lambda: [float(v) for v in LOW.ravel()])
    high: list[float] = field(default_factory=lambda: [float(v) for v in HIGH.ravel()])
    whole: list[int] = field(default_factory=lambda: [1] * (N * M))

    def variable(self, low: float = 0, high: float = 1, *, whole: bool = True) -> int:
        """A further variable; its place."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(int(whole))
        return len(self.low) - 1

    def at_least(self, form: Mapping[int, float], low: float) -> None:
        """The form is at least `low`."""
        self.rows.append((dict(form), low, np.inf))

    def between(self, form: Mapping[int, float], low: float, high: float) -> None:
        """The form lies from `low` to `high`."""
        self.rows.append((dict(form), low, high))

    def solve(
        self, objective: Mapping[int, float], seconds: float = 20, nodes: int | None = None
    ) -> Ints | None:
        """Minimise; the table (n × m) found within the limits, or None.

        A limit on nodes gives the same answer on a slow machine as on a fast one.
        """
        costs = np.zeros(len(self.low))
        for place, cost in objective.items():
            costs[place] = cost
        entries = [(r, c, v) for r, (form, _, _) in enumerate(self.rows) for c, v in form.items()]
        row, column, value = zip(*entries, strict=True)
        matrix = coo_array((value, (row, column)), shape=(len(self.rows), len(costs))).tocsc()
        found = milp(
            costs,
            constraints=LinearConstraint(
                matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
            ),
            bounds=Bounds(np.array(self.low), np.array(self.high)),
            integrality=np.array(self.whole),
            options={"mip_rel_gap": 0.0}
            | ({"time_limit": seconds} if nodes is None else {"node_limit": nodes}),
        )
        if found.x is None:
            return None
        self.proven = found.status == 0
        table: Ints = np.rint(found.x[: N * M]).astype(np.int64).reshape(N, M)
        return table


def minus(
    one: Mapping[int, float], other: Mapping[int, float], a: float = 1, b: float = 1
) -> dict[int, float]:
    """The form a · one - b · other."""
    found = {place: a * value for place, value in one.items()}
    for place, value in other.items():
        found[place] = found.get(place, 0.0) - b * value
    return found


def programme() -> Programme:
    """All constraints but the correlation."""
    built = Programme()
    _columns(built)
    scores = {unit: linear(unit, "ICI") for unit in model.UNITS}
    for better, worse in zip(model.UNITS[:-2], model.UNITS[1:-1], strict=True):
        built.at_least(minus(scores[better], scores[worse]), 1)
    built.between(minus(scores["Chengdu"], scores["Shenyang"]), 0, 0)
    for unit, score in model.SCORES.items():
        low = (2 * score - 1) * model.POINT // 2
        built.between(scores[unit], low, low + model.POINT - 1)
    for (unit, node), most in model.RANK_AT_MOST.items():
        above = {built.variable(): 1.0 for other in model.UNITS if other != unit}
        others = [other for other in model.UNITS if other != unit]
        for other, flag in zip(others, above, strict=True):
            form = minus(linear(unit, node), linear(other, node))
            built.at_least({**form, flag: float(BIG)}, 0)
        built.between(above, 0, most - 1)
    for (unit, node), least in model.RANK_AT_LEAST.items():
        others = [other for other in model.UNITS if other != unit]
        above = {built.variable(): 1.0 for _ in others}
        for other, flag in zip(others, above, strict=True):
            form = minus(linear(other, node), linear(unit, node))
            built.at_least({**form, flag: -float(BIG)}, 1 - BIG)
        built.between(above, least - 1, len(others))
    for unit, node in model.LEADS_ALONE:
        for other in model.UNITS:
            if other != unit:
                built.at_least(minus(linear(unit, node), linear(other, node)), 1)
    for sign, relations in ((1, model.STRONGEST), (-1, model.WEAKEST)):
        for unit, node, rivals in relations:
            for other in rivals:
                form = minus(
                    linear(unit, node), linear(unit, other), 12 / size(node), 12 / size(other)
                )
                built.at_least({place: sign * value for place, value in form.items()}, 0)
    return built


def _columns(built: Programme) -> None:
    for node in model.INDICATORS:
        flags = {}
        for unit in model.UNITS:
            flag = built.variable()
            flags[flag] = 1.0
            built.at_least({cell(unit, node): 1.0, flag: -float(model.FULL)}, 0)
        built.at_least(flags, 1)
    present, agile = {}, {}
    for unit in model.UNITS:
        flag = built.variable()
        present[flag] = 1.0
        share = cell(unit, "Top100")
        built.at_least({share: 1.0, flag: -float(model.LEAST_SHARE_OF_TOP100)}, 0)
        built.at_least({share: -1.0, flag: float(model.FULL)}, 0)
        flag = built.variable()
        agile[flag] = 1.0
        form = {place: -value for place, value in linear(unit, "Agility").items()}
        built.at_least({**form, flag: float(model.FULL + 1)}, 1 - model.FULL)
    built.between(present, 0, N - 1)
    built.between(agile, 0, model.AGILE)
    for high, low in model.smart_city_pairs():
        built.at_least(minus(linear(high, "SmartCity"), linear(low, "SmartCity")), 1)
    south = minus(linear("Shenzhen", "Policies"), linear("Guangzhou", "Policies"))
    built.between(south, 0, 0)
    built.at_least(minus(linear("Hangzhou", "Researchers"), linear("Harbin", "Researchers")), 0)


def covariance_form(table: Ints, node: str) -> dict[int, float]:
    """The covariance of Infrastructure and Government as a form in the cells of `node`."""
    other = "Government" if node == "Infrastructure" else "Infrastructure"
    weights = np.array([sum(table.ravel()[p] for p in linear(u, other)) for u in model.UNITS])
    centred = weights - weights.mean()
    return {
        place: float(centred[UNIT[unit]]) * value
        for unit in model.UNITS
        for place, value in linear(unit, node).items()
    }


def raise_correlation(
    built: Programme, table: Ints, rounds: int = 4, nodes: int | None = None
) -> Ints | None:
    """Within the programme, move towards a table whose correlation is high enough."""
    for turn in range(rounds):
        if admissible(table[None])[0]:
            return table
        node = ("Infrastructure", "Government")[turn % 2]
        form = covariance_form(table, node)
        # Small whole costs keep the solver's tolerances away from the answer.
        largest = max(abs(value) for value in form.values()) or 1.0
        found = built.solve({p: -value / largest for p, value in form.items()}, 5, nodes)
        if found is None:
            return None
        table = found
    return table if admissible(table[None])[0] else None


def extreme(unit: str, node: str, sign: int) -> tuple[int, bool]:
    """The least (sign 1) or greatest (-1) value in tenths times `size`, and whether attained."""
    built = programme()
    form = linear(unit, node)
    table = built.solve({place: sign * value for place, value in form.items()}, seconds=30)
    if table is None:
        raise RuntimeError(f"no admissible table for {unit}, {node}")
    exact = built.proven
    value = int(sum(table.ravel()[place] * weight for place, weight in form.items()))
    if admissible(table[None])[0]:
        return value, exact
    built.between(form, value, value)
    return value, exact and raise_correlation(built, table) is not None


def starts(count: int, seed: int, nodes: int = 20) -> Ints:
    """Admissible tables far apart, in corners: what few nodes find for random objectives."""
    random = np.random.default_rng(seed)
    found: list[Ints] = []
    while len(found) < count:
        built = programme()
        costs = random.normal(size=N * M)
        table = built.solve(dict(enumerate(costs)), nodes=nodes)
        if table is None:
            continue
        moved = raise_correlation(built, table, nodes=nodes)
        if moved is not None:
            found.append(moved)
    return np.stack(found)


def nearest(
    centre: Floats, spreads: Floats, ranges: Mapping[tuple[str, str], tuple[float, float]]
) -> Ints:
    """The admissible table nearest to `centre` (L1, in units of `spreads`), inside `ranges`.

    `ranges` are in tenths, by unit and node, and hold for measures and pillars as well.
    """
    built = programme()
    for (unit, node), value in model.PINNED.items():
        built.between(linear(unit, node), value, value)
    for (unit, node), (low, high) in ranges.items():
        built.between(linear(unit, node), low * size(node), high * size(node))
    costs = {}
    for place in range(N * M):
        away = built.variable(0, float(model.FULL), whole=False)
        built.at_least({away: 1.0, place: -1.0}, -float(centre.ravel()[place]))
        built.at_least({away: 1.0, place: 1.0}, float(centre.ravel()[place]))
        costs[away] = 1.0 / max(float(spreads.ravel()[place]), 1.0)
    for _ in range(8):
        table = built.solve(costs, seconds=120)
        if table is None:
            raise RuntimeError("no admissible table lies within the ensemble's ranges")
        if admissible(table[None])[0]:
            return table
        # Too weakly correlated: ask for a little more covariance along the present slopes.
        form = covariance_form(table, "Infrastructure")
        now = sum(table.ravel()[place] * value for place, value in form.items())
        ratio = model.CORRELATION / float(
            correlations(table[None] @ np.array(model.PILLAR_SUMS).T)[0]
        )
        built.at_least(form, now * max(1.02, ratio))
    raise RuntimeError("the nearest table could not be made to satisfy the correlation")
