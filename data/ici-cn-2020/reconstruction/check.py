"""Whether a table is admissible, in plain whole numbers: shares no code with the sampler."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reconstruction import model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Table = "Mapping[str, Sequence[int]]"


def node_values(table: Mapping[str, Sequence[int]], node: str) -> dict[str, Fraction]:
    """The values of an indicator, a measure, a pillar or the index, in tenths, by unit."""
    found = {}
    for unit in model.UNITS:
        row = table[unit]
        if node in model.INDICATORS:
            found[unit] = Fraction(row[model.INDICATORS.index(node)])
        elif node in model.MEASURES:
            parts = [row[model.INDICATORS.index(name)] for name in model.MEASURES[node]]
            found[unit] = Fraction(sum(parts), len(parts))
        elif node in model.PILLARS:
            place = model.PILLARS.index(node)
            found[unit] = _mean(model.PILLAR_SUMS[place], row, model.PILLAR_SIZES[place])
        else:
            found[unit] = _mean(model.WEIGHTS, row, sum(model.WEIGHTS))
    return found


def _mean(weights: Sequence[int], row: Sequence[int], total: int) -> Fraction:
    return Fraction(sum(w * v for w, v in zip(weights, row, strict=True)), total)


def rank(values: Mapping[str, Fraction], unit: str) -> int:
    """Competition rank: one more than the number of units that are strictly better."""
    return 1 + sum(value > values[unit] for value in values.values())


def broken(table: Mapping[str, Sequence[int]]) -> list[str]:
    """What the table violates, one line each; empty for an admissible table."""
    faults = [*_cells(table), *_published(table), *_ranks(table), *_pillars(table)]
    if not _correlated(table):
        faults.append(f"Infrastructure and Government correlate below {model.CORRELATION}")
    return faults


def _cells(table: Mapping[str, Sequence[int]]) -> list[str]:
    faults = []
    for (unit, node), (low, high) in model.bounds().items():
        value = table[unit][model.INDICATORS.index(node)]
        if not low <= value <= high:
            faults.append(f"{node}({unit}) = {value} is outside {low} … {high}")
    for place, node in enumerate(model.INDICATORS):
        if max(table[unit][place] for unit in model.UNITS) != model.FULL:
            faults.append(f"{node} has no leader at 100")
    top = [table[unit][model.INDICATORS.index("Top100")] for unit in model.UNITS]
    if not whole_companies(top):
        faults.append("the shares of the Top 100 are not those of whole companies in ten cities")
    employed = node_values(table, "Employment")
    least = Fraction(175, 10_000)  # the share of the unit in the country, before rounding
    if sum(employed.values(), Fraction(0)) * least > employed[model.EMPLOYED[0]]:
        faults.append("the cities employ more than all of the country does")
    if node_values(table, "Policies")["Shenzhen"] != node_values(table, "Policies")["Guangzhou"]:
        faults.append("Shenzhen and Guangzhou, of one province, differ in Policies")
    researchers = node_values(table, "Researchers")
    if researchers["Hangzhou"] < researchers["Harbin"]:
        faults.append("Researchers: Hangzhou is below Harbin")
    return faults


def whole_companies(shares: Sequence[int]) -> bool:
    """Whether whole numbers of a hundred companies, hosted by ten cities, give these tenths."""
    for leader in range(model.HUNDRED // model.HOSTS, model.HUNDRED + 1):
        own = [(2 * share * leader + model.FULL) // (2 * model.FULL) for share in shares]
        near = all(
            abs(2 * (model.FULL * n - share * leader)) <= leader
            for n, share in zip(own, shares, strict=True)
        )
        hosts, rest = sum(n > 0 for n in own), model.HUNDRED - sum(own)
        # Hosts elsewhere have one company at least each; where there are none, nothing is left.
        outside = model.HOSTS - hosts
        if near and outside >= 0 and rest >= outside and (outside > 0 or rest == 0):
            return True
    return False


def _published(table: Mapping[str, Sequence[int]]) -> list[str]:
    scores = node_values(table, "ICI")
    order = [scores[unit] for unit in model.UNITS]
    faults = [
        f"{better} is not above {worse}"
        for better, worse, a, b in zip(
            model.UNITS[:-2], model.UNITS[1:-1], order[:-2], order[1:-1], strict=True
        )
        if a <= b
    ]
    if order[-1] != order[-2]:
        faults.append("Chengdu and Shenyang are not tied")
    for unit, score in model.SCORES.items():
        if not 10 * score - 5 <= scores[unit] < 10 * score + 5:
            faults.append(f"{unit} scores {float(scores[unit]) / 10:.2f}, not {score}")
    return faults


def _ranks(table: Mapping[str, Sequence[int]]) -> list[str]:
    faults = []
    for (unit, node), most in model.RANK_AT_MOST.items():
        if rank(node_values(table, node), unit) > most:
            faults.append(f"{node}: {unit} ranks below {most}")
    for (unit, node), least in model.RANK_AT_LEAST.items():
        if rank(node_values(table, node), unit) < least:
            faults.append(f"{node}: {unit} ranks above {least}")
    for unit, node in model.LEADS_ALONE:
        values = node_values(table, node)
        if any(values[other] >= values[unit] for other in model.UNITS if other != unit):
            faults.append(f"{node}: {unit} does not lead alone")
    agility = node_values(table, "Agility")
    if sum(value >= model.FULL // 2 for value in agility.values()) > model.AGILE:
        faults.append(f"more than {model.AGILE} units have Agility of 50 or more")
    return faults


def _pillars(table: Mapping[str, Sequence[int]]) -> list[str]:
    pillars = {node: node_values(table, node) for node in model.PILLARS}
    faults = []
    for unit, node, others in model.STRONGEST:
        if any(pillars[other][unit] > pillars[node][unit] for other in others):
            faults.append(f"{node} is not the strongest pillar of {unit}")
    for unit, node, others in model.WEAKEST:
        if any(pillars[other][unit] < pillars[node][unit] for other in others):
            faults.append(f"{node} is not the weakest pillar of {unit}")
    return faults


def _correlated(table: Mapping[str, Sequence[int]]) -> bool:
    a = list(node_values(table, "Infrastructure").values())
    b = list(node_values(table, "Government").values())
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    covariance = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    variances = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    floor = Fraction(str(model.CORRELATION))
    return covariance > 0 and covariance**2 >= floor**2 * variances
