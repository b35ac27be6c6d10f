"""Print a table of timings: medians of repeated calls, and their ratios to a baseline.

Shared by the `robust_*` benchmarks; the standard library and numpy only.
"""

from __future__ import annotations

import platform
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

UNITS, COMPONENTS = 300, 12


def case(seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """300 units × 12 components, uniform 0–100, and weights around equal ones."""
    generator = np.random.default_rng(seed)
    table = 100 * generator.random((UNITS, COMPONENTS))
    return table, generator.dirichlet(np.full(COMPONENTS, 5.0))


def median_ms(call: Callable[[], object], repeats: int) -> float:
    """The median of several timings, in milliseconds; the first call only warms up."""
    call()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def report(
    title: str, calls: dict[str, Callable[[], object]], limits_ms: dict[str, float], repeats: int
) -> None:
    """Time each call; print its median, the ratio to the first, and the limit it has to keep."""
    print(f"{title}  ({platform.python_version()}, numpy {np.__version__}, median of {repeats})")
    first = None
    for name, call in calls.items():
        took = median_ms(call, repeats)
        first = took if first is None else first
        limit = limits_ms.get(name)
        verdict = ""
        if limit is not None:
            verdict = f"   limit {limit:g} ms: {'kept' if took < limit else 'BROKEN'}"
        print(f"  {name:<48}{took:>10.2f} ms{took / first:>9.2f} ×{verdict}")
