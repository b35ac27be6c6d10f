"""How surely the next is beaten, and the range of ranks, in every format of `rank`."""

from __future__ import annotations

import csv
import json
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ici_tui import open_index
from ici_tui.analysis.probability import NEAR
from ici_tui.analysis.sampling import dirichlet
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.board import Board, Catalogue, Sort
from ici_tui.views.numbers import percent
from ici_tui.views.ranking import MOST_AHEAD, build_ranking
from ici_tui.views.robust.basis import basis
from ici_tui.views.row import Chance
from ici_tui.views.study import Study
from tests.pilot.packs import AS_IT_IS, many, write_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

PACKS = ("ici-cn-2020", "asem-2018")


@pytest.mark.parametrize("pack", PACKS)
def test_the_command_line_has_what_the_explorer_has(pack: str) -> None:
    study = Study.of(load_pack(find_pack(pack)))
    _ = study.pack.ensemble
    board = Board.of(Catalogue.of(study), study, Sort())
    records = json.loads(run("rank", "--pack", pack, "--format", "json").stdout)
    for line, record in enumerate(records):
        row = board.row(line)
        chance = board.beats_next(row.place)
        assert record["code"] == row.code
        assert record["beats_next"] == (None if chance is None else chance.share)
        assert (record["rank_low"], record["rank_high"]) == (row.ranks or (None, None))
    assert records[-1]["beats_next"] is None
    assert all(0 <= record["beats_next"] <= 1 for record in records[:-1])


def test_tables_markdown_and_csv_have_it_too() -> None:
    records = json.loads(run("rank", "--format", "json").stdout)
    rows = list(csv.DictReader(run("rank", "--format", "csv").stdout.splitlines()))
    assert [row["beats_next"] for row in rows[:-1]] == [str(r["beats_next"]) for r in records[:-1]]
    assert rows[-1]["beats_next"] == ""
    for form in ("table", "markdown"):
        told = run("rank", "--format", form).stdout.replace("\\>", ">")
        assert "P>next" in told
        for record in records[1:-1]:
            assert percent(record["beats_next"]) in told


def test_only_rankings_on_the_index_that_are_not_long_tell_it() -> None:
    study = Study.of(load_pack(find_pack("asem-2018")))
    assert build_ranking(study, ahead=True).ahead is not None
    assert build_ranking(study).ahead is None
    child = study.pack.index.tree.children(study.pack.index.tree.root.code)[0]
    assert build_ranking(study, child.code, ahead=True).ahead is None
    long = Study.of(many(MOST_AHEAD + 1))
    assert build_ranking(long, ahead=True).ahead is None
    assert build_ranking(long, top=10, ahead=True).ahead is not None


def test_an_ensemble_that_cannot_be_read_leaves_the_ranking_there(tmp_path: Path) -> None:
    """At the pack's own weights nothing else in it needs the ensemble: the cells have the ranges."""
    pack = tmp_path / "pack"
    shutil.copytree(find_pack(), pack)
    (pack / "ensemble.copy").unlink()
    (pack / "ensemble.parquet").write_bytes(b"no table")
    found = run("rank", "--pack", str(pack), "--format", "json")
    records = json.loads(found.stdout)
    assert {record["beats_next"] for record in records} == {None}
    assert records[0]["rank_low"] == 1
    assert "P>next" in found.stderr


@pytest.mark.parametrize("code", ["rank", "score", "name"])
def test_a_node_called_as_a_field_has_a_column_of_its_own(tmp_path: Path, code: str) -> None:
    files = {
        "iData.csv": f"uCode,uName,{code},other\nA,A,1,2\nB,B,5,3\nC,C,9,1\n",
        "iMeta.csv": "iCode,iName,Type,Level,Parent,Direction,Weight\n"
        f"{code},First,Indicator,1,top,1,1\nother,Other,Indicator,1,top,1,1\n"
        "top,Top,Aggregate,2,,1,1\n",
        "pack.toml": AS_IT_IS,
    }
    pack = write_pack(tmp_path / "pack", files)
    rows = list(
        csv.DictReader(run("rank", "--pack", str(pack), "--format", "csv").stdout.splitlines())
    )
    assert {row["code"]: float(row[f"pillars_{code}"]) for row in rows} == {"A": 1, "B": 5, "C": 9}
    assert [int(row["rank"]) for row in rows] == [1, 2, 3]
    assert all(float(one["score"]) > float(other["score"]) for one, other in pairwise(rows))
    assert {row["name"] for row in rows} == {"A", "B", "C"}


GAPS = [(5, 4, 9, 1), (6, 8, None, 3), (3, 9, 7, 9), (None, 2, 8, 8), (9, 1, 1, None), (7, 7, 7, 2)]


@pytest.mark.parametrize("weights", [(1, 1, 1, 1), (5, 3, 1.7, 1)])
@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
def test_where_values_are_missing_it_is_what_the_pipeline_gives_at_drawn_weights(
    tmp_path: Path, weights: tuple[float, ...], aggregate: str
) -> None:
    rows = "".join(
        f"U{k},U{k},{','.join('' if v is None else str(v) for v in row)}\n"
        for k, row in enumerate(GAPS)
    )
    lines = "".join(f"c{k},c{k},Indicator,1,top,1,{w}\n" for k, w in enumerate(weights))
    files = {
        "iData.csv": f"uCode,uName,c0,c1,c2,c3\n{rows}",
        "iMeta.csv": f"iCode,iName,Type,Level,Parent,Direction,Weight\n{lines}"
        "top,Top,Aggregate,2,,1,1\n",
        "pack.toml": f'name = "t"\n\n[pipeline]\nnormalise = "none"\naggregate = "{aggregate}"\n',
    }
    study = Study.of(load_pack(write_pack(tmp_path / "pack", files)))
    rests = basis(study)
    assert rests.sums is None
    draws = dirichlet(NEAR * rests.weights, 4000, 7)
    scores = rests.score(draws)
    order = study.scores.order("top")
    ranking = build_ranking(study, ahead=True)
    assert ranking.ahead is not None
    for above, below in pairwise(order.tolist()):
        chance = ranking.beats_next(above)
        assert chance is not None
        drawn = (scores[:, rests.row(above)] > scores[:, rests.row(below)]).mean()
        assert chance.share == pytest.approx(drawn, abs=0.035)
    assert ranking.beats_next(int(order[-1])) is None


def test_it_is_certain_where_no_weights_turn_units_that_lack_values(tmp_path: Path) -> None:
    file = tmp_path / "towns.csv"
    file.write_text(
        "Town,a,b,c\nAvon,9,9,\nBern,8.9,9,\nCork,,7,7\nDale,6,5,8\nEden,7,1,1\n", "utf-8"
    )
    study = open_index(file).study
    ranking = build_ranking(study, ahead=True)
    names = [study.pack.index.names[place] for place in study.scores.order("index").tolist()]
    told = {row.name: ranking.beats_next(row.place) for row in ranking.rows}
    assert names == ["Avon", "Bern", "Cork", "Dale", "Eden"]
    assert all(found is not None for name, found in told.items() if name != "Eden")
    assert told["Avon"] == Chance(1.0, certain=True)  # the same lacks, ahead or level on the rest
    assert told["Bern"] == Chance(1.0, certain=True)  # its least is beyond the other's greatest
    assert told["Cork"] is not None
    assert not told["Cork"].certain
