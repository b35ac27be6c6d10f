"""Packs: what opens, what is refused and how it is said, what reaches a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ici_tui.index.quantiles import quantiles
from ici_tui.index.scores import evaluate
from ici_tui.index.weights import WeightSet
from ici_tui.packs.check import check_pack
from ici_tui.packs.faults import PackError, PackNotFoundError
from ici_tui.packs.find import bundled_folder, find_pack
from ici_tui.packs.load import load_pack
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from pathlib import Path

DATA = "uCode,uName,Zone,x,y\nA,Alpha,east,1,2\nB,Beta,west,,4\n"
META = (
    "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    "x,X,Indicator,1,I,1,1\ny,Y,Indicator,1,I,1,3\nI,Index,Aggregate,2,,1,1\nZone,Zone,Group,,,,\n"
)


def write(folder: Path, data: str = DATA, meta: str = META, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "iData.csv").write_text(data, encoding="utf-8")
    (folder / "iMeta.csv").write_text(meta, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> str:
    return "\n".join(fault.text() for fault in check_pack(folder))


def test_two_tables_are_enough(tmp_path: Path) -> None:
    index = load_pack(write(tmp_path)).index
    scores = evaluate(index.tree, index.data, WeightSet.from_tree(index.tree))
    assert list(scores.of("I")) == [1.75, 4.0]
    assert list(scores.incomplete("I")) == [False, True]
    assert index.groups["Zone"].ordered_labels() == ("east", "west")


def test_a_byte_order_mark_crlf_and_parquet_give_the_same(tmp_path: Path) -> None:
    plain = load_pack(write(tmp_path / "a")).index
    marked = write(tmp_path / "b", "\ufeff" + DATA.replace("\n", "\r\n"))
    table = write(tmp_path / "c")
    pl.read_csv(table / "iData.csv").write_parquet(table / "iData.parquet")
    (table / "iData.csv").unlink()
    for folder in (marked, table):
        index = load_pack(folder).index
        assert index.codes == plain.codes
        assert index.data.tobytes() == plain.data.tobytes()


@pytest.mark.parametrize(
    ("data", "meta", "words"),
    [
        (DATA.replace(",1,2", ",one,2"), META, "iData.csv, row 2, column x: 'one' is not a number"),
        (DATA.replace(",1,2", ",nan,2"), META, "'nan' is not a number"),
        (DATA.replace("B,", "A,"), META, "row 3, column uCode: the code A is used twice"),
        (DATA.replace("B,", "2B,"), META, "'2B' is not a code"),
        (DATA.replace("B,", "y,"), META, "is the name of a column as well"),
        (DATA.replace("uCode", "code"), META, "the column uCode is missing"),
        ("uCode,x,y,Zone\n", META, "there are no units"),
        (DATA.replace("Zone", "Zona"), META, "column Zona: iMeta does not list"),
        (DATA, META.replace("Indicator,1,I,1,3", "Indikator,1,I,1,3"), "did you mean Indicator?"),
        (DATA, META.replace("y,Y,Ind", "x,Y,Ind"), "the code x is used twice"),
        (DATA, META.replace("1,I,1,3", "1,J,1,3"), "its parent 'J' does not exist"),
        (DATA, META.replace("1,I,1,3", "1,I,2,3"), "a direction is 1 or -1"),
        (DATA, META.replace("1,I,1,3", "1,I,1,-3"), "a weight is at least 0"),
        (DATA, META.replace("Group,,", "Group,2,"), "a Group has no level"),
        (DATA, META + "other,Other,Other,2,,,\n", "an Other has no level"),
        (DATA, "", "iMeta.csv: the file is empty"),
        (DATA + "C,x,y,z,1,2,3\n", META, "iData.csv, row 4: the row has 7 cells, and the header 5"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, data: str, meta: str, words: str
) -> None:
    assert words in texts(write(tmp_path, data, meta))


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    found = texts(write(tmp_path, DATA.replace(",1,2", ",one,two")))
    assert "'one'" in found
    assert "'two'" in found


def test_evidence_that_names_nothing_known_is_a_fault(tmp_path: Path) -> None:
    cells = "uCode,iCode,status,low,high,min,max,source,note\nA,x,sourced,,,,,nowhere,\nZ,q,guess,,,,,,\n"
    found = texts(write(tmp_path, cells__csv=cells))
    assert "no source is called 'nowhere'" in found
    assert "'Z' is not a unit" in found
    assert "'guess' is not a status" in found


def test_sourced_without_an_address_is_a_fault(tmp_path: Path) -> None:
    cells = "uCode,iCode,status,low,high,min,max,source,note\nA,x,sourced,,,,,s,\n"
    sources = '[[source]]\nid = "s"\ntitle = "A page"\nurl = ""\n'
    found = texts(write(tmp_path, cells__csv=cells, sources__toml=sources))
    assert "needs a source with an address" in found


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack")
    (tmp_path / "secret.toml").write_text("title = 'x'", encoding="utf-8")
    (folder / "pack.toml").symlink_to(tmp_path / "secret.toml")
    assert "a link out of the pack" in texts(folder)


def test_missing_folders_files_and_names(tmp_path: Path) -> None:
    assert "neither iData nor iMeta" in texts(tmp_path)
    (tmp_path / "pack.toml").touch()
    assert "needs iData.csv" in texts(tmp_path)
    with pytest.raises(PackError, match="not a folder"):
        load_pack(tmp_path / "none")
    with pytest.raises(PackNotFoundError, match="did you mean ici-cn-2020"):
        find_pack("ici-cn-2021")
    assert find_pack("ICI-CN-2020") == bundled_folder() / "ici-cn-2020"


@pytest.mark.parametrize("name", ["asem-2018", "ici-cn-2020"])
def test_the_bundled_packs_are_without_faults(name: str) -> None:
    """So that what backs their numbers need not be read before it is asked for."""
    assert check_pack(bundled_folder() / name) == ()


def test_what_backs_a_bundled_pack_is_read_and_checked_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "[[claim]]\nid = 'a'\ntext = 'b'\nkind = 'odd'\nclass = 'result'\n"
    folder = write(tmp_path / "pack", claims__toml=wrong)
    with pytest.raises(PackError, match=r"claims\.toml, line 4: claim"):
        load_pack(folder)
    monkeypatch.setattr("ici_tui.packs.load.bundled_folder", lambda: tmp_path)
    pack = load_pack(folder)
    assert pack.figures == ()
    with pytest.raises(PackError, match=r"claims\.toml, line 4: claim"):
        _ = pack.claims
    whole = load_pack(bundled_folder() / "ici-cn-2020")
    assert {figure.source for figure in whole.figures} <= set(whole.sources)
    assert whole.claims


@given(st.text())
def test_nothing_that_steers_a_terminal_survives(text: str) -> None:
    cleaned = clean(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200e" for c in cleaned)
    assert clean(cleaned) == cleaned


def test_names_are_cleaned_at_load_and_markup_stays(tmp_path: Path) -> None:
    hostile = DATA.replace("Alpha", "[red]\x1b]52;c;x\x07武汉\u202e[/x]")
    assert load_pack(write(tmp_path, hostile)).index.names[0] == "[red]]52;c;x武汉[/x]"


def test_the_bundled_index_has_a_status_for_every_value_and_an_address_where_sourced() -> None:
    pack = load_pack(find_pack())
    assert check_pack(pack.folder) == ()
    assert pack.cells is not None
    for unit in pack.index.codes:
        for node in pack.index.tree.nodes:
            cell = pack.cells.get(unit, node.code)
            assert cell is not None
            if cell.status != "estimated":
                assert any(pack.sources[source].url for source in cell.source)
    assert len(pack.cells) == 11 * 27


def test_ensemble_scores_equal_the_evaluation_of_each_table() -> None:
    pack = load_pack(find_pack())
    ensemble, tree = pack.ensemble, pack.index.tree
    assert ensemble is not None
    assert len(ensemble) == 1000
    weights = WeightSet.from_tree(tree).with_points("Enterprise", 10).with_points("Breadth", 90)
    for node in ("ICI", "Research", "Breadth"):
        found = ensemble.scores(node, tree, weights)
        for number in (0, 499, 999):
            expected = evaluate(tree, ensemble.tables[number], weights).of(node)
            assert found[number] == pytest.approx(expected)
    assert (
        ensemble.rank_range("ICI", tree, WeightSet.from_tree(tree))[:, 0] == [*range(1, 11), 10]
    ).all()


@given(
    arrays.arrays(
        np.float64, st.tuples(st.integers(1, 60), st.integers(1, 4)), elements=st.floats(-1e6, 1e6)
    ),
    st.lists(st.floats(0, 1), min_size=1, max_size=4),
)
def test_quantiles_are_those_of_numpy(values: np.ndarray, shares: list[float]) -> None:
    np.testing.assert_array_equal(quantiles(values, shares), np.quantile(values, shares, axis=0).T)
