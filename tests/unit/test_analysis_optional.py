"""Solvers are optional: none is imported before it is used, its absence is one clear line."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import ici_tui.analysis
from ici_tui.analysis import clusters, optional
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.rank_range import rank_bounds
from ici_tui.analysis.reach_rank import reach_rank
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS, place


def test_importing_the_analyses_imports_no_solver() -> None:
    names = [module.name for module in pkgutil.iter_modules(ici_tui.analysis.__path__)]
    assert "rank_range" in names
    lines = [f"import ici_tui.analysis.{name}" for name in names]
    code = "; ".join(
        ["import sys", *lines, "sys.exit(bool({'scipy', 'highspy'} & set(sys.modules)))"]
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_solvers_the_quick_bounds_still_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optional, "find_spec", lambda name: None)
    bounds = rank_bounds(TABLE, WEIGHTS, place("SGP"), "worst")
    quick = []
    told = "needs highspy; install ici-tui with its extra `robust`"
    with pytest.raises(AnalysisError, match=told):
        for bound in bounds:
            quick.append(bound)  # noqa: PERF402  (what came before the fault counts)
    assert quick
    assert all(bound.attained <= 43 <= bound.proved for bound in quick)
    with pytest.raises(AnalysisError, match="needs scipy"):
        reach_rank(TABLE, WEIGHTS, place("SGP"), 1)
    with pytest.raises(AnalysisError, match="clustering needs scipy"):
        clusters.ward(TABLE)
