"""`ici-tui report`: one unit, several or all, in one file or in a folder of files."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.cli.documents import file_names
from ici_tui.questions.robust import overtake, ranks, uncertainty
from tests.golden.cases import PACK
from tests.unit.test_cli import run
from tests.unit.test_packs import DATA, META, write

if TYPE_CHECKING:
    from pathlib import Path

FEWER = ("--draws", "60", "--pack", str(PACK))
UNIT = {
    "code", "name", "gaps", "ranks", "uncertainty", "passing", "passed", "left_out",
}  # fmt: skip


def report(*words: str) -> dict[str, Any]:
    done = run("report", *words, *FEWER, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def ranking() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        run("rank", "--pack", str(PACK), "--format", "json").stdout
    )
    return [row for row in found if row["rank"]]


def test_a_unit_is_held_against_the_first_and_its_neighbours() -> None:
    ranked = ranking()
    own, ahead, behind = ranked[2], ranked[1], ranked[3]
    found = report(own["code"])
    (unit,) = found["units"]
    assert set(unit) == UNIT
    assert [gap["to"] for gap in unit["gaps"]] == [
        ranked[0]["code"], ahead["code"], behind["code"],
    ]  # fmt: skip
    whole = unit["gaps"][0]["nodes"][0]
    assert whole["gap"] == pytest.approx(own["score"] - ranked[0]["score"])
    assert (unit["passing"]["x"], unit["passing"]["y"]) == (own["code"], ahead["code"])
    assert (unit["passed"]["x"], unit["passed"]["y"]) == (behind["code"], own["code"])
    assert [ends["within"] for ends in unit["ranks"]] == [2, 5, 10, None]
    assert all(ends["best"] <= own["rank"] <= ends["worst"] for ends in unit["ranks"])
    assert unit["uncertainty"]["code"] == own["code"]
    assert json.loads(run(*shlex.split(found["stamp"]["command"])[1:]).stdout) == found


def test_the_first_and_the_last_have_one_neighbour() -> None:
    ranked = ranking()
    first, last = report(ranked[0]["code"], ranked[-1]["code"])["units"]
    assert first["passing"] is None
    assert [gap["to"] for gap in first["gaps"]] == [ranked[1]["code"]]
    assert last["passed"] is None
    assert len(last["gaps"]) == 2


def test_all_are_every_unit_the_best_first() -> None:
    codes = [unit["code"] for unit in report("--all")["units"]]
    assert codes[: len(ranking())] == [row["code"] for row in ranking()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("words", [(), ("alpha", "--all")])
def test_it_takes_units_or_all(words: tuple[str, ...]) -> None:
    done = run("report", *words, *FEWER)
    assert done.returncode == 2
    assert "--all" in done.stderr


def test_a_page_has_every_part(tmp_path: Path) -> None:
    unit = ranking()[1]["code"]
    assert run("report", unit, *FEWER, "-o", str(tmp_path / "x.md")).returncode == 0
    written = (tmp_path / "x.md").read_text(encoding="utf-8")
    heads = re.findall("^### (.*)$", written, re.MULTILINE)
    assert len([head for head in heads if "needs to pass" in head]) == 2
    assert heads[-1] == "How this was made"
    assert "Where the values come from" in heads
    card = run("city", unit, "--pack", str(PACK), "--format", "markdown").stdout
    assert written.startswith(card.split("\n\nMade up:")[0])


def test_a_folder_gets_a_file_for_every_unit(tmp_path: Path) -> None:
    done = run("report", "--all", *FEWER, "-o", str(tmp_path / "new"))
    assert done.returncode == 0, done.stderr
    files = sorted((tmp_path / "new").iterdir())
    assert sorted(done.stdout.splitlines()) == [str(file) for file in files]
    assert len(files) == len(report("--all")["units"])
    done = run("report", "--all", *FEWER, "-o", str(tmp_path / "new"), "--format", "json")
    assert len(done.stderr.splitlines()) == len(set(done.stderr.splitlines()))
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("<!doctype html>")
        assert text.count("<h1>") == 1
    code = ranking()[0]["code"]
    done = run("report", code.casefold(), *FEWER, "-o", str(tmp_path / "new"), "--format", "json")
    (told,) = done.stdout.splitlines()
    found = json.loads((tmp_path / "new" / f"{code}.json").read_text(encoding="utf-8"))
    assert told.endswith(f"{code}.json")
    assert "--all" not in found["stamp"]["command"]


def test_one_file_takes_all_reports(tmp_path: Path) -> None:
    assert run("report", "--all", *FEWER, "-o", str(tmp_path / "x.html")).stdout == ""
    text = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert text.count("<h1>") == len(report("--all")["units"])
    assert text.count("How this was made") == 1


@pytest.mark.parametrize("place", ["no/where", "no/where.html", "x" * 300])
def test_a_place_that_cannot_be_is_told(tmp_path: Path, place: str) -> None:
    done = run("report", "--all", *FEWER, "-o", str(tmp_path / place))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_found_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AnalysisError("needs something; install ici-tui with its extra `robust`")

    for room in (ranks, uncertainty, overtake):
        monkeypatch.setattr(room, "answer", refused)
    (unit,) = report(ranking()[1]["code"])["units"]
    assert (unit["ranks"], unit["uncertainty"], unit["passing"]) == ([], None, None)
    assert len(unit["left_out"]) == 4
    page = run("report", ranking()[1]["code"], *FEWER).stdout
    assert " ".join(page.split()).count("extra `robust`") == 4


def test_a_unit_without_a_score_has_a_report(tmp_path: Path) -> None:
    head, first, *rest = DATA.splitlines()
    codes = {line.split(",")[0] for line in META.splitlines() if ",Indicator," in line}
    cells = [
        "" if name in codes else cell
        for name, cell in zip(head.split(","), first.split(","), strict=True)
    ]
    text = "\n".join([head, ",".join(cells), *rest]) + "\n"
    pack = write(tmp_path, text, META)
    done = run("report", cells[0], "--pack", str(pack), "--draws", "60", "--format", "json")
    assert done.returncode == 0, done.stderr
    (unit,) = json.loads(done.stdout)["units"]
    assert unit["gaps"] == []
    assert unit["left_out"]
    assert run("report", cells[0], "--pack", str(pack), "--draws", "60").returncode == 0


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (["A", "a", "A"], ["A.md", "a-2.md", "A-3.md"]),
        (["../x", "/etc/passwd", "a b\x1b"], ["___x.md", "_etc_passwd.md", "a_b_.md"]),
        (["-rf", "...", "", "武汉"], ["rf.md", "___.md", "_.md", "武汉.md"]),
        (["\udcff"], ["_.md"]),
    ],
)
def test_files_are_called_by_harmless_names(codes: list[str], names: list[str]) -> None:
    assert file_names(codes, "md") == names


def test_a_long_code_has_a_name_that_fits() -> None:
    (one, other) = file_names(["武" * 300, "武" * 301], "md")
    assert one != other
    assert max(len(name.encode()) for name in (one, other)) < 150
