"""Clusters found from the data on one basis, as a page of the explorer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page, Para, Title
from ici_tui.pages.robust.clusters import page_of_one, title_of
from ici_tui.pages.robust.frame import as_panel
from ici_tui.tui.asking import job_of, reads_first
from ici_tui.tui.documents.answer import Same
from ici_tui.tui.documents.line import BLANK, Line, line
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.jobs import Answer
from ici_tui.tui.selection import focus_of
from ici_tui.views.robust.clusters import ClustersView

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.tui.session import Session
    from ici_tui.views.study import Study


def alike_lines(session: Session, on: str, width: int) -> list[Line]:
    """The clusters that were found, or how far the work has come."""
    if reads_first(session):
        return [line(("The admissible tables are being read …", "muted"))]
    study = session.study
    view, answer = _known(session, on)
    if view is not None:
        found = _written(study, Same(view), on, focus_of(session), width)
        if found:
            return list(found)
    title = lay_out(Page((Title(title_of(on, study, session.over.value)),)), width)
    if view is None:
        return [*title, BLANK, *waiting(answer, width)]
    return [*title, BLANK, *lay_out(Page(_no_answer(view, on)), width)]


@lru_cache(maxsize=1)
def _written(
    study: Study, view: Same[ClustersView], on: str, focus: Focus, width: int
) -> tuple[Line, ...]:
    """The lines of the clusters: kept while only the cursor on the page moves. None: there are none."""
    found = page_of_one(view.known, on, study, focus)
    return () if found is None else tuple(lay_out(as_panel(found, study), width))


def _no_answer(view: ClustersView, on: str) -> tuple[Para, ...]:
    """Why there are no clusters on this basis, and what can be done about it."""
    why = next((told for told in view.missing if told.startswith(f"{on}: ")), on)
    told = Para(f"No answer: {why.removeprefix(f'{on}: ')}.", "warning")
    if "impute" in why:
        return told, Para.note("The view Methods can have them imputed.")
    return (told,)


def _known(session: Session, on: str) -> tuple[ClustersView | None, Answer]:
    """The answer; on indicators one from other weights will do while this one is being found."""
    job = job_of(session)
    if job is None:
        return None, Answer()
    answer = session.answers.get(job, Answer())
    if isinstance(answer.result, ClustersView):
        return answer.result, answer
    if on == "indicators" and not answer.fault:
        for other, known in session.answers.items():
            same = other.study.prepared is session.study.prepared
            if same and isinstance(known.result, ClustersView):
                return known.result, answer
    return None, answer
