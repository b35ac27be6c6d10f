"""Long work: a question, its answer so far, and how it is found away from the interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.child import Stopped
from ici_tui.crash import crash_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from ici_tui.views.study import Study

    class Progress(Protocol):
        """Told how far work has come, and what is known; whether to go on."""

        def __call__(self, done: int, of: int, partial: object = None) -> bool:
            """Tell; False means to stop."""

    Find = Callable[[Study, "Question", Progress], object]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which study. `details` holds whatever else the answer depends on."""

    kind: str
    study: Study
    details: tuple[object, ...] = ()


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


def find(question: Question, work: Find, progress: Progress) -> Answer | None:
    """Do the work; None where it was stopped. Runs in a thread and touches no widget."""
    try:
        return Answer(result=work(question.study, question, progress))
    except Stopped:
        return None
    except AnalysisError as error:
        return Answer(fault=str(error))
    except Exception as error:  # noqa: BLE001 - one panel without an answer is no end of the session
        return Answer(fault=crash_line(error))
