"""What a key press costs: the strip of intervals, and the questions of the pair screen.

Run: python -m tests.bench.robust_keys
"""

from __future__ import annotations

import numpy as np

from ici_tui.analysis import across_tables, explain, probability, stability, sweep
from ici_tui.analysis.overtake import overtake
from ici_tui.analysis.strip import strip
from tests.bench.robust_timing import case, report

TABLE, WEIGHTS = case()
X, Y = (int(unit) for unit in np.argsort(-(TABLE @ WEIGHTS))[[40, 20]])


def pair_screen() -> None:
    """Everything the pair screen shows of two units, on one table."""
    explain.gap(TABLE, WEIGHTS, X, Y)
    probability.beats(TABLE[X] - TABLE[Y])
    probability.beats(TABLE[X] - TABLE[Y], (2,) * len(WEIGHTS))
    stability.epsilon_of(TABLE, WEIGHTS, Y, X)
    for norm in ("l1", "l2", "linf"):
        overtake(TABLE, WEIGHTS, X, Y, norm=norm)  # type: ignore[arg-type]


def main() -> None:
    """Time the questions of the explorer."""
    report(
        "300 units × 12 components",
        {
            "ranking alone (scores and a sort)": lambda: np.argsort(-(TABLE @ WEIGHTS)),
            "strip: order and leader intervals, 12 weights": lambda: strip(TABLE, WEIGHTS),
            "pair screen: gap, P, ε, overtake in 3 norms": pair_screen,
            "P(beats next) for all neighbours": lambda: probability.beats(neighbours()),
            "ε of all neighbours": lambda: stability.margins(TABLE, WEIGHTS),
            "stability radius, L2": lambda: stability.radius(TABLE, WEIGHTS),
            "sweep of one weight, all crossings": lambda: sweep.one_weight(TABLE, WEIGHTS, 0),
            "expected rank of one unit": lambda: probability.expected_rank(TABLE, X),
            "expected ranks of all units": lambda: probability.expected_ranks(TABLE),
        },
        {
            "strip: order and leader intervals, 12 weights": 5,
            "pair screen: gap, P, ε, overtake in 3 norms": 50,
        },
        repeats=15,
    )
    generator = np.random.default_rng(2)
    for m in (4, 12):
        tables, weights = generator.random((1000, 11, m)), generator.dirichlet(np.ones(m))
        ask = (tables, weights, 0, 1)
        report(
            f"1,000 tables × 11 units × {m} components",
            {
                "share of tables where x beats y": lambda ask=ask: across_tables.pair(*ask),
                "points to overtake in every table": lambda ask=ask: across_tables.overtake(*ask),
                "P(x beats y) in every table": lambda ask=ask: across_tables.chance(*ask),
            },
            {},
            repeats=15,
        )


def neighbours() -> np.ndarray:
    """Differences of neighbours in the ranking, 299 × 12."""
    order = np.argsort(-(TABLE @ WEIGHTS))
    return TABLE[order[:-1]] - TABLE[order[1:]]


if __name__ == "__main__":
    main()
