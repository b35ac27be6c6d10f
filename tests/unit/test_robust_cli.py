"""The commands `ici-tui robust …`: formats, widths, terms, mistakes, what happens on Ctrl-C."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from rich.cells import cell_len

from tests.unit.robust_packs import crowded_pack, gap_pack, t4_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS: dict[str, tuple[str, ...]] = {
    "sweep": ("sweep", "--weight", "A"),
    "overtake": ("overtake", "U6", "U3"),
    "to": ("overtake", "U6", "--to", "rank:2"),
    "pair": ("pair", "U1", "U6", "--within", "5"),
    "radius": ("radius",),
    "acceptability": ("acceptability", "--draws", "200"),
    "near": ("acceptability", "--near", "--draws", "200"),
    "ranks": ("ranks", "--within", "5", "--seconds", "20"),
    "uncertainty": ("uncertainty", "--draws", "100"),
    "leave-one-out": ("leave-one-out",),
    "clusters": ("clusters", "--count", "2"),
}
TERMS = {"over", "varied", "held", "sampled", "why_sampled", "draws", "seed", "tables", "tie_rule"}


def ties(question: str) -> str:
    """The rule for ties that an answer states: a rank is never owed to a tie where one is asked for."""
    shared = "equal scores share the better rank"
    own = question in {"overtake", "to", "ranks"}
    return f"{shared}; a rank that only a tie would give is not counted" if own else shared


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    return gap_pack(tmp_path_factory.mktemp("p") / "p", 'normalise = "none"\nimpute = "mean"')


@pytest.mark.parametrize("name", QUESTIONS)
def test_json_says_its_terms(pack: str, name: str) -> None:
    found = json.loads(run("robust", *QUESTIONS[name], "--pack", pack, "--format", "json").stdout)
    for record in found if isinstance(found, list) else [found]:
        assert set(record) >= TERMS
        assert record["varied"]
        assert record["held"]
        assert record["tie_rule"] == ties(name)
        assert (record["seed"] is None) is (record["draws"] is None)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_format_and_width(pack: str, name: str) -> None:
    words = ("robust", *QUESTIONS[name], "--pack", pack)
    for width in (40, 80, 120):
        shown = run(*words, COLUMNS=str(width)).stdout
        assert max(map(cell_len, shown.splitlines())) <= width
        assert "\x1b" not in shown
        last = " ".join(shown.split())
        assert last.endswith(f"Ties: {ties(name)}.")
        assert "Varied: " in last
        assert "Held fixed: " in last
    markdown = run(*words, "--format", "markdown").stdout
    assert markdown.startswith("## ")
    for form, mark in (("csv", ","), ("tsv", "\t")):
        done = run(*words, "--format", form)
        rows = list(csv.reader(io.StringIO(done.stdout), delimiter=mark))
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}
        assert f"Ties: {ties(name)}." in done.stderr
    whole = json.loads(run(*words, "--format", "json").stdout)
    lines = [json.loads(x) for x in run(*words, "--format", "jsonl").stdout.splitlines()]
    # What depends on the clock is not compared: how far a proof came.
    assert len(lines) == (len(whole) if isinstance(whole, list) else 1)


@pytest.mark.parametrize("name", ["acceptability", "near", "uncertainty", "pair"])
def test_the_same_seed_gives_the_same_answer(pack: str, name: str) -> None:
    words = ("robust", *QUESTIONS[name], "--pack", pack, "--format", "json")
    assert run(*words, "--seed", "7").stdout == run(*words, "--seed", "7").stdout
    if name != "pair":
        assert run(*words, "--seed", "7").stdout != run(*words, "--seed", "8").stdout


def test_the_fields_that_are_promised(pack: str) -> None:
    def keys(name: str) -> set[str]:
        found = json.loads(
            run("robust", *QUESTIONS[name], "--pack", pack, "--format", "json").stdout
        )
        return set(found[0] if isinstance(found, list) else found)

    assert keys("sweep") >= {"weight", "order_interval", "leader_interval", "crossings", "tied"}
    assert keys("overtake") >= {
        "possible", "norm", "distance", "points_moved", "weights", "rank_x", "rank_y",
        "certificate", "holds_in",
    }  # fmt: skip
    assert keys("pair") >= {"gap", "terms", "p_beats_uniform", "p_beats_near", "epsilon"}
    assert keys("ranks") >= {"code", "best", "worst", "weights_best", "weights_worst"}
    assert keys("acceptability") >= {"code", "expected_rank", "shares", "first_exact"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("sweep", "--weight", "Z"), 2, "no node is called 'Z'"),
        (("sweep", "--weight", "A1"), 1, "see --over indicators"),
        (("overtake", "U1"), 2, "overtake takes one goal"),
        (("overtake", "U1", "U2", "--to", "first"), 2, "overtake takes one goal"),
        (("overtake", "U1", "--to", "rank:top"), 2, "rank:3"),
        (("overtake", "U1", "--to", "rank:9"), 1, "no rank 9 among 6"),
        (("overtake", "U1", "U1"), 1, "cannot pass itself"),
        (("overtake", "U1", "Q"), 2, "no unit is called 'Q'"),
        (("overtake", "U1", "U2", "--norm", "l7"), 2, "l1"),
        (("pair", "U1", "U1"), 1, "two different units"),
        (("pair", "U1", "U2", "--within", "x"), 2, "--within: 'x' is not a number of points"),
        (("ranks", "--within", "101"), 2, "give 0 to 100, or anywhere"),
        (("acceptability", "--near", "--within", "3"), 2, "give one of them"),
        (("uncertainty", "--vary", "moods"), 2, "no 'moods'"),
        (("uncertainty", "--vary", "data"), 1, "no ensemble"),
        (("clusters", "--count", "9"), 1, "6 units make 1 to 6 clusters"),
        (("radius", "--seed", "-1"), 2, "seed"),
        (("radius", "--draws", "0"), 2, "draws"),
    ],
)
def test_mistakes_are_one_clear_line(
    pack: str, words: tuple[str, ...], code: int, said: str
) -> None:
    done = run("robust", *words, "--pack", pack)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


@pytest.mark.parametrize("name", ["ranks", "to", "clusters"])
def test_without_scipy_one_line_names_the_extra(tmp_path: Path, name: str) -> None:
    pack = t4_pack(tmp_path / "t4")
    words = {
        "ranks": ("ranks", "SGP"),
        "to": ("overtake", "SGP", "--to", "rank:2"),
        "clusters": ("clusters",),
    }
    with mock.patch("ici_tui.analysis.optional.find_spec", return_value=None):
        done = run("robust", *words[name], "--pack", pack)
    assert done.returncode == 1
    assert "extra `robust`" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    with mock.patch("ici_tui.analysis.optional.find_spec", return_value=None):
        assert run("robust", "overtake", "SGP", "CHE", "--pack", pack).returncode == 0


def test_time_that_is_up_is_said(tmp_path: Path) -> None:
    pack = t4_pack(tmp_path / "t4")
    words = ("robust", "ranks", "JPN", "--within", "anywhere", "--seconds", "0", "--pack", pack)
    done = run(*words)
    assert done.returncode == 0
    assert "not proved" in done.stdout
    assert "time is up" in done.stderr
    unit = json.loads(run(*words, "--format", "json").stdout)[0]
    assert unit["best_at_least"] <= unit["best"] <= unit["worst"] <= unit["worst_at_most"]
    assert not (unit["best_exact"] and unit["worst_exact"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_ends_with_130_and_leaves_no_child(tmp_path: Path) -> None:
    pack = crowded_pack(tmp_path / "crowded")
    words = ("robust", "ranks", "--within", "20", "--seconds", "60", "--pack", pack)
    running = subprocess.Popen(
        [sys.executable, "-m", "ici_tui", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CONFIG_HOME": "/nowhere/config"},
        start_new_session=True,
    )
    time.sleep(4)
    assert running.poll() is None
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 130, err
    assert not out
    assert b"Traceback" not in err
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_common_options_stand_before_and_after(pack: str) -> None:
    after = run("robust", "radius", "--pack", pack, "--format", "json").stdout
    assert run("--pack", pack, "robust", "--format", "json", "radius").stdout == after
    assert json.loads(after)["norm"] == "l1"


def test_weights_are_those_that_were_asked_for(pack: str) -> None:
    found = json.loads(
        run(
            "robust",
            "overtake",
            "U6",
            "U3",
            "--weights",
            "A=30",
            "--pack",
            pack,
            "--format",
            "json",
        ).stdout
    )
    assert found["weights_now"] == pytest.approx({"A": 0.3, "B": 0.7})


def test_output_to_a_file(pack: str, tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    done = run("robust", "radius", "--pack", pack, "--format", "json", "-o", str(file))
    assert done.stdout == ""
    assert json.loads(file.read_text(encoding="utf-8"))["norm"] == "l1"


def test_within_keeps_the_tipping_points_that_are_near(tmp_path: Path) -> None:
    pack = t4_pack(tmp_path / "t4")
    words = ("robust", "sweep", "--weight", "Physical", "--pack", pack, "--format", "json")
    near = json.loads(run(*words, "--within", "2").stdout)["crossings"]
    every = json.loads(run(*words).stdout)["crossings"]
    assert near == [c for c in every if abs(c["at"] - 0.4) <= 0.02]
    assert 0 < len(near) < len(every)


def test_where_nothing_moves_within_is_said_to_do_nothing(pack: str) -> None:
    done = run("robust", "clusters", "--count", "2", "--within", "3", "--pack", pack)
    assert done.returncode == 0
    assert "no weight moves" in done.stderr


def test_one_component_and_one_unit(tmp_path: Path) -> None:
    """Nothing can move: every question has an answer, or one line."""
    head = "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    meta = head + "A,A,Indicator,1,T,1,1\nT,T,Aggregate,2,,1,1\n"
    (tmp_path / "iData.csv").write_text("uCode,uName,A\nU1,x,1\nU2,y,2\nU3,z,3\n", encoding="utf-8")
    (tmp_path / "iMeta.csv").write_text(meta, encoding="utf-8")
    (tmp_path / "pack.toml").write_text('name = "one"\n[pipeline]\n', encoding="utf-8")
    pack = str(tmp_path)
    never = json.loads(
        run("robust", "overtake", "U1", "U2", "--pack", pack, "--format", "json").stdout
    )
    assert never["possible"] is False
    sweep = json.loads(
        run("robust", "sweep", "--weight", "A", "--pack", pack, "--format", "json").stdout
    )
    assert sweep["order_interval"] == [0, 1]
    done = run("robust", "leave-one-out", "--pack", pack)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_column_that_tells_nobody_apart_is_left_out_and_answers_stay_exact(
    tmp_path: Path,
) -> None:
    head = "iCode,iName,Type,Level,Parent,Direction,Weight\n"
    leaves = "".join(f"{c},{c},Indicator,1,{p},1,1\n" for c, p in ("ap", "bp", "cp", "dq", "eq"))
    meta = head + leaves + "p,P,Aggregate,2,T,1,60\nq,Q,Aggregate,2,T,1,40\nT,T,Aggregate,3,,1,1\n"
    rows = "A,1,9,7,2,3\nB,5,3,7,8,1\nC,9,1,7,5,4\nD,4,4,7,1,9\n"
    (tmp_path / "iData.csv").write_text(f"uCode,a,b,c,d,e\n{rows}", encoding="utf-8")
    (tmp_path / "iMeta.csv").write_text(meta, encoding="utf-8")
    asked: dict[str, tuple[str, ...]] = {
        "ranks": (), "acceptability": (), "sweep": ("--weight", "a"), "pair": ("A", "B"),
        "overtake": ("A", "B"), "reach": ("A",), "improve": ("A", "B"), "radius": (),
        "leave-one-out": (), "clusters": (), "uncertainty": ("--draws", "20"),
    }  # fmt: skip
    for name, words in asked.items():
        over = () if name in {"improve", "clusters", "uncertainty"} else ("--over", "indicators")
        given = ("robust", name, *words, *over, "--pack", str(tmp_path), "--format", "json")
        done = run(*given)
        assert done.returncode == 0, (name, done.stderr)
        assert done.stderr.count("c is 7 wherever it is present") == 1, name
        found = json.loads(done.stdout)
        record = found[0] if isinstance(found, list) else found
        if over:
            assert record["sampled"] is False, name
            assert name == "leave-one-out" or "c left out (it tells nobody apart)" in record["held"]


def test_a_goal_is_a_unit_or_a_rank_for_both_questions(tmp_path: Path) -> None:
    pack = t4_pack(tmp_path)
    for question in ("overtake", "improve"):
        by_name, by_option = (
            run("robust", question, "CHE", *goal, "--pack", pack, "--format", "json").stdout
            for goal in (("NOR",), ("--to", "NOR"))
        )
        assert by_name == by_option
        wrong = run("robust", question, "CHE", "--to", "rank:x", "--pack", pack)
        assert wrong.returncode == 2
        assert "no rank; give first, or rank:K" in wrong.stderr
