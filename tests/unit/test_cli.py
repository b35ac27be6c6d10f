"""The one-shot commands, as whole processes: output, exit codes, what stays unimported."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from rich.cells import cell_len

from ici_tui.cli import app
from tests.golden.cases import quickest
from tests.unit.test_packs import DATA, write

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Done:
    """What a run left behind."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str, **env: str) -> Done:
    """Run the command line in this process, without settings of the user's."""
    out, err = io.StringIO(), io.StringIO()
    nowhere = {"XDG_CONFIG_HOME": "/nowhere/config", "XDG_DATA_HOME": "/nowhere/data"}
    with (
        mock.patch.dict(os.environ, {"COLUMNS": "80", **nowhere, **env}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = quickest(words)
    return Done(code, out.getvalue(), err.getvalue())


def process(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own, its input closed."""
    return subprocess.run(
        [sys.executable, "-m", "ici_tui", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80",
             "XDG_CONFIG_HOME": "/nowhere/config", **env},
    )  # fmt: skip


def test_the_ranking_is_the_published_one() -> None:
    records = json.loads(run("rank", "--format", "json").stdout)
    order = (
        "Beijing Shanghai Nanjing Guangzhou Shenzhen Hangzhou Wuhan Harbin Xian Chengdu Shenyang"
    )
    assert [record["code"] for record in records] == order.split()
    assert [record["rank"] for record in records] == [*range(1, 11), 10]
    assert [round(record["score"]) for record in records[:3]] == [90, 53, 40]
    assert [record["reported_rank"] for record in records] == [*range(1, 11), 10]
    assert set(records[0]) == {
        "rank", "code", "name", "score", "score_status", "score_low", "score_high", "delta",
        "pillars", "groups", "reported_rank", "reported_score", "rank_low", "rank_high",
        "beats_next", "rank_status", "delta_status", "beats_next_status", "pillars_status",
    }  # fmt: skip
    assert {record["rank_status"] for record in records} == {"reported"}
    assert {record["score_status"] for record in records} == {"estimated"}
    assert [record["reported_score"] for record in records[:4]] == [90.0, 53.0, 40.0, None]


def test_government_alone_puts_nanjing_first_and_guangdong_level() -> None:
    weights = "enterprise=0,research=0,infrastructure=0,government=1"
    records = json.loads(run("--weights", weights, "rank", "--format", "json").stdout)
    by_code = {record["code"]: record for record in records}
    assert records[0]["code"] == "Nanjing"
    assert by_code["Shenzhen"]["rank"] == by_code["Guangzhou"]["rank"]
    assert all(record["score_status"] != "reported" for record in records)
    after = json.loads(run("rank", "--format", "json", "--weights", weights).stdout)
    assert after == records


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("wuhan", "Wuhan"),
        ("xi'an", "Xian"),
        ("XI’AN", "Xian"),
        ("西安", "Xian"),
        ("西安市", "Xian"),
        ("shenz", "Shenzhen"),
    ],
)
def test_a_city_is_found_however_it_is_typed(name: str, code: str) -> None:
    assert json.loads(run("--city", name, "--format", "json").stdout)["code"] == code


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--city", "guangzou"), 2, "did you mean Guangzhou?"),
        (("--city", "shen"), 2, "may be Shenzhen, Shenyang"),
        (("--city", "Wuhan", "rank"), 2, "leave out 'rank'"),
        (("rank", "--weights", "entreprise=3"), 2, "did you mean Enterprise?"),
        (("rank", "--weights", "enterprise=101"), 2, "more than 100"),
        (("rank", "--pack", "nowhere"), 2, "no pack is called"),
        (("rank", "--by", "nothing"), 2, "no node is called"),
        (("rank", "-o", "/nowhere/x"), 1, "cannot be written"),
    ],
)
def test_what_is_wrong_is_one_line(words: tuple[str, ...], code: int, says: str) -> None:
    done = run(*words)
    assert done.returncode == code
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout


def test_a_broken_pack_ends_with_every_fault_and_1(tmp_path: Path) -> None:
    done = run("rank", "--pack", str(write(tmp_path, DATA.replace(",1,2", ",one,two"))))
    assert done.returncode == 1
    assert done.stderr.count("is not a number") == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("city", ["Beijing", "Xian", "Shenyang"])
def test_a_card_is_no_wider_than_the_terminal(city: str, width: int) -> None:
    done = run("--city", city, COLUMNS=str(width))
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= width
    assert "Reconstruction" in done.stdout


def test_the_ranking_fits_and_marks_estimates() -> None:
    for width in (40, 80, 200):
        done = run("rank", COLUMNS=str(width))
        assert max(cell_len(line) for line in done.stdout.splitlines()) <= width
        assert "≈34" in done.stdout
        assert "≈90" not in done.stdout


def test_scores_are_at_fifteen_digits_and_sorted_by_code() -> None:
    rows = list(csv.DictReader(io.StringIO(run("scores").stdout)))
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    records = json.loads(run("scores", "--format", "json").stdout)
    assert all(
        float(row["ICI"]) == float(f"{record['ICI']:.15g}")
        for row, record in zip(rows, records, strict=True)
    )
    assert list(rows[0])[:2] == ["code", "ICI"]
    assert "rank_Government" in rows[0]


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "tsv", "json", "jsonl"])
def test_every_format_goes_to_a_file_as_to_the_screen(form: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    done = run("rank", "--format", form, "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_text(encoding="utf-8") == run("rank", "--format", form).stdout
    assert list(tmp_path.iterdir()) == [file]


def test_hostile_names_are_harmless(tmp_path: Path) -> None:
    name = "[/x][red]\x1b[31m武汉" + "long" * 75
    done = run("rank", "--pack", str(write(tmp_path, DATA.replace("Alpha", name))))
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "[/x][red]" in done.stdout
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= 80


def test_output_that_cannot_be_encoded_does_not_fail() -> None:
    assert process("--city", "Wuhan", PYTHONIOENCODING="ascii").returncode == 0


def test_a_full_disk_is_one_line_and_a_reader_that_left_is_none() -> None:
    for command, code, lines in (("rank > /dev/full", 1, 1), ("rank | head -1", 0, 0)):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"'{sys.executable}' -m ici_tui {command}"],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr.count("\n")) == (code, lines), done.stderr


def test_the_gap_of_two_is_explained_by_their_pillars() -> None:
    records = json.loads(run("compare", "wuhan", "nanjing", "--format", "json").stdout)
    by_code = {record["code"]: record for record in records}
    pillars = ("Enterprise", "Research", "Infrastructure", "Government")
    assert sum(by_code[code]["gap"] for code in pillars) == pytest.approx(by_code["ICI"]["gap"])
    assert by_code["ICI"]["gap"] == pytest.approx(
        by_code["ICI"]["Wuhan"] - by_code["ICI"]["Nanjing"]
    )
    assert "Policies" not in by_code
    three = json.loads(run("compare", "wuhan", "nanjing", "xian", "--format", "json").stdout)
    assert three[0]["gap"] is None
    assert run("compare", "wuhan", "Wuhan").returncode == 2


@pytest.mark.parametrize(("group", "count"), [("Cluster", 6), ("region", 4), ("PROVINCE", 10)])
def test_clusters_hold_every_city_once(group: str, count: int) -> None:
    records = json.loads(run("clusters", "--by", group, "--format", "json").stdout)
    assert len(records) == count
    members = " ".join(record["members"] for record in records).split()
    assert len(members) == len(set(members)) == 11
    assert all(r["ICI_min"] <= r["ICI_mean"] <= r["ICI_max"] for r in records)


@pytest.mark.parametrize(
    "words", ["clusters", "compare wuhan nanjing", "compare wuhan nanjing xian harbin", "check"]
)
@pytest.mark.parametrize("width", [40, 80])
def test_tables_fit_the_terminal(words: str, width: int) -> None:
    done = run(*words.split(), COLUMNS=str(width))
    assert done.returncode == 0
    assert max(cell_len(line) for line in done.stdout.splitlines()) <= width


def test_watch_is_for_the_explorer(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["--watch", "rank"],
        ["--watch", "--city", "Wuhan"],
        ["--watch", "--format", "csv"],
    ):
        assert app.run(words) == 2
        assert "--watch" in capsys.readouterr().err
