"""Which of many tables are lawful, from all their forms: what the chains ask at most steps.

The same as `tables.lawful`, in the chains' own layout (forms × n × chains) and in whole numbers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.lines import FORM, FORMS, NOT_BELOW
from reconstruction.tables import EMPLOYMENT, HIGH, LOW, NODE, UNIT, M, N, W, employed_slack

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

LOWS, HIGHS = LOW.T[:, :, None], HIGH.T[:, :, None]
ICI, POLICIES = FORM["ICI"], NODE["Policies"]
SCORED = np.array([UNIT[name] for name in model.SCORES])
LEAST = np.array([(2 * s - 1) * model.POINT // 2 for s in model.SCORES.values()])[:, None]


def _limits(limits: dict[tuple[str, str], int], sign: int) -> list[tuple[int, int, int, int]]:
    return [(UNIT[unit], FORM[node], rank, sign) for (unit, node), rank in limits.items()]


LIMITED, RANKED, RANKS, SIGNS = np.array(
    _limits(model.RANK_AT_MOST, 1) + _limits(model.RANK_AT_LEAST, -1)
).T
"""Units, forms, ranks, and 1 where the rank is at most that, -1 where at least."""
FIRST, LED = np.array([(UNIT[unit], FORM[node]) for unit, node in model.LEADS_ALONE]).T
PLACE = {
    name: (FORM[name], 12 // size)
    for name, size in zip(model.PILLARS, model.PILLAR_SIZES, strict=True)
}
RELATED, OWN, TIMES, OTHER, OTHER_TIMES, WAYS = np.array(
    [
        (UNIT[unit], *PLACE[node], *PLACE[other], sign)
        for sign, relations in ((1, model.STRONGEST), (-1, model.WEAKEST))
        for unit, node, others in relations
        for other in others
    ]
).T
FLOOR = Fraction(str(model.CORRELATION)) ** 2
PAIR = [FORM["Infrastructure"], FORM["Government"]]


def scores(cells: Ints) -> Ints:
    """The index of all units: n × chains, from cells m × n × chains."""
    found: Ints = np.tensordot(W, cells, axes=1)
    return found


def all_forms(cells: Ints) -> Ints:
    """What `lines.forms` gives, faster for few chains."""
    found: Ints = np.tensordot(FORMS, cells, axes=1)
    return found


def boxed(cells: Ints) -> Bools:
    """Whether all cells are within their bounds."""
    found: Bools = ((cells >= LOWS) & (cells <= HIGHS)).all(axis=(0, 1))
    return found


def ordered(index: Ints) -> Bools:
    """Whether the scores (n × chains) stand in the published order, and round to those published."""
    gaps = index[:-1] - index[1:]
    away = index[SCORED] - LEAST
    found: Bools = (gaps[:-1] > 0).all(axis=0) & (gaps[-1] == 0)
    found &= ((away >= 0) & (away < model.POINT)).all(axis=0)
    return found


def correlated(values: Ints) -> Bools:
    """Whether Infrastructure and Government correlate enough."""
    one, other = values[PAIR[0]], values[PAIR[1]]
    first, second = one.sum(axis=0), other.sum(axis=0)
    covariance = N * (one * other).sum(axis=0) - first * second
    spread = (N * (one * one).sum(axis=0) - first**2) * (
        N * (other * other).sum(axis=0) - second**2
    )
    found: Bools = (covariance > 0) & (
        FLOOR.denominator * covariance**2 >= FLOOR.numerator * spread
    )
    return found


def placed(values: Ints) -> Bools:
    """Whether all holds that is asked for besides bounds and scores; forms × n × chains."""
    ok: Bools = (values[:M].max(axis=1) == model.FULL).all(axis=0)
    ok &= employed_slack(values[EMPLOYMENT]) >= 0
    south = values[POLICIES]
    ok &= south[UNIT["Shenzhen"]] == south[UNIT["Guangzhou"]]
    node, above, below = NOT_BELOW
    ok &= values[node, above] >= values[node, below]
    ok &= (values[FORM["Agility"]] >= model.FULL).sum(axis=0) <= model.AGILE
    ranks = 1 + (values[RANKED] > values[RANKED, LIMITED][:, None]).sum(axis=1)
    ok &= (SIGNS[:, None] * ranks <= (SIGNS * RANKS)[:, None]).all(axis=0)
    ok &= ((values[LED] >= values[LED, FIRST][:, None]).sum(axis=1) == 1).all(axis=0)
    own = TIMES[:, None] * values[OWN, RELATED]
    other = OTHER_TIMES[:, None] * values[OTHER, RELATED]
    ok &= (WAYS[:, None] * (own - other) >= 0).all(axis=0)
    return ok & correlated(values)


def lawful(values: Ints) -> Bools:
    """Which tables satisfy everything but that the Top 100 is made of whole companies."""
    ok = boxed(values[:M]) & ordered(values[ICI])
    ok[ok] = placed(values[:, :, ok])
    return ok
