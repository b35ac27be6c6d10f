"""Where long work is done: away from the interface, in threads that post what they find."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from ici_tui import limits
from ici_tui.index.errors import PipelineError
from ici_tui.tables.edited_tree import EditError
from ici_tui.tui.asking import waits_for
from ici_tui.tui.jobs import Answer, find
from ici_tui.tui.manners import ring
from ici_tui.tui.view import View
from ici_tui.views.column_facts import column_facts, facts_at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.index.model import Index
    from ici_tui.packs.pack import Pack
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.jobs import Job
    from ici_tui.tui.session import Session

APART = 0.05
"""Seconds between two words on how far work is."""
STOPPED = Answer(fault="stopped; another panel and back asks again")


class EnsembleRead(Message):
    """The ensemble of a pack is there, or `fault` says why not."""

    def __init__(self, pack: Pack, fault: str = "") -> None:
        super().__init__()
        self.pack, self.fault = pack, fault


class Answered(Message):
    """Long work has come further, or to its end (`answer` None where it was stopped)."""

    def __init__(self, job: Job, answer: Answer | None) -> None:
        super().__init__()
        self.job, self.answer = job, answer


class Settled(Message):
    """Weights and methods have been evaluated, or cannot be (`fault`)."""

    def __init__(self, asked: Session, found: Session | None, fault: str = "") -> None:
        super().__init__()
        self.asked, self.found, self.fault = asked, found, fault


class Made(Message):
    """An edit has made another session of the one it was asked of, or cannot (`fault`)."""

    def __init__(
        self, make: Callable[[Session], Session], asked: Session, found: Session | None, fault: str
    ) -> None:
        super().__init__()
        self.make, self.asked, self.found, self.fault = make, asked, found, fault


class ColumnsKnown(Message):
    """The columns of the pack have been looked through."""


class Workroom:
    """Has one question answered at a time, and ensembles read."""

    def __init__(self, app: Explorer) -> None:
        self._app = app
        self._asked: Job | None = None
        self._since = 0.0
        """When the question was asked that is being answered."""
        self._reading: Pack | None = None
        self._settles = False
        self._looked: Index | None = None

    def ask(self) -> None:
        """Have what the open panel waits for found; what was asked before ends."""
        app = self._app
        job = waits_for(app.session)
        known = None if job is None else app.session.answers.get(job)
        if job == self._asked or (known is not None and known.ended):
            return
        app.workers.cancel_group(app, "question")
        self._asked, self._since = job, monotonic()
        if job is not None:
            app.in_thread(partial(self._find, job), "question")

    def _find(self, job: Job) -> None:
        worker = get_current_worker()
        known: object = None
        told, begun = 0.0, monotonic()
        most = limits.held().max_seconds

        def is_over() -> bool:
            return most is not None and monotonic() - begun > most

        def progress(done: int, of: int, partial: object = None, note: str = "") -> bool:
            nonlocal known, told
            del note
            known = partial or known
            # Work that counts fast would have the screen drawn for nothing else.
            due = partial is not None or monotonic() - told >= APART
            if of and due and not worker.is_cancelled:
                told = monotonic()
                answer = Answer(done=done, of=of, partial=known)
                self._app.post_message(Answered(job, answer))
            return not (worker.is_cancelled or is_over())

        answer = find(job, progress)
        if answer is None and is_over():
            answer = Answer(fault=limits.stopped())
        self._app.post_message(Answered(job, answer))

    def answered(self, event: Answered) -> None:
        """Take what is known; answers about other weights or methods are let go."""
        session = self._app.session
        if event.answer is None or event.job.study is not session.study:
            return
        if event.job != self._asked:
            return
        if event.answer.ended:
            self._asked = None
            ring(self._app, monotonic() - self._since)
        kept = {job: a for job, a in session.answers.items() if job.study is event.job.study}
        self._app.take(replace(session, answers={**kept, event.job: event.answer}))

    def stop(self) -> bool:
        """Stop what is being found; whether there was anything."""
        if self._asked is None:
            return False
        self._app.workers.cancel_group(self._app, "question")
        session = self._app.session
        self._app.take(replace(session, answers={**session.answers, self._asked: STOPPED}))
        self._asked = None
        return True

    def settle(self) -> None:
        """Have weights and methods evaluated; one after the other, the newest next."""
        if not self._settles:
            self._settles = True
            self._app.in_thread(partial(self._settle, self._app.session), "settle")

    def _settle(self, session: Session) -> None:
        try:
            told = Settled(session, session.settled())
        except PipelineError as error:
            told = Settled(session, None, str(error))
        self._app.post_message(told)

    def settled(self, event: Settled) -> None:
        """Take what was evaluated, unless there has been another edit: that is evaluated now."""
        self._settles = False
        app, session = self._app, self._app.session
        if session.history.now != event.asked.history.now:
            self.settle()
        elif event.found is None:
            app.take(session.undone())
            app.say(event.fault, warns=True)
        else:
            app.say("")
            app.take(session.with_board(event.found))

    def make(self, make: Callable[[Session], Session]) -> None:
        """Have an edit of columns evaluated; what was edited meanwhile is edited first."""
        self._app.in_thread(partial(self._make, make, self._app.session), "make")

    def _make(self, make: Callable[[Session], Session], session: Session) -> None:
        try:
            told = Made(make, session, make(session), "")
        except (EditError, PipelineError) as error:
            told = Made(make, session, None, str(error))
        self._app.post_message(told)

    def made(self, event: Made) -> None:
        """Take what was made, where nothing was edited meanwhile: else it is made anew."""
        app, now = self._app, self._app.session
        if event.found is None:
            app.say(event.fault, warns=True)
        elif now.history != event.asked.history:
            self.make(event.make)
        else:
            app.say("")
            found = replace(event.found, view=now.view, profile=now.profile, marks=now.marks,
                            unit=now.unit, closed=now.closed)  # fmt: skip
            app.take(found.arranged(text=now.text))

    def look_through(self) -> None:
        """Have the columns looked through, where a view waits for that and it takes long."""
        index = self._app.session.opened_pack.index
        waits = self._app.session.view is View.COLUMNS and index is not self._looked
        if waits and facts_at_once(index) is None:
            self._looked = index
            self._app.in_thread(partial(self._look_through, index), "columns")

    def _look_through(self, index: Index) -> None:
        column_facts(index)
        self._app.post_message(ColumnsKnown())

    def prepare(self) -> None:
        """Have what the first sort by name and the first filter need made ready."""
        self._app.in_thread(self._app.session.catalogue.prepare, "prepare")

    def read_ensemble(self) -> None:
        """Have the ensemble read, if it waits to be."""
        pack = self._app.session.pack
        if pack.ensemble_waits and pack is not self._reading:
            self._reading = pack
            self._app.in_thread(partial(self._read, pack), "ensemble")

    def _read(self, pack: Pack) -> None:
        _ = pack.ensemble
        fault = "\n".join(map(str, pack.kept_faults or ()))
        self._app.post_message(EnsembleRead(pack, fault))

    def ensemble_read(self, event: EnsembleRead) -> None:
        """Show what the ensemble says: ranges, and how far weights may move."""
        if event.fault:
            self._app.say(event.fault, warns=True)
        if event.pack is self._app.session.pack:
            self._app.take(self._app.session.arranged())
