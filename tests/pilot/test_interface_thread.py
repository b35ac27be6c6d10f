"""What may run on the interface's thread: answers below the limits that questions declare."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.questions.registry import documents, overview, questions
from ici_tui.tui.asking import job_of, waits_for
from ici_tui.tui.asking import opened as opened_at
from ici_tui.tui.jobs import answer_at_once
from ici_tui.tui.session import Session
from tests.pilot.driving import opened, until
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.questions.question import Question

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

    monkeypatch.setitem(room(), question.name, replace(question, answer=noted, instant=-1))
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
    study = replace(small.study, pack=replace(small.pack, index=large))
    assert not question.is_instant(study, job.asked)


def test_what_costs_the_square_of_the_indicators_counts_them() -> None:
    session = Session.of(load_pack(find_pack("asem-2018")))
    waiting = waits_for(opened_at(session, overview()["stats"]))
    assert waiting is not None
