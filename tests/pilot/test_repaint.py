"""What is painted again: only lines that come out differently, and nothing for the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import pytest

from ici_tui.tui import editing
from ici_tui.tui.widgets.page import Page, Pane
from ici_tui.tui.widgets.ranking import RankingTable
from ici_tui.tui.widgets.ranking_lines import RankingLines
from ici_tui.tui.widgets.weights import WeightsStrip
from tests.pilot.driving import Driver, opened, until
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    from ici_tui.views.row import Row


class Painted:
    """Which lines of which widgets were asked to be painted again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: dict[str, set[int]] = {}
        self.whole: set[str] = set()
        for kind in (RankingTable, WeightsStrip, Page):
            monkeypatch.setattr(kind, "refresh", self._watching(kind.refresh))

    def _watching(self, refresh: object) -> object:
        def watched(widget: Widget, *regions: Region, **options: bool) -> object:
            if regions:
                for region in regions:
                    lines = range(region.y, region.y + region.height)
                    self.lines.setdefault(widget.id or "", set()).update(lines)
            elif widget.display:
                self.whole.add(widget.id or "")
            return refresh(widget, *regions, **options)  # type: ignore[operator]

        return watched

    def forget(self) -> None:
        self.lines, self.whole = {}, set()


def texts(d: Driver, widget: str) -> list[object]:
    found = d.app.main.query_one(f"#{widget}")
    return [list(found.render_line(y)) for y in range(found.size.height)]


def changed(before: list[object], after: list[object]) -> set[int]:
    return {y for y, (one, two) in enumerate(zip(before, after, strict=True)) if one != two}


@pytest.mark.parametrize("keys", [("l",), ("L",), ("u",), ("j",), ("x",)])
async def test_after_a_step_only_lines_that_changed_are_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    painted = Painted(monkeypatch)
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "l")
        before = {name: texts(d, name) for name in ("table", "strip")}
        painted.forget()
        await d.press(*keys)
        assert not painted.whole & {"table", "strip"}
        for name, lines in before.items():
            assert painted.lines.get(name, set()) == changed(lines, texts(d, name)), name


async def test_the_cursor_paints_two_lines_of_the_ranking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = Painted(monkeypatch)
    async with opened(tmp_path, SMALL) as d:
        await d.press("j")
        painted.forget()
        await d.press("j")
        assert painted.lines["table"] == {2, 3}
        assert not painted.whole & {"table", "strip"}
        assert "strip" not in painted.lines


async def test_an_edit_paints_only_the_lines_of_the_profile_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = Painted(monkeypatch)
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "l")
        painted.forget()
        await d.press("l")
        assert painted.lines["below"]
        assert not painted.whole


async def test_the_mouse_moving_paints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = Painted(monkeypatch)
    async with opened(tmp_path, SMALL) as d:
        await d.pilot.hover("#table", offset=(5, 2))
        await d.pilot.pause()
        painted.forget()
        for widget in ("#table", "#strip", "#title", "#hint", "#side"):
            for x, y in ((3, 0), (9, 0), (14, 0)):
                await d.pilot.hover(widget, offset=(x, y))
        await d.pilot.pause()
        assert not painted.lines
        assert not painted.whole


async def test_a_key_that_changes_nothing_paints_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = Painted(monkeypatch)
    async with opened(tmp_path, SMALL) as d:
        painted.forget()
        await d.press("k", "g", "home", "minus", "M")
        assert not painted.lines
        assert not painted.whole


async def test_a_held_key_is_evaluated_once_for_all_keys_that_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ici_tui.tui.session import Session

    async with opened(tmp_path, SMALL) as d:
        shown = []
        real = Session.settled

        def counted(session: Session) -> Session:
            shown.append(session.weights)
            return real(session)

        monkeypatch.setattr(Session, "settled", counted)
        for _ in range(40):
            d.app.open_weights()
            editing.step_weight(d.app, 1.0)
        await d.pilot.pause()
        assert d.points("Transport") == 90
        assert len(d.session.history.past) == 1
        assert len(shown) < 10


async def test_a_move_of_the_cursor_draws_two_lines_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that it leaves and the one that it comes to; on the way back none."""
    drawn: list[int] = []
    draw = RankingLines._drawn

    def spy(lines: RankingLines, row: Row, here: bool, marked: bool) -> Strip:
        drawn.append(row.place)
        return draw(lines, row, here, marked)

    async with opened(tmp_path, SMALL) as d:
        monkeypatch.setattr(RankingLines, "_drawn", spy)
        order = d.session.board.order.tolist()
        await d.press("j")
        assert drawn == [order[0], order[1]]
        await d.press("k")
        assert drawn == [order[0], order[1]]
        await d.press("space")
        assert drawn[2:] == [order[0]]


async def test_after_an_edit_the_ranking_comes_first_and_the_panes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    for kind in (RankingTable, Pane):
        show = kind.show

        def spy(widget: Widget, *what: object, show: Any = show) -> None:
            told.append(widget.id or "")
            show(widget, *what)

        monkeypatch.setattr(kind, "show", spy)
    async with opened(tmp_path, SMALL) as d:
        await d.press("w")
        update = d.app.main._compositor_refresh

        def painted() -> None:
            told.append("frame")
            update()

        monkeypatch.setattr(d.app.main, "_compositor_refresh", painted)
        await d.press("l")  # the first edit of all makes room for the line under the weights
        told.clear()
        before = d.lines("below")
        await d.press("l")
        assert told[:3] == ["table", "frame", "below"]
        assert d.lines("below") != before


async def test_while_something_typed_is_still_to_be_read_the_panes_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the processor is with others, a held key comes late, and is no pause."""
    terminal = MagicMock(keys_wait=True, behind=False)
    async with opened(tmp_path, SMALL) as d:
        monkeypatch.setattr(type(d.app), "terminal", terminal)
        asked, typed = list[bool](), [True]

        def keys_wait(_: object) -> bool:
            asked.append(True)
            return typed[0]

        type(terminal).keys_wait = property(keys_wait)
        before = d.lines("below")
        await d.press("j")
        await until(d, lambda: len(asked) >= 2)
        assert d.lines("below") == before
        typed[0] = False
        await until(d, lambda: d.lines("below") != before)
