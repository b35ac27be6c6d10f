"""Integer programmes over admissible tables: starts and exact bounds.

Everything but the correlation, and the leader's count of the Top 100, is linear in whole tenths and a few 0/1 variables. Where the
optimum found does not satisfy the correlation, the target is held at the optimum and the
covariance is raised in turns; if a table comes out that satisfies it, the bound is attained.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from reconstruction import model
from reconstruction.tables import HIGH, LOW, NODE, UNIT, M, N, admissible

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
        self,
        objective: Mapping[int, float],
        seconds: float = 20,
        nodes: int | None = None,
        *,
        whole: bool = True,
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
            integrality=np.array(self.whole) * whole,
            options={"mip_rel_gap": 0.0}
            | ({"time_limit": seconds} if nodes is None else {"node_limit": nodes}),
        )
        self.proven = found.status == 0
        least = found.fun if self.proven else found.mip_dual_bound
        self.least = -np.inf if least is None else float(least)
        if found.x is None:
            return None
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


def programme(leader: int | None = None) -> Programme:
    """All constraints but the correlation.

    Without a leader's count of the Top 100 its shares may be any: a bound found so is an outer one.
    """
    built = Programme()
    _columns(built)
    if leader is not None:
        _whole_shares(built, leader)
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
        built.at_least({share: 1.0, flag: -float(model.FULL // model.HUNDRED)}, 0)
        built.at_least({share: -1.0, flag: float(model.FULL)}, 0)
        flag = built.variable()
        agile[flag] = 1.0
        form = {place: -value for place, value in linear(unit, "Agility").items()}
        built.at_least({**form, flag: float(model.FULL + 1)}, 1 - model.FULL)
    built.between(present, 0, model.HOSTS)
    built.between(agile, 0, model.AGILE)
    node, above, below = model.NOT_BELOW
    built.at_least(minus(linear(above, node), linear(below, node)), 0)
    known, every, own = model.EMPLOYED
    shares = {cell(unit, "Employment"): -float(every) for unit in model.UNITS}
    shares[cell(known, "Employment")] += own
    built.at_least(shares, 0)
    south = minus(linear("Shenzhen", "Policies"), linear("Guangzhou", "Policies"))
    built.between(south, 0, 0)


def _whole_shares(built: Programme, leader: int) -> None:
    companies, hosts = {}, {}
    for unit in model.UNITS:
        own, present = built.variable(0, leader), built.variable()
        companies[own], hosts[present] = 1.0, 1.0
        form = {cell(unit, "Top100"): 2.0 * leader, own: -2.0 * model.FULL}
        built.between(form, 1 - leader, leader)
        built.between({own: 1.0, present: -float(leader)}, -np.inf, 0)
        built.at_least({own: 1.0, present: -1.0}, 0)
    built.between(hosts, 0, model.HOSTS)
    # Each host outside the eleven has one at least; without such hosts the eleven have all.
    built.at_least(minus(hosts, companies), model.HOSTS - model.HUNDRED)
    full = {place: -float(model.HUNDRED) for place in hosts}
    built.at_least({**companies, **full}, model.HUNDRED * (1 - model.HOSTS))


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


SECONDS, TRIED = 60.0, 15.0
"""How long a bound is solved for, and how long a table is sought that attains it."""
LEADERS = (10, 20)
"""Leader's counts that a bound is tried with, those that leave much free first."""


def extreme(unit: str, node: str, sign: int, seen: int) -> tuple[int, bool]:
    """The least (sign 1) or greatest (-1) value in tenths times `size`, and whether attained.

    `seen` is the extreme among known tables: where it is the end of the scale nothing is solved.
    """
    form = linear(unit, node)
    if node in NODE and seen == (LOW if sign == 1 else HIGH)[UNIT[unit], NODE[node]]:
        return seen, True
    built = programme()
    objective = {place: sign * value for place, value in form.items()}
    built.solve(objective, seconds=SECONDS)
    least, proven = built.least, built.proven
    if not proven:  # out of time: what its relaxation says holds as well
        built.solve(objective, seconds=SECONDS, whole=False)
        least = max(least, built.least)
    ends = (LOW if sign == 1 else HIGH).ravel()
    least = max(least, sign * sum(ends[place] * value for place, value in form.items()))
    value = sign * math.ceil(least - 1e-6)
    if node == "ICI" and sign == -1:
        value = min(value, most_by_order(unit))
    if value == seen:
        return value, True
    for leader in LEADERS:
        whole = programme(leader)
        whole.between(form, value, value)
        found = whole.solve({}, seconds=TRIED)
        if found is not None and raise_correlation(whole, found) is not None:
            return value, True
    return value, False


def most_by_order(unit: str) -> int:
    """The greatest score that the published order and scores leave, in units of the score."""
    step = int(np.gcd.reduce(model.WEIGHTS))
    most, found = BIG * sum(model.WEIGHTS), {}
    for name in model.UNITS:
        if name in model.SCORES:
            most = min(most, (2 * model.SCORES[name] + 1) * model.POINT // 2)
        if name != model.UNITS[-1]:  # the last two are tied
            most -= step
        found[name] = most
    return found[unit]


NODES = 500
"""How much is searched for a first table: the same on every machine."""


def first_table(leader: int) -> Ints:
    """An admissible table whose first host of the Top 100 has so many companies."""
    built = programme(leader)
    table = built.solve({}, nodes=NODES)
    moved = None if table is None else raise_correlation(built, table, nodes=NODES)
    if moved is None:
        raise RuntimeError(f"no admissible table was found with {leader} companies at the leader")
    return moved
