"""Records, declared once: what JSON holds of an answer, and the schema that says so."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, object]
TEXT, WHOLE, NUMBER, FLAG = "string", "integer", "number", "boolean"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: what it is called, of which type, and where its value comes from."""

    name: str
    type: str | tuple[Field, ...]
    """A type of JSON, or the fields of an object."""
    help: str = ""
    get: Callable[[Any], object] | None = None
    """From the thing to the value; the attribute of this name where none is given."""
    many: bool = False
    """Whether it is a list of such."""
    named: bool = False
    """Whether it is an object with such a value under each name."""
    lists: bool = False
    """Whether each of many, or what is under each name, is a list of such."""
    none: bool = False
    """Whether it may be null."""
    gaps: bool = False
    """Whether one of many, or what is under a name, may be null."""

    def value(self, thing: Any) -> object:  # noqa: ANN401 - whatever the answer is made of
        """The field's value for a thing."""
        found: Any = (self.get or attrgetter(self.name))(thing)
        if found is None:
            return None
        if self.many:
            items = found.tolist() if hasattr(found, "tolist") else found
            return [self._each(item) for item in items]
        if self.named:
            return {name: self._each(item) for name, item in found.items()}
        return self._one(found)

    def _each(self, found: Any) -> object:  # noqa: ANN401
        return [self._one(item) for item in found] if self.lists else self._one(found)

    def _one(self, found: Any) -> object:  # noqa: ANN401
        if found is None:
            return None
        if isinstance(self.type, tuple):
            return record_of(self.type, found)
        # JSON has no number without end.
        return None if isinstance(found, float) and not math.isfinite(found) else found

    def schema(self) -> Record:
        """The field's JSON Schema."""
        inner: dict[str, Any] = (
            schema_of(self.type) if isinstance(self.type, tuple) else {"type": self.type}
        )
        if self.lists:
            inner = {"type": "array", "items": inner}
        if self.gaps:
            inner = inner | {"type": [inner["type"], "null"]}
        if self.many:
            inner = {"type": "array", "items": inner}
        elif self.named:
            inner = {"type": "object", "additionalProperties": inner}
        if self.none:
            inner = inner | {"type": [inner["type"], "null"]}
        return inner | ({"description": self.help} if self.help else {})


def record_of(fields: tuple[Field, ...], thing: Any) -> Record:  # noqa: ANN401
    """A thing as a record."""
    return {found.name: found.value(thing) for found in fields}


def schema_of(fields: tuple[Field, ...]) -> Record:
    """The JSON Schema of such records."""
    return {
        "type": "object",
        "properties": {found.name: found.schema() for found in fields},
        "required": [found.name for found in fields],
    }


def flat(record: Record) -> Record:
    """A record without nesting: objects become columns, lists become texts."""
    found: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            found |= {f"{key}_{name}": inner for name, inner in value.items()}
        elif isinstance(value, list):
            found[key] = " ".join(map(str, value))
        else:
            found[key] = value
    return found


TERMS: tuple[Field, ...] = (
    Field("over", TEXT, "whose weights move"),
    Field("varied", TEXT, "what was varied", many=True),
    Field("held", TEXT, "what was held", many=True),
    Field("sampled", FLAG, "whether no exact method applies"),
    Field("why_sampled", TEXT, "why not", lambda terms: terms.why_sampled or None, none=True),
    Field("draws", WHOLE, "how many draws were made", none=True),
    Field("seed", WHOLE, "their seed", none=True),
    Field("tables", WHOLE, "admissible tables that it was held against", none=True),
    Field("tie_rule", TEXT, "what equal scores mean here"),
)
NOT_IN_ROWS = frozenset(
    {"varied", "held", "why_sampled", "tie_rule", "over", "draws", "seed", "tables"}
)
"""Terms that rows leave out: they are said on stderr."""


def without_terms(record: Record) -> Record:
    """A record for rows."""
    return {key: value for key, value in record.items() if key not in NOT_IN_ROWS}


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
            return None if found is None else found[place]

        return value

    shares = {"low": "5 %", "median": "50 %", "high": "95 %"}
    return tuple(
        Field(f"{lead}_{end}", NUMBER, f"{share} quantile over the tables", at(place), none=True)
        for place, (end, share) in enumerate(shares.items())
    )


@dataclass(frozen=True, slots=True)
class OfAnswer:
    """One thing of an answer that has a record for each, with all of it."""

    thing: Any
    answer: Any


def from_part(fields: tuple[Field, ...], part: str) -> tuple[Field, ...]:
    """The same fields of something that has the thing as one of its attributes."""
    whole = attrgetter(part)

    def moved(found: Field) -> Field:
        get = found.get or attrgetter(found.name)
        return replace(found, get=lambda holder: get(whole(holder)))

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
