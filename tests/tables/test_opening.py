"""`ici-tui FILE [COMMAND …]`: any table in the place of a pack, in both doors of the command line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui import lookup
from ici_tui.allowed import rights
from ici_tui.cli import direct
from ici_tui.cli.app import run
from ici_tui.cli.commands import GROUPS, commands
from ici_tui.cli.place_word import with_place
from ici_tui.packs.faults import PackNotFoundError
from ici_tui.packs.find import find_pack, pack_here
from ici_tui.packs.new import write_new_pack
from ici_tui.packs.workbook import read_sheet
from ici_tui.questions.command_line import command_line
from ici_tui.tables import codes
from ici_tui.tables.as_pack import pack_of
from ici_tui.tables.errors import TableError
from ici_tui.tables.loading import Loading
from ici_tui.tables.opened import is_table, load
from ici_tui.tables.options import ReadingOptions, names_in, options_of, words_of
from ici_tui.views.among import TooFewError, study_among
from ici_tui.views.conditions import Wanted, units_where
from ici_tui.views.study import Study
from tests.tables.reading import lines, seen
from tests.tables.workbooks import workbook

TABLE = lines(
    "Country,Region,GDP,Unemployment rate,Doctors",
    "Austria,West,10,5,3", "Belgium,West,20,7,4", "Chile,South,30,,5", "Denmark,North,40,2,",
    "Egypt,South,,,2",
)  # fmt: skip
NAMES = sorted({command.name.split()[0] for command in commands() if command.name} | {*GROUPS})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> tuple[str, str]:
    """What both parsers print, which is the same."""
    assert run(words) == code
    found = capsys.readouterr()
    question = direct.asked(words)
    if question is not None:
        assert direct.answer(question) == code
        assert capsys.readouterr() == found
    return found.out, found.err


@given(
    before=st.lists(
        st.sampled_from([("--ascii",), ("--weights", "a=1"), ("--time=2",)]), max_size=3
    ),
    after=st.lists(
        st.sampled_from(["rank", "--top", "3", "-o", "data.csv", "--", "x"]), max_size=4
    ),
    word=st.sampled_from(["./data.csv", "-", "no.such", "a/b", *NAMES]),
)
def test_a_file_before_the_commands_is_the_pack(
    before: list[tuple[str, ...]], after: list[str], word: str
) -> None:
    lead = tuple(option for options in before for option in options)
    words = (*lead, word, *after)
    found = with_place(words)
    if word in NAMES:
        assert found == words
    else:
        assert found == (*lead, "--pack", word, *after)
    assert with_place(found) == found


@pytest.mark.parametrize("name", NAMES)
def test_a_command_beats_a_file_of_its_name(here: Path, name: str) -> None:
    (here / name).write_text(TABLE, encoding="utf-8")
    assert with_place((name,)) == (name,)
    assert with_place((f"./{name}",)) == ("--pack", f"./{name}")


def test_every_command_works_on_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = told(capsys, 0, "data.csv", "rank", "--format", "json")
    assert [(one["name"], one["rank"]) for one in json.loads(out)] == [
        ("Denmark", 1), ("Chile", 2), ("Belgium", 3), ("Austria", 4), ("Egypt", None),
    ]  # fmt: skip
    assert err.count("guess") >= 1
    assert told(capsys, 0, "--pack", "data.csv", "rank", "--format", "json") == (out, err)
    assert told(capsys, 0, "data.csv", "--format", "json")[0] == out
    for words in (["robust", "ranks"], ["audit"], ["report", "Chile"], ["stats"], ["columns"]):
        assert told(capsys, 0, "data.csv", *words, "--quiet")[0]


def test_what_is_guessed_is_told_everywhere(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del here
    for form in ("table", "markdown", "html"):
        out, err = told(capsys, 0, "data.csv", "rank", "--format", form)
        assert "more is better in 2 of 3 indicators" in err
        assert "3 of 3 indicators" in " ".join(out.split())
    out, err = told(capsys, 0, "data.csv", "city", "Chile", "--format", "json", "--quiet")
    card = json.loads(out)
    assert (
        err.count("\n") == 1
    )  # what stands wherever the numbers are shown, and no guess of its own
    assert "3 of 3 indicators" in err
    assert card["directions_guessed"] == 3
    assert set(card["moved_if_turned"]) == {"GDP", "Unemployment_rate", "Doctors"}


def test_overrides_are_options_of_every_command(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    words = ("--lower-is-better", "GDP,Doctors", "--leave-out", "Unemployment rate", "rank")
    out, _ = told(capsys, 0, "data.csv", *words, "--format", "json", "--quiet")
    assert [one["name"] for one in json.loads(out)][:2] == ["Egypt", "Austria"]
    _, err = told(capsys, 2, "data.csv", "rank", "--only", "Nothing")
    assert "--only" in err
    _, err = told(capsys, 2, "rank", "--only", "GDP")
    assert "--only" in err


def test_standard_input_is_read_and_printed(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ici_tui", "-", "--format", "csv"],
        input=TABLE, capture_output=True, text=True, encoding="utf-8", check=True, cwd=here,
        env={**os.environ, "PYTHONPATH": str(Path(lookup.__file__).parents[1])},
    )  # fmt: skip
    assert done.stdout.splitlines()[1].split(",")[2] == "Denmark"


def test_what_is_no_file_and_no_command_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del here
    for words in (("dat.csv",), ("nothing",), ("data.csv", "nothing"), ("data.csv:One", "rank")):
        out, err = told(capsys, 2, *words)
        assert (out, err.count("\n")) == ("", 1)
    assert "data.csv" in told(capsys, 2, "dat.csv")[1]


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("a.csv", b"Name,City\nA,x\nB,y\n", "number"),
        ("a.csv", b"Name,GDP\nA,1\n", "1 row"),
        ("a.csv", b"Name\nA\nB\n", "1 column"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "picture"),
        ("a.csv", b"", "empty"),
    ],
)
def test_what_cannot_be_an_index_gets_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, seen: str
) -> None:
    (here / name).write_bytes(content)
    out, err = told(capsys, 1, name, "rank")
    assert (out, err.count("\n")) == ("", 1)
    assert seen in err


def test_a_pack_in_the_current_folder_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "towns"
    write_new_pack(folder)
    monkeypatch.chdir(folder)
    assert pack_here() == folder
    out, err = told(capsys, 0, "rank", "--format", "json")
    assert len(json.loads(out)) == 5
    assert str(folder) in err
    assert (
        len(json.loads(told(capsys, 0, "rank", "--pack", "ici-cn-2020", "--format", "json")[0])) > 5
    )
    assert lookup.name_of(["city", "wuhan"]) is None
    (folder / "iMeta.csv").unlink()
    assert pack_here() is None


def test_the_longest_path_beats_a_sheet(here: Path) -> None:
    book = here / "book.xlsx"
    book.write_bytes(workbook({"One": [["Name", "GDP"], ["A", 1], ["B", 2]]}))
    assert find_pack("book.xlsx:One") == Path("book.xlsx:One")
    assert is_table(find_pack("book.xlsx:One"))
    assert is_table(find_pack("book.xlsx"))
    (here / "book.xlsx:One").write_text(TABLE, encoding="utf-8")
    assert load(find_pack("book.xlsx:One")).index.size == 5
    with pytest.raises(PackNotFoundError):
        find_pack("none.xlsx:One")


def test_a_file_in_a_folder_of_an_archive_is_a_table(here: Path) -> None:
    with zipfile.ZipFile(here / "z.zip", "w") as archive:
        archive.writestr("d/in.csv", TABLE)
        archive.writestr("d/other.csv", "a,b")
    assert is_table(find_pack("z.zip:d/in.csv"))
    assert load(find_pack("z.zip:d/in.csv")).index.size == 5


def test_a_large_table_is_read_in_another_process_with_what_was_said(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ici_tui.tables.loading.SMALL", 10)
    options = ReadingOptions(lower_is_better=("GDP",), leave_out=("Doctors",))
    loading = Loading.begun("data.csv", options)
    assert loading.takes_long
    try:
        pack = loading.load(Path("data.csv"))
    finally:
        loading.end()
    alone = load(Path("data.csv"), options=options)
    assert not loading.takes_long
    assert pack.index.tree == alone.index.tree
    assert pack.table == alone.table
    assert pack.index.data.tobytes() == alone.index.data.tobytes()


@given(
    st.lists(
        st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zs"]), min_size=1), min_size=1
    )
)
def test_the_words_of_options_read_as_the_same_options(names: list[str]) -> None:
    options = ReadingOptions(lower_is_better=tuple(names), header_rows=0, sheet="A B")
    words = words_of(options)
    found = dict(zip(words[::2], words[1::2], strict=True))
    assert names_in(found["--lower-is-better"]) == tuple(names)
    assert (found["--header-rows"], found["--sheet"]) == ("0", "A B")
    assert options_of(words) == options


@given(st.lists(st.text(st.characters(max_codepoint=0x17F)), min_size=1, max_size=6))
def test_codes_of_many_plain_names_are_those_of_each(names: list[str]) -> None:
    together = codes.node_codes(names)
    # A name beyond ASCII among them has every name looked at by itself.
    apart = codes.node_codes([*names, "é"])
    assert together == apart[: len(names)]
    assert len(set(together)) == len(names)


CASES = [
    ("score>60", {"B", "C"}),
    ("score<=60", {"A", "D"}),
    ("group=x", {"A", "B"}),
    ("group!=x", {"C", "D"}),
    ('"group=x" score>60', {"B"}),
    ("rank=1 | nobody", set()),
    ("rank<3", {"B", "C"}),
    ("raw.GDP≥20", {"B", "C"}),
    ("GDP=100", {"C"}),
    ("delta=0", {"A", "B", "C", "D"}),
    ("name=b", {"B"}),
]


def study_here() -> Study:
    table = lines("Name,Group,GDP,Doctors", "A,x,10,1", "B,x,20,9", "C,y,30,8", "D,y,10,2")
    return Study.of(pack_of(seen(table).reading, Path("x.csv")))


@pytest.mark.parametrize(("text", "names"), CASES)
def test_conditions_look_at_what_the_ranking_shows(text: str, names: set[str]) -> None:
    study = study_here()
    met = units_where(study, Wanted.of(text))
    found = {name for name, is_met in zip(study.pack.index.names, met.units, strict=True) if is_met}
    assert (met.faults, found) == ((), names)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("scoer>3", "score"), ("foo=3", "no column"), ("score>", "missing"), ("score>x", "not a number"),
     ("group>x", "words")],
)  # fmt: skip
def test_a_condition_that_is_not_understood_is_told_and_passed_over(text: str, fault: str) -> None:
    met = units_where(study_here(), Wanted.of(f"{text} name=B"))
    assert len(met.faults) == 1
    assert fault in met.faults[0]
    assert met.units.tolist() == [False, True, False, False]


def test_among_is_the_pipeline_on_those_alone() -> None:
    study = study_here()
    weights = study.weights.with_points("GDP", 75)
    some = study_among(study.with_weights(weights), np.array([True, False, True, True]), "rank>0")
    alone = lines("Name,Group,GDP,Doctors", "A,x,10,1", "C,y,30,8", "D,y,10,2")
    expected = Study.of(pack_of(seen(alone).reading, Path("x.csv"))).with_weights(weights)
    assert some.scores.of("index").tolist() == expected.scores.of("index").tolist()
    assert not some.pack.has_ensemble
    assert "--among" in command_line(some, ("rank",))
    with pytest.raises(TooFewError):
        study_among(study, np.array([True, False, False, False]), "x")


def test_rank_where_and_among(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del here
    words = ("data.csv", "rank", "--format", "json", "--quiet")
    out, err = told(capsys, 0, *words, "--where", "region=West score>10")
    assert [(one["name"], one["rank"]) for one in json.loads(out)] == [
        ("Belgium", 3),
        ("Austria", 4),
    ]
    assert "2 " in err
    out, _ = told(capsys, 0, *words, "--among", "region=West")
    assert [one["rank"] for one in json.loads(out)] == [1, 2]
    for option in ("--where", "--among"):
        _, err = told(capsys, 2, *words, option, "nothing=1")
        assert option in err


def test_a_workbook_holds_values_statuses_and_sources(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "f.csv").write_text(lines("Name,GDP,X", "=1+1,1,2", "b,2,1", "c,3,"), encoding="utf-8")
    words = ("f.csv", "rank", "--impute", "mean", "--quiet")
    told(capsys, 0, *words, "-o", "f.xlsx")
    first = (here / "f.xlsx").read_bytes()
    with zipfile.ZipFile(here / "f.xlsx") as parts:
        assert b'customWidth="1"' in parts.read("xl/worksheets/sheet1.xml")
    rows = read_sheet(here, "f.xlsx", "Values")
    names = [row.cells[2] for row in rows]
    out, _ = told(capsys, 0, *words, "--format", "json")
    assert names == ["name", *(one["name"] for one in json.loads(out))]
    assert "=1+1" in names
    assert [row.cells[3] for row in read_sheet(here, "f.xlsx", "Statuses")][1:] == ["imputed"]
    assert "f.csv" in " ".join(
        c for row in read_sheet(here, "f.xlsx", "Sources") for c in row.cells
    )
    told(capsys, 0, *words, "-o", "f.xlsx")
    assert (here / "f.xlsx").read_bytes() == first
    _, err = told(capsys, 2, *words, "--format", "xlsx")
    assert "-o" in err


def test_a_closed_session_reads_no_standard_input_and_unpacks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rights, "closed", lambda: True)
    with pytest.raises(PackNotFoundError, match="standard input"):
        find_pack("-")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in.xlsx", workbook({"One": [["Name", "GDP"], ["A", 1], ["B", 2]]}))
    with pytest.raises(TableError, match="read-only"):
        seen(packed.getvalue())


def test_a_hint_says_the_names_of_packs_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_new_pack(tmp_path / "Towns")
    monkeypatch.setattr("ici_tui.packs.find.user_folder", lambda: tmp_path)
    with pytest.raises(PackNotFoundError, match="Towns"):
        find_pack("zzzzzzzzzzzz")


@pytest.mark.parametrize("name", ["iMeta.csv", "iMeta.parquet", "iData.parquet", "pack.toml"])
def test_a_file_of_a_pack_is_the_pack(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PAR1")
    assert find_pack(str(tmp_path / name)) == tmp_path


@pytest.mark.parametrize("first", ["ID3", "CDF", "BM", "GIF8", "RIFF", "OggS"])
def test_a_column_may_be_called_as_another_file_begins(first: str) -> None:
    assert seen(f"{first},GDP\nA,1\nB,2\nC,4\n").units == ["A", "B", "C"]
    with pytest.raises(TableError, match="not a table"):
        seen(first.encode() + b"\x03\x00\x00\xff" * 40)
