"""A question: its name, its options, how it is answered, and the records of its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.questions.fields import Fields, Record, Statuses
    from ici_tui.questions.selection import Selection
    from ici_tui.views.study import Study


class Progress(Protocol):
    """Told how far work has come, and what is known; whether to go on."""

    def __call__(self, done: int, of: int, partial: object = None, note: str = "") -> bool:
        """Tell; False means to stop."""


USUAL_WEIGHTS = 100
"""Indicators up to which what an answer takes depends on the units alone."""
STEP = 100
"""What each of several steps counts for in their progress."""


def step_of(progress: Progress, step: int, steps: int) -> Progress:
    """The progress of one of several steps, told as that of all.

    Args:
        progress: who is told.
        step: which one, from 0.
        steps: how many there are.
    """

    def tell(done: int, of: int, partial: object = None, note: str = "") -> bool:
        del partial  # what is known of a step is no part of the whole
        within = STEP * min(done, of) // of if of else 0
        return progress(step * STEP + within, steps * STEP, None, note)

    return tell


ROBUST, OVERVIEW, DOCUMENTS = "robust", "overview", "documents"
"""The rooms of questions: a module in one of them declares a question."""

Answer = Callable[["Study", Any, Progress], object]


class NoAnswerError(ValueError):
    """There is no answer to what was asked; the message says why, and what can be done."""


class Instead(NamedTuple):
    """Other records of an answer, which an option asks for."""

    asked: Callable[[Any], bool]
    """Whether they were asked for, from the answer."""
    fields: Fields
    records: Callable[[Any], Sequence[Any]]


class Question(NamedTuple):
    """A question about an index at some weights. Command, panel and documentation follow from it.

    The page of its answer is written by the module of the same name in the same room of `pages`.
    """

    name: str
    """The word for it, in both doors."""
    title: str
    """The name of its panel or its view."""
    summary: str
    """A sentence for the help."""
    asked: type
    """A frozen dataclass of its options (see `option`)."""
    chosen: Callable[[Selection], object]
    """Its options from what is selected; raises `NothingAskedError` where that gives none."""
    answer: Answer
    """Finds the answer; raises `AnalysisError` where there is none, `Stopped` where it is told to."""
    fields: Fields | Callable[[], Fields]
    """The fields of a record; or what makes them, where they take more than the question alone."""
    records: Callable[[Any], Sequence[Any]] | None = None
    """From the answer to the things that have a record each; None where the answer is one record."""
    rows: Callable[[Any], Sequence[Record]] | None = None
    """The rows of CSV where they are not the records, made flat."""
    remarks: Callable[[Any], Iterator[str]] | None = None
    """What a reader of the records has to be told."""
    instant: int = 0
    """Up to which cost it is answered at once; else it runs as a job."""
    cost: Callable[[Study, Any], int] | None = None
    """A measure of the work, from the study and the options; units times tables without."""
    instead: Instead | None = None
    """Other records that one of its options asks for."""
    room: str = ROBUST
    """Where its module and the writer of its page are."""
    view: str = "robustness"
    """The view of the explorer that shows its answer."""
    over_tables: bool = True
    """Whether the answer is held against the pack's ensemble, which then has to be there first."""
    order: int = 100
    """Its place among the panels."""
    aliases: tuple[str, ...] = ()
    """Other words for it."""
    finds_weights: bool = False
    """Whether weights for the statements of a study are what it finds: it starts from others."""

    @property
    def command(self) -> str:
        """The words of its command, by which it is known among all questions."""
        return f"robust {self.name}" if self.room == ROBUST else self.name

    def is_instant(self, study: Study, asked: object) -> bool:
        """Whether the answer is found in less time than anybody notices."""
        if self.cost is not None:
            return self.cost(study, asked) <= self.instant
        pack = study.pack
        tables = len(pack.ensemble) if pack.ensemble is not None else 1
        wide = max(len(pack.index.tree.leaves) / USUAL_WEIGHTS, 1)
        return pack.index.size * tables * wide <= self.instant

    def find(self, study: Study, asked: object, progress: Progress) -> object:
        """The answer.

        Raises:
            NoAnswerError: there is none.
            Stopped: `progress` said so.
        """
        from ici_tui.analysis.inputs import AnalysisError

        try:
            return self.answer(study, asked, progress)
        except AnalysisError as error:
            raise NoAnswerError(str(error)) from None

    def unused(self, asked: object) -> Iterator[str]:
        """What is said of options that were given and have no part in this answer."""
        from ici_tui.questions.option import options_of

        for name, (declared, field) in options_of(self.asked).items():
            if declared.idle and getattr(asked, name) != field.default:
                yield f"{declared.flags[-1]} has no part here: {declared.idle}"

    def json(self, found: Any, statuses: Statuses | None = None) -> Record | list[Record]:  # noqa: ANN401
        """The answer as JSON has it; with `statuses`, what is known of each number beside it."""
        from ici_tui.questions.fields import record_of

        if self.instead is not None and self.instead.asked(found):
            fields, things = self.instead.fields, self.instead.records(found)
            return [record_of(fields, one, statuses) for one in things]
        fields = self._declared()
        if self.records is None:
            return record_of(fields, found, statuses)
        return [record_of(fields, thing, statuses) for thing in self.records(found)]

    def table(self, found: Any, statuses: Statuses | None = None) -> Sequence[Record]:  # noqa: ANN401
        """The answer as CSV has it: what is known of the numbers in columns after them all."""
        from ici_tui.questions.flat import flat, without_terms
        from ici_tui.questions.statuses import marked_rows

        if self.rows is not None:
            rows = self.rows(found)
            return rows if statuses is None else marked_rows(rows, self._declared(), statuses)
        made = self.json(found, statuses)
        return [
            flat(without_terms(record)) for record in (made if isinstance(made, list) else [made])
        ]

    def schema(self) -> Record:
        """The JSON Schema of `json`."""
        from ici_tui.questions.fields import schema_of, with_statuses

        inner = schema_of(with_statuses(self._declared()))
        usual: Record = inner if self.records is None else {"type": "array", "items": inner}
        if self.instead is None:
            return usual
        instead = schema_of(with_statuses(self.instead.fields))
        other: Record = {"type": "array", "items": instead}
        return {"anyOf": [usual, other]}

    def _declared(self) -> Fields:
        return self.fields() if callable(self.fields) else self.fields
