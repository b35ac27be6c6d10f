"""Questions among more units than memory has room for: a line that says so, and what is listed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.analysis import inputs, rank_range
from ici_tui.analysis.inputs import AnalysisError, neighbours, tied_groups
from ici_tui.analysis.moves import limits
from ici_tui.pages.acts import SetWeight
from ici_tui.pages.focus import Focus
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Grid
from ici_tui.pages.robust import sweep as sweep_page
from ici_tui.pages.robust.frame import as_panel
from ici_tui.tui import selection
from ici_tui.tui.documents.clusters import cluster_lines
from ici_tui.tui.documents.robust import robust_lines
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.views.clusters import build_clusters
from ici_tui.views.frame import Over
from ici_tui.views.robust import acceptability, sizes
from ici_tui.views.robust import sweep as sweep_view
from ici_tui.views.robust import sweep_view as listing
from ici_tui.views.study import Study
from tests.pilot.packs import SMALL, many, session_on
from tests.unit.robust_packs import gap_pack, t4_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ici_tui.pages.line import Line


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("ACCEPTABILITY", ("acceptability", "--draws", "10")),
        ("CLUSTERS", ("clusters", "--count", "2")),
        ("UNCERTAINTY", ("uncertainty", "--draws", "10")),
    ],
)
def test_too_many_units_are_one_line(
    tmp_path: Path, limit: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = gap_pack(tmp_path)
    monkeypatch.setattr(sizes, limit, 5)
    found = run("robust", *words, "--pack", pack, "--impute", "mean")
    assert found.returncode == 1
    assert not found.stdout
    assert found.stderr.splitlines()[-1].endswith(": for up to 5 units, and here are 6")


def test_a_grid_is_for_so_many_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = t4_pack(tmp_path, aggregate="median")
    monkeypatch.setattr(sizes, "GRID", 3)
    found = run("robust", "sweep", "--weight", "Social", "--pack", pack)
    assert found.returncode == 1
    assert "for up to 3 units" in found.stderr


def test_pairs_of_tied_units_are_counted_before_they_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups = tied_groups(np.repeat([3.0, 2.0, 1.0], [4, 5, 1]))
    assert len(neighbours(groups)[0]) == 4 * 5 + 5
    monkeypatch.setattr(inputs, "MOST_PAIRS", 24)
    with pytest.raises(AnalysisError, match="any of 25 pairs might change places first"):
        neighbours(groups)


def test_rivals_on_either_side_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.random.default_rng(0).random((30, 3))
    weights = np.full(3, 1 / 3)
    monkeypatch.setattr(rank_range, "MOST_OPEN", 2)
    with pytest.raises(AnalysisError, match="and up to 2 can be compared"):
        next(rank_range.rank_bounds(table, weights, 4, "best", allowed=limits(weights)))


def test_expected_ranks_of_many_are_those_of_the_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = t4_pack(tmp_path)
    words = ("robust", "acceptability", "--draws", "4000", "--format", "csv", "--pack", pack)
    exact = run(*words).stdout.splitlines()
    monkeypatch.setattr(acceptability, "MOST_EXACT", 5)
    drawn = run(*words).stdout.splitlines()
    for one, other in zip(exact[1:], drawn[1:], strict=True):
        assert one.split(",")[4] == "true"
        assert other.split(",")[4] == "false"
        assert float(one.split(",")[3]) == pytest.approx(float(other.split(",")[3]), abs=0.3)


def test_of_many_crossings_the_nearest_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    study = Study.of(many(40))
    whole = sweep_view.build_sweep(study, Over.PARTS, "a")
    monkeypatch.setattr(listing, "ALL_LISTED", 5)
    monkeypatch.setattr(listing, "NEAR_LISTED", 9)
    part = sweep_view.build_sweep(study, Over.PARTS, "a")
    near = sorted(whole.crossings, key=lambda crossing: abs(crossing.at - whole.share))[:9]
    assert set(part.crossings) == set(near)
    assert part.crossings_in_all == whole.crossings_in_all == len(whole.crossings) > 9
    reach = 100 * abs(near[4].at - whole.share) * (1 + 1e-12)
    assert part.near(reach).crossings_in_all == whole.near(reach).crossings_in_all == 5
    assert part.near(100.0).crossings_in_all == len(whole.crossings)


def test_what_is_not_near_is_not_said_to_be_nowhere() -> None:
    study = Study.of(many(40))
    view = sweep_view.build_sweep(study, Over.PARTS, "a")
    for points, told in ((1e-9, "None within 1e-09 points."), (100.0, "within 100 points")):
        near = view.near(points)
        page = as_panel(sweep_page.page(near, study, Focus(near.units[0])), study)
        text = "\n".join(line.text for line in lay_out(page, 80))
        assert told in text
        assert "all the way" not in text
        assert near.meets(0, 99)[1] == (0 if points < 1 else view.meets(0, 99)[1])


def on_sweep(session: Session, width: int = 100) -> Sequence[Line]:
    return robust_lines(replace(session, view=View.ROBUSTNESS, panel="sweep"), width)


def test_a_page_of_many_lists_the_nearest_and_counts_the_others() -> None:
    session = Session.of(many(300))
    middle = session.study.scores.order("top")[150]
    session = replace(session, unit=int(middle))
    lines = on_sweep(session)
    text = "\n".join(line.text for line in lines)
    own = re.search(r"changes places, the (\d+) nearest of ([\d,]+)", text)
    others = re.search(r", (\d+) of ([\d,]+) nearest; csv and json hold ", text)
    assert own is not None
    assert others is not None
    listed = sum(isinstance(line.act, SetWeight) for line in lines)
    assert listed == sweep_page.OWN_LISTED + sweep_page.NEAREST
    assert (int(own[1]), int(others[1])) == (sweep_page.OWN_LISTED, sweep_page.NEAREST)
    view = sweep_view.build_sweep(session.study, Over.PARTS, session.node)
    assert int(others[2].replace(",", "")) == view.crossings_in_all
    row = view.row(session.pack.index.codes[session.unit])
    assert row is not None
    assert int(own[2].replace(",", "")) == view.meets(row, 1)[1] > sweep_page.OWN_LISTED


def test_the_best_of_many_members_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = replace(session_on(tmp_path, SMALL), view=View.CLUSTERS)
    whole = build_clusters(session.study, "Zone")
    part = build_clusters(session.study, "Zone", 1)
    for one, other in zip(whole, part, strict=True):
        assert other.members == one.members[:1]
        assert (other.size, other.summaries) == (len(one.members), one.summaries)
    monkeypatch.setattr(selection, "MOST_LISTED", 1)
    text = [line.text.strip() for line in cluster_lines(session, 80)]
    assert text.count("and 1 more") == sum(cluster.size == 2 for cluster in whole) > 0


@pytest.mark.parametrize(
    ("away", "digits"), [(3.0, 2), (0.011, 2), (0.004, 3), (0.00003, 5), (1e-12, 6)]
)
def test_points_near_the_weight_are_told_apart(away: float, digits: int) -> None:
    study = Study.of(many(3))
    view = sweep_view.build_sweep(study, Over.PARTS, "a")
    near = sweep_view.Tipping(
        view.share + away / 100, view.units[0], view.units[1], None, None, None
    )
    shown = replace(view, crossings=(near,), crossings_in_all=1)
    page = sweep_page.page(shown, study, Focus())
    (grid,) = [b for b in page.blocks if isinstance(b, Grid) and b.columns[0].title == "At"]
    assert len(grid.rows[0][0].text.partition(".")[2]) == digits


def test_every_tipping_point_has_a_key_of_its_own() -> None:
    keys = [line.key for line in on_sweep(Session.of(many(2000))) if line.key]
    assert len(keys) > sweep_page.NEAREST
    assert len(set(keys)) == len(keys)


def test_the_page_rounds_intervals_inward() -> None:
    session = Session.of(many(300))
    text = "\n".join(line.text for line in on_sweep(session))
    told = re.search(r"Leader +([\d.]+)–([\d.]+)", text)
    assert told is not None
    low, high = (float(end) / 100 for end in told.groups())
    view = sweep_view.build_sweep(session.study, Over.PARTS, session.node)
    assert view.leader_interval[0] - 1e-9 <= low < high <= view.leader_interval[1] + 1e-9


def test_tied_units_are_named_where_others_have_no_score() -> None:
    pack = many(20)
    data = pack.index.data.copy()
    data[3] = np.nan
    data[15] = data[9]
    session = Session.of(replace(pack, index=replace(pack.index, data=data)))
    text = " ".join(" ".join(line.text for line in on_sweep(session)).split())
    name = dict(zip(pack.index.codes, pack.index.names, strict=True))
    assert f"Tied, and left out of intervals and margins: {name['u9']}, {name['u15']}." in text
