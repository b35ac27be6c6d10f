"""The explorer's long questions by their keys: asked, streamed, stopped, their weights applied."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.questions.robust.reach import Asked
from ici_tui.stopped import Stopped
from ici_tui.tui.view import View
from ici_tui.views.frame import Over
from ici_tui.views.robust import reach
from ici_tui.views.robust.reach import ReachView, build_reach
from tests.pilot.driving import opened, settle, until
from tests.pilot.packs import HOSTILE, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest


async def test_a_rank_is_reached_by_the_weights_of_its_line(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("j", "j", "j")
        await d.command("robust reach")
        assert (d.session.panel, d.session.view) == ("reach", View.ROBUSTNESS)
        await settle(d)
        rank = int(d.session.board.ranks[d.session.unit])
        (answer,) = d.session.answers.values()
        assert isinstance(answer.result, ReachView)
        assert answer.result.rank == rank
        possible = [a.rank for a in answer.result.answers if a.found and a.found.possible]
        keyed = [line.key for line in d.app.main.page.lines if line.key]
        assert len(keyed) == len(possible) > 1
        await d.press("j")
        assert d.app.main.page.key == keyed[1]
        before = d.session.weights
        await d.press("enter")
        assert d.session.weights != before
        assert int(d.session.board.ranks[d.session.unit]) <= possible[1]
        assert d.answer == "these weights are applied · u undoes"
        await d.press("u")
        assert d.session.weights == before
        assert int(d.session.board.ranks[d.session.unit]) == rank


async def test_the_weights_of_a_line_come_into_view_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(40, 10)) as d:
        await d.press("j", "j", "j")
        await d.command("robust reach")
        await settle(d)
        page = d.app.main.page
        keyed = [k for k, line in enumerate(page.lines) if line.key]
        assert len(keyed) > 1
        for place in (keyed[1], keyed[0]):
            await d.press("j" if place == keyed[1] else "k")
            assert page.key == page.lines[place].key
            assert page.lines[place].below > 0
            top = round(page.scroll_y)
            assert top <= place
            assert place + page.lines[place].below < top + page.size.height


async def test_it_is_a_command_and_takes_a_unit(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("reach beta")
        assert (d.session.view, d.session.panel, d.unit) == (View.ROBUSTNESS, "reach", "Beta")
        assert d.app.main.page.has_focus
        await d.command("reach nobody")
        assert "no country is called 'nobody'" in d.answer
        await d.command("robust reach")
        assert d.session.panel == "reach"
        await d.press("colon", *"reach")
        assert "Reach a rank" in d.screen
        await d.press("escape", "question_mark", *"rank above")
        assert ":reach [UNIT]" in d.screen


async def test_parts_or_indicators_and_locks(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("j")
        await d.command("robust reach")
        await d.press("w", "x")
        assert d.session.weights.is_locked("Transport")
        await settle(d)
        (job,) = d.session.answers
        assert job.asked == Asked(x=d.unit, over="parts", lock=("Transport",))
        # Now that nothing is under way, Esc leads back from the weights.
        await d.press("escape", "v")
        await settle(d)
        assert d.session.over is Over.INDICATORS
        assert "Locked: Transport" in d.screen
        assert [job.asked.over for job in d.session.answers] == ["parts"]  # type: ignore[attr-defined]


async def test_work_streams_blocks_no_key_and_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second rank is never found: only Esc, or another question, ends the search."""
    ended = threading.Semaphore(0)

    def endless(*args: object, **named: object) -> Iterator[ReachView]:
        stop = named["stop"]
        known = build_reach(*args, **{**named, "stop": None})  # type: ignore[arg-type]
        try:
            yield next(known)
            yield next(known)
            while not stop():  # type: ignore[operator]
                threading.Event().wait(0.001)
            raise Stopped
        finally:
            # Whoever asks may close the search as well, before it looks whether to stop.
            ended.release()

    monkeypatch.setattr(reach, "build_reach", endless)
    async with opened(tmp_path, SMALL) as d:
        await d.press("j", "j", "j")
        await d.command("robust reach")
        await until(d, lambda: any(line.key for line in d.app.main.page.lines))
        assert "Esc stops" in d.screen
        (answer,) = d.session.answers.values()
        assert isinstance(answer.partial, ReachView)
        assert not answer.ended
        # Other weights make another question: the first search ends.
        await d.press("w", "l")
        assert d.points("Transport") == 51
        await until(d, lambda: ended.acquire(blocking=False))
        await until(d, lambda: any(line.key for line in d.app.main.page.lines))
        await d.press("escape")
        await until(d, lambda: ended.acquire(blocking=False))
        assert d.session.view is View.ROBUSTNESS
        assert "stopped; open another panel and come back to ask again" in " ".join(
            d.screen.split()
        )
        await d.press("escape", "escape")
        assert d.session.view is View.RANKING


async def test_clusters_from_the_data_are_groupings(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2", "b", "b")
        assert d.session.group == "found:indicators"
        await settle(d)
        assert "No answer: missing values have no distance" in d.screen
        await d.press("b")
        await settle(d)
        page = d.app.main.page
        assert d.session.group == "found:contributions"
        assert page.key == "cluster:contributions:Cluster 1"
        assert "Agreement with the pack's groups: Zone" in d.screen
        count = len(page.lines)
        await d.press("enter")
        assert len(page.lines) < count
        await d.press("enter", "j", "enter")
        assert (d.session.view, d.session.profile) == (View.RANKING, True)
        await d.press("2", "w", "l")
        await settle(d)
        assert [q.study is d.session.study for q in d.session.answers] == [True]
        await d.press("escape", "b")
        assert d.session.group == "Zone"
        await d.command("clusters contributions")
        assert d.session.group == "found:contributions"


async def test_a_pack_without_groups_has_those_of_its_data(tmp_path: Path) -> None:
    files = {name: text for name, text in HOSTILE.items() if name != "profiles.toml"}
    files["iMeta.csv"] = files["iMeta.csv"].replace(",Group,", ",Other,")
    async with opened(tmp_path, files) as d:
        await d.press("2")
        assert "This index has no groups" in d.screen
        await d.press("b")
        await settle(d)
        assert d.session.group == "found:indicators"
        assert sum(line.key.startswith("unit:") for line in d.app.main.page.lines) == 10


async def test_hostile_names_are_text_at_every_size(tmp_path: Path) -> None:
    async with opened(tmp_path, HOSTILE) as d:
        for size in ((120, 40), (80, 24), (40, 10), (20, 5)):
            await d.resize(*size)
            await d.press("1", "G", "4")
            d.app.take(replace(d.session, panel="reach"))
            await settle(d)
            await d.press("j", "k", "y", "Y")
            await d.command("clusters contributions")
            await settle(d)
            await d.press("j", "enter", "b")
            assert d.app.is_running
            assert "\x1b" not in d.screen
            assert "\x9b" not in d.screen
