"""Jobs: a question about a study, and its answer so far."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from ici_tui.allowed import limits
from ici_tui.crash import crash_line
from ici_tui.questions.question import NoAnswerError
from ici_tui.questions.registry import question_called
from ici_tui.stopped import Stopped
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.questions.question import Progress
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Job:
    """A question by the words of its command, the study that it is about, and its options."""

    question: str
    study: Study
    asked: object


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known so far: a result, why there is none, or how far the work has come."""

    result: object = None
    fault: str = ""
    done: int = 0
    of: int = 0
    partial: object = None
    """What is known before the end."""

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to come."""
        return self.result is not None or bool(self.fault)


def answer_at_once(job: Job) -> Answer | None:
    """The answer to a question that is small enough to be answered while one waits; else None."""
    if not question_called(job.question).is_instant(job.study, job.asked):
        return None
    return _at_once(job.study, job.question, job.asked)


@per_study
def _at_once(study: Study, question: str, asked: object) -> Answer:
    found = find(Job(question, study, asked), lambda *_, **__: True)
    assert found is not None  # noqa: S101  (nobody stops it)
    return found


def find(job: Job, progress: Progress) -> Answer | None:
    """Do the work; None where it was stopped. Touches no widget: it runs in a thread."""
    try:
        return Answer(result=question_called(job.question).find(job.study, job.asked, progress))
    except Stopped:
        return None
    except NoAnswerError as error:
        return Answer(fault=str(error))
    except Exception as error:  # noqa: BLE001 - one panel without an answer is no end of the session
        return Answer(fault=crash_line(error))


def found(
    job: Job, tell: Callable[[Answer], None], goes_on: Callable[[], bool], *, apart: float
) -> Answer | None:
    """Do the work within the time that a question may take; None where it was stopped.

    Args:
        job: the work.
        tell: is told how far it has come, and what is known by then.
        goes_on: whether it is still wanted.
        apart: seconds between two words on how far it is, where nothing more is known.
    """
    known: object = None
    told, begun = 0.0, monotonic()
    most = limits.held().max_seconds

    def is_over() -> bool:
        return most is not None and monotonic() - begun > most

    def progress(done: int, of: int, partial: object = None, note: str = "") -> bool:
        nonlocal known, told
        del note
        known = partial or known
        if of and (partial is not None or monotonic() - told >= apart):
            told = monotonic()
            tell(Answer(done=done, of=of, partial=known))
        return goes_on() and not is_over()

    answer = find(job, progress)
    return Answer(fault=limits.stopped()) if answer is None and is_over() else answer
