"""Columns as a person wants them: each edit gives what a pack written so by hand gives."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ici_tui.evidence.cells import Cell, Cells
from ici_tui.index.weights import WeightSet
from ici_tui.packs.check import check_pack
from ici_tui.packs.export import write_pack
from ici_tui.packs.load import load_pack
from ici_tui.tables.as_pack import open_table
from ici_tui.tables.edited import edited_pack
from ici_tui.tables.edits import Edits
from ici_tui.tables.errors import EditError
from ici_tui.tables.place import table_place
from ici_tui.tables.refitting import weights_for
from ici_tui.views.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.pack import Pack

FLAT = """\
Country,Region,life,unemployment,gdp,rare
Aland,North,70,5,100,
Bland,North,80,3,200,2
Cland,South,75,9,150,
Dland,South,60,4,90,
"""
META = """\
iCode,iName,Type,Level,Parent,Direction,Weight,Unit
a,Alpha,Indicator,1,P,1,2,km
b,Beta,Indicator,1,P,-1,1,
c,Gamma,Indicator,1,Q,1,1,
d,Delta,Indicator,1,Q,1,3,
P,Pea,Aggregate,2,top,1,60,
Q,Queue,Aggregate,2,top,1,40,
top,Top,Aggregate,3,,1,1,
G,Kind,Group,,,,,
n,Number,Other,,,,,
"""
DATA = """\
uCode,uName,G,n,a,b,c,d
u1,One,x,1,1,9,4,0.5
u2,Two,x,5,2,1,5,0.25
u3,Three,y,3,3,4,1,
u4,Four,y,2,5,2,2,0.125
"""
INFO = 'format = 1\n[pipeline]\nnormalise = "minmax:0,100"\n[pipeline.indicators]\nd = "zscore 50..10"\n'


def written(folder: Path, meta: str = META, data: str = DATA, info: str = INFO) -> Pack:
    folder.mkdir()
    for name, text in (("iMeta.csv", meta), ("iData.csv", data), ("pack.toml", info)):
        (folder / name).write_text(text)
    return load_pack(folder)


def scores(pack: Pack) -> list[float]:
    return Study.of(pack).scores.of(pack.index.tree.root.code).tolist()


def with_cell(text: str, code: str, column: str, value: str) -> str:
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        if row["iCode"] == code:
            row[column] = value
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def without(text: str, code: str) -> str:
    return "".join(line for line in text.splitlines(True) if not line.startswith(f"{code},"))


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return written(tmp_path / "own")


def test_nothing_said_is_the_pack_itself(pack: Pack) -> None:
    assert edited_pack(pack, Edits()) is pack
    assert Edits().with_("a", direction=-1).with_("a", direction=None) == Edits()


def test_a_turned_direction_is_that_of_imeta(pack: Pack, tmp_path: Path) -> None:
    other = written(tmp_path / "other", with_cell(META, "b", "Direction", "1"))
    assert scores(edited_pack(pack, Edits().with_("b", direction=1))) == scores(other)
    assert scores(pack) != scores(other)


def test_what_is_out_has_no_part_and_is_kept(pack: Pack, tmp_path: Path) -> None:
    other = written(tmp_path / "other", without(META, "b") + "b,Beta,Other,,,,,\n")
    out = edited_pack(pack, Edits().with_("b", on=False))
    assert scores(out) == scores(other)
    assert list(out.index.pass_through["b"]) == ["9", "1", "4", "2"]
    assert out.spare["b"].direction == -1


def test_what_is_out_takes_its_settings_with_it(pack: Pack) -> None:
    assert edited_pack(pack, Edits().with_("d", on=False)).index.options.indicators == ()


def test_a_pillar_without_indicators_is_gone(pack: Pack, tmp_path: Path) -> None:
    meta = without(without(without(META, "c"), "d"), "Q") + "c,C,Other,,,,,\nd,D,Other,,,,,\n"
    info = INFO.partition("[pipeline.ind")[0]
    other = written(tmp_path / "other", meta, info=info)
    out = edited_pack(pack, Edits().with_("c", on=False).with_("d", on=False))
    assert "Q" not in out.index.tree
    assert scores(out) == scores(other)
    with pytest.raises(EditError, match="needs an indicator"):
        edited_pack(out, Edits().with_("a", on=False).with_("b", on=False))


def test_another_pillar_is_that_of_imeta(pack: Pack, tmp_path: Path) -> None:
    other = written(tmp_path / "other", with_cell(META, "b", "Parent", "Q"))
    assert scores(edited_pack(pack, Edits().with_("b", into="Q"))) == pytest.approx(scores(other))


def test_a_new_pillar_has_what_its_siblings_weigh(pack: Pack, tmp_path: Path) -> None:
    meta = with_cell(with_cell(META, "b", "Parent", "New"), "c", "Parent", "New")
    other = written(tmp_path / "other", meta + "New,New,Aggregate,2,top,1,50,\n")
    edits = Edits().with_("b", pillar="New").with_("c", pillar="New")
    assert scores(edited_pack(pack, edits)) == pytest.approx(scores(other))


def test_straight_below_the_index_is_a_pillar_of_its_own(pack: Pack, tmp_path: Path) -> None:
    other = written(
        tmp_path / "other", with_cell(META, "b", "Parent", "B2") + "B2,Beta,Aggregate,2,top,1,1,\n"
    )
    assert scores(edited_pack(pack, Edits().with_("b", into=""))) == pytest.approx(scores(other))


def test_roles(pack: Pack, tmp_path: Path) -> None:
    edits = Edits().with_("n", role="indicator", into="Q").with_("G", role="other")
    meta = META.replace("G,Kind,Group", "G,Kind,Other")
    other = written(tmp_path / "other", without(meta, "n") + "n,Number,Indicator,1,Q,1,1,\n")
    found = edited_pack(pack, edits)
    assert sorted(n.code for n in found.index.tree.leaves) == ["a", "b", "c", "d", "n"]
    assert scores(found) == pytest.approx(scores(other))
    assert (found.index.groups, list(found.index.pass_through["G"])) == ({}, ["x", "x", "y", "y"])
    grouped = edited_pack(pack, Edits().with_("a", role="group"))
    assert list(grouped.index.groups["a"].labels) == ["1", "2", "3", "5"]
    with pytest.raises(EditError, match="n holds 'one'"):
        words = written(tmp_path / "words", data=DATA.replace("x,1,", "x,one,"))
        edited_pack(words, Edits().with_("n", role="indicator"))


def test_a_flat_table_gets_one_pillar_and_nothing_else_moves(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(FLAT)
    pack, _ = open_table(table_place(str(file)))
    edits = Edits().with_("life", pillar="Health")
    moved = edited_pack(pack, edits)
    assert pack.index.tree.depth == 2
    assert moved.index.tree.depth == 3
    assert scores(moved) == pytest.approx(scores(pack))  # a pillar of one weighs what it weighed
    edits = edits.with_("unemployment", pillar="Health")
    both, data = edited_pack(pack, edits), Study.of(pack).prepared.normalised
    by_code = dict(zip((leaf.code for leaf in pack.index.tree.leaves), data.T, strict=True))
    health = (by_code["life"] + by_code["unemployment"]) / 2
    assert scores(both) == pytest.approx(((health + by_code["gdp"]) / 2).tolist())
    assert file.read_text() == FLAT


def test_guesses_are_told_until_they_are_confirmed(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(FLAT)
    pack, _ = open_table(table_place(str(file)))
    assert pack.table is not None
    assert set(pack.table.guessed) == {"life", "unemployment", "gdp"}
    edits = Edits().with_("life", direction=1).with_("rare", on=True)
    found = edited_pack(pack, edits)
    assert found.table is not None
    assert set(found.table.guessed) == {"unemployment", "gdp", "rare"}
    assert "the direction of 3 of 4 indicators is a guess" in found.index.info.standing_line
    said = [a.text for a in found.index.info.assumptions if "life" in a.text]
    assert any("more is better (said" in text for text in said)


EDITS = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(
            [
                {"direction": 1}, {"direction": -1}, {"on": False}, {"into": "Q"}, {"into": ""},
                {"pillar": "New one"}, {"pillar": "Pea"}, {"name": "Other, \"name\""},
                {"role": "group"}, {"role": "other"},
            ]
        ),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_what_is_written_opens_again_and_ranks_the_same(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, dict[str, object]]]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    pack, edits = written(folder / "own"), Edits()
    for code, values in said:
        edits = edits.with_(code, **values)
    try:
        found = edited_pack(pack, edits)
    except EditError:
        return
    assert Edits.of_record(edits.record()) == edits
    weights = WeightSet.from_tree(found.index.tree)
    write_pack(found, weights, folder / "copy")
    again = load_pack(folder / "copy")
    assert check_pack(folder / "copy") == ()
    assert scores(again) == scores(found)
    assert set(again.spare) == set(found.spare)
    columns = {*again.index.groups, *again.index.pass_through, *again.index.tree._places}
    assert {"a", "b", "c", "d", "n", "G"} <= columns  # nothing is lost


def test_what_was_off_comes_back_from_the_copy(pack: Pack, tmp_path: Path) -> None:
    out = edited_pack(pack, Edits().with_("b", on=False))
    write_pack(out, WeightSet.from_tree(out.index.tree), tmp_path / "copy")
    back = edited_pack(load_pack(tmp_path / "copy"), Edits().with_("b", on=True))
    assert scores(back) == pytest.approx(scores(pack))
    assert back.index.tree["b"].direction == -1


def test_weights_stay_with_their_codes(pack: Pack) -> None:
    tree = pack.index.tree
    weights = WeightSet.from_tree(tree).with_points("P", 90).with_points("a", 20)
    weights = weights.with_lock("a", locked=True)
    turned = edited_pack(pack, Edits().with_("b", direction=1)).index.tree
    assert weights_for(turned, tree, weights).effective(turned) == pytest.approx(
        weights.effective(tree)
    )
    assert weights_for(turned, tree, weights).is_locked("a")
    out = edited_pack(pack, Edits().with_("d", on=False)).index.tree
    found = weights_for(out, tree, weights)
    assert (found.points("P"), found.points("a"), found.points("c")) == pytest.approx((90, 20, 100))


def test_an_estimate_stays_one_and_so_does_what_rests_on_it(pack: Pack) -> None:
    cells = {("u1", code): Cell("reported") for code in ("a", "b", "c", "d", "P", "Q", "top")}
    cells["u1", "b"] = Cell("estimated", low=1, high=2)
    known = replace(pack, cells=Cells(cells.items()))

    def status(edits: Edits, node: str) -> str | None:
        found = edited_pack(known, edits).cells
        assert found is not None
        cell = found.get("u1", node)
        return None if cell is None else cell.status

    into_q = Edits().with_("b", into="Q")
    assert [status(into_q, code) for code in ("a", "b", "P", "Q", "top")] == [
        "derived", "estimated", "derived", "estimated", "estimated",
    ]  # fmt: skip
    out = Edits().with_("b", on=False)
    assert [status(out, code) for code in ("P", "Q", "top")] == ["derived"] * 3


def test_what_was_kept_by_others_is_no_harm() -> None:
    for said in (None, [], {"a": 1}, {"a": {"direction": 7}}, {"a": {"on": 1, "x": []}}):
        assert Edits.of_record(said) == Edits()


def test_the_values_are_those_of_the_file(pack: Pack) -> None:
    found = edited_pack(pack, Edits().with_("a", on=False).with_("c", pillar="Pea"))
    for leaf in found.index.tree.leaves:
        place = [n.code for n in pack.index.tree.leaves].index(leaf.code)
        here = [n.code for n in found.index.tree.leaves].index(leaf.code)
        assert np.array_equal(found.index.data[:, here], pack.index.data[:, place], equal_nan=True)


def test_a_column_that_is_off_may_be_called_as_a_pillar(tmp_path: Path) -> None:
    names = "Name,Health: a,Health: b,Wealth: c,Wealth: d,Health"
    rows = [f"U{k},{k},{k * 3 % 5},{k * 2 % 5},{k * 4 % 5},{9 if k == 1 else ''}" for k in range(5)]
    (tmp_path / "x.csv").write_text("\n".join([names, *rows]) + "\n")
    pack, _ = open_table(table_place(str(tmp_path / "x.csv")))
    assert list(pack.spare) == ["Health"]
    write_pack(pack, WeightSet.from_tree(pack.index.tree), tmp_path / "out")
    assert scores(load_pack(tmp_path / "out")) == scores(pack)
    on = edited_pack(pack, Edits().with_("Health", on=True))
    assert len(on.index.tree.leaves) == 5


def test_a_group_of_numbers_can_be_an_indicator_and_one_of_words_cannot(tmp_path: Path) -> None:
    text = META.replace("n,Number,Other", "n,Number,Group")
    pack = written(tmp_path / "pack", text, DATA)
    found = edited_pack(pack, Edits().with_("n", role="indicator", into="P"))
    place = [leaf.code for leaf in found.index.tree.leaves].index("n")
    assert found.index.data[:, place].tolist() == [1, 5, 3, 2]
    assert "n" not in found.index.groups
    for code, told in (("G", "holds 'x'"), ("nothing", "no column")):
        with pytest.raises(EditError, match=told):
            edited_pack(pack, Edits().with_(code, role="indicator"))


def test_a_code_or_a_label_that_reads_as_missing_is_read_back(tmp_path: Path) -> None:
    text = "name,iso2,region,gdp,life\nNamibia,NA,SA,3,4\nFrance,FR,EU,3,9\nItaly,IT,EU,9,8\n"
    more = "USA,US,NA,7,7\nCanada,CA,NA,5,5\nPeru,PE,SA,4,4\n"
    (tmp_path / "x.csv").write_text(text + more)
    pack, _ = open_table(table_place(str(tmp_path / "x.csv")))
    assert pack.index.codes[0] == "NA"
    write_pack(pack, WeightSet.from_tree(pack.index.tree), tmp_path / "out")
    again = load_pack(tmp_path / "out")
    assert again.index.codes[:2] == ("uNA", "FR")
    (group,) = again.index.groups.values()
    assert group.labels == ("SA", "EU", "EU", "(NA)", "(NA)", "SA")
    assert scores(again) == scores(pack)
