"""Records, declared once: what JSON holds of an answer, and the schema that says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isfinite
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Record = dict[str, object]
TEXT, WHOLE, NUMBER, FLAG = "string", "integer", "number", "boolean"
STATUS = "_status"
"""What the name of a field ends with that says what is known of another one's value."""


class Statuses(Protocol):
    """Says what is known of the numbers of a record: reported, sourced, derived or estimated."""

    @property
    def result(self) -> str:
        """Of what follows from the data at large."""

    def rank(self, code: object, rank: object) -> str:
        """Of a unit's rank on the index, at the weights in force."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: what it is called, of which type, and where its value comes from."""

    name: str
    type: str | tuple[Field, ...]
    """A type of JSON, or the fields of an object."""
    help: str = ""
    get: Callable[[Any], object] | str = ""
    """From the thing to the value, or a path of attributes; the attribute of this name without."""
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
    also: str = ""
    """Another type of JSON that its value may have."""
    when: str = ""
    """The path of an attribute that says whether a record has it; every record has without."""

    given: bool = False
    """Whether its number is no result of the data: a count, a setting, the rank of a question. Its
    record says nothing of what is known of it; of every other number it does."""
    rank_of: str = ""
    """The field of the record with the unit whose rank at the weights in force it is."""
    status: Callable[[Any], object] | None = None
    """From the thing to what is known of the value, where that is not said by the data at large."""

    _read: Callable[[Any], object] = field(init=False, repr=False, compare=False)
    _single: bool = field(init=False, repr=False, compare=False)
    plain: Callable[[Any], object] | None = field(init=False, repr=False, compare=False)
    """Reads a single value that every record has; None where there is more to do than that."""

    def __post_init__(self) -> None:
        # Found once: a large table has a value of each field for every unit.
        read = attrgetter(self.get or self.name) if isinstance(self.get, str) else self.get
        object.__setattr__(self, "_read", read)
        single = not (self.many or self.named or isinstance(self.type, tuple))
        object.__setattr__(self, "_single", single)
        object.__setattr__(self, "plain", read if single and not self.when else None)

    @property
    def marked(self) -> bool:
        """Whether a record says what is known of its value."""
        return self.type in {NUMBER, WHOLE} and not self.given

    def put(self, thing: Any, record: Record, statuses: Statuses | None = None) -> None:  # noqa: ANN401 - whatever the answer is made of
        """Write the field of a thing into its record."""
        if not self.when or attrgetter(self.when)(thing):
            record[self.name] = self.value(thing, statuses)

    def mark(self, thing: Any, record: Record, statuses: Statuses) -> None:  # noqa: ANN401
        """Write into its record what is known of the value."""
        if self.marked and self.name in record:
            value = record[self.name]
            record.setdefault(self.name + STATUS, self._status(thing, value, record, statuses))

    def _status(self, thing: Any, value: object, record: Record, statuses: Statuses) -> object:  # noqa: ANN401
        if value is None:
            return None
        if self.status is not None:
            return self.status(thing)
        if self.rank_of:
            return statuses.rank(record.get(self.rank_of), value)
        return statuses.result

    def value(self, thing: Any, statuses: Statuses | None = None) -> object:  # noqa: ANN401 - whatever the answer is made of
        """The field's value for a thing; of parts that are records, with what is known of them."""
        found: Any = self._read(thing)
        if self._single:
            # JSON has no number without end.
            return None if isinstance(found, float) and not isfinite(found) else found
        if found is None:
            return None
        each = self._list if self.lists else self._one
        if self.many:
            items = found.tolist() if hasattr(found, "tolist") else found
            return [each(item, statuses) for item in items]
        if self.named:
            return {name: each(item, statuses) for name, item in found.items()}
        return self._one(found, statuses)

    def _list(self, found: Any, statuses: Statuses | None) -> object:  # noqa: ANN401
        return [self._one(item, statuses) for item in found]

    def _one(self, found: Any, statuses: Statuses | None) -> object:  # noqa: ANN401
        if found is None:
            return None
        # JSON has no number without end.
        if isinstance(found, float):
            return found if isfinite(found) else None
        return record_of(self.type, found, statuses) if isinstance(self.type, tuple) else found

    def schema(self) -> Record:
        """The field's JSON Schema."""
        inner: dict[str, Any] = (
            schema_of(self.type) if isinstance(self.type, tuple) else {"type": self.type}
        )
        if self.also:
            inner = {"type": [self.type, self.also]}
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


@dataclass(frozen=True, slots=True)
class Each:
    """Fields that a record has for each of some codes, such as `North_mean` and `South_mean`."""

    fields: tuple[Field, ...]
    """Their names have `{}` where the code stands."""
    get: Callable[[Any], Iterable[tuple[str, Any]]]
    """From the thing to the codes, each with what its fields are taken from."""
    plain: None = field(init=False, default=None, repr=False, compare=False)
    _written: tuple[tuple[str, str, Field], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        written = [(*found.name.split("{}"), found) for found in self.fields]
        object.__setattr__(self, "_written", tuple(written))

    def put(self, thing: Any, record: Record, statuses: Statuses | None = None) -> None:  # noqa: ANN401
        """Write the fields of a thing into its record."""
        for code, part in self.get(thing):
            for before, after, written in self._written:
                record[before + code + after] = written.value(part, statuses)

    def mark(self, thing: Any, record: Record, statuses: Statuses) -> None:  # noqa: ANN401
        """Write into its record what is known of each value."""
        for code, part in self.get(thing):
            for before, after, written in self._written:
                if written.marked:
                    name = before + code + after
                    told = written.status(part) if written.status else statuses.result
                    record.setdefault(name + STATUS, None if record[name] is None else told)


Fields = tuple[Field | Each, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The records that a command writes: their fields, and what they are about."""

    help: str
    fields: Fields
    many: bool = True
    """Whether a command writes an array of them, or one."""
    statuses: bool = False
    """Whether they say what is known of their numbers, where the pack says it of its values."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that every record may have."""
        return tuple(found.name for found in self.fields if isinstance(found, Field))

    def one(self, thing: Any, statuses: Statuses | None = None) -> Record:  # noqa: ANN401
        """The record of a thing."""
        return record_of(self.fields, thing, statuses)

    def all(self, things: Iterable[Any], statuses: Statuses | None = None) -> list[Record]:
        """A record of each thing."""
        return [record_of(self.fields, thing, statuses) for thing in things]

    def schema(self) -> Record:
        """The JSON Schema of what a command writes."""
        inner = schema_of(with_statuses(self.fields) if self.statuses else self.fields)
        return {"type": "array", "items": inner} if self.many else inner


def record_of(fields: Fields, thing: Any, statuses: Statuses | None = None) -> Record:  # noqa: ANN401
    """A thing as a record; after its values, with `statuses`, what is known of each number."""
    record: Record = {}
    for found in fields:
        read = found.plain
        if read is None:
            found.put(thing, record, statuses)
        else:  # most fields, of every row of a large table
            value = read(thing)
            endless = isinstance(value, float) and not isfinite(value)
            record[found.name] = None if endless else value  # type: ignore[union-attr] # no `Each` is plain
    if statuses is not None:
        for found in fields:
            found.mark(thing, record, statuses)
    return record


def with_statuses(fields: Fields) -> Fields:
    """The fields that a record may have where a pack says what is known of its values."""
    names = {found.name for found in _all_fields(fields)}
    told = [replace(found, type=_inner(found)) if isinstance(found, Field) else found
            for found in fields]  # fmt: skip
    added = [_told(found) for found in fields if isinstance(found, Field) and found.marked]
    each = [
        Each(tuple(_told(one) for one in found.fields if one.marked), found.get)
        for found in fields
        if isinstance(found, Each)
    ]
    each = [
        Each(tuple(one for one in found.fields if one.name not in names), found.get)
        for found in each
    ]
    return (*told, *(one for one in added if one.name not in names), *each)


def _all_fields(fields: Fields) -> Iterable[Field]:
    for found in fields:
        yield from (found,) if isinstance(found, Field) else found.fields


def _inner(found: Field) -> str | tuple[Field, ...]:
    inner = found.type
    return with_statuses(inner) if isinstance(inner, tuple) else inner  # type: ignore[return-value]


def _told(found: Field) -> Field:
    """The field that says what is known of another one's value."""
    told = "what is known of it: reported, sourced, derived or estimated"
    return Field(found.name + STATUS, TEXT, told, none=True, when="statuses")


def schema_of(fields: Fields) -> Record:
    """The JSON Schema of such records. Fields may be added, so that others are allowed."""
    single = [found for found in fields if isinstance(found, Field)]
    of_codes = [inner for found in fields if isinstance(found, Each) for inner in found.fields]
    schema: Record = {
        "type": "object",
        "properties": {found.name: found.schema() for found in single},
        "required": [found.name for found in single if not found.when],
    }
    return schema | _schema_for_codes(of_codes)


def _schema_for_codes(fields: Iterable[Field]) -> Record:
    """The part of a schema that describes fields whose names have a code in them.

    Where a field's name is the code alone, a code may read as another field's name does (a unit
    `A_rank`), so that every pattern allows the types of that field too.
    """
    described: dict[str, dict[str, Any]] = {found.name: found.schema() for found in fields}
    bare = described.pop("{}", None)
    if any(name.endswith(STATUS) for name in described):
        # `rank_A_status` reads as the rank of a node `A_status` does.
        for name, found in described.items():
            if name.endswith("{}"):
                found["type"] = _either(found["type"], TEXT)
    if bare is not None:
        for found in described.values():
            found["type"] = _either(found["type"], bare["type"])
    patterns = {f"^{name.format('.+')}$": found for name, found in described.items()}
    return ({"patternProperties": patterns} if patterns else {}) | (
        {"additionalProperties": bare} if bare else {}
    )


def _either(*types: str | list[str]) -> list[str]:
    """The types of JSON that two fields have between them."""
    found = {name for one in types for name in ([one] if isinstance(one, str) else one)}
    return sorted(found - ({WHOLE} if NUMBER in found else set()))


def flat(record: Record) -> Record:
    """A record without nesting: objects become columns, lists become texts."""
    found: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            found |= flat({f"{key}_{name}": inner for name, inner in value.items()})
        elif isinstance(value, list):
            found[key] = " ".join(map(_short, value))
        else:
            found[key] = value
    return found


def _short(item: object) -> str:
    """One of several things in a cell; of a record its values, without what is known of them."""
    if not isinstance(item, dict):
        return str(item)
    return ":".join(str(one) for name, one in item.items() if not name.endswith(STATUS))


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
    Field("unused", TEXT, "what is stated, where the answer does without it", many=True),
)
NOT_IN_ROWS = frozenset(
    {"varied", "held", "why_sampled", "tie_rule", "over", "draws", "seed", "tables", "unused"}
)
"""Terms that rows leave out: they are said on stderr."""


def without_terms(record: Record) -> Record:
    """A record for rows."""
    return {key: value for key, value in record.items() if key not in NOT_IN_ROWS}


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


@dataclass(frozen=True, slots=True)
class OfAnswer:
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
            found = replace(found, status=lambda holder: status(whole(holder)))
        if isinstance(get, str):
            return replace(found, get=f"{part}.{get or found.name}")
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
