"""The explorer's one screen: where the widgets stand, and how they share a size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen

from ici_tui.tui.commands.registry import Scope
from ici_tui.tui.documents.profile import profile_lines, score_lines, text_lines
from ici_tui.tui.pages import writer_of
from ici_tui.tui.plan import divide
from ici_tui.tui.terminal.choice import compose_directly
from ici_tui.tui.view import View
from ici_tui.tui.widgets.bars import HintBar, TitleBar
from ici_tui.tui.widgets.change_line import ChangeLine
from ici_tui.tui.widgets.page import Page, Pane
from ici_tui.tui.widgets.prompt import Prompt
from ici_tui.tui.widgets.ranking import RankingTable
from ici_tui.tui.widgets.weights import WeightsStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from ici_tui.tui.documents.line import Line
    from ici_tui.tui.ink import Ink
    from ici_tui.tui.session import Session


PAUSE = 0.08
"""Seconds without a move of the cursor after which the panes beside the ranking follow it."""

FRAME_OUT = 0.002
"""Seconds without work in which the thread that writes gets a frame out.

A thread that has the interpreter gives it away after 5 ms, or where it waits.
"""


class MainScreen(Screen[None]):
    """Title, ranking with profile or a page, weights, hints."""

    AUTO_FOCUS = "#table"

    class Ready(Message):
        """Every widget is there."""

    def __init__(self, session: Session, ink: Ink) -> None:
        super().__init__()
        compose_directly(self)
        self.ready = False
        self._session, self._ink = session, ink
        self.plan = divide(80, 24, units=0, weights=0, standing=0, editing=False)
        self._kept: dict[str, tuple[str, float]] = {}
        self._page_of = ""
        self._panes_wait: Timer | None = None
        self.panes_due = False
        """Whether an edit has been shown in the ranking, and in the panes not yet."""

    def compose(self) -> ComposeResult:
        """Every widget, once; what there is no room for is not displayed."""
        session, ink = self._session, self._ink
        yield TitleBar(session, ink, id="title")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RankingTable(session, ink, id="table")
                yield Pane(self._below_lines, session, ink, id="below")
            yield Pane(self._side_lines, session, ink, id="side")
            yield Page(lambda s, w: writer_of(s)(s, w), session, ink, id="page")
        yield WeightsStrip(session, ink, id="strip")
        yield ChangeLine(session, ink, id="change")
        yield Prompt(placeholder="words, or conditions: score>40 region=Asia", id="filter")
        yield HintBar(ink, id="hint")

    def _below_lines(self, session: Session, width: int) -> Sequence[Line]:
        return (score_lines if self.plan.side else profile_lines)(session, width)

    def _side_lines(self, session: Session, width: int) -> Sequence[Line]:
        if not self.plan.below:
            return profile_lines(session, width)
        return text_lines(session, width)[1:]

    @property
    def table(self) -> RankingTable:
        """The ranking."""
        return self.query_one("#table", RankingTable)

    @property
    def page(self) -> Page:
        """The page that takes the ranking's place."""
        return self.query_one("#page", Page)

    @property
    def strip(self) -> WeightsStrip:
        """The weights."""
        return self.query_one("#strip", WeightsStrip)

    @property
    def hint(self) -> HintBar:
        """The line at the bottom."""
        return self.query_one("#hint", HintBar)

    @property
    def prompt(self) -> Prompt:
        """Where a filter is typed."""
        return self.query_one("#filter", Prompt)

    @property
    def asking(self) -> bool:
        """Whether a filter is being typed; known before the widget itself hears of its focus."""
        return self.focused is self.prompt

    @property
    def scope(self) -> Scope:
        """Where the focus is."""
        if self.focused is self.strip:
            return Scope.WEIGHTS
        return Scope.PAGE if self.page.display else Scope.RANKING

    def show(self, session: Session, ink: Ink, hints: tuple[tuple[str, str], ...]) -> None:
        """Show a session in every widget that is displayed."""
        before, self._session, self._ink = self._session, session, ink
        self.query_one(TitleBar).show(session, ink, session.view)
        self.strip.show(session, ink)
        self.query_one(ChangeLine).show(session, ink)
        self.share_out()
        if self.page.display:
            self._turn_page(session)
            self.page.show(session, ink)
        else:
            self.table.show(session, ink)
            if session.study is not before.study:
                self._show_panes_next()
            elif session.board is before.board and session.unit != before.unit:
                self._show_panes_at_rest()
            else:
                self._show_panes()
        self.hint.show(hints, ink)

    def _show_panes(self) -> None:
        """Show the session beside the ranking."""
        self._await_rest(None)
        self.panes_due = False
        for name in ("#below", "#side"):
            self.query_one(name, Page).show(self._session, self._ink)

    def _show_panes_at_rest(self) -> None:
        """While the cursor moves on, the panes wait until it pauses.

        A held key would otherwise write whole profiles that nobody has time to read.
        """
        self._await_rest(self.set_timer(PAUSE, self._rest))

    def _rest(self) -> None:
        """Nothing was typed for a moment; unless it was, and nobody had time to look at it."""
        terminal = getattr(self.app, "terminal", None)
        if terminal is not None and (terminal.keys_wait or self.app.message_queue_size):
            self._show_panes_at_rest()
        else:
            self._show_panes()

    def _await_rest(self, timer: Timer | None) -> None:
        if self._panes_wait is not None:
            self._panes_wait.stop()
        self._panes_wait = timer

    def _show_panes_next(self) -> None:
        """After an edit the ranking comes first, and the panes in the frame that follows it."""
        if not self.panes_due:
            self.panes_due = True
            self.call_after_refresh(self.set_timer, FRAME_OUT, self._show_panes)

    def _turn_page(self, session: Session) -> None:
        """Where the reader was on another page is kept for when it is opened again."""
        within = {
            View.RANKING: f"{session.unit}",
            View.CLUSTERS: session.group,
            View.ROBUSTNESS: session.panel,
        }
        name = f"{session.view.name} {within.get(session.view, '')}"
        if name == self._page_of:
            return
        self._kept[self._page_of] = (self.page.key, self.page.scroll_y)
        key, top = self._kept.get(name, ("", 0.0))
        self._page_of = name
        self.page.key = key
        self.page.show(session, self._ink)
        self.page.scroll_to(y=top, animate=False, force=True)

    def share_out(self) -> None:
        """Give every widget its size; what has none is not displayed."""
        session, size = self._session, self.app.size
        paged = session.view is not View.RANKING or session.profile
        plan = divide(
            size.width,
            size.height,
            units=len(session.board),
            weights=self.strip.wanted,
            standing=cell_len(session.study.standing_line),
            editing=self.focused is self.strip,
            change=self.query_one(ChangeLine).wanted,
        )
        self.plan = plan
        self._give("#title", plan.title)
        self._give("#strip", plan.strip)
        self._give("#change", plan.change)
        self.prompt.display = self.asking
        self._give("#hint", 0 if self.asking else plan.hint)
        self.query_one("#left").display = not paged
        self.page.display = paged
        below, side = self.query_one("#below"), self.query_one("#side")
        below.display = not paged and plan.below > 0
        below.styles.height = plan.below
        side.display = not paged and plan.side > 0
        side.styles.width = plan.side

    def _give(self, name: str, lines: int) -> None:
        widget = self.query_one(name)
        widget.display = lines > 0
        if lines:
            widget.styles.height = lines

    def on_mount(self) -> None:
        """The first frame is divided as every other."""
        self.ready = True
        self.share_out()
        self.post_message(self.Ready())

    def on_resize(self) -> None:
        """Another size divides the screen anew."""
        if self.ready:
            self.share_out()
