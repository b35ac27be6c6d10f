"""Every question through both doors: one answer, one page, one record; and what it declares."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.cli import questions as commands
from ici_tui.cli.common import Common
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.pages.focus import NOBODY
from ici_tui.pages.model import Blank, Cell, Figure, Grid, Page, Pieces, Section, Title
from ici_tui.pages.writers import panel
from ici_tui.questions.option import options_of
from ici_tui.questions.registry import by_word, documents, overview, questions
from ici_tui.questions.selection import NothingAskedError
from ici_tui.questions.statuses import statuses_of
from ici_tui.tui.asking import job_of, question_of, view_of
from ici_tui.tui.asking import opened as opened_at
from ici_tui.tui.jobs import find
from ici_tui.tui.selection import focus_of
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.views.statement_text import WEIGHTS, Statement
from tests.pilot.driving import opened
from tests.pilot.packs import SMALL, write_pack
from tests.unit.json_schema import faults
from tests.unit.robust_packs import gap_pack, t4_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.cli.deliver import Origin
    from ici_tui.pages.model import Block
    from ici_tui.questions.question import Question

ROBUST = list(questions().values())
EVERY = [*ROBUST, *overview().values()]
PACKS = ("ici", "reference", "ties", "gaps")
DRAWS = 200


def tied(folder: Path) -> str:
    """Units of the same values, all of them there."""
    rows = SMALL["iData.csv"].replace("55,66,30", "60,50,60").replace("40,,20,20", "40,10,20,20")
    return str(write_pack(folder, SMALL | {"iData.csv": rows}))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Folders of packs: on estimates, of the literature, with ties, with a missing value."""
    made: dict[str, Callable[[Path], str]] = {"reference": t4_pack, "ties": tied, "gaps": gap_pack}
    found = {name: make(tmp_path_factory.mktemp(name) / "p") for name, make in made.items()}
    return {"ici": str(find_pack("ici-cn-2020")), **found}


@dataclass
class Said:
    """What the command line makes of an answer."""

    page: Page
    record: Any
    rows: list[dict[str, object]]


@pytest.fixture(scope="module")
def answers(packs: dict[str, str]) -> Callable[[str, Question], tuple[Session, object, Said]]:
    """A pack's answer to a question from the explorer, and what the command line says to the same."""
    known: dict[tuple[str, str], tuple[Session, object, Said]] = {}

    def answered(pack: str, question: Question) -> tuple[Session, object, Said]:
        name = question.command
        if (pack, name) not in known:
            session = Session.of(load_pack(find_pack(packs[pack])))
            assert session.pack.ensemble is not None or pack != "ici"
            session = opened_at(session.at_unit(2), question)
            if question.finds_weights:
                codes = [part.code for part in session.catalogue.parts]
                stated = Statement(WEIGHTS, codes[-1], codes[0])
                session = session.stating(stated, by="a test").settled()
            try:
                job = job_of(session)
            except NothingAskedError as error:
                pytest.skip(str(error))
            assert job is not None
            assert job.question == name
            if hasattr(job.asked, "draws"):  # as many as show the same in either door
                job = replace(job, asked=replace(job.asked, draws=DRAWS))
            answer = find(job, lambda *_, **__: True)
            assert answer is not None
            assert answer.result is not None, answer.fault
            known[pack, name] = (
                session,
                answer.result,
                on_the_line(session, packs[pack], question, job.asked),
            )
        return known[pack, name]

    return answered


def on_the_line(session: Session, pack: str, question: Question, asked: Any) -> Said:
    """What a question's command delivers for the same options."""
    said: list[Said] = []

    def deliver(
        _: Common,
        page: Callable[[], Page],
        record: Callable[[], object],
        rows: Callable[[], list[dict[str, object]]],
        *,
        origin: Origin,
    ) -> None:
        assert origin.study.pack.folder == find_pack(pack)
        said.append(Said(page(), record(), rows()))

    order = "" if session.study.stated is None else session.study.stated.about(WEIGHTS)
    common = Common(pack=pack, order=order or None)
    given = {field.name: getattr(asked, field.name) for field in fields(asked)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "deliver", deliver)
        commands.ask(question, common, given)
    (found,) = said
    return found


def below_heading(page: Page) -> list[Block]:
    """A page's blocks without the index, its weights and its pipeline above them."""
    blocks = list(page.blocks)
    while isinstance(blocks[0], Title | Pieces | Blank):
        blocks.pop(0)
    return blocks


def shown(blocks: list[Block]) -> list[object]:
    """What is compared of blocks: a chart by what it draws."""
    return [block.chart.rows(100) if isinstance(block, Figure) else block for block in blocks]


def without_roles(blocks: list[Block]) -> list[object]:
    """The same, whoever stands out, and whether sections can be folded or not."""

    def without(block: Block) -> Block:
        if isinstance(block, Section):
            return Section(block.text)
        if isinstance(block, Grid):
            rows = tuple(tuple(Cell(c.text, "", c.mark) for c in row) for row in block.rows)
            return block._replace(rows=rows)
        return block

    return [without(block) for block in blocks]


Answers = "Callable[[str, Question], tuple[Session, object, Said]]"


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.command)
def test_both_doors_show_the_same_blocks(question: Question, pack: str, answers: Answers) -> None:
    session, found, said = answers(pack, question)
    assert said.record == question.json(found, statuses_of(session.study))
    study, line = session.study, below_heading(said.page)
    page = panel(question, found, study, NOBODY)
    assert shown(below_heading(page)) == shown(line)
    if question.name != "sweep":  # lists where the cursor's unit changes places, and draws it
        focused = without_roles(below_heading(panel(question, found, study, focus_of(session))))
        assert focused[: len(line)] == without_roles(line)
        assert len(focused) == len(line) or question.name == "stats"  # pairs are folded below


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.command)
def test_records_are_as_their_schema_says(question: Question, pack: str, answers: Answers) -> None:
    _, _, said = answers(pack, question)
    record = json.loads(json.dumps(said.record, allow_nan=False))
    assert faults(record, question.schema()) == []
    assert said.rows
    assert len({tuple(row) for row in said.rows}) == 1
    assert not [v for row in said.rows for v in row.values() if isinstance(v, dict | list)]


@pytest.mark.parametrize("name", sorted(documents()))
def test_documents_are_as_their_schema_says(name: str, packs: dict[str, str]) -> None:
    words = {"report": ("--all",)}.get(name, ())
    for pack in ("ici", "gaps"):  # of estimates, and with what is not there
        done = run(name, *words, "--draws", "60", "--pack", packs[pack], "--format", "json")
        assert done.returncode == 0, done.stderr
        assert faults(json.loads(done.stdout), documents()[name].schema()) == []


def test_a_schema_is_held_against() -> None:
    schema = questions()["ranks"].schema()
    assert faults([{"code": 1}], schema)
    assert faults({}, schema) == [": {} is no array"]


def test_names_titles_and_words_are_unique() -> None:
    assert len({question.title for question in EVERY}) == len(EVERY)
    words = [word for question in ROBUST for word in (question.name, *question.aliases)]
    assert sorted(words) == sorted(by_word())
    assert all(word == word.casefold() and " " not in word for word in words)


@pytest.mark.parametrize("question", EVERY, ids=lambda q: q.command)
def test_a_question_says_what_it_is_and_its_options_are_in_the_help(question: Question) -> None:
    assert question.summary.endswith(".")
    assert import_module(f"ici_tui.pages.{question.room}.{question.name.replace('-', '_')}").page
    told = run(*question.command.split(), "--help", COLUMNS="200").stdout
    assert question.summary in " ".join(told.split())
    for declared, _ in options_of(question.asked).values():
        assert all(flag in told for flag in declared.flags)
        assert declared.help.split(";")[0].split(".")[0][:20] in told


async def test_each_is_a_panel_by_each_of_its_words(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        for question in overview().values():
            await d.command(question.name)
            assert question_of(d.session) is question
        for word, question in by_word().items():
            await d.command(f"robust {word}")
            assert question_of(d.session) is question
            assert d.session.view is view_of(question)
            assert question.title in d.screen or d.session.view is View.CLUSTERS
            await d.press("1")
        for question in ROBUST:
            if question.name not in overview():  # whose views have that word
                await d.command(question.name)
                assert question_of(d.session) is question
        await d.command("ranks beta")
        assert (d.unit, d.session.panel) == ("Beta", "ranks")
        await d.press("colon", *"extrem")
        assert ":ranks [UNIT]" in d.screen
