"""The pipeline from the command line: every option, what is refused, what is said of it."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from typing import TYPE_CHECKING

import pytest

from ici_tui.cli.complete import methods
from ici_tui.index.methods import with_methods
from ici_tui.index.options import PipelineOptions
from tests.golden.cases import PACK
from tests.reference.test_asem import AGGREGATE, BASE, IMPUTE, MANIFEST, NORMALISE, TREAT, rows
from tests.unit.test_cli import run
from tests.unit.test_cli_doors import explored
from tests.unit.test_packs import DATA, META, write
from tests.unit.test_packs_forms import PANEL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.test_cli import Done

ASEM = ("--pack", "asem-2018")
TESTED = ("scr95__", "copeland", "datthresh09", "mixed_a_g_g", "den__imp-grpmean", "rowpillar")
"""Pipelines that ask for something that no other one does."""
CASES = [case for case in MANIFEST["combos"] if any(part in case["id"] for part in TESTED)]


def words_of(case: dict[str, str]) -> list[str]:
    base = BASE[case["base"]]
    words = ["--denominate" if base.get("denominate") else "--no-denominate"]
    words += ["--screen", str(base["screen"])] if "screen" in base else []
    words += ["--min-available", "0.9"] if case["extra"] == "dat_thresh = 0.9" else []
    words += ["--impute", IMPUTE[case["imputation"]], "--treat", TREAT[case["treatment"]]]
    words += ["--normalise", NORMALISE[case["normalisation"]]]
    return [*words, "--aggregate", ",".join(AGGREGATE[case["aggregation"]])]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_scores_are_those_of_the_reference(case: dict[str, str]) -> None:
    done = run("scores", "--format", "csv", *ASEM, *words_of(case))
    assert done.returncode == 0, done.stderr
    found, expected = table(done.stdout), rows(case["file"])
    assert [row["code"] for row in found] == [row["uCode"] for row in expected]
    nodes = [key for key in found[0] if key != "code" and not key.startswith("rank_")]
    assert list(found[0]) == ["code", *nodes, *(f"rank_{node}" for node in nodes)]
    assert {*expected[0]} - {"uCode"} == {*found[0]} - {"code"}
    for one, other in zip(found, expected, strict=True):
        for key in expected[0]:
            if key == "uCode":
                continue
            assert (one[key] == "") is (other[key] == ""), (one["code"], key)
            if one[key]:
                near = math.isclose(float(one[key]), float(other[key]), rel_tol=1e-9, abs_tol=1e-12)
                assert near, (one["code"], key)


def test_scores_are_the_shortest_texts_of_fifteen_digits() -> None:
    records = json.loads(run("scores", *ASEM, "--format", "json").stdout)
    for row, record in zip(table(run("scores", *ASEM).stdout), records, strict=True):
        for key, cell in row.items():
            value = record[key]
            assert cell == str(float(f"{value:.15g}") if isinstance(value, float) else value), key
            assert key == "code" or repr(type(record[key])(cell)) == cell


def test_units_that_were_screened_out_have_no_row_and_are_marked_elsewhere() -> None:
    given = (*ASEM, "--screen", "0.95")
    found = table(run("scores", *given).stdout)
    assert len(found) == 43
    assert "KOR" not in {row["code"] for row in found}
    ranking = run("rank", *given).stdout
    assert "43 of 51 countries" in ranking
    assert ranking.count("screened out") == 8
    card = " ".join(run("city", "Korea", *given).stdout.split())
    assert "screened out: 93.9 % of the indicators are there, and 95 % are needed" in card
    assert "– of 43" in card
    clusters = json.loads(run("clusters", *given, "--format", "json").stdout)
    codes = {row["code"] for row in found}
    assert {record[end] for record in clusters for end in ("best", "worst")} <= codes


def test_what_is_missing_is_said_with_its_reason() -> None:
    given = (*ASEM, "--min-available", "0.95")
    by_code = {row["code"]: row for row in table(run("scores", "--notes", *given).stdout)}
    assert "notes" not in table(run("scores", *given).stdout)[0]
    notes = by_code["MMR"]["notes"]
    assert notes.startswith("41 of 49 indicators present; ")
    assert "Physical missing: 7 of 8 children are there, and 95 % are needed" in notes
    assert "ConSpeed, Tariff, Pat, " in notes
    assert by_code["MMR"]["Physical"] == by_code["MMR"]["rank_Physical"] == ""
    assert by_code["AUT"]["notes"] == "49 of 49 indicators present"
    card = json.loads(run("city", "MMR", *ASEM, "--format", "json").stdout)
    missing = {r["code"]: r["why_missing"] for r in card["indicators"] if r["value"] is None}
    assert missing.keys() == {
        "ConSpeed", "Tariff", "Pat", "CultGood", "Palma", "TertGrad", "FemLab", "RDExp",
    }  # fmt: skip
    assert set(missing.values()) == {"not in the data, and not imputed"}


def test_what_was_imputed_is_said() -> None:
    given = (*ASEM, "--impute", "median")
    card = run("city", "MMR", *given)
    assert "Imputed: ConSpeed 14.6 · Tariff 1.6" in card.stdout
    assert "not in the data" not in card.stdout
    record = json.loads(run("city", "MMR", *given, "--format", "json").stdout)
    assert sum(r["imputed"] for r in record["indicators"]) == 8
    notes = {row["code"]: row["notes"] for row in table(run("scores", "--notes", *given).stdout)}
    assert notes["MMR"].startswith("49 of 49 indicators present; imputed: ConSpeed 14.6, Tariff")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("--impute foo", 2, "--impute: there is no method 'foo'; choose among none, mean"),
        ("--impute group-mean:Zone", 2, "--impute: there is no group 'Zone'; there are"),
        ("--screen 2", 2, "--screen: 2.0 is not a share; give a number from 0 to 1"),
        ("--screen much", 2, "--screen: 'much' is not a share"),
        ("--min-available -1", 2, "--min-available: -1.0 is not a share"),
        ("--rank-decimals 1.5", 2, "--rank-decimals: '1.5' is not a number of decimals"),
        ("--normalise minmax:9,1", 2, "--normalise: minmax:9,1 has its lower end above its upper"),
        ("--aggregate median,median", 2, "--aggregate: 2 methods for a tree with 3 levels"),
        ("--aggregate power", 2, "--aggregate: power needs the power, such as power:0.5"),
        ("--treat trim", 2, "--treat: there is no method 'trim'"),
        ("--time 2019", 2, "there is no time 2019"),
        ("--aggregate geometric", 1, " is 0, and a geometric mean needs values above 0"),
        ("--normalise goalposts", 1, "goalpost"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: str, code: int, says: str) -> None:
    done = run("rank", *ASEM, *words.split())
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def told(done: Done) -> str:
    return " ".join((done.stdout + done.stderr).split())


def test_another_pipeline_is_said_once_and_the_packs_own_never() -> None:
    other = "--normalise", "minmax:0,100", "--pack", str(PACK)
    said = "not the pack's own"
    forms = itertools.cycle(("table", "csv", "markdown", "json"))  # a page and data for each
    for command in (("rank",), ("scores",), ("city", "Alpha"), ("check",), ("stats",)):
        for form in itertools.islice(forms, 2):
            done = run(*command, *other, "--format", form)
            assert told(done).count(said) == 1, (command, form)
            where = done.stdout if form in {"table", "markdown"} else done.stderr
            assert "normalise minmax:0,100 · aggregate arithmetic" in " ".join(where.split())
            plain = run(*command, "--normalise", "none", "--pack", str(PACK), "--format", form)
            assert said not in told(plain), (command, form)


def test_published_scores_and_ranges_do_not_go_with_another_pipeline() -> None:
    records = json.loads(run("rank", "--normalise", "zscore", "--format", "json").stdout)
    assert {record["reported_score"] for record in records} == {None}
    assert {record["score_status"] for record in records} <= {"estimated", "derived"}
    card = json.loads(run("city", "Beijing", "--normalise", "zscore", "--format", "json").stdout)
    assert {r[key] for r in card["indicators"] for key in ("low", "high", "min", "max")} == {None}
    page = run("city", "Wuhan", "--normalise", "zscore", "--aggregate", "median").stdout
    assert "its range holds" not in page
    assert "its range holds" in run("city", "Wuhan").stdout


def test_the_first_remarks_of_a_pipeline_are_said_and_the_notes_say_all(tmp_path: Path) -> None:
    codes = [f"v{k}" for k in range(14)]
    data = f"uCode,{','.join(codes)},w\n" + "".join(
        f"U{unit},{','.join('5' for _ in codes)},{unit}\n" for unit in range(4)
    )
    meta = "iCode,iName,Type,Level,Parent,Direction,Weight\nI,I,Aggregate,2,,1,1\n" + "".join(
        f"{code},{code},Indicator,1,I,1,1\n" for code in (*codes, "w")
    )
    given = ("--pack", str(write(tmp_path / "p", data, meta)), "--normalise", "minmax:0,100")
    short, full = run("rank", *given), run("scores", "--notes", *given)
    assert short.stderr.splitlines()[-1] == "ici-tui: and 4 more (scores --notes)"
    assert short.stderr.count("ici-tui: normalise: v") == 10
    assert full.stderr.count("ici-tui: normalise: v") == 14
    assert full.stdout.count("every unit has the same value") == 4


def test_a_panel_opens_at_the_time_asked_for(tmp_path: Path) -> None:
    pack = ("--pack", str(write(tmp_path / "p", PANEL)))
    newest, first = run("rank", *pack), run("rank", *pack, "--time", "2019")
    assert newest.stdout != first.stdout
    assert "· 2019 ·" in first.stdout
    wrong = run("rank", *pack, "--time", "1999")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    assert "there is no time 1999; there are 900, 2019, 2020" in wrong.stderr


def test_none_switches_off_what_the_pack_asks_for(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "p", DATA, META, pack__toml="[pipeline]\nscreen = 0.9\nrank_decimals = 0\n"
    )
    given = ("--pack", str(folder))
    assert [row["code"] for row in table(run("scores", *given).stdout)] == ["A"]
    off = run("scores", *given, "--screen", "none", "--rank-decimals", "none")
    assert [row["code"] for row in table(off.stdout)] == ["A", "B"]
    zero = run("--screen", "0.9", "scores", *given, "--screen", "0")
    assert len(table(zero.stdout)) == 2, "what is given later wins, also where it is 0"


def test_help_and_completion_name_every_method() -> None:
    shown = " ".join(run("help", "pipeline").stdout.split()).replace("- ", "-")
    for stage in with_methods():
        offered = methods(stage.name)(None, "")  # type: ignore[arg-type]
        assert [word.partition(":")[0] for word in offered] == [*stage.methods]
        assert all(form.name in shown for form in stage.forms)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_pages_fit_with_another_pipeline(width: int) -> None:
    from rich.cells import cell_len

    given = ("--impute", "group-mean:EurAsia_group", "--screen", "0.9", *ASEM)
    for words in (("rank",), ("stats",), ("scores", "--notes", "--format", "table"),
                  ("city", "MMR"), ("compare", "MMR", "CHN"), ("stats", "--correlations")):  # fmt: skip
        done = run(*words, *given, COLUMNS=str(width))
        assert done.returncode == 0
        assert max(cell_len(line) for line in done.stdout.splitlines()) <= width, words


def test_at_a_terminal_the_explorer_opens_with_the_pipeline(tmp_path: Path) -> None:
    (call,) = explored(["--impute", "mean", "--aggregate", "geometric", "--time", "2019"], tmp_path)
    options = PipelineOptions(impute="mean", aggregate=("geometric",))
    assert call == (None, None, None, False, options, "2019")
