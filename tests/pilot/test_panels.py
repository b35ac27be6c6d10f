"""The questions of robustness in the explorer: every panel at every width, and by its keys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rich.cells import cell_len
from textual import events

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.pages.acts import SetWeight
from ici_tui.questions.registry import questions
from ici_tui.stopped import Stopped
from ici_tui.tui import jobs, workroom
from ici_tui.tui.asking import panels, waits_for
from ici_tui.tui.documents.robust import robust_lines
from ici_tui.tui.page_acts import open_line
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.views.frame import Over, frame
from ici_tui.views.robust.ranks import RanksView
from tests.pilot.driving import Driver, opened, settle, until
from tests.pilot.packs import BARE, HOSTILE, LONE, SMALL, WIDE, session_on
from tests.unit.robust_packs import t4_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message import Message

    from ici_tui.questions.question import Progress
    from ici_tui.tui.documents.line import Line

WIDTHS = (30, 60, 80, 120, 200)
PANELS = {name: question.title for name, question in panels().items()}
PACKS = ("t4", "ici", "hostile", "small", "bare", "lone", "wide")


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    """Every pack with its weights, its ensemble read, in the view of robustness."""
    files = {"small": SMALL, "hostile": HOSTILE, "lone": LONE, "bare": BARE, "wide": WIDE}
    found = {name: session_on(tmp_path_factory.mktemp(name), pack) for name, pack in files.items()}
    found["t4"] = Session.of(load_pack(Path(t4_pack(tmp_path_factory.mktemp("t4") / "t4"))))
    bundled = load_pack(find_pack())
    assert bundled.ensemble is not None
    found["ici"] = Session.of(bundled)
    return {name: replace(session, view=View.ROBUSTNESS) for name, session in found.items()}


def on(session: Session, panel: str, over: Over = Over.PARTS, unit: int = 0) -> Session:
    """A panel with its question answered, as the workroom would."""
    shown = replace(session.at_unit(unit), panel=panel, over=over, view=View.ROBUSTNESS)
    job = waits_for(shown)
    return shown if job is None else replace(shown, answers={job: answer_to(job)})


@cache
def answer_to(job: jobs.Job) -> jobs.Answer:
    """Found once for all units about which a question asks the same."""
    answer = jobs.find(job, lambda *_, **__: True)
    assert answer is not None
    return answer


def place(session: Session, code: str) -> int:
    return session.pack.index.codes.index(code)


def told(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(
    ("name", "over"),
    [
        *((name, Over.PARTS) for name in PACKS),
        *((name, Over.INDICATORS) for name in ("hostile", "lone", "wide")),
    ],
)
def test_no_panel_is_wider_than_its_page_or_holds_a_control_character(
    sessions: dict[str, Session], name: str, panel: str, over: Over
) -> None:
    session = sessions[name]
    last = session.pack.index.size - 1
    for unit in dict.fromkeys((0, last)):
        shown = on(session, panel, over, unit)
        for width in WIDTHS:
            lines = robust_lines(shown, width)
            assert len(lines) > 2
            assert [line.text for line in lines if cell_len(line.text) > width] == []
            text = "".join(line.text for line in lines)
            assert not {c for c in text if unicodedata.category(c) == "Cc"}
            assert not set(text) & set("\u202e\u2066\u2028")
            assert not re.search(r"\bnan\b", text, re.IGNORECASE)


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_before_its_answer_says_how_far_it_is(
    sessions: dict[str, Session], panel: str
) -> None:
    shown = replace(sessions["t4"], panel=panel)
    text = told(robust_lines(shown, 80))
    assert ("Esc stops" in text) == (waits_for(shown) is not None)


@pytest.mark.parametrize(
    ("code", "near", "anywhere"),
    [("NLD", "4–5", "2–31"), ("CHE", "1–2", "1–5"), ("SGP", "4–11", "1–43")],
)
def test_best_and_worst_ranks_are_those_of_reference(
    sessions: dict[str, Session], code: str, near: str, anywhere: str
) -> None:
    session = sessions["t4"]
    shown = on(session, "ranks", unit=place(session, code))
    text = told(robust_lines(shown, 100))
    assert re.search(rf"±10 points +{near}  ", text)
    assert re.search(rf"anywhere +{anywhere}  ", text)
    (answer,) = shown.answers.values()
    assert isinstance(answer.result, RanksView)
    assert all(unit.best_exact and unit.worst_exact for unit in answer.result.units)
    assert answer.result.ranges == (2.0, 5.0, 10.0, None)


def test_on_estimates_a_best_rank_says_in_which_share_of_the_tables_it_comes_out(
    sessions: dict[str, Session],
) -> None:
    session = sessions["ici"]
    wuhan = place(session, "Wuhan")
    shown = on(session, "ranks", unit=wuhan)
    (answer,) = shown.answers.values()
    known = answer.result
    assert isinstance(known, RanksView)
    sums = frame(session.study)
    tables = sums.tables
    assert tables is not None
    for unit in known.units:
        for best, rank, weights, share in (
            (True, unit.best, unit.weights_best, unit.best_holds_in),
            (False, unit.worst, unit.weights_worst, unit.worst_holds_in),
        ):
            given = np.array([weights[component] for component in sums.codes])
            met = 0
            for table in tables:  # one by one, by counting who is ahead
                scores = table @ given
                tie = 1e-9 * np.ptp(scores)
                there = 1 + int((scores > scores[wuhan] + tie).sum())
                met += there <= rank if best else there >= rank
            assert share == met / len(tables)
    text = told(robust_lines(shown, 200))
    share = known.units[-1].best_holds_in
    assert re.search(rf"best, anywhere +{100 * (share or 0):.0f} % ", text)
    assert "In tables" in text
    assert "In tables" not in told(robust_lines(on(sessions["t4"], "ranks"), 200))


async def test_the_panels_follow_each_other_and_are_found_by_name(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("4")
        seen = [d.session.panel]
        for _ in PANELS:
            await d.press("b")
            seen.append(d.session.panel)
        assert seen == [*PANELS, next(iter(PANELS))]
        for panel, title in PANELS.items():
            await d.command(f"robust {panel}")
            assert d.session.panel == panel
            assert title in d.screen
        await d.command("robust nothing")
        assert "there is no panel" in d.answer


async def test_more_parts_than_colours_are_painted_in_every_view(tmp_path: Path) -> None:
    async with opened(tmp_path, WIDE, (120, 40)) as d:
        await d.press(*["space", "j"] * 6)
        for size in ((60, 20), (120, 40)):
            await d.resize(*size)
            for view in View:
                await d.press(str(view.value), "j", "w", "l", "escape")
                assert d.app.is_running
        await d.press("1", "enter")
        for panel in PANELS:
            await d.command(f"robust {panel}")
            await settle(d)
            assert d.session.panel == panel


async def test_another_panel_begins_at_its_top_and_the_reader_comes_back_to_the_line(
    tmp_path: Path,
) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session, (80, 24)) as d:
        await d.press("4", *"j" * 12)
        page = d.app.main.page
        await until(d, lambda: page.scroll_y > 0)
        key, top = page.key, page.scroll_y
        await d.press("b")
        await until(d, lambda: page.scroll_y == 0)
        await d.command("robust sweep")
        await until(d, lambda: (page.key, page.scroll_y) == (key, top))


async def test_a_tipping_point_is_one_key_away(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    session = session.at_unit(place(session, "NOR"))
    async with opened(tmp_path, session) as d:
        await d.press("4")
        before = d.session.board.ranks[d.session.unit]
        assert before == 2
        act = d.app.main.page.line.act
        assert isinstance(act, SetWeight)
        await d.press("enter")
        assert d.points(act.node) == pytest.approx(act.points)
        assert d.session.board.ranks[d.session.unit] != before


async def test_the_weights_of_a_best_rank_are_one_key_away(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    session = session.at_unit(place(session, "SGP"))
    async with opened(tmp_path, session) as d:
        await d.command("robust ranks")
        await settle(d)
        keyed = [line for line in robust_lines(d.session, 100) if line.key]
        best = next(line for line in keyed if line.key == "weights:SGP best None")
        open_line(d.app, best)
        await d.pilot.pause()
        assert d.session.board.ranks[d.session.unit] == 1
        await d.press("u")
        assert d.session.board.ranks[d.session.unit] == 5


async def test_two_marked_units_and_what_would_turn_them_round(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    session = replace(session, marks=(place(session, "NOR"), place(session, "CHE")))
    async with opened(tmp_path, session) as d:
        await d.command("robust pair")
        await settle(d)
        keyed = [line for line in robust_lines(d.session, 100) if line.key]
        open_line(d.app, next(line for line in keyed if line.key.startswith("weights:")))
        await d.pilot.pause()
        ranks = d.session.board.ranks
        assert ranks[place(d.session, "NOR")] < ranks[place(d.session, "CHE")]


async def test_long_work_is_stopped_by_escape_and_asked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_study: object, _asked: object, progress: Progress) -> object:
        while progress(1, 2):
            pass
        raise Stopped

    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session) as d:
        with monkeypatch.context() as patch:
            patch.setitem(questions(), "ranks", questions()["ranks"]._replace(answer=endless))
            # Where the clock stands, only the first count is told: a busy machine tells no more.
            patch.setattr(jobs, "monotonic", lambda: 100.0)
            told_of: list[object] = []
            post = d.app.post_message

            def posted(message: Message) -> bool:
                told_of.extend([message] * isinstance(message, workroom.Answered))
                return post(message)

            patch.setattr(d.app, "post_message", posted)
            await d.command("robust ranks")
            await d.press("escape")
            await settle(d)
            assert d.session.view is View.ROBUSTNESS
            assert "stopped" in told(robust_lines(d.session, 80))
            # However often the work counts: once that it has begun, and that it has ended.
            assert len(told_of) <= 2
        for _ in PANELS:
            await d.press("b")
        await settle(d)
        assert "1–5" in told(robust_lines(d.session, 80))


async def test_an_edit_asks_anew(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session) as d:
        await d.command("robust ranks")
        await settle(d)
        first = told(robust_lines(d.session, 100))
        await d.press("w", *"L" * 8)
        await settle(d)
        assert told(robust_lines(d.session, 100)) != first
        assert waits_for(d.session) in d.session.answers


async def at_once(d: Driver, keys: str) -> None:
    """Keys that come in one piece, as over a slow line: none is waited for."""
    for key in keys:
        name = "enter" if key == "⏎" else key
        d.app.post_message(events.Key(name, None if len(name) > 1 else name))
    await d.pilot.pause()
    await d.pilot.pause()


@pytest.mark.parametrize("keys", ["4jjj", "4" + "b" * len(PANELS) + "jjj", "2j4jjj", "4jjj14jjj"])
async def test_keys_that_come_together_move_in_the_page_that_the_first_opens(
    tmp_path: Path, keys: str
) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session) as d:
        await at_once(d, keys)
        lines = [line.key for line in robust_lines(d.session, 118) if line.key]
        await until(d, lambda: d.app.main.page.key == lines[3])


async def test_a_line_is_opened_after_the_moves_before_it(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session) as d:
        shown = replace(session, view=View.ROBUSTNESS, panel="sweep")
        act = [line.act for line in robust_lines(shown, 118) if line.act][3]
        assert isinstance(act, SetWeight)
        await at_once(d, "4jjj⏎")
        await until(d, lambda: d.points(act.node) == pytest.approx(act.points))


async def test_moves_meant_for_a_page_that_was_left_are_forgotten(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session) as d:
        await at_once(d, "4jjj1")
        await until(d, lambda: d.session.view is View.RANKING)
        await d.press("4")
        lines = [line.key for line in robust_lines(d.session, 118) if line.key]
        await until(d, lambda: d.app.main.page.key == lines[0])


async def test_the_last_line_of_a_panel_shows_what_stands_below_it(tmp_path: Path) -> None:
    session = Session.of(load_pack(Path(t4_pack(tmp_path / "t4"))))
    async with opened(tmp_path, session, size=(80, 24)) as d:
        await d.command("robust ranks")
        await settle(d)
        page = d.app.main.page
        assert len(page.lines) > page.size.height
        await d.press("G")
        await settle(d)
        assert page.line is not None
        assert round(page.scroll_y) + page.size.height == len(page.lines)
        await d.press("g")
        await settle(d)
        assert page.scroll_y == 0
