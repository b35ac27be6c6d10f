"""Statements by their keys: marked, listed, switched, applied, undone, saved, continued."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ici_tui.settings.scenarios import read_scenarios
from ici_tui.settings.sessions import SETTING, fits
from ici_tui.tui.continuing import continued
from ici_tui.tui.keeping import record_of
from ici_tui.tui.session import Session
from ici_tui.tui.state_line import state_line
from ici_tui.tui.view import View
from ici_tui.views.statement_text import UNITS, WEIGHTS, Statement
from ici_tui.views.statements import StatementsView
from tests.pilot.driving import Driver, opened, settle
from tests.pilot.packs import HOSTILE, SMALL

if TYPE_CHECKING:
    from pathlib import Path


def stated(d: Driver) -> list[str]:
    return [one.text for one in d.session.history.now.statements]


def rank(d: Driver, code: str) -> int:
    return int(d.session.board.ranks[list(d.session.pack.index.codes).index(code)])


async def found(d: Driver) -> StatementsView:
    await d.command("statements")
    await settle(d)
    (answer,) = [
        a.result for job, a in d.session.answers.items() if job.question == "robust statements"
        and job.study is d.session.study
    ]  # fmt: skip
    assert isinstance(answer, StatementsView)
    return answer


FULL = {**SMALL, "iData.csv": SMALL["iData.csv"].replace("40,,20,20", "40,35,95,20")}
"""The small pack without a gap, so that its sums are exact."""


async def test_marked_units_are_stated_and_enter_applies_the_weights(tmp_path: Path) -> None:
    async with opened(tmp_path, FULL) as d:
        behind, ahead = "Gamma", "Wuhan"
        assert rank(d, behind) > rank(d, ahead)
        place = list(d.session.pack.index.codes).index
        d.app.take(d.session.at_unit(place(behind)))
        await d.press("space")
        d.app.take(d.session.at_unit(place(ahead)))
        before = d.session.weights
        await d.press("P")
        assert stated(d) == ["Gamma>Wuhan"]
        assert d.answer.startswith("stated: Gamma above")
        assert d.session.weights == before
        await d.press("P")
        assert "already" in d.answer
        assert stated(d) == ["Gamma>Wuhan"]
        view = await found(d)
        assert view.satisfied
        assert d.session.view is View.ROBUSTNESS
        await d.press("enter")
        assert d.answer == "these weights are applied · u undoes"
        assert rank(d, behind) < rank(d, ahead)
        await d.press("u")
        assert d.session.weights == before
        await d.press("u")
        assert stated(d) == []
        await d.press("ctrl+r")
        assert stated(d) == ["Gamma>Wuhan"]


async def test_a_mark_is_needed(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("P")
        assert "mark" in d.answer
        assert stated(d) == []
        await d.press("space", "space", "space", "P")
        codes = [d.session.pack.index.codes[k] for k in d.session.marks]
        assert stated(d) == [f"{codes[0]}>{codes[1]}", f"{codes[1]}>{codes[2]}"]
        await d.press("u")
        assert stated(d) == []


async def test_they_are_typed_switched_and_taken_off(tmp_path: Path) -> None:
    async with opened(tmp_path, FULL) as d:
        await d.command("prefer gamma>wuhan, wuhan>gamma")
        await d.command("order state>transport")
        assert stated(d) == ["Gamma>Wuhan", "Wuhan>Gamma", "State>Transport"]
        view = await found(d)
        assert len(view.conflicts) == 1
        assert view.fewest
        assert len(view.clashes[0].texts) == 2
        assert "given up" in d.screen
        switch = Statement(UNITS, "Gamma", "Wuhan")
        keys = [line.key for line in d.app.main.page.lines if line.key]
        await d.press(*["j"] * keys.index(f"switch:{switch.text}"), "enter")
        assert d.session.history.now.off == {switch}
        view = await found(d)
        assert not view.conflicts
        assert [one for one, _ in view.off] == [switch]
        keys = [line.key for line in d.app.main.page.lines if line.key]
        assert f"switch:{switch.text}" in keys
        await d.press("u")
        assert not d.session.history.now.off
        await d.command("order whole>state")
        assert "no weight" in d.answer
        await d.command("prefer nobody>gamma")
        assert "no country is called" in d.answer
        await d.command("unstate")
        assert stated(d) == []
        assert d.session.study.stated is None
        await d.press("u")
        assert len(stated(d)) == 3


async def test_the_next_question_is_answered_by_its_line(tmp_path: Path) -> None:
    async with opened(tmp_path, FULL, size=(100, 50)) as d:
        await d.command("order state>transport")
        view = await found(d)
        assert view.telling is not None
        keys = [line.key for line in d.app.main.page.lines if line.key]
        wanted = f"state:{view.telling.y}>{view.telling.x}"
        await d.press(*["j"] * keys.index(wanted), "enter")
        assert stated(d)[-1] == f"{view.telling.y}>{view.telling.x}"


async def test_other_questions_look_at_no_other_weights(tmp_path: Path) -> None:
    async with opened(tmp_path, FULL) as d:
        await d.command("order state>learning>transport")
        await d.command("robust acceptability")
        await settle(d)
        text = " ".join(d.screen.split())
        (answer,) = [a.result for a in d.session.answers.values()]
        assert any("State weighs more" in held for held in answer.terms.held)  # type: ignore[union-attr]
        assert not answer.terms.sampled  # type: ignore[union-attr]
        assert "--order 'State>Learning,Learning>Transport'" in state_line(d.session)
        assert text


async def test_a_scenario_keeps_what_is_stated(tmp_path: Path) -> None:
    async with opened(tmp_path, FULL) as d:
        await d.command("weights state=50")
        await d.command("prefer gamma>wuhan")
        await d.command("order state>transport")
        weights = d.session.weights
        await d.command("save mine")
        assert "--prefer" in read_scenarios("small")["mine"]
        await d.command("unstate")
        await d.command("reset")
        await d.command("preset mine")
        assert stated(d) == ["Gamma>Wuhan", "State>Transport"]
        assert d.session.weights.points("State") == weights.points("State")
        await d.press("u")
        assert stated(d) == []


async def test_a_session_keeps_what_is_stated(tmp_path: Path) -> None:
    async with opened(tmp_path, FULL) as d:
        await d.command("prefer gamma>wuhan")
        await d.command("order state>=transport")
        gone = Statement(WEIGHTS, "State", "Transport", strict=False)
        d.app.take(d.session.switching(gone, by="off"))
        record = json.loads(json.dumps(record_of(d.session, None)))
        assert all(fits(one, SETTING) for one in record["settings"])
        fresh = Session.of(d.session.pack)

        class Kept:
            pass

        kept = Kept()
        kept.record, kept.when = record, "now"  # type: ignore[attr-defined]
        again, _ = continued(fresh, kept)  # type: ignore[arg-type]
        assert again.history.now.statements == d.session.history.now.statements
        assert again.history.now.off == {gone}
        assert again.study.stated == d.session.history.now.stated
        record["settings"][-1]["statements"] = [{"about": "units", "typed": "x>y", "on": True}, 5]
        again, _ = continued(Session.of(d.session.pack), kept)  # type: ignore[arg-type]
        assert again.history.now.statements == ()
        record["settings"][-1]["statements"] = [{"about": "units", "typed": "x>y", "on": True}]
        again, told = continued(Session.of(d.session.pack), kept)  # type: ignore[arg-type]
        assert again.history.now.statements == ()
        assert "x>y" in told


async def test_hostile_names_are_stated_and_shown_small(tmp_path: Path) -> None:
    for size in ((80, 24), (40, 10)):
        async with opened(tmp_path / str(size[0]), HOSTILE, size=size) as d:
            await d.press("space", "space", "space", "P")
            assert len(stated(d)) == 2
            await d.command("statements")
            await settle(d)
            await d.press(*["j"] * 8, "enter")
            assert "\x1b" not in d.screen
