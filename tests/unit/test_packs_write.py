"""Packs that are written: a new one to start from, and an open one written back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.index.model import Preset
from ici_tui.index.options import PipelineOptions
from ici_tui.packs.among import among
from ici_tui.packs.check import check_pack
from ici_tui.packs.export import write_pack
from ici_tui.packs.faults import PackError
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.packs.new import write_new_pack
from ici_tui.packs.written import number, toml_text
from ici_tui.views.known import rank_status, shown
from ici_tui.views.study import Study
from tests.unit.test_packs import DATA, META, write
from tests.unit.test_packs_forms import PANEL

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.pack import Pack


def reopened(study: Study, folder: Path) -> Study:
    write_pack(study.pack, study.weights, folder)
    assert check_pack(folder) == ()
    return Study.of(load_pack(folder))


def alike(one: Study, other: Study) -> None:
    assert one.pack.index.codes == other.pack.index.codes
    assert one.pack.index.names == other.pack.index.names
    assert one.pack.index.local_names == other.pack.index.local_names
    assert one.pack.index.options == other.pack.index.options
    assert [n.code for n in one.scores.tree.nodes] == [n.code for n in other.scores.tree.nodes]
    np.testing.assert_allclose(one.scores.values, other.scores.values, rtol=1e-14)
    for node in one.scores.tree.aggregates:
        assert (one.scores.ranks(node.code) == other.scores.ranks(node.code)).all()


@pytest.mark.parametrize("name", ["asem-2018", "ici-cn-2020"])
def test_an_open_pack_is_written_back_and_opens_to_the_same_result(
    tmp_path: Path, name: str
) -> None:
    study = Study.of(load_pack(find_pack(name)))
    other = reopened(study, tmp_path / "plain")
    alike(study, other)
    assert other.pack.index.info == study.pack.index.info
    assert other.own
    first, second = (node.code for node in study.pack.index.tree.pillars[:2])
    weights = study.weights.with_points(first, 12.345).with_points(second, 1)
    edited = reopened(study.with_weights(weights), tmp_path / "edited")
    alike(study.with_weights(weights), edited)
    assert edited.pack.index.info.weights_name == "edited"


def test_some_units_alone_take_along_what_is_told_of_them(tmp_path: Path) -> None:
    whole = load_pack(find_pack("ici-cn-2020"))
    some = Study.of(among(whole, np.array([0, 3, 5]), "three"))
    other = reopened(some, tmp_path / "some")
    alike(some, other)
    left = set(other.pack.index.codes)
    assert len(left) == 3
    assert other.pack.cells is not None
    assert {unit for (unit, _), _ in other.pack.cells.items()} == left
    assert other.pack.figures == tuple(f for f in whole.figures if f.unit in left)
    assert other.pack.profiles == {u: p for u, p in whole.profiles.items() if u in left}


def test_another_pipeline_goes_along(tmp_path: Path) -> None:
    options = PipelineOptions(
        denominate=True,
        screen=0.9,
        impute="group-mean:EurAsia_group",
        treat="winsorise-log",
        normalise="minmax:1,100",
        aggregate=("arithmetic", "geometric", "power:0.5"),
        min_available=0.5,
        rank_decimals=2,
    )
    study = Study.of(load_pack(find_pack("asem-2018")), options=options)
    alike(study, reopened(study, tmp_path / "out"))


def test_estimates_stay_marked_and_the_standing_line_stays(tmp_path: Path) -> None:
    study = Study.of(load_pack(find_pack()))
    pack, other = study.pack, reopened(study, tmp_path / "out").pack
    assert pack.cells is not None
    assert other.cells is not None
    assert dict(other.cells.items()) == dict(pack.cells.items())
    for told in ("published", "figures", "sources", "profiles", "claims"):
        assert getattr(other, told) == getattr(pack, told), told
        assert getattr(pack, told), told
    assert pack.ensemble is not None
    assert other.ensemble is not None
    assert (other.ensemble.tables == pack.ensemble.tables).all()
    assert other.index.info.standing_line.startswith("Reconstruction")


@pytest.mark.parametrize(
    ("options", "points"),
    [(None, 50.0), (PipelineOptions(normalise="minmax:0,100"), None)],
    ids=["weights", "methods"],
)
def test_an_edited_pack_shows_the_same_marks_and_says_that_nothing_was_published(
    tmp_path: Path, options: PipelineOptions | None, points: float | None
) -> None:
    study = Study.of(load_pack(find_pack()), options=options)
    if points is not None:
        study = study.with_weights(study.weights.with_points("Enterprise", points))
    other = reopened(study, tmp_path / "out")
    index = study.pack.index
    for node in index.tree.nodes:
        for place in range(index.size):
            mine, theirs = shown(study, place, node.code), shown(other, place, node.code)
            assert theirs.value == pytest.approx(mine.value, rel=1e-14)
            assert theirs.status == mine.status != "reported"
            if node.level > 1:
                assert (theirs.low, theirs.high) == (mine.low, mine.high)
            assert rank_status(other, place, node.code) == rank_status(study, place, node.code)
    assert other.pack.published == ()
    assert other.pack.index.info.name == "ici-cn-2020-edited"
    said = other.pack.index.info.standing_line
    assert said == study.standing_line != study.pack.index.info.standing_line
    assert "order" not in said


def hostile(pack: Pack) -> Pack:
    info = pack.index.info._replace(
        title='a "quoted" \\ title = [1]',
        presets=(Preset('the "one"', (("x", 25.0), ("y", 75.0)), "a # note"),),
    )
    return replace(pack, index=replace(pack.index, info=info))


def test_quotes_commas_and_panels_survive(tmp_path: Path) -> None:
    data = DATA.replace("Alpha", '"Al,pha ""A"""')
    study = Study.of(hostile(load_pack(write(tmp_path / "in", data, META))))
    other = reopened(study, tmp_path / "out")
    alike(study, other)
    assert other.pack.index.info == study.pack.index.info
    panel = Study.of(load_pack(write(tmp_path / "panel", PANEL), "2019"))
    again = reopened(panel, tmp_path / "again")
    assert (again.pack.time, again.pack.times) == ("2019", ("2019",))
    alike(panel, again)


def test_a_new_pack_opens_and_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "my index"
    files = write_new_pack(folder)
    assert {file.name for file in files} == {"iData.csv", "iMeta.csv", "pack.toml"}
    assert check_pack(folder) == ()
    study = Study.of(load_pack(folder))
    assert sorted(study.scores.ranks("Index")) == [1, 2, 3, 4, 5]
    assert study.scores.incomplete("Index").tolist() == [False, False, True, False, False]
    before = (folder / "iData.csv").read_text(encoding="utf-8")
    with pytest.raises(PackError, match="something is there already; choose a folder"):
        write_new_pack(folder)
    with pytest.raises(PackError, match="something is there already"):
        write_pack(study.pack, study.weights, folder / "iData.csv")
    assert (folder / "iData.csv").read_text(encoding="utf-8") == before
    (tmp_path / "empty").mkdir()
    write_new_pack(tmp_path / "empty")
    assert check_pack(tmp_path / "empty") == ()
    with pytest.raises(OSError, match="nowhere"):
        write_new_pack(tmp_path / "nowhere" / "pack")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "my index"]


def test_numbers_and_texts_are_written_to_be_read_back() -> None:
    for value in (0.1 + 0.2, 1e300, -5e-324, 3.0, 2**53 + 2.0, 1e22):
        assert float(number(value)) == value
    assert number(float("nan")) == ""
    assert number(None) == ""
    assert toml_text('a"b\\c') == '"a\\"b\\\\c"'
