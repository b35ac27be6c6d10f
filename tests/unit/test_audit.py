"""`ici-tui audit`: its sections and verdicts, and that a verdict follows its number."""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.analysis import optional
from ici_tui.questions.audit import ranks
from ici_tui.questions.audit.finding import ATTENTION, LEFT_OUT, NAMED, PASSES, listed
from tests.golden.cases import PACK
from tests.unit.robust_packs import plain_pack
from tests.unit.test_cli import run
from tests.unit.test_packs import DATA, META, write

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = [
    "coverage", "outliers", "coherence", "redundancy", "balance", "tipping", "uncertainty",
    "leave-one-out",
]  # fmt: skip
BUNDLED = {
    "ici-cn-2020": {"coverage": 3, "outliers": 1, "coherence": 7, "redundancy": 1, "balance": 5,
                    "tipping": 5, "uncertainty": 4, "leave-one-out": 2},
    "asem-2018": {"coverage": 2, "outliers": 1, "coherence": 12, "redundancy": 1, "balance": 3,
                  "tipping": 3, "uncertainty": 4, "leave-one-out": 2},
}  # fmt: skip
FIELDS = ("text", "value", "threshold", "verdict", "command")
MARKED = {"ici-cn-2020": ("value_status",), "asem-2018": ()}
"""What findings have besides where a pack says what is known of its values."""
FEWER = ("--draws", "60")


def found_by(*words: str) -> dict[str, Any]:
    done = run("audit", *FEWER, *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


audit = cache(found_by)
"""The same, found once for all tests that ask alike."""


def findings(found: dict[str, Any], section: str) -> list[dict[str, Any]]:
    return next(s["findings"] for s in found["sections"] if s["id"] == section)


@pytest.mark.parametrize("pack", BUNDLED)
def test_every_subject_is_looked_at(pack: str) -> None:
    found = audit("--pack", pack)
    assert {s["id"]: len(s["findings"]) for s in found["sections"]} == BUNDLED[pack]
    assert list(BUNDLED[pack]) == SECTIONS
    for section in found["sections"]:
        for finding in section["findings"]:
            assert set(finding) == {*FIELDS, *MARKED[pack]}
            if MARKED[pack]:
                known = finding["value_status"]
                assert known == (None if finding["value"] is None else "estimated")
            assert finding["verdict"] in {PASSES, ATTENTION, LEFT_OUT}
            words = shlex.split(finding["command"])
            assert words[0] == "ici-tui"
            assert words[words.index("--pack") + 1] == pack


@pytest.mark.parametrize("pack", BUNDLED)
def test_a_command_gives_the_number(pack: str) -> None:
    found = audit("--pack", pack)
    (redundant,) = findings(found, "redundancy")
    pairs = json.loads(run(*shlex.split(redundant["command"])[1:], "--format", "json").stdout)
    siblings = [p for p in pairs if p["kin"] == "sibling" and p["correlation"]]
    most = max(p["correlation"] for p in siblings)
    assert redundant["value"] == most
    # Where there are tables it is a finding of most of them, not of the one that is shown.
    alike = [p for p in siblings if p.get("redundant_in", float(p["correlation"] > 0.9)) > 0.5]
    assert redundant["verdict"] == (ATTENTION if alike else PASSES)
    stats = findings(found, "balance")[0]
    nodes = json.loads(run(*shlex.split(stats["command"])[1:], "--format", "json").stdout)
    part = next(n for n in nodes if stats["text"].startswith(n["name"]) and n["level"] > 1)
    assert stats["value"] == pytest.approx(abs(part["influence"] - part["weight"]))
    wide = findings(found, "uncertainty")[2]
    varied = json.loads(run(*shlex.split(wide["command"])[1:], "--format", "json").stdout)
    assert wide["value"] == varied["units"][0]["first"]
    left = findings(found, "leave-one-out")[0]
    without = json.loads(run(*shlex.split(left["command"])[1:], "--format", "json").stdout)
    first = json.loads(run("rank", "--pack", pack, "--format", "json").stdout)[0]["code"]
    assert left["value"] == sum(node["leaders"] != [first] for node in without)
    sweep = findings(found, "tipping")[0]
    swept = json.loads(run(*shlex.split(sweep["command"])[1:], "--format", "json").stdout)
    low, high = swept["leader_interval"]
    ends = [swept["share"] - low] * (low > 0) + [high - swept["share"]] * (high < 1)
    assert sweep["value"] == (min(ends) if ends else None)


def test_weights_and_methods_are_those_that_are_given() -> None:
    given = ("--weights", "transport=10", "--normalise", "zscore:50,10", "--seed", "4")
    found = audit("--pack", str(PACK), *given)
    for section in found["sections"]:
        for finding in section["findings"]:
            assert "--normalise zscore:50,10" in finding["command"]
            assert "--weights" in finding["command"]
    assert "--seed 4" in findings(found, "uncertainty")[0]["command"]
    assert found["stamp"]["seed"] == 4
    again = shlex.split(found["stamp"]["command"])[1:]
    assert json.loads(run(*again).stdout) == found


def test_data_that_are_not_there_want_attention(tmp_path: Path) -> None:
    lines = DATA.splitlines()
    code = lines[0].split(",")
    place = next(k for k, name in enumerate(code) if f"\n{name}," in META and "Indicator" in
                 next(line for line in META.splitlines() if line.startswith(f"{name},")))  # fmt: skip
    rows = [line.split(",") for line in lines[1:]]
    for row in rows[1:]:
        row[place] = ""
    text = "\n".join([lines[0], *(",".join(row) for row in rows)]) + "\n"
    found = audit("--pack", str(write(tmp_path, text, META)))
    indicators = findings(found, "coverage")[0]
    assert indicators["verdict"] == ATTENTION
    assert indicators["value"] == 1 / len(rows)


def test_without_the_extra_it_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        optional.need_scipy("this question")

    monkeypatch.setattr(optional, "find_spec", lambda _: None)
    monkeypatch.setattr(ranks.radius, "answer", refused)
    monkeypatch.setattr(ranks.uncertainty, "answer", refused)
    found = found_by("--pack", str(PACK))
    last = findings(found, "tipping")[-1]
    (whole,) = findings(found, "uncertainty")
    for finding in (last, whole):
        assert (finding["verdict"], finding["value"]) == (LEFT_OUT, None)
        assert "robust" in finding["text"]
    assert [s["id"] for s in found["sections"]] == SECTIONS


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_the_page_has_every_finding_and_fits(width: str) -> None:
    found = audit("--pack", str(PACK))
    page = run("audit", *FEWER, "--pack", str(PACK), COLUMNS=width).stdout
    assert max(map(len, page.splitlines())) <= int(width)
    signs = [line[0] for line in page.splitlines() if line[:1] in {"✓", "!", "–"}]
    count = sum(len(s["findings"]) for s in found["sections"])
    assert len(signs) - 1 == count  # one line says what the signs are
    words = " ".join(page.split())
    for section in found["sections"]:
        for finding in section["findings"]:
            assert " ".join(finding["text"].split()[:4]) in words
    assert found["stamp"]["digest"][:16] in page


def test_rows_say_the_same() -> None:
    found = audit("--pack", str(PACK))
    rows = run("audit", *FEWER, "--pack", str(PACK), "--format", "csv").stdout.splitlines()
    assert rows[0] == ",".join(["section", *FIELDS, "value_status"])
    assert len(rows) - 1 == sum(len(s["findings"]) for s in found["sections"])


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    name = "<script>alert(1)</script>\x1b[31m|`"
    pack = write(tmp_path / "pack", DATA.replace("Alpha", name), META)
    for ending in ("html", "md", "txt"):
        file = tmp_path / f"x.{ending}"
        assert run("audit", *FEWER, "--pack", str(pack), "-o", str(file)).returncode == 0
        written = file.read_text(encoding="utf-8")
        assert "\x1b" not in written
        assert ending == "txt" or not re.search(r"(?<!\\)<script", written)


def test_names_of_a_list_are_counted_where_they_are_many() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed([str(k) for k in range(NAMED + 3)]).endswith("and 3 more")
    assert listed([str(k) for k in range(NAMED)]).count(",") == NAMED - 1


def test_a_distance_found_by_drawing_proves_no_order(tmp_path: Path) -> None:
    rows = [(90.0, 50.0, 90.0, 10.0), (40.0, 60.0, 30.0, 60.0), (20.0, 25.0, 20.0, 90.0)]
    pack = plain_pack(tmp_path / "drawn", rows, 'normalise = "none"\naggregate = "weighted-median"')
    drawn = findings(audit("--pack", pack), "tipping")[-1]
    assert drawn["verdict"] == LEFT_OUT
    assert "a shorter one may" in drawn["text"]
    exact = findings(audit("--pack", plain_pack(tmp_path / "exact", rows)), "tipping")[-1]
    assert exact["verdict"] == PASSES
    assert "holds while" in exact["text"]


def test_an_indicator_without_a_treatment_is_untreated(tmp_path: Path) -> None:
    rows = [(float(k), float(k)) for k in range(20)] + [(900.0, 800.0)]
    pack = plain_pack(tmp_path, rows, 'normalise = "minmax"')
    for setting, untreated, verdict in (
        ("c0: winsorise", "untreated: c1", ATTENTION),
        ("*: winsorise", "", PASSES),
    ):
        (found,) = findings(audit("--pack", pack, "--set-indicator", setting), "outliers")
        assert untreated in found["text"]
        assert ("untreated" in found["text"]) == bool(untreated)
        assert found["verdict"] == verdict
