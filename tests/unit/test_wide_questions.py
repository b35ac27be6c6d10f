"""Questions about many weights: draws are scored together, and too many weights are refused soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.ranking import competition_ranks
from ici_tui.tables.as_pack import pack_of
from ici_tui.tables.options import ReadingOptions
from ici_tui.tables.read import read_cells
from ici_tui.tables.source import read_content
from ici_tui.views import beats_next, board
from ici_tui.views.board import Board, Catalogue, Sort
from ici_tui.views.frame import Over
from ici_tui.views.intervals import intervals
from ici_tui.views.robust import scorer, sizes
from ici_tui.views.robust.leave_one_out import build_leave_one_out
from ici_tui.views.robust.radius import build_radius
from ici_tui.views.robust.ranks import build_ranks
from ici_tui.views.robust.terms import Sampling
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from pathlib import Path

UNITS = 70


def study(tmp_path: Path, count: int) -> Study:
    """Units of which most lack a value."""
    heads = ",".join(["name", *(f"a{k}b" for k in range(count))])
    rows = (
        ",".join([f"Unit {u}", *("" if u % count == k else f"{(u + 1) * (k + 3) % 97}.25" for k in range(count))])
        for u in range(UNITS)
    )  # fmt: skip
    reading = read_cells(
        read_content("\n".join([heads, *rows]).encode()), "t.csv", ReadingOptions()
    )
    return Study.of(pack_of(reading, tmp_path / "t.csv"))


@pytest.mark.parametrize("decimals", [None, 1])
def test_draws_together_score_as_each_does_alone(tmp_path: Path, decimals: int | None) -> None:
    asked = study(tmp_path, 9)
    nodes = asked.pack.index.tree.pillars
    places = np.arange(3, UNITS)
    weights = np.random.default_rng(1).dirichlet(np.ones(9), size=40)
    weights[0] = np.eye(9)[4]  # nobody has a score who lacks that one
    score = scorer.parts_scorer(asked, nodes, places)
    together, each = score(weights), np.vstack([score(row[None, :]) for row in weights])
    assert np.array_equal(np.isfinite(together), np.isfinite(each))
    assert np.allclose(
        np.nan_to_num(together, neginf=-1e9), np.nan_to_num(each, neginf=-1e9), rtol=1e-12
    )


@pytest.mark.parametrize(("weights", "units"), [(1_000, 300), (500, 1_000), (100, 10**7)])
def test_so_many_weights_are_let_through_and_no_more(weights: int, units: int) -> None:
    limit = sizes.Weights(1_000, 500_000)
    sizes.check_weights("it", weights, units, limit)
    with pytest.raises(AnalysisError) as error:
        sizes.check_weights("it", weights + 1, units, limit)
    assert f"{weights:,}" in str(error.value)
    assert f"{weights + 1:,}" in str(error.value)


def test_questions_of_too_many_weights_are_refused_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = study(tmp_path, 9)
    monkeypatch.setattr(sizes, "ALWAYS", 5)
    for name in ("DRAWN", "MOVED", "SOLVED", "EACH"):
        monkeypatch.setattr(sizes, name, sizes.Weights(5, 5))
    drawn: list[int] = []
    monkeypatch.setattr(Sampling, "count", lambda *_: drawn.append(1) or 10)
    for ask in (
        lambda: build_ranks(asked, Over.PARTS, [1], ranges=[None], sampling=Sampling()),
        lambda: build_radius(asked, Over.PARTS),
        lambda: build_leave_one_out(asked),
    ):
        with pytest.raises(AnalysisError, match="9"):
            ask()
    assert not drawn
    assert "9" in intervals(asked, asked.pack.index.tree.root.code, 3).why_not


def test_a_screen_draws_no_thousands_of_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = study(tmp_path, 9)
    monkeypatch.setattr(board, "MOST_DRAWN", 8)
    monkeypatch.setattr(beats_next.BeatsNext, "of", lambda _: pytest.fail("weights were drawn"))
    shown = Board.of(Catalogue.of(asked), asked, Sort())
    assert shown.beats_next(0) is None
    assert shown.why_no_chances
    assert np.isnan(shown.chances).all()


def test_ranks_on_all_nodes_are_those_on_each(tmp_path: Path) -> None:
    scores = study(tmp_path, 9).scores
    for node in scores.tree.nodes[1:]:
        alone = competition_ranks(scores.of(node.code)).tolist()
        assert [scores.rank_at(node.code, k) for k in range(UNITS)] == alone
