"""What ten thousand draws cost, beside ranking them with plain numpy: 300 and 3,000 units.

Run: python -m tests.bench.robust_draws
"""

from __future__ import annotations

import numpy as np

from ici_tui.analysis.acceptability import acceptability
from ici_tui.analysis.first_rank import first_shares
from ici_tui.analysis.sampling import box_draws, dirichlet_draws, uniform_draws
from ici_tui.index.ranking import competition_ranks
from tests.bench.robust_timing import COMPONENTS, case, report

TABLE, WEIGHTS = case()
DRAWS = 10_000


def plain() -> np.ndarray:
    """Ranks of all draws by the general function of the index, counted one rank at a time."""
    ranks = competition_ranks(uniform_draws(COMPONENTS, DRAWS, 1).all() @ TABLE.T)
    units = ranks.shape[1]
    places = np.arange(units) * units + ranks - 1
    return np.bincount(places.ravel(), minlength=units * units)


def main() -> None:
    """Time sampling."""
    four = TABLE[:, :4]
    report(
        f"{DRAWS:,} draws × 300 units × 12 components",
        {
            "rank acceptability, uniform": lambda: acceptability(
                TABLE, uniform_draws(COMPONENTS, DRAWS, 1)
            ),
            "rank acceptability, Dirichlet(20 w)": lambda: acceptability(
                TABLE, dirichlet_draws(WEIGHTS, 20, DRAWS, 1)
            ),
            "rank acceptability, within 5 points": lambda: acceptability(
                TABLE, box_draws(WEIGHTS, 0.05, DRAWS, 1)
            ),
            "the same ranks with an argsort per draw": plain,
            "exact first-rank shares, 300 units × 4": lambda: first_shares(four),
        },
        {
            "rank acceptability, uniform": 100,
            "rank acceptability, Dirichlet(20 w)": 100,
            "rank acceptability, within 5 points": 100,
        },
        repeats=15,
    )
    many = 100 * np.random.default_rng(3).random((3000, COMPONENTS))
    twins = np.repeat(many[::2], 2, axis=0)
    report(
        f"{DRAWS:,} draws × 3,000 units × {COMPONENTS} components",
        {
            "rank acceptability, uniform": lambda: acceptability(
                many, uniform_draws(COMPONENTS, DRAWS, 1)
            ),
            "the same where every unit has a twin": lambda: acceptability(
                twins, uniform_draws(COMPONENTS, DRAWS, 1)
            ),
        },
        {"rank acceptability, uniform": 1000, "the same where every unit has a twin": 2000},
        repeats=5,
    )


if __name__ == "__main__":
    main()
