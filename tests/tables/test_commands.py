"""`ici-tui columns` and `ici-tui values`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest

from ici_tui.cli.app import run
from ici_tui.cli.cell_text import CellTexts
from ici_tui.cli.long_records import row_pieces
from ici_tui.cli.long_values import long_values
from ici_tui.cli.output import Format, as_rows
from ici_tui.packs.check import check_pack
from ici_tui.packs.export import write_pack
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tables.as_pack import open_table, pack_of
from ici_tui.tables.options import ReadingOptions, names_in
from ici_tui.tables.place import table_place
from ici_tui.tables.values import values_of_table
from ici_tui.views.guessed import guessed_directions
from ici_tui.views.study import Study
from tests.tables.reading import lines, seen

TABLE = lines(
    "Rank,Country,Code,Region,GDP,Unemployment rate,Debt,Total",
    "1,Austria,AUT,West,10,5 %,,1", "2,Belgium,BEL,West,20,(6),3,2", "3,Chile,CHL,South,30,7,..,3",
    "4,Denmark,DNK,North,,,,4", "5,World,,,25,6,2,3",
)  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "my table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert run([str(word) for word in words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], code: int, *words: object) -> str:
    assert run([str(word) for word in words]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


def test_columns_as_json(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "columns", table, "--format", "json"))
    assert found["units"] == 4
    assert found["totals_rows"] == ["World"]
    assert (found["unit_column"], found["code_column"], found["time"]) == ("Country", "Code", None)
    assert (found["format"], found["encoding"], found["delimiter"]) == ("csv", "utf-8", ",")
    assert (found["decimal"], found["thousands"], found["header_rows"], found["layout"]) == (
        ".",
        None,
        [0],
        "wide",
    )
    roles = {line["name"]: (line["role"], line["on"]) for line in found["columns"]}
    assert roles == {
        "GDP": ("indicator", True), "Unemployment rate": ("indicator", True), "Debt": ("indicator", False),
        "Total": ("indicator", False), "Country": ("name", False), "Code": ("code", False), "Rank": ("rank", False),
        "Region": ("group", False),
    }  # fmt: skip
    rate = found["columns"][1]
    assert (rate["direction"], rate["direction_guessed"], rate["present"], rate["missing"]) == (
        -1,
        True,
        3,
        1,
    )
    assert ".." in found["missing_markers"]
    assert {g["kind"] for g in found["guesses"]} >= {
        "totals",
        "direction",
        "name",
        "off",
        "numbers",
    }
    assert all(g["option"] is None or g["option"].startswith("--") for g in found["guesses"])


def test_every_guess_is_shown_to_people_too(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = " ".join(printed(capsys, "columns", table).split())
    for guess in seen(TABLE).reading.guesses:
        assert " ".join(guess.told.split()) in shown


def test_values_are_as_written(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(printed(capsys, "values", table, "--stage", "raw"))))
    assert rows == [
        ["code", "name", "GDP", "Unemployment rate", "Debt", "Total"],
        ["AUT", "Austria", "10", "5", "", "1"], ["BEL", "Belgium", "20", "-6", "3", "2"],
        ["CHL", "Chile", "30", "7", "", "3"], ["DNK", "Denmark", "", "", "", "4"],
    ]  # fmt: skip


def test_values_normalised_are_directed(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(
        csv.DictReader(io.StringIO(printed(capsys, "values", table, "--stage", "normalised")))
    )
    assert [row["GDP"] for row in rows] == ["0", "50", "100", ""]
    assert float(rows[2]["Unemployment rate"]) == 0


def test_values_at_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text(lines("Country,2001,2002", "A,1,2", "B,3,", "C,5,6"), encoding="utf-8")
    rows = list(csv.reader(io.StringIO(printed(capsys, "values", path, "--time", "all"))))
    assert rows[0] == ["code", "name", "time", "x"]
    assert rows[1:] == [["A", "A", "2001", "1"], ["B", "B", "2001", "3"], ["C", "C", "2001", "5"],
                        ["A", "A", "2002", "2"], ["B", "B", "2002", ""], ["C", "C", "2002", "6"]]  # fmt: skip
    assert "2001" not in printed(capsys, "values", path, "--time", "2001")
    assert "no time 1999" in refused(capsys, 2, "values", path, "--time", "1999")


def test_values_of_a_pack_end_with_their_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(io.StringIO(printed(capsys, "values", "--stage", "raw"))))
    plain = [name for name in rows[0] if not name.endswith("_status")]
    assert rows[0] == [*plain, *(f"{name}_status" for name in plain[2:])]
    other = list(csv.reader(io.StringIO(printed(capsys, "values", "--pack", "asem-2018"))))
    assert not any(name.endswith("_status") for name in other[0])
    pack = load_pack(find_pack("asem-2018"))
    assert [float(row[2]) for row in other[1:]] == pytest.approx(pack.index.data[:, 0])


def test_overrides_reach_the_reading(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "columns",
        table,
        "--format",
        "json",
        "--id",
        "Code",
        "--only",
        "gdp,Debt",
        "--lower-is-better",
        "GDP",
    )
    found = json.loads(printed(capsys, *words))
    assert found["unit_column"] == "Code"
    on = {c["name"]: c["direction"] for c in found["columns"] if c["on"]}
    assert set(on) == {"GDP", "Debt"}
    assert on["GDP"] == -1
    assert not found["columns"][0]["direction_guessed"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("columns", "nothing.csv"), 2, "no such file"), (("values", "FILE", "--stage", "cooked"), 2, "--stage"),
        (("columns", "FILE", "--id", "Countri"), 2, "Country"), (("columns", "FILE", "--layout", "lang"), 2, "long"),
        (("columns", "FILE", "--decimal", "x"), 2, "--decimal"), (("values", "FILE", "--pack", "asem-2018"), 2, "not both"),
        (("columns", "."), 1, "folder"),
    ],
)  # fmt: skip
def test_mistakes_are_one_line(
    words: tuple[str, ...], code: int, told: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(table) if word == "FILE" else word for word in words]
    assert told in refused(capsys, code, *given)


def test_the_longest_path_beats_a_sheet(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "a:b").write_text("y")
    assert table_place(f"{tmp_path}/a:b").sheet is None
    assert (table_place(f"{tmp_path}/a:c").path.name, table_place(f"{tmp_path}/a:c").sheet) == (
        "a",
        "c",
    )
    assert (table_place(f"{tmp_path}/a:b:c").path.name, table_place(f"{tmp_path}/a:b:c").sheet) == (
        "a:b",
        "c",
    )
    assert table_place("-").is_standard_input


def test_names_in_lists_may_hold_commas() -> None:
    assert names_in('"Life, total", GDP,') == ("Life, total", "GDP")
    assert names_in(None) == ()


def test_a_table_becomes_an_index(table: Path) -> None:
    pack, reading = open_table(table_place(str(table)))
    assert pack.index.codes == ("AUT", "BEL", "CHL", "DNK")
    assert [leaf.name for leaf in pack.index.tree.leaves] == ["GDP", "Unemployment rate"]
    assert list(pack.index.groups) == ["Region"]
    assert "guess" in pack.index.info.standing_line
    assert len(pack.index.info.assumptions) == len(reading.guesses)
    study = Study.of(pack)
    scores = study.scores.of("index")
    assert scores[0] == pytest.approx((0 + 100 * (7 - 5) / 13) / 2)
    assert np.isnan(scores[3])
    assert scores[1] == max(scores[:3])
    every, _ = open_table(table_place(str(table)), ReadingOptions(lower_is_better=("GDP",)))
    assert Study.of(every).scores.of("index")[0] > Study.of(every).scores.of("index")[2]


def test_an_index_from_a_table_is_a_pack_that_opens_again(table: Path, tmp_path: Path) -> None:
    hostile = "Name,Health: [red]a,Health: b,Wealth: c d,Wealth: c-d,index\n" + "".join(
        f'"{name}",{k},{k * 2 % 5},{k + 0.5},{9 - k},{k % 3}\n'
        for k, name in enumerate(["1st", "uCode", "A B", "=C", "A_B", "国", "Time"])
    )
    for reading in (seen(TABLE).reading, seen(hostile).reading):
        pack = pack_of(reading, table)
        study = Study.of(pack)
        folder = tmp_path / f"pack {len(pack.index.codes)}"
        write_pack(pack, study.weights, folder, ())
        assert check_pack(folder) == ()
        again = load_pack(folder)
        assert list(again.index.codes) == list(pack.index.codes)
        assert np.allclose(again.index.data, pack.index.data, equal_nan=True)


def test_pillars_of_any_depth_make_a_tree() -> None:
    text = lines(
        ",Society,,,Economy,Free",
        ",Health,,Schools,,",
        "Name,Doctors,Beds,Teachers,Income,Air",
        *(f"N{k},{k},{k + 1},{k * 3 % 4},{k * 5 % 7},{k}" for k in range(6)),
    )
    tree = pack_of(seen(text).reading, table_place("x").path).index.tree
    assert {node.name for node in tree.aggregates} >= {"Society", "Economy", "Health", "Schools"}
    assert len(tree.leaves) == 5


def test_many_values_are_written_with_the_same_bytes() -> None:
    text = 'Na,"a,b",c,d"e\n"A ""q""",1.5,2,1e20\nB,0.1,3,\n=C,1e-7,,5\nD,123456.789,5,6.000\n'
    values = values_of_table(seen(text).reading, table_place("x").path, "raw")
    many = b"".join(row_pieces(long_values([values], timed=False), ",", CellTexts())).decode()
    few = as_rows(list(values.rows()), Format.CSV, CellTexts())
    assert many == (few if isinstance(few, str) else b"".join(few).decode())


def test_names_that_become_alike_are_written_of_many_values_as_of_few() -> None:
    text = "Name,=A,'=A\nA,1,2\nB,3,4\nC,5,7\n"
    values = values_of_table(seen(text).reading, table_place("x").path, "raw")
    many = b"".join(row_pieces(long_values([values], timed=False), ",", CellTexts())).decode()
    few = as_rows(list(values.rows()), Format.CSV, CellTexts())
    assert many == (few if isinstance(few, str) else b"".join(few).decode())


def test_a_name_with_a_line_end_or_of_any_length_is_read() -> None:
    assert names_in("x\ny,B") == ("x y", "B")
    assert names_in("x" * 200_000 + ",B")[1] == "B"


def test_a_level_of_thousands_of_digits_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, 2, "rank", "--level", "9" * 5000)


def test_what_turning_a_guessed_direction_does() -> None:
    table = lines("City,Doctors,Noise,Said", "A,1,1,5", "B,2,2,4", "C,3,3,3", "D,4,9,2")
    found = guessed_directions(Study.of(pack_of(seen(table).reading, Path("x"))))
    assert found is not None
    assert {one.name: one.direction for one in found.directions} == {
        "Doctors": 1, "Noise": -1, "Said": 1,
    }  # fmt: skip
    said = seen(
        lines("City,Doctors,Noise", "A,1,1", "B,2,2", "C,3,3", "D,4,9"), lower_is_better=("Noise",)
    ).reading
    found = guessed_directions(Study.of(pack_of(said, Path("x"))))
    assert found is not None
    (only,) = found.directions
    # 100, 120.8, 141.7, 100 become 200, 154.2, 108.3, 0: all but B move.
    assert (only.name, only.moved) == ("Doctors", 3)
    assert "1 of 2" in found.text()


def test_directions_are_turned_at_the_weights_and_methods_of_the_study() -> None:
    table = lines("City,Doctors,Noise", "A,1,1", "B,2,2", "C,3,3", "D,4,9")
    study = Study.of(pack_of(seen(table).reading, Path("x")))
    alone = study.with_weights(study.weights.with_points("Doctors", 100))
    found = guessed_directions(alone)
    assert found is not None
    # Doctors alone: all four change places; what weighs nothing moves nobody.
    assert {one.name: one.moved for one in found.directions} == {"Doctors": 4, "Noise": 0}


def test_more_values_than_are_turned_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    table = lines("City,Doctors,Noise", "A,1,1", "B,2,2", "C,3,3", "D,4,9")
    monkeypatch.setattr("ici_tui.views.guessed.MOST_CELLS", 8)
    found = guessed_directions(Study.of(pack_of(seen(table).reading, Path("x"))))
    assert found is not None
    assert [one.moved is None for one in found.directions] == [False, True]
    assert "1 of them" in found.text()


def test_guesses_are_said_in_one_line_unless_quiet(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["values", str(table)]) == 0
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert all(" ".join(g.told.split()) in told for g in seen(TABLE).reading.guesses)
    assert run(["values", str(table), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
