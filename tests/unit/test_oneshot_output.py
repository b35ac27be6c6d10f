"""The one-shot command line's way out: everything is seen, nothing acts on a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.cli import complete
from ici_tui.cli.cell_text import CellTexts, computed, number_text
from ici_tui.cli.column_texts import number_texts
from ici_tui.cli.output import Format, as_json, as_rows
from ici_tui.cli.render import for_terminal
from ici_tui.cli.score_table import score_pieces
from ici_tui.evidence.records import Source
from ici_tui.packs.export_evidence import sources_text
from ici_tui.packs.load import load_pack
from ici_tui.packs.written import toml_text
from ici_tui.pages.markdown import for_markdown
from ici_tui.pages.model import (
    Cell,
    Column,
    Entry,
    Grid,
    Listing,
    Page,
    Para,
    Pieces,
    Section,
    Title,
)
from ici_tui.views.study import Study
from tests.pilot.packs import SMALL, write_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

WILD = "a\x1b]52;c;eA==\x07\nici-tui: forged\x9b2J\u202eb\u2028c\udcff"
"""What a name may hold: a sequence, a line end, 8-bit and bidirectional controls, half a letter."""
SEEN = r"a\x1b]52;c;eA==\x07\nici-tui: forged\x9b2J\u202eb\u2028c\xff"
ACTS = [*(chr(n) for n in (*range(9), *range(11, 32), *range(127, 160))), "\u202e", "\u2028"]


def harmless(text: str) -> bool:
    """Whether a terminal only prints it, and any encoder takes it."""
    text.encode()
    return not any(character in text for character in ACTS)


def everywhere(words: str) -> Page:
    """A page that has the words in every place that a page has."""
    grid = Grid((Column(words), Column(words, right=True)), ((Cell(words), Cell(words)),))
    blocks = (
        Title(words), Section(words), Para(words), Pieces(words, (words, words)),
        Entry(words, words, words), Listing((words,)), grid,
    )  # fmt: skip
    return Page(blocks, words)


def test_a_page_shows_what_a_terminal_would_act_on() -> None:
    page = everywhere(WILD)
    plain = for_terminal(page, 400, colour=False)
    written = for_markdown(page)
    for text in (plain, written):
        assert harmless(text)
        assert not any(line.startswith("ici-tui: forged") for line in text.splitlines())
    assert plain.count(SEEN) == 15  # the heading of the grid twice, and its row
    styled = for_terminal(page, 400, colour=True)
    assert "\x1b]" not in styled
    assert "\x07" not in styled


@given(st.recursive(st.text() | st.floats() | st.integers() | st.none(), st.lists))
def test_json_is_read_back_as_it_was_and_only_printed(value: object) -> None:
    text = as_json({"x": value})
    assert harmless(text)
    found = json.loads(text, parse_constant=pytest.fail)["x"]

    def alike(one: object, other: object) -> bool:
        if isinstance(one, list):
            return all(map(alike, one, other))  # type: ignore[arg-type]
        if isinstance(one, float):
            return other is None if one - one != 0 else repr(other) == repr(one + 0.0)
        return one == other

    assert alike(value, found)


def test_json_shows_bytes_that_are_no_text() -> None:
    assert json.loads(as_json([WILD])) == [WILD.replace("\udcff", r"\xff")]
    assert harmless(as_json([WILD], lines=True))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-2+3", "@SUM(1)", " =x", "\t=x", "\r=x", "\u3000=x", "＝x", "＋1", "－1", "＠x",
     "=", "-", "+x", "-inf", "--5", "-5-", "+1_000", "\n@x"],
)  # fmt: skip
def test_a_text_that_a_spreadsheet_computes_gets_an_apostrophe(text: str) -> None:
    cells = CellTexts()
    assert cells.of(text)[0] == "'"
    assert cells.remark.startswith("1 cell ")
    assert "--raw-text" in cells.remark
    raw = CellTexts(raw=True)
    assert raw.of(text)[0] != "'"
    assert raw.remark == ""


@pytest.mark.parametrize(
    "text", ["", " ", "a=b", "-5", "+5.25", "-1e-7", "+.5", "'=x", "5-3", "(=)"]
)
def test_numbers_and_other_texts_are_left_alone(text: str) -> None:
    assert not computed(text)
    assert CellTexts().of(text) == text


def test_cells_of_rows_are_seen_and_columns_are_texts_too() -> None:
    cells = CellTexts()
    for chosen in (Format.CSV, Format.TSV):
        text = as_rows([{"=x": WILD, "n": -0.0, "t": True, "m": None, "w": "a\tb"}], chosen, cells)
        assert harmless(text.replace("\t", ""))
        read = list(csv.reader(io.StringIO(text), delimiter="\t" if chosen is Format.TSV else ","))
        assert read == [["'=x", "n", "t", "m", "w"], [SEEN, "0.0", "true", "", r"a\tb"]]
    assert cells.marked == 2


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_has_at_most_fifteen_digits(value: float) -> None:
    text = number_text(value)
    digits = text.lower().partition("e")[0].replace("-", "").replace(".", "").strip("0")
    assert len(digits) <= 15
    if abs(value) < 1e308:
        assert float(text) == float(f"{value:.15g}")
    assert not text.startswith("-0.0") or float(text) != 0


SIZES = st.floats(-1e17, 1e17) | st.floats(0, 100) | st.floats() | st.integers(0, 10**18).map(float)
HALVES = st.integers(10**14, 10**15).flatmap(
    lambda n: st.sampled_from([0.5, 0.25, 0.125]).map(lambda part: (n + part) / 2**10)
)


@given(st.lists(SIZES | HALVES, min_size=1))
def test_many_numbers_are_written_as_one_is(values: list[float]) -> None:
    column = number_texts(np.array(values))
    text = pl.DataFrame({"k": ["-"] * len(values), "v": column}).write_csv(include_header=False)
    expected = ["-," + ("" if v != v else number_text(v)) for v in values]
    assert text.splitlines() == expected


def wild_pack(folder: Path) -> Path:
    """A pack with formulas for names and labels; codes have none."""
    data = SMALL["iData.csv"].replace("Alpha,Alpha,", "Alpha,\"=cmd|' /C calc'!A0\",")
    data = data.replace(",North,", ",@SUM(1),").replace("Gamma,Gamma", "Gamma, -2+3")
    return write_pack(folder, {**SMALL, "iData.csv": data})


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize(
    "words", ["rank", "city alpha", "compare alpha beta", "clusters", "stats", "robust radius"]
)
def test_no_command_writes_a_formula(words: str, form: str, tmp_path: Path) -> None:
    pack = str(wild_pack(tmp_path / "pack"))
    done = run(*words.split(), "--pack", pack, "--format", form)
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout), delimiter="\t" if form == "tsv" else ","))
    assert not [cell for row in rows for cell in row if computed(cell)]
    raw = run(*words.split(), "--pack", pack, "--format", form, "--raw-text")
    there = any("@SUM" in line or "=cmd" in line for line in raw.stdout.splitlines())
    assert ("'" in done.stdout.replace("D'Elta", "")) == there or words == "stats"
    assert done.stderr.count("--raw-text") == there
    assert "--raw-text" not in raw.stderr


def test_scores_by_columns_are_marked_as_those_by_rows(tmp_path: Path) -> None:
    from ici_tui.questions.records.ranking import score_records

    study = Study.of(load_pack(write_pack(tmp_path / "pack", SMALL)))
    one, other = CellTexts(), CellTexts()
    by_column = b"".join(score_pieces(study, ",", one)).decode()
    assert by_column == as_rows(score_records(study), Format.CSV, other)
    assert one.marked == other.marked


RUN = ("$(touch${IFS}x)", "`x`", "a b", "a;b", "a|b", "a&b", "'", '"', "~", "*", "a>b", "!1", "{a,b}",
       "[a]", "#a", "a\\b", "=ls")  # fmt: skip
"""What a shell would run, split or unfold."""


def test_what_is_offered_at_tab_is_a_word_to_every_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quoted(*cells: str) -> str:
        return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"

    names = (*RUN, "plain", "武汉", "a-b_c.d")
    meta = [quoted(name, name, "Indicator") + quoted(name, name, "Group") for name in names]
    data = [quoted(name, name) for name in names]
    pack = write_pack(
        tmp_path / "pack",
        {
            "iMeta.csv": "iCode,iName,Type\n" + "".join(meta),
            "iData.csv": "uCode,uName\n" + "".join(data),
        },
    )
    context: Any = SimpleNamespace(params={"pack": str(pack)}, parent=None)
    safe = ["plain", "武汉", "a-b_c.d"]
    assert complete.nodes(context, "") == complete.groups(context, "") == safe
    assert complete.units(context, "") == safe
    assert [word for word in complete.weights(context, "") if "=" in word] == [
        f"{s}=" for s in safe
    ]
    offered = complete.methods("impute")(context, "group-mean:")
    assert offered == [f"group-mean:{name}" for name in safe]
    packs = tmp_path / "ici-tui" / "packs"
    packs.mkdir(parents=True)
    for name in names:
        write_pack(packs / name, {"iData.csv": "uCode\n"})
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert {*complete.packs("")} == {"asem-2018", "ici-cn-2020", *safe}


@given(st.text(), st.text())
def test_whatever_is_written_as_toml_parses_to_the_same(one: str, other: str) -> None:
    source = Source(id="i" + one, title="t" + other, note=one)
    (found,) = tomllib.loads(sources_text([source]))["source"]
    assert found == {name: value for name, value in source._asdict().items() if value}
    assert harmless(sources_text([source]))


def test_toml_of_what_is_no_text_parses_too() -> None:
    assert tomllib.loads(f"x = {toml_text(5)}") == {"x": "5"}
    assert tomllib.loads(f"x = {toml_text(WILD)}") == {"x": WILD.replace("\udcff", r"\xff")}


def test_an_export_has_the_sources_that_were_read_and_nothing_else(tmp_path: Path) -> None:
    pack = write_pack(
        tmp_path / "pack",
        {
            **SMALL,
            "cells.csv": "uCode,iCode,status,source\nAlpha,Roads,sourced,one\n",
            "sources.toml": '# \u202e\x1b[2J\n[[source]]\nid = "one"\ntitle = "A \u202etitle"\n'
            'url = "https://example.org"\n'.replace("\x1b", ""),
        },
    )
    assert run("export", str(tmp_path / "out"), "--pack", str(pack)).returncode == 0
    text = (tmp_path / "out" / "sources.toml").read_text(encoding="utf-8")
    assert harmless(text)
    assert load_pack(tmp_path / "out").sources == load_pack(pack).sources


def test_very_large_numbers_are_powers_of_ten_in_tables(tmp_path: Path) -> None:
    data = SMALL["iData.csv"].replace(",90,80,70,60", ",1e90,8e89,70,60")
    pack = write_pack(tmp_path / "pack", {**SMALL, "iData.csv": data})
    for words in (["rank", "--level", "all"], ["--city", "alpha"], ["compare", "alpha", "beta"]):
        done = run(*words, "--pack", str(pack))
        assert done.returncode == 0, done.stderr
        assert "e89" in done.stdout or "e90" in done.stdout
        assert "0" * 20 not in done.stdout


WORDS = (
    "pack check NAME", "rank --pack NAME", "rank --pack xNAME", "xNAME", "xNAME --help",
    "NAME", "NAME --help", "--NAME",
    "--city NAME", "rank --by NAME", "rank --time NAME --pack asem-2018", "rank --format NAME",
    "rank --top NAME", "rank --weights NAME", "rank -o none/NAME", "rank -o NAME", "export newNAME",
    "clusters --by NAME", "--theme NAME", "robust pair NAME x", "packs", "packs --format json",
    "packs --format csv", "packs --format markdown", "packs -o FILE",
)  # fmt: skip


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pack that has a wild name, installed as well."""
    place = tmp_path_factory.mktemp("wild")
    write_pack(place / WILD, SMALL)
    installed = place / "xdg" / "ici-tui" / "packs"
    installed.mkdir(parents=True)
    write_pack(installed / WILD, SMALL)
    return place


@pytest.mark.parametrize("words", WORDS)
def test_names_and_words_reach_no_terminal_raw(
    words: str, wild: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(wild)
    given_words = [word.replace("NAME", WILD).replace("FILE", "file") for word in words.split()]
    done = run(*given_words, XDG_DATA_HOME=str(wild / "xdg"))
    shown = done.stdout + done.stderr
    assert harmless(shown)
    assert all(line.startswith("ici-tui: ") for line in done.stderr.splitlines())
    assert re.search(r"a\\+(x|u00)1b", shown) or words in {
        "rank --pack NAME",
        "packs -o FILE",
        "rank --top NAME",
        "NAME",  # the folder is opened, as `--pack NAME` is
        "NAME --help",
    }
    if words.startswith("xNAME"):
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
    if words == "NAME":
        assert done.returncode == 0
        assert "Small index" in done.stdout
    if words == "packs -o FILE":
        assert harmless((wild / "file").read_text(encoding="utf-8"))


@pytest.mark.parametrize("locale", ["C.UTF-8", "POSIX"])
def test_bytes_that_are_no_text_reach_the_program_and_come_back_as_escapes(
    locale: str, tmp_path: Path
) -> None:
    for utf8 in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-m", "ici_tui", "--city", b"\xff\x1b", "--no-color"],
            stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=tmp_path,
            env={**os.environ, "LC_ALL": locale, "PYTHONUTF8": utf8, "PYTHONIOENCODING": "latin-1"},
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (2, b"")
        assert rb"'\xff\x1b'" in done.stderr
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "words",
    [("rank", "--by", "x" * 3000), ("--city", "x y " * 900), ("x" * 3000,), ("columns", "x" * 3000),
     ("rank", "--weights", "x" * 3000 + "=1"), ("rank", "--where", "x" * 3000 + ">1"),
     ("rank", "--pack", "é" * 3000), ("rank", "--" + "x" * 3000), ("change", "--from-weights", "x y " * 900 + "=1")],
    ids=lambda words: words[0][:20],
)  # fmt: skip
def test_a_message_is_a_line_that_somebody_reads_whatever_was_typed(words: tuple[str, ...]) -> None:
    found = run(*words)
    assert found.returncode in {1, 2}
    (line,) = found.stderr.splitlines()
    assert len(line) < 1500
    assert "…" in line
