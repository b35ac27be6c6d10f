"""No estimate leaves the program as a fact: every question, every format, at any weights."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.evidence.cells import STATUSES
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.pages.endings import HTML, MARKDOWN, page_text
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Grid
from ici_tui.pages.ranking import ALL_ESTIMATES
from ici_tui.pages.writers import document
from ici_tui.questions.documents import audit, report
from ici_tui.questions.registry import documents, overview, questions
from ici_tui.questions.statuses import statuses_of
from ici_tui.tui.asking import job_of
from ici_tui.tui.asking import opened as opened_at
from ici_tui.tui.session import Session
from ici_tui.views.statement_text import Stated, unit_statements
from ici_tui.views.study import Study
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.model import Page
    from ici_tui.questions.question import Question

EVERY = [*questions().values(), *overview().values(), *documents().values()]
PLAIN = {
    # settings and counts
    "draws", "seed", "tables", "tables_used", "within", "level", "present", "availability",
    "weight", "estimated", "units", "size", "weights_now", "stops", "step", "top_k",
    "evaluations", "settings", "threshold",
    # what was printed by the authors, and ranges, which say of themselves how sure they are
    "reported", "reported_rank", "reported_score", "low", "high", "min", "max", "score_low",
    "score_high", "rank_low", "rank_high",
}  # fmt: skip
"""Numbers that need no mark."""
OWN_PLAIN = {"sweep": {"share"}, "reach": {"rank"}}
"""The same of one question: a weight as it is, the rank that was asked about."""
COMMANDS = (
    ("rank",), ("rank", "--level", "all"), ("rank", "--by", "enterprise"), ("city", "nanjing"),
    ("city", "nanjing", "--full"), ("scores",), ("compare", "nanjing", "wuhan"),
)  # fmt: skip
EDITED = ("--weights", "enterprise=50")


@cache
def study_at(weights: bool) -> Study:
    study = Study.of(load_pack(find_pack("ici-cn-2020")))
    if not weights:
        return study
    return study.with_weights(study.weights.with_points("Enterprise", 50))


@cache
def study_for(question: Question, weights: bool) -> Study:
    """The study that a question is asked of: that about statements has some to be asked about."""
    study = study_at(weights)
    if question.name != "statements":
        return study
    # One that does not hold at the weights, one that does.
    stated = unit_statements("shenyang>xian,beijing>harbin", study.pack.index)
    return study.under(Stated(stated, study.weights))


def asked_of(question: Question) -> Any:
    """What the explorer asks, with few draws."""
    if question.name == "audit":
        return audit.Asked(draws=40)
    if question.name == "report":
        return report.Asked(units=("Nanjing",), draws=40)
    session = opened_at(Session.of(load_pack(find_pack("ici-cn-2020"))).at_unit(2), question)
    job = job_of(session)
    assert job is not None
    names = {field.name for field in fields(job.asked)}
    quick = {"draws": 60, "seconds": 2.0}
    return replace(job.asked, **{name: quick[name] for name in quick.keys() & names})


@cache
def answer_of(command: str, *, edited: bool) -> tuple[Question, Any]:
    question = next(one for one in EVERY if one.command == command)
    found = question.find(study_for(question, edited), asked_of(question), lambda *_, **__: True)
    return question, found


def is_number(value: object) -> bool:
    if isinstance(value, list):
        return any(map(is_number, value))
    if isinstance(value, dict):
        return any(map(is_number, value.values()))
    return isinstance(value, int | float) and not isinstance(value, bool)


def unmarked(record: Any, plain: set[str], at: str = "") -> Iterator[str]:
    """Numbers of a record, and of those inside it, of which nothing says what is known."""
    if isinstance(record, list):
        for one in record:
            yield from unmarked(one, plain, at)
    if not isinstance(record, dict):
        return
    for key, value in record.items():
        if holds_records(value):
            yield from unmarked(value, plain, f"{at}.{key}")
        elif is_number(value) and not needs_none(key, plain) and not told(key, record):
            yield f"{at}.{key} = {value}"


def holds_records(value: Any) -> bool:
    """Whether there are objects in it that have more than numbers under names."""
    if isinstance(value, list):
        return any(map(holds_records, value))
    if not isinstance(value, dict):
        return False
    return any(isinstance(one, str) or holds_records(one) for one in value.values())


def needs_none(key: str, plain: set[str]) -> bool:
    own = key in plain or any(key.endswith(f"_{end}") for end in ("low", "high", "reported"))
    return own or any(key.startswith(f"{lead}_") for lead in ("weights_now",))


def told(key: str, record: dict[str, Any]) -> bool:
    """Whether a status stands beside a number, or beside the object that it was a part of."""
    words = key.split("_")
    names = ["_".join(words[:count]) for count in range(len(words), 0, -1)]
    beside = [record[f"{name}_status"] for name in names if f"{name}_status" in record]
    beside += [record["status"]] if key in {"value", "score"} and "status" in record else []
    if beside and isinstance(beside[0], dict):
        return set(beside[0].values()) <= set(STATUSES) and beside[0].keys() == record[key].keys()
    return bool(beside) and beside[0] in STATUSES


def called_reported(record: Any) -> Iterator[tuple[str, object]]:
    """Numbers that are said to be reported, with the unit that they are of, if it is named."""
    if isinstance(record, list):
        for one in record:
            yield from called_reported(one)
    if isinstance(record, dict):
        for key, value in record.items():
            if value == "reported":
                name = key.removesuffix("status").removesuffix("_") or "value"
                yield name, record.get(name, record.get("score"))
            elif isinstance(value, dict) and key.endswith("_status"):
                of = record[key.removesuffix("_status")]
                yield from ((name, of[name]) for name, one in value.items() if one == "reported")
            else:
                yield from called_reported(value)


def checked(record: Any, *, edited: bool, plain: set[str]) -> None:
    assert list(unmarked(record, plain)) == []
    printed = {entry.value for entry in study_at(False).pack.published}
    for name, value in called_reported(record):
        assert not edited, f"{name} was not published for these weights"
        assert value in printed, f"{name} = {value} was never printed"


@pytest.mark.parametrize("edited", [False, True], ids=["own", "edited"])
@pytest.mark.parametrize("command", [question.command for question in EVERY])
def test_every_number_of_every_answer_says_what_is_known_of_it(command: str, edited: bool) -> None:
    question, found = answer_of(command, edited=edited)
    statuses = statuses_of(study_for(question, edited))
    plain = PLAIN | OWN_PLAIN.get(question.name, set())
    checked(question.json(found, statuses), edited=edited, plain=plain)
    checked(list(question.table(found, statuses)), edited=edited, plain=plain)


@pytest.mark.parametrize("edited", [False, True], ids=["own", "edited"])
@pytest.mark.parametrize("command", [question.command for question in EVERY])
def test_every_page_of_every_answer_marks_estimates(command: str, edited: bool) -> None:
    question, found = answer_of(command, edited=edited)
    study = study_for(question, edited)
    page = document(question, found, study)
    marked(page, study)
    for text in (
        "\n".join(line.text for line in lay_out(page, 100)),
        page_text(page, MARKDOWN),
        page_text(page, HTML),
    ):
        assert words(study.standing_line) in words(text)
        for score in made_up(study):
            assert not re.search(rf"(?<![\d.]){re.escape(score)}(?!\d)", text), score


def marked(page: Page, study: Study) -> None:
    """Every value with the role of an estimate has the sign, unless that is said above them."""
    said = any(getattr(block, "text", "") == ALL_ESTIMATES for block in page.blocks)
    cells = [c for b in page.blocks if isinstance(b, Grid) for row in b.rows for c in row]
    assert said or not [c for c in cells if c.role == "estimated" and not c.text.startswith("≈")]
    assert page.standing == study.standing_line


def words(text: str) -> str:
    plain = re.sub(r"<[^>]+>", " ", text).replace("&#x27;", "'").replace("\\*", "*")
    return " ".join(plain.split())


def made_up(study: Study) -> set[str]:
    """Decimals that nobody knows, of scores that are published or estimated."""
    root = study.scores.of(study.pack.index.tree.root.code).tolist()
    return {f"{score:.2f}" for score in root} | {f"{score:.6g}" for score in root}


@pytest.mark.parametrize("edited", [(), EDITED], ids=["own", "edited"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "table", "markdown", "html"])
@pytest.mark.parametrize("words_of", COMMANDS, ids=" ".join)
def test_every_command_marks_what_it_gives(
    words_of: tuple[str, ...], form: str, edited: tuple[str, ...]
) -> None:
    done = run(*words_of, *edited, "--format", form)
    assert done.returncode == 0
    study = study_at(bool(edited))
    if form in {"table", "markdown", "html"}:
        assert words(study.standing_line) in words(done.stdout)
        assert not [score for score in made_up(study) if score in done.stdout]
        assert ("≈" in done.stdout) or ALL_ESTIMATES in words(done.stdout)
        return
    assert f"ici-tui: {study.standing_line}\n" in done.stderr
    longest = max(len(n.strip("0")) for n in re.findall(r"\d*\.(\d+)", done.stdout))
    assert longest <= 12
    if form in {"json", "jsonl"}:
        lines = [done.stdout] if form == "json" else done.stdout.splitlines()
        checked([json.loads(line) for line in lines], edited=bool(edited), plain=PLAIN)
    else:
        head, first = (line.split("," if form == "csv" else "\t")
                       for line in done.stdout.splitlines()[:2])  # fmt: skip
        row = {name: as_number(cell) for name, cell in zip(head, first, strict=True)}
        checked(row, edited=bool(edited), plain=PLAIN)
        last = [name for name in head if name.endswith("_status")]
        if words_of[0] == "scores":
            assert head[-len(last) :] == last


def test_the_example_in_the_readme_is_what_is_printed() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    example = text.split("```console\n")[1].split("```")[0].splitlines()
    command, columns = re.fullmatch(
        r"\$ ici-tui (.*) 2>/dev/null \| cut -d, -f(.*)", example[0]
    ).groups()  # type: ignore[union-attr]
    printed = [line.split(",") for line in run(*command.split()).stdout.splitlines()]
    chosen = [int(column) - 1 for column in columns.split(",")]
    assert [",".join(line[k] for k in chosen) for line in printed] == example[1:]


def as_number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell or None
