"""`ici-tui FILE [COMMAND …]`: any table in the place of a pack, in both doors of the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui import lookup
from ici_tui.cli import direct
from ici_tui.cli.app import run
from ici_tui.cli.commands import GROUPS, commands
from ici_tui.cli.place_word import with_place
from ici_tui.packs.faults import PackNotFoundError
from ici_tui.packs.find import find_pack, pack_here
from ici_tui.packs.new import write_new_pack
from ici_tui.tables.loading import Loading
from ici_tui.tables.opened import is_table, load
from ici_tui.tables.options import ReadingOptions, names_in, words_of
from tests.tables.reading import lines
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
        assert "3 of 3 indicators" in err
        assert "3 of 3 indicators" in " ".join(out.split())
    out, err = told(capsys, 0, "data.csv", "city", "Chile", "--format", "json", "--quiet")
    card = json.loads(out)
    assert err == ""
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
    for words in (("dat.csv",), ("nothing",), ("data.csv", "nothing")):
        out, err = told(capsys, 2, *words)
        assert (out, err.count("\n")) == ("", 1)


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
