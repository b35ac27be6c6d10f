"""Where long work is done: away from the interface, in threads that post what they find."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from ici_tui.packs.faults import PackError
from ici_tui.tui.questions import asked, work_of
from ici_tui.tui.work import Answer, find

if TYPE_CHECKING:
    from ici_tui.packs.pack import Pack
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.work import Question

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

    def __init__(self, question: Question, answer: Answer | None) -> None:
        super().__init__()
        self.question, self.answer = question, answer


class Workroom:
    """Has one question answered at a time, and ensembles read."""

    def __init__(self, app: Explorer) -> None:
        self._app = app
        self._asked: Question | None = None
        self._reading: Pack | None = None

    def ask(self) -> None:
        """Have what the open panel waits for found; what was asked before ends."""
        app = self._app
        question = asked(app.session)
        if question == self._asked or (question and question in app.session.answers):
            return
        app.workers.cancel_group(app, "question")
        self._asked = question
        if question is not None:
            app.in_thread(partial(self._find, question), "question")

    def _find(self, question: Question) -> None:
        worker = get_current_worker()
        known: object = None
        told = 0.0

        def progress(done: int, of: int, partial: object = None) -> bool:
            nonlocal known, told
            known = partial or known
            # Work that counts fast would have the screen drawn for nothing else.
            due = partial is not None or monotonic() - told >= APART
            if of and due and not worker.is_cancelled:
                told = monotonic()
                answer = Answer(done=done, of=of, partial=known)
                self._app.post_message(Answered(question, answer))
            return not worker.is_cancelled

        answer = find(question, work_of(question), progress)
        self._app.post_message(Answered(question, answer))

    def answered(self, event: Answered) -> None:
        """Take what is known; answers about other weights or methods are let go."""
        session = self._app.session
        if event.answer is None or event.question.study is not session.study:
            return
        if event.question != self._asked:
            return
        if event.answer.ended:
            self._asked = None
        kept = {q: a for q, a in session.answers.items() if q.study is event.question.study}
        self._app.take(replace(session, answers={**kept, event.question: event.answer}))

    def stop(self) -> bool:
        """Stop what is being found; whether there was anything."""
        if self._asked is None:
            return False
        self._app.workers.cancel_group(self._app, "question")
        session = self._app.session
        self._app.take(replace(session, answers={**session.answers, self._asked: STOPPED}))
        self._asked = None
        return True

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
        fault = ""
        try:
            _ = pack.ensemble
        except PackError as error:
            fault = str(error)
        self._app.post_message(EnsembleRead(pack, fault))

    def ensemble_read(self, event: EnsembleRead) -> None:
        """Show what the ensemble says: ranges, and how far weights may move."""
        if event.fault:
            self._app.say(event.fault, warns=True)
            event.pack.do_without_ensemble()
        if event.pack is self._app.session.pack:
            self._app.take(self._app.session.arranged())
