"""Fields that the records of many answers share: the terms under which an answer holds."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field

if TYPE_CHECKING:
    from collections.abc import Callable

TERMS: tuple[Field, ...] = (
    Field("over", TEXT, "whose weights move"),
    Field("varied", TEXT, "what was varied", many=True),
    Field("held", TEXT, "what was held", many=True),
    Field("sampled", FLAG, "whether no exact method applies"),
    Field("why_sampled", TEXT, "why not", lambda terms: terms.why_sampled or None, none=True),
    Field("draws", WHOLE, "how many draws were made", none=True, given=True),
    Field("seed", WHOLE, "their seed", none=True, given=True),
    Field("tables", WHOLE, "admissible tables that it was held against", none=True, given=True),
    Field("tie_rule", TEXT, "what equal scores mean here"),
    Field(
        "rests_on",
        TEXT,
        "the units, where they are not all with a score",
        lambda terms: terms.rests_on or None,
        none=True,
    ),
    Field("unused", TEXT, "what is stated, where the answer does without it", many=True),
)
QUANTILE_DIGITS = 2
"""Significant digits of a quantile over admissible tables: more are not the same in other chains."""


def quantile_fields(
    lead: str, get: Callable[[Any], tuple[float, float, float] | None]
) -> tuple[Field, ...]:
    """Three fields for quantiles over the tables.

    Args:
        lead: what their names begin with.
        get: from the thing to its 5, 50 and 95 % quantiles; None where there are none.
    """

    def at(place: int) -> Callable[[Any], object]:
        def value(thing: Any) -> object:  # noqa: ANN401
            found = get(thing)
            return None if found is None else float(f"{found[place]:.{QUANTILE_DIGITS}g}")

        return value

    shares = {"low": "5 %", "median": "50 %", "high": "95 %"}
    return tuple(
        Field(f"{lead}_{end}", NUMBER, f"{share} quantile over the tables", at(place), none=True)
        for place, (end, share) in enumerate(shares.items())
    )


class OfAnswer(NamedTuple):
    """One thing of an answer that has a record for each, with all of it."""

    thing: Any
    answer: Any


def from_part(fields: tuple[Field, ...], part: str) -> tuple[Field, ...]:
    """The same fields of something that has the thing as one of its attributes."""
    whole = attrgetter(part)

    def moved(found: Field) -> Field:
        get = found.get
        status = found.status
        if status is not None:
            found = found._replace(status=lambda holder: status(whole(holder)))
        if isinstance(get, str):
            return found._replace(get=f"{part}.{get or found.name}")
        return found._replace(get=lambda holder: get(whole(holder)))

    return tuple(map(moved, fields))


def with_terms(fields: tuple[Field, ...], *of_answer: Field) -> tuple[Field, ...]:
    """Fields of `OfAnswer`: those of the thing, those of the whole answer, then its terms."""
    return (
        *from_part(fields, "thing"),
        *from_part(of_answer, "answer"),
        *from_part(TERMS, "answer.terms"),
    )


OWN_TERMS = from_part(TERMS, "terms")
"""The terms of an answer that is one record."""
