"""Values of the user's own: read, put through the whole pipeline, marked, written and kept apart."""

from __future__ import annotations

import csv
import json
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.cli.app import run as run_app
from ici_tui.index.own_values import OwnValue, put, without
from ici_tui.index.tree import Node, Tree
from ici_tui.packs.export import write_pack
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.packs.pack import NOT_PUBLISHED
from ici_tui.questions.command_line import state_words
from ici_tui.views.known import shown
from ici_tui.views.numbers import text
from ici_tui.views.own_values import OwnValueError, doubts, parse_own
from ici_tui.views.ranking import build_ranking
from ici_tui.views.study import Study
from tests.unit.test_improve import pack

if TYPE_CHECKING:
    from pathlib import Path

ICI = find_pack("ici-cn-2020")


def with_texts(study: Study, *texts: str) -> Study:
    return study.with_own(parse_own(study.pack.index, texts))


def test_scores_are_those_of_a_pack_that_has_the_values_in_its_file(tmp_path: Path) -> None:
    """The second way: the value is written into iData, and the pack opened."""
    folder = pack(tmp_path / "p", 4)
    study = with_texts(Study.of(load_pack(folder)), "U3.A1=77.25", "u5.b2=1", "U3.A1=60")
    table = [line.split(",") for line in (folder / "iData.csv").read_text().splitlines()]
    table[1 + 3][2], table[1 + 5][5] = "60", "1"
    (folder / "iData.csv").write_text("\n".join(map(",".join, table)) + "\n", encoding="utf-8")
    other = Study.of(load_pack(folder))
    for node in other.pack.index.tree.nodes:
        np.testing.assert_array_equal(study.scores.of(node.code), other.scores.of(node.code))
    assert study.pack.own == (OwnValue("U5", "B2", 1.0), OwnValue("U3", "A1", 60.0))


def test_the_source_stays_as_it_is(tmp_path: Path) -> None:
    found = load_pack(pack(tmp_path / "p", 4))
    before = found.index.data.copy()
    study = with_texts(Study.of(found), "U1.A2=3")
    np.testing.assert_array_equal(found.index.data, before)
    assert study.with_own(()).pack is found
    assert study.unedited.pack is found
    assert not study.own
    assert study.with_options(found.index.options._replace(aggregate=("median",))).pack.own
    assert not study.pack.other_pipeline


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("U1.A1", "such as U0.A1=50"),
        ("A1=5", "such as U0.A1=50"),
        ("U1.A1=many", "not a number"),
        ("U1.A1=nan", "not a number"),
        ("U1.A1=1e999", "not a number"),
        ("U1.A1=1_0", "not a number"),
        ("U1.A=5", "may be"),
        ("nobody.A1=5", "no unit is called 'nobody'"),
        ("U1.nothing=5", "no indicator is called 'nothing'"),
    ],
)
def test_what_is_no_value_is_told_in_a_line(tmp_path: Path, text: str, told: str) -> None:
    index = load_pack(pack(tmp_path / "p", 4)).index
    with pytest.raises(OwnValueError) as error:
        parse_own(index, [text])
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def pointed(folder: Path) -> Path:
    """A pack whose codes hold points: `a.b` and `a`, `c` and `b.c`."""
    folder.mkdir()
    data = "uCode,uName,c,b.c\na,Long,1,2\na.b,Wide,3,4\nz,Zed,5,9\n"
    (folder / "iData.csv").write_text(data, encoding="utf-8")
    meta = "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    meta += "c,Sea,Indicator,1,I,1,1\nb.c,Bee,Indicator,1,I,1,1\nI,Index,Aggregate,2,,1,1\n"
    (folder / "iMeta.csv").write_text(meta, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("unit", "value", "told"),
    [
        ("share of the leader, 0–100", 150, "outside 0 to 100"),
        ("Score 1-5", 0.5, "outside 1 to 5"),
        ("% of adults", 101, "outside 0 to 100"),
        ("per cent", -1, "outside 0 to 100"),
        ("mean of 2016-2018", 4, ""),  # no value lies there: these are years
        ("", 1e6, ""),
        ("", -1, "no city is below 0"),
        ("Score 1-5", 5, ""),
    ],
)
def test_what_the_unit_does_not_allow_is_doubted_and_taken(
    unit: str, value: float, told: str
) -> None:
    leaf = Node("A", "A", 1, "I", unit=unit)
    tree = Tree.build((Node("I", "I", 2, None), leaf))
    data = np.array([[1.0], [np.nan], [4.0]])
    index = replace(load_pack(ICI).index, tree=tree, codes=("x", "y", "z"), data=data)
    found = doubts(index, [OwnValue("x", "A", value)])
    assert [told in one for one in found] == [True] * bool(told)


def test_codes_with_points_are_read_both_ways(tmp_path: Path) -> None:
    index = load_pack(pointed(tmp_path / "p")).index
    assert parse_own(index, ["z.b.c=3"]) == (OwnValue("z", "b.c", 3.0),)
    with pytest.raises(OwnValueError, match=r"may be 'b\.c' of 'a' or 'c' of 'a\.b'"):
        parse_own(index, ["a.b.c=3"])
    assert parse_own(index, ["Wide.c=3"]) == (OwnValue("a.b", "c", 3.0),)
    assert parse_own(index, ["Long.Bee=3"]) == (OwnValue("a", "b.c", 3.0),)


def test_the_newest_value_of_a_place_counts() -> None:
    one, other = OwnValue("a", "x", 1.0), OwnValue("b", "x", 2.0)
    newer = OwnValue("a", "x", 3.0)
    assert put((one, other), [newer]) == (other, newer)
    assert without((other, newer), "a", "x") == (other,)


def test_a_value_is_marked_as_the_users_and_others_are_not() -> None:
    study = with_texts(Study.of(load_pack(ICI)), "wuhan.startups=50", "wuhan.policies=99.5")
    index = study.pack.index
    wuhan, beijing = index.codes.index("Wuhan"), index.codes.index("Beijing")
    mine = shown(study, wuhan, "Startups")
    assert (mine.status, mine.value) == ("yours", 50.0)
    assert text(mine).startswith("*")
    assert shown(study, beijing, "Startups").status == "estimated"
    # What rests on other estimates as well is no fact because one of its values is the user's.
    assert shown(study, wuhan, "Enterprise").status == "estimated"
    assert shown(study, wuhan, "ICI").status == "estimated"
    assert "Yours" in index.info.standing_line
    # Nothing of this was published: what the pack says of its own order does not hold here.
    published = study.unedited.pack.index.info.standing_line
    assert published
    assert published not in index.info.standing_line
    assert index.info.standing_line.endswith(NOT_PUBLISHED)


def test_what_a_pack_without_estimates_says_of_itself_stays(tmp_path: Path) -> None:
    folder = pack(tmp_path / "p", 4)
    about = 'name = "p"\ntitle = "P"\nstanding_line = "Made up for tests"\n'
    (folder / "pack.toml").write_text(about, encoding="utf-8")
    study = with_texts(Study.of(load_pack(folder)), "U1.A1=3")
    assert study.standing_line.startswith("Yours")
    assert study.standing_line.endswith("Made up for tests")


def test_every_table_of_an_ensemble_has_the_value() -> None:
    study = Study.of(load_pack(ICI))
    other = with_texts(study, "wuhan.startups=50")
    index = study.pack.index
    row, column = index.codes.index("Wuhan"), [n.code for n in index.tree.leaves].index("Startups")
    before, after = study.pack.ensemble, other.pack.ensemble
    assert before is not None
    assert after is not None
    assert (after.tables[:, row, column] == 50).all()
    same = np.ones(before.tables.shape[1:], dtype=bool)
    same[row, column] = False
    np.testing.assert_array_equal(before.tables[:, same], after.tables[:, same])


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run_app(words)
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_line_takes_values_before_and_after_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = (
        "--set",
        "wuhan.startups=50",
        "city",
        "xian",
        "--set=xian.patents=0",
        "--format",
        "json",
    )
    code, out, _ = run(capsys, *words)
    assert code == 0
    card = json.loads(out)
    values = {row["code"]: row for row in card["indicators"]}
    assert (values["Patents"]["value"], values["Patents"]["status"]) == (0, "yours")
    code, out, err = run(capsys, "rank", "--set", "wuhan.startups=fifty")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_whose_fault_it_is_that_a_method_cannot_take_the_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(pack(tmp_path / "p", 4))
    meta = tmp_path / "p" / "iMeta.csv"
    meta.write_text(meta.read_text(encoding="utf-8").replace(",-1,", ",1,"), encoding="utf-8")
    methods = ("rank", "--pack", folder, "--aggregate", "geometric", "--normalise")
    assert run(capsys, *methods, "none")[0] == 0
    code, out, err = run(capsys, *methods, "none", "--set", "U1.A2=-3")
    assert (code, out) == (2, "")
    assert err.startswith("ici-tui: --set:")
    assert err.count("\n") == 1
    code, out, err = run(capsys, *methods, "minmax:0,1", "--set", "U1.A2=3")
    assert (code, out) == (1, "")
    assert "--set" not in err
    assert err.count("\n") == 1


def test_a_line_that_a_document_names_makes_the_same_study(tmp_path: Path) -> None:
    study = with_texts(Study.of(load_pack(pack(tmp_path / "p", 4))), "U1.A1=0.1", "U2.B1=1e-7")
    words = state_words(study)
    texts = [words[k + 1] for k, word in enumerate(words) if word == "--set"]
    again = with_texts(Study.of(load_pack(tmp_path / "p")), *shlex.split(shlex.join(texts)))
    assert again.pack.own == study.pack.own


@pytest.mark.parametrize("cells", [True, False])
def test_an_exported_pack_has_the_values_and_says_whose_they_are(
    tmp_path: Path, cells: bool
) -> None:
    folder = ICI if cells else pack(tmp_path / "p", 4)
    study = Study.of(load_pack(folder))
    unit, leaf = study.pack.index.codes[2], study.pack.index.tree.leaves[1].code
    study = with_texts(study, f"{unit}.{leaf}=12.5")
    write_pack(study.pack, study.weights, tmp_path / "new")
    with (tmp_path / "new" / "cells.csv").open(encoding="utf-8") as file:
        statuses = {(row["uCode"], row["iCode"]): row["status"] for row in csv.DictReader(file)}
    assert [key for key, status in statuses.items() if status == "yours"] == [(unit, leaf)]
    again = Study.of(load_pack(tmp_path / "new"))
    root = study.pack.index.tree.root.code
    np.testing.assert_array_equal(again.scores.of(root), study.scores.of(root))
    assert shown(again, 2, leaf).status == "yours"
    assert "Yours" in again.pack.index.info.standing_line


def test_a_value_makes_no_estimates_of_data_of_which_the_pack_says_nothing(tmp_path: Path) -> None:
    study = Study.of(load_pack(pack(tmp_path / "p", 4)))
    assert {shown(study, 2, node.code).status for node in study.pack.index.tree.nodes} == {""}
    study = with_texts(study, "U2.A2=12.5")
    statuses = {
        node.code: shown(study, 2, node.code).status for node in study.pack.index.tree.nodes
    }
    assert statuses == dict.fromkeys(statuses, "") | {"A2": "yours"}


def test_places_gained_are_counted_against_the_pack_as_it_is_opened(tmp_path: Path) -> None:
    study = Study.of(load_pack(pack(tmp_path / "p", 4)))
    last = build_ranking(study).rows[-1]
    other = with_texts(study, f"{last.code}.A1=9999", f"{last.code}.B2=9999")
    row = next(row for row in build_ranking(other).rows if row.code == last.code)
    assert last.rank is not None
    assert row.rank is not None
    assert row.delta == last.rank - row.rank > 0
