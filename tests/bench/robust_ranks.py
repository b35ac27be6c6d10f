"""How the bounds on best and worst rank close, second by second.

Two kinds of table: 300 × 12 independent uniform columns, the hardest kind because all scores
crowd together, and columns that share a common factor, as real indicators do.

Run: python -m tests.bench.robust_ranks [seconds]
"""

from __future__ import annotations

import sys
import time

import numpy as np

from ici_tui.analysis.rank_range import rank_bounds
from tests.bench.robust_timing import COMPONENTS, UNITS, case


def correlated() -> tuple[np.ndarray, np.ndarray]:
    """Columns with pairwise correlations of about a half."""
    generator = np.random.default_rng(3)
    common = generator.normal(size=(UNITS, 1))
    table = 50 + 10 * (common + generator.normal(size=(UNITS, COMPONENTS)))
    return table, generator.dirichlet(np.full(COMPONENTS, 5.0))


def main(seconds: float) -> None:
    """Print each bound with the time at which it came."""
    for kind, (table, weights) in {"independent": case(5), "correlated": correlated()}.items():
        order = np.argsort(-(table @ weights))
        for place, points in ((1, 2), (4, 2), (61, 2), (151, 2), (4, 5), (61, 5), (151, 5)):
            for side in ("best", "worst"):
                start = time.perf_counter()
                steps = []
                for bound in rank_bounds(
                    table,
                    weights,
                    int(order[place - 1]),
                    side,  # type: ignore[arg-type]
                    within=points / 100,
                    seconds=seconds,
                ):
                    low, high = sorted((bound.attained, bound.proved))
                    known = f"{low}" if bound.exact else f"{low}–{high}"
                    steps.append(f"{known} ({time.perf_counter() - start:.2f} s)")
                print(f"{kind:<12} place {place:>3} ±{points} {side:<6}", " → ".join(steps))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
