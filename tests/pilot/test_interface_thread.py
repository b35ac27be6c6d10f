"""What may run on the interface's thread: answers below the limits that questions declare."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui import open_index
from ici_tui.analysis import strip_gaps
from ici_tui.child import Stopped
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.questions.registry import documents, overview, questions
from ici_tui.tui import settling
from ici_tui.tui.asking import job_of, waits_for
from ici_tui.tui.asking import opened as opened_at
from ici_tui.tui.jobs import answer_at_once
from ici_tui.tui.session import Session
from tests.pilot.driving import opened, until
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.questions.question import Progress, Question
    from ici_tui.views.study import Study

ROOMS = (overview, questions, documents)
EVERY = [(room, question) for room in ROOMS for question in room().values()]


@pytest.mark.parametrize(("room", "question"), EVERY, ids=lambda found: getattr(found, "name", ""))
async def test_above_its_limit_no_answer_is_found_there(
    room: Any, question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def noted(*given: Any) -> object:
        threads.append(threading.get_ident())
        return question.answer(*given)

    monkeypatch.setitem(room(), question.name, question._replace(answer=noted, instant=-1))
    async with opened(tmp_path, SMALL) as d:
        d.app.take(opened_at(d.session, room()[question.name]))
        asked = job_of(d.session)
        assert asked is not None
        assert asked.question == question.command
        await until(d, lambda: asked in d.session.answers and d.session.answers[asked].ended)
        assert threads
        assert threading.get_ident() not in threads


@pytest.mark.parametrize("name", list(overview()))
def test_limits_tell_small_indices_from_large_ones(name: str) -> None:
    """The bundled index is answered while one waits; tens of thousands of comparisons are not."""
    small = opened_at(Session.of(load_pack(find_pack("ici-cn-2020"))), overview()[name])
    assert waits_for(small) is None
    job = job_of(small)
    assert job is not None
    assert answer_at_once(job) is not None
    question = overview()[name]
    assert question.cost is not None
    index = small.pack.index
    times = 3_000
    codes = tuple(f"u{k}" for k in range(index.size * times))
    large = replace(index, codes=codes, names=codes, local_names=(None,) * len(codes))
    # No ensemble is of these units: the number of comparisons alone has to be too great.
    pack = replace(small.pack, index=large, ensemble_fits=False)
    study = replace(small.study, pack=pack)
    assert not question.is_instant(study, job.asked)


def test_what_costs_the_square_of_the_indicators_counts_them() -> None:
    session = Session.of(load_pack(find_pack("asem-2018")))
    waiting = waits_for(opened_at(session, overview()["stats"]))
    assert waiting is not None


async def test_scores_that_take_long_are_found_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copeland's rule compares every unit with every other one."""
    threads: list[int] = []
    whole = Session.settled

    def noted(session: Session) -> Session:
        if session.due:
            threads.append(threading.get_ident())
        return whole(session)

    monkeypatch.setattr(settling, "MOST_PAIRS", 0)
    monkeypatch.setattr(settling, "MOST_CELLS", 0)
    monkeypatch.setattr(Session, "settled", noted)
    async with opened(tmp_path, SMALL) as d:
        before = d.codes
        await d.command("method aggregate=copeland")
        await until(d, lambda: not d.session.due)
        await d.press("w", "L", "L", "l")
        await until(d, lambda: not d.session.due)
        assert d.points("Transport") == d.session.study.weights.points("Transport")
        await d.press("escape")
        await d.command("undo")
        await d.command("own-methods")
        await until(d, lambda: not d.session.due)
        assert len(threads) >= 3
        assert threading.get_ident() not in threads
        assert sorted(d.codes) == sorted(before)


async def test_how_far_weights_may_move_is_found_elsewhere_where_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of the units lacks a value: means of its own make the ends no question of lines."""
    threads: list[int] = []
    whole = strip_gaps.strip_gaps

    def noted(*given: Any, **named: Any) -> object:
        threads.append(threading.get_ident())
        return whole(*given, **named)

    rows = "".join(f"Unit {k},{k},{k * 7 % 5},{'' if k == 3 else k * 3 % 4}\n" for k in range(6))
    file = tmp_path / "table.csv"
    file.write_text(f"Name,a,b,c\n{rows}", "utf-8")
    session = Session.of(open_index(file).study.pack)
    async with opened(tmp_path, session) as d:
        monkeypatch.setattr(settling, "MOST_CELLS", 0)
        monkeypatch.setattr(strip_gaps, "strip_gaps", noted)
        await d.press("w", "L")
        await until(d, lambda: not d.session.due)
        assert threads
        assert threading.get_ident() not in threads


async def test_methods_that_cannot_be_computed_elsewhere_are_undone_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOST_CELLS", 0)
    async with opened(tmp_path, SMALL) as d:
        options = d.session.options
        await d.command("method normalise=zscore:0,1")
        await until(d, lambda: not d.session.due)
        await d.command("method aggregate=geometric")
        await until(d, lambda: "above 0" in d.answer)
        assert d.session.options == options._replace(normalise="zscore:0,1")
        assert not d.session.due


async def test_what_is_shown_meanwhile_is_said_to_be_what_was_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes = threading.Event(), threading.Event()
    whole = Session.settled

    def held(session: Session) -> Session:
        if session.due:
            begun.set()
            goes.wait(10)
        return whole(session)

    monkeypatch.setattr(settling, "MOST_CELLS", 0)
    monkeypatch.setattr(Session, "settled", held)
    async with opened(tmp_path, SMALL) as d:
        await d.command("method normalise=rank")
        await until(d, begun.is_set)
        board = d.session.board
        assert "being computed" in d.answer
        await d.press("j")
        assert d.session.line == 1
        assert d.session.board is board
        goes.set()
        await until(d, lambda: not d.session.due)
        assert d.session.board is not board
        assert d.session.line == d.session.board.line_of(d.session.unit)


async def test_work_that_was_left_is_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever leaves a view before its answer is there finds it after coming back."""
    question, turns = overview()["stats"], iter((True, False))

    def answer(study: Study, asked: object, progress: Progress) -> object:
        if next(turns):
            progress(1, 5, question.answer(study, asked, lambda *_, **__: True))
            while progress(1, 5):
                threading.Event().wait(0.001)
            raise Stopped
        return question.answer(study, asked, progress)

    monkeypatch.setitem(overview(), "stats", question._replace(answer=answer, instant=-1))
    async with opened(tmp_path, SMALL) as d:
        await d.press("8")
        await until(d, lambda: "20 %" in d.screen)
        await d.press("1", "8")
        await until(d, lambda: any(found.result for found in d.session.answers.values()))
        assert "Esc stops" not in d.screen


async def test_what_was_stopped_is_asked_anew_when_its_view_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question, stopped = overview()["stats"], threading.Event()

    def answer(study: Study, asked: object, progress: Progress) -> object:
        while not stopped.is_set() and progress(1, 5):
            threading.Event().wait(0.001)
        if not stopped.is_set():
            stopped.set()
            raise Stopped
        return question.answer(study, asked, progress)

    monkeypatch.setitem(overview(), "stats", question._replace(answer=answer, instant=-1))
    async with opened(tmp_path, SMALL) as d:
        await d.press("8")
        await until(d, lambda: "Esc stops" in d.screen)
        await d.press("escape")
        assert "stopped" in d.screen
        await until(d, stopped.is_set)
        await d.press("8")
        await until(d, lambda: any(found.result for found in d.session.answers.values()))
