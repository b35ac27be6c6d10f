"""Both explorers compared, the drawn one and the one that answers in lines: the same session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.questions.registry import question_called
from ici_tui.settings.themes import find_theme
from ici_tui.tui import jobs
from ici_tui.tui.app import Explorer
from ici_tui.tui.choices import Chosen
from ici_tui.tui.dialogs import run_chosen
from ici_tui.tui.keeping import record_of
from tests.pilot.driving import Driver, settle, until
from tests.pilot.packs import SMALL, session_on
from tests.unit.talk import Talk

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.questions.question import Progress
    from ici_tui.tui.session import Session

LINES = (
    "weights Transport=60", "undo", "redo", "lock State", "weights Learning=10", "preset equal",
    "rank 3", "go Gamma", "profile beta", "city alpha", "compare alpha, wuhan, beta", "overtake",
    "ranks beta", "over", "near", "robust reach", "clusters Kind", "clusters indicators", "alike",
    "sort name", "sort score", "filter score>30", "filter nonsense=", "set beta.rails=12.5",
    "own-data all", "undo", "method normalise=minmax:0,100", "set-indicator Rails: log",
    "own-methods", "prefer beta>alpha", "order State>Transport", "unstate", "statements", "reset",
    "turn Rails", "switch Roads", "undo", "among Zone=North", "weights State=90", "among",
    "among Zone=Nowhere", "methods", "stats", "columns", "sources", "unmark", "change", "report",
    "save mine", "preset mine", "rank nonsense", "nonsense", "weights nonsense=3", "ranking",
    "hide score", "map", "4", "open asem-2018", "rank 7", "weights State=3",
)  # fmt: skip
"""What is typed in both, one after the other."""
OF_A_SCREEN = {"hide score", "map"}
"""What the drawn one does, and the other one says that it does not."""


def state(session: Session) -> dict[str, Any]:
    """What a session is, as it is kept; and what follows from it."""
    kept = record_of(session, None)
    told = {"faults": session.board.faults, "ranks": session.board.ranks.tolist()}
    return {**kept, **told, "kept": "", "order": session.board.order.tolist()}


@pytest.fixture
def _unanswered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long questions are asked and not worked on: a session does not depend on their answers."""
    real = jobs.find

    def found(job: jobs.Job, progress: Progress) -> jobs.Answer | None:
        if question_called(job.question).is_instant(job.study, job.asked):
            return real(job, progress)
        return jobs.Answer(fault="not worked on")

    monkeypatch.setattr(jobs, "find", found)


@pytest.mark.usefixtures("_unanswered")
async def test_what_is_typed_leads_to_the_same_session(tmp_path: Path) -> None:
    talk = Talk(session_on(tmp_path / "pack", SMALL))
    app = Explorer(session_on(tmp_path / "pack", SMALL), find_theme("dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        d = Driver(app, pilot)
        await settle(d)
        for line in LINES:
            before = app.session
            talk.type(line)
            run_chosen(app, Chosen(None, f":{line}"))
            await pilot.pause()
            if line in OF_A_SCREEN:
                assert talk.faults
                app.take(before)
            try:
                await until(d, lambda: state(talk.session) == state(app.session))
            except AssertionError:
                assert state(talk.session) == state(app.session), line
        assert talk.session.pack.index.size == 51
