"""Where long work is done: away from the interface, in threads that post what they find."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from ici_tui.index.errors import PipelineError
from ici_tui.tui.asking import waits_for
from ici_tui.tui.jobs import Answer, found
from ici_tui.tui.making import made
from ici_tui.tui.manners import ring
from ici_tui.tui.view import View
from ici_tui.tui.weight_rows import weight_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.packs.pack import Pack
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.jobs import Job
    from ici_tui.tui.making import Make, Told
    from ici_tui.tui.session import Session
    from ici_tui.views.study import Study

APART = 0.05
"""Seconds between two words on how far work is."""
AT_ONCE = 80_000
"""Scores, parts times units times tables, of which rules make weights within some 40 ms."""
STOPPED = Answer(fault="stopped; open another panel and come back to ask again")


def rules_take_long(pack: Pack) -> bool:
    """Whether what rules of weights give over all tables is found beforehand, not when asked."""
    parts = len(pack.index.tree.children(pack.index.tree.root.code))
    return pack.ensemble is not None and len(pack.ensemble) * pack.index.size * parts > AT_ONCE


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

    def __init__(self, data: int, asked: Session, found: Session | None, fault: str = "") -> None:
        super().__init__()
        self.data, self.asked, self.found, self.fault = data, asked, found, fault


class Made(Message):
    """An edit has made another session of the one it was asked of; None where it cannot."""

    def __init__(self, data: int, asked: Session, found: Session | None, told: str) -> None:
        super().__init__()
        self.data, self.asked, self.found, self.told = data, asked, found, told


class LookedThrough(Message):
    """What a view waits for has been looked through."""


class Workroom:
    """Has one question answered at a time, and ensembles read."""

    def __init__(self, app: Explorer) -> None:
        self._app = app
        self._asked: Job | None = None
        self._since = 0.0
        """When the question was asked that is being answered."""
        self._reading: Pack | None = None
        self._data = 0
        """Which data are shown, by number: what was found of others is let go."""
        self._settles = False
        self._looks = False
        self._edits: list[tuple[Make, str | Told]] = []
        """Edits of columns that are under way or wait."""

    def ask(self) -> None:
        """Have what the open panel waits for found; what was asked before ends."""
        app = self._app
        job = waits_for(app.session)
        known = None if job is None else app.session.answers.get(job)
        if known is not None and known.ended:
            job = None
        if job == self._asked:
            return
        app.workers.cancel_group(app, "question")
        self._asked, self._since = job, monotonic()
        if job is not None:
            app.in_thread(partial(self._find, job), "question")

    def _find(self, job: Job) -> None:
        worker = get_current_worker()

        def tell(answer: Answer) -> None:
            if not worker.is_cancelled:
                self._app.post_message(Answered(job, answer))

        # Work that counts fast would have the screen drawn for nothing else.
        answer = found(job, tell, lambda: not worker.is_cancelled, apart=APART)
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

    def forget(self, *, again: bool) -> None:
        """Other data are shown from now on: nothing that was asked is waited for.

        Args:
            again: they are of the same pack, read again: edits under way are made of them.
        """
        self._data += 1
        self._asked = self._reading = None
        self._settles = False
        if not again:
            self._edits.clear()
        elif self._edits:
            self._next_edit()

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
            self._app.in_thread(partial(self._settle, self._data, self._app.session), "settle")

    def _settle(self, data: int, session: Session) -> None:
        try:
            found = session.settled()
        except PipelineError as error:
            told = Settled(data, session, None, str(error))
        else:
            # Of many units they take long: drawing the weights finds them made.
            weight_rows(found)
            told = Settled(data, session, found)
        self._app.post_message(told)

    def settled(self, event: Settled) -> None:
        """Take what was evaluated, unless there has been another edit: that is evaluated now."""
        if event.data != self._data:
            return
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

    def make(self, make: Make, told: str | Told, *, beside: bool) -> None:
        """Have edits of columns evaluated, one after the other.

        Args:
            make: the edit.
            told: what is said of it.
            beside: whether that takes long; if not it is done when this returns.
        """
        if not beside and not self._edits:
            self.made(self._made(self._data, make, told, self._app.session))
            return
        self._edits.append((make, told))
        if len(self._edits) == 1:
            self._next_edit()

    def _next_edit(self) -> None:
        make, told = self._edits[0]
        made = partial(self._made, self._data, make, told, self._app.session)
        self._app.in_thread(lambda: self._app.post_message(made()), "make")

    @staticmethod
    def _made(data: int, make: Make, told: str | Told, session: Session) -> Made:
        return Made(data, session, *made(make, told, session))

    def made(self, event: Made) -> None:
        """Take what was made; where weights were edited meanwhile, it is made anew."""
        if event.data != self._data:
            return
        app, now = self._app, self._app.session
        if event.found is not None and now.history != event.asked.history:
            self._next_edit()
            return
        if event.found is not None:
            app.take(event.found if now is event.asked else now.as_made(event.found))
        app.say(event.told, warns=event.found is None)
        if self._edits:
            self._edits.pop(0)
            if self._edits:
                self._next_edit()

    def look_through(self) -> None:
        """Have looked through what the view waits for; one after the other, the newest next."""
        session = self._app.session
        index, study = session.opened_pack.index, session.study
        if self._looks:
            return
        if session.view is View.COLUMNS:
            from ici_tui.views.column_facts import column_facts, facts_at_once

            if facts_at_once(index) is None:
                self._look_through(partial(column_facts, index))
        elif (
            session.view is View.SOURCES and session.pack.claims and not session.pack.ensemble_later
        ):
            from ici_tui.tui.checking import check, checked_at_once

            if checked_at_once(study) is None:
                self._look_through(partial(check, study))

    def _look_through(self, work: Callable[[], object]) -> None:
        def look() -> None:
            work()
            self._app.post_message(LookedThrough())

        self._looks = True
        self._app.in_thread(look, "look")

    def looked_through(self) -> None:
        """Something has been: the next may be."""
        self._looks = False

    def prepare(self) -> None:
        """Have what the first sort by name and the first filter need made ready."""
        self._app.in_thread(self._app.session.catalogue.prepare, "prepare")

    def read_ensemble(self) -> None:
        """Have the ensemble read, if it waits to be."""
        pack = self._app.session.pack
        if pack.ensemble_waits and pack is not self._reading:
            self._reading = pack
            self._app.in_thread(partial(self._read, pack, self._app.session.study), "ensemble")

    def _read(self, pack: Pack, study: Study) -> None:
        _ = pack.ensemble
        self._app.post_message(EnsembleRead(pack, pack.kept_fault))
        if rules_take_long(pack):
            # The list of presets tells what rules give over all tables: it opens at once then.
            from ici_tui.tui.presets import by_data

            by_data(study)

    def ensemble_read(self, event: EnsembleRead) -> None:
        """Show what the ensemble says: ranges, and how far weights may move."""
        if event.pack is not self._app.session.pack:  # another has its own
            return
        if event.fault:
            self._app.say(event.fault, warns=True)
        self._app.take(self._app.session.arranged())
