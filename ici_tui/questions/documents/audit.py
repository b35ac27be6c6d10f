"""What would an auditor say of this index?

The subjects are those of the JRC's statistical audits: OECD/JRC, Handbook on Constructing
Composite Indicators (2008), steps 3 to 8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.option import option
from ici_tui.questions.question import DOCUMENTS, STEP, Question, step_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.questions.audit.finding import Section
    from ici_tui.questions.audit.subject import Subject
    from ici_tui.questions.fields import Field, Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.stamp import Stamp
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How what is drawn is drawn."""

    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)


@dataclass(frozen=True, slots=True)
class Balance:
    """A part's weight and its share of the variance of the index, both of 1."""

    name: str
    weight: float
    influence: float


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings, section by section."""

    sections: tuple[Section, ...]
    parts: tuple[Balance, ...]
    seed: int
    stamp: Stamp | None = None


def answer(study: Study, asked: Asked, progress: Progress) -> Audit:
    """Look at every subject in turn; what could not be looked at is a finding too."""
    from ici_tui.questions.audit.structure import parts_of
    from ici_tui.questions.audit.subject import Subject
    from ici_tui.stopped import Stopped
    from ici_tui.views.statistics import build_statistics

    subjects = _subjects()

    def going_on(done: int, of: int) -> bool:
        del done, of  # no subject is done yet
        return progress(0, len(subjects) * STEP)

    audit = Audit((), (), asked.seed)
    subject = Subject(study, build_statistics(study, going_on), progress, asked.seed, asked.draws)
    parts = tuple(
        Balance(row.node.name, row.weight, row.influence or 0.0) for row in parts_of(subject)
    )
    for place, look in enumerate(subjects):
        found = look(replace(subject, progress=step_of(progress, place, len(subjects))))
        audit = replace(audit, sections=(*audit.sections, found), parts=parts)
        if not progress((place + 1) * STEP, len(subjects) * STEP, audit, found.title):
            raise Stopped
    return audit


def _subjects() -> tuple[Callable[[Subject], Section], ...]:
    from ici_tui.questions.audit import data, ranks, structure

    return (
        data.coverage, data.outliers, structure.coherence, structure.redundancy,
        structure.balance, ranks.tipping, ranks.uncertain, ranks.without_one,
    )  # fmt: skip


def fields() -> tuple[Field, ...]:
    """The fields of a record."""
    from ici_tui.questions.audit.finding import SECTION
    from ici_tui.questions.fields import Field
    from ici_tui.questions.stamp import FIELDS as STAMP

    return (
        Field("sections", SECTION, "in the order of the page", many=True),
        Field("stamp", STAMP, "what it was made of", none=True),
    )


def rows(audit: Audit) -> list[Record]:
    """A row per finding."""
    return [
        {"section": section.id, **{name: getattr(finding, name) for name in
         ("text", "value", "threshold", "verdict", "command")}}
        for section in audit.sections
        for finding in section.findings
    ]  # fmt: skip


QUESTION = Question(
    "audit", "Audit",
    "An audit of the index: verdicts on its data, structure and robustness, each with its threshold.",
    Asked, lambda _: Asked(), answer, fields, rows=rows, room=DOCUMENTS, order=1,
)  # fmt: skip
