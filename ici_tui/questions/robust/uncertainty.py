"""How sure is every rank when all choices vary at once, and which choice moves ranks?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import UsageError, around_of, over_of
from ici_tui.questions.terms import OWN_TERMS
from ici_tui.views.robust.usual import FACTORS

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.uncertainty import UncertaintyView
    from ici_tui.views.study import Study

VARY = Option(
    f"{', '.join(FACTORS)}; may be given again.",
    Kind.TEXT, ("--vary",), "WHAT", many=True,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What varies."""

    vary: tuple[str, ...] = option(VARY, ())
    over: str = option(shared.OVER, shared.PARTS)
    within: str | None = option(shared.WITHIN)
    near: bool = option(shared.NEAR, False)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        unknown = [name for name in self.vary if name not in FACTORS]
        if unknown:
            known = ", ".join(FACTORS)
            raise UsageError(f"--vary: there is no {unknown[0]!r}; choose among {known}")
        around_of(self.within, self.near)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(over=selection.over)


def answer(study: Study, asked: Asked, progress: Progress) -> UncertaintyView:
    """Vary everything and rank anew."""
    from ici_tui.views.robust.uncertainty import build_uncertainty

    given = asked.near or asked.within is not None
    return build_uncertainty(
        study,
        over_of(asked.over),
        varied=asked.vary or None,
        around=around_of(asked.within, asked.near) if given else None,
        draws=asked.draws,
        seed=asked.seed,
        progress=progress,
    )


UNIT = (
    Field("code", TEXT),
    Field("name", TEXT),
    Field("rank", WHOLE, rank_of="code"),
    Field("mean", NUMBER),
    Field("median", NUMBER),
    Field("low", NUMBER, "5 % quantile"),
    Field("high", NUMBER, "95 % quantile"),
    Field("first", NUMBER, "share of settings in which it is first"),
    Field("top", NUMBER, "share of settings in which it is among the first `top_k`"),
)
FACTOR = (
    Field("name", TEXT),
    Field("variance", NUMBER, "share of the variance of ranks", none=True),
    Field("first", NUMBER, "Sobol' index of first order", none=True),
    Field("first_error", NUMBER, "its standard error", none=True),
    Field("total", NUMBER, "total Sobol' index", none=True),
    Field("total_error", NUMBER, "its standard error", none=True),
)
FIELDS = (
    Field("units", UNIT, many=True),
    Field("factors", FACTOR, many=True),
    Field("interaction", NUMBER, "share of the variance that is theirs together", none=True),
    Field("top_k", WHOLE, given=True),
    Field("mean_change", NUMBER, "mean absolute change of rank"),
    Field("left_out", TEXT, many=True),
    Field("evaluations", WHOLE, given=True),
    Field("settings", WHOLE, none=True, given=True),
    *OWN_TERMS,
)


def rows(view: UncertaintyView) -> list[Record]:
    """A row per unit; the factors are in JSON."""
    return [{found.name: getattr(unit, found.name) for found in UNIT} for unit in view.units]


QUESTION = Question(
    "uncertainty", "Uncertainty",
    "Ranks while weights, methods, indicators and data vary at once, and what moves them.",
    Asked, chosen, answer, FIELDS, rows=rows, order=8,
)  # fmt: skip
