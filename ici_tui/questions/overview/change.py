"""What did the edits do: who passed whom, why, and how far do the two rankings agree?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions.fields import NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import OVERVIEW, NoAnswerError, Question
from ici_tui.questions.shared import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.change import ChangeView
    from ici_tui.views.study import Study

MOST = 2_000
"""Units up to which all that moved are listed where nothing else is said."""
PASSES = 400_000
"""Of more units so many are listed that whom each passes is about so many codes in all."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """From which weights, and how much is told."""

    from_weights: str | None = option(
        Option(
            "The weights before, as --weights takes them; the pack's own without.", Kind.WEIGHTS,
            ("--from-weights",), "POINTS|NAME",
        )
    )  # fmt: skip
    top: int | None = option(
        Option(
            "How many first places count for the overlap; a third of the units, at most 10.",
            Kind.WHOLE, ("--top",), "K", least=1,
        )
    )  # fmt: skip
    most: int | None = option(
        Option(
            f"List only the N that moved most; all, up to {MOST:,} units, without.", Kind.WHOLE,
            ("--most",), "N", least=1,
        )
    )  # fmt: skip


def chosen(selection: Selection) -> Asked:
    """Nothing has to be selected."""
    return Asked(most=selection.most)


def answer(study: Study, asked: Asked, progress: Progress) -> ChangeView:
    """The pack as it is opened against how it is looked at."""
    from ici_tui.analysis.inputs import AnalysisError
    from ici_tui.index.errors import PipelineError
    from ici_tui.views.change import build_change

    del progress
    try:
        before = study.unedited
    except PipelineError as error:
        raise AnalysisError(f"the pack as it is opened has no scores: {error}") from None
    if asked.from_weights is not None:
        before = _at_weights(before, asked.from_weights)
    most = asked.most
    if most is None and study.pack.index.size > MOST:
        most = max(PASSES // study.pack.index.size, 4)
    return build_change(before, study, top=asked.top, most=most)


def _at_weights(study: Study, text: str) -> Study:
    from ici_tui.index.weights import WeightError
    from ici_tui.questions.named_weights import RefusedError, weights_meant
    from ici_tui.views.names import NameNotFoundError

    try:
        weights, _ = weights_meant(text, study, "--from-weights")
    except (WeightError, NameNotFoundError) as error:
        told = str(error)
        own = told.startswith("--from-weights")
        raise UsageError(told if own else f"--from-weights: {told}") from None
    except RefusedError as error:
        raise NoAnswerError(f"--from-weights {text.strip()}: {error}") from None
    return study.with_weights(weights)


def remarks(found: ChangeView) -> Iterator[str]:
    """What is left out of the list."""
    if found.left_out:
        yield f"{found.left_out:,} more moved, less than those listed (--most)"


PART = (
    Field("code", TEXT, "the part of the index"),
    Field("points", NUMBER, "what it adds to the score more than before"),
    Field("relative", NUMBER, "that, less the mean over all units: what moves a rank"),
)
MOVED = (
    Field("code", TEXT),
    Field("name", TEXT),
    Field("from", WHOLE, "rank before", "before"),
    Field("to", WHOLE, "rank now", "after"),
    Field("passes", TEXT, "codes of whom was at least level and is below now", many=True),
    Field("passed_by", TEXT, "codes of whom was at most level and is above now", many=True),
    Field("score_change", NUMBER, "points"),
    Field("parts", PART, "where that comes from", many=True),
    Field("holds_in", NUMBER, "share of tables in which its rank moves the same way", none=True),
)
FIELDS = (
    Field("moved", MOVED, "units whose rank changed, those that moved most first", many=True),
    Field("left_out", WHOLE, "how many more moved"),
    Field("unmoved", WHOLE),
    Field("of", WHOLE, "units with a rank before and after"),
    Field("unranked", TEXT, "codes of units with a rank in only one of the two", many=True),
    Field("tau", NUMBER, "Kendall's tau-b; null where a ranking has only ties", none=True),
    Field("spearman", NUMBER, "null where a ranking has only ties", none=True),
    Field("overlap", NUMBER, "share of the first places that both have"),
    Field("top", WHOLE, "how many first places those are"),
    Field("mean_change", NUMBER, "places"),
    Field("largest_change", WHOLE, "places"),
    Field("edits", TEXT, "what is different", many=True),
    Field("tables", WHOLE, "admissible tables that it was held against", none=True),
)


def rows(found: ChangeView) -> list[dict[str, object]]:
    """A row for each unit, those that moved most first."""
    return [
        {
            "code": one.code,
            "name": one.name,
            "from": one.before,
            "to": one.after,
            "passes": " ".join(one.passes),
            "passed_by": " ".join(one.passed_by),
            "score_change": one.score_change,
            **{part.code: part.points for part in one.parts},
            "holds_in": one.holds_in,
        }
        for one in found.units
    ]


def cost(study: Study, asked: Asked) -> int:
    """Every unit that moved is held against all others, in every table."""
    size = study.pack.index.size
    tables = 1 if study.pack.ensemble is None else len(study.pack.ensemble)
    return size * max(tables, min(size, asked.most or size))


QUESTION = Question(
    "change", "Change", "What edits did: who passed whom, why, and how the two rankings agree.",
    Asked, chosen, answer, FIELDS, rows=rows, remarks=remarks, cost=cost, instant=100_000,
    room=OVERVIEW, view="robustness", order=90,
)  # fmt: skip
