"""What is known of the numbers in records: the one way from a study to the statuses beside them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.questions.fields import STATUS, WHOLE, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ici_tui.questions.fields import Fields, Record, Statuses
    from ici_tui.views.study import Study

RANK = Field("rank", WHOLE, rank_of="code")
"""A rank in a row whose question has no such field: that of the unit at the weights in force."""


class OfStudy:
    """What is known of the numbers that follow from a study."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def result(self) -> str:
        """Estimated where any value of the pack is: an answer rests on all of them."""
        from ici_tui.views.robust.shown import rests_on_estimates

        return "estimated" if rests_on_estimates(self.study) else "derived"

    def rank(self, code: object, rank: object) -> str:
        """Reported where it was published for these weights; else as well known as the data."""
        study = self.study
        if study.own and isinstance(code, str):
            published = study.pack.reported(code, study.pack.index.tree.root.code, "rank")
            if published is not None and published.value == rank:
                return "reported"
        return self.result


def statuses_of(study: Study) -> OfStudy | None:
    """What is known of the numbers of a study; None where its pack says nothing of its values."""
    return None if study.pack.cells is None else OfStudy(study)


def marked_rows(
    rows: Sequence[Record], fields: Fields, statuses: Statuses
) -> Sequence[dict[str, object]]:
    """Flat rows, and after their columns one for each that holds numbers, with what is known.

    Args:
        rows: of a table.
        fields: of the question's records: a column of the same name is marked in the same way.
        statuses: what is known of numbers.
    """
    known = {found.name: found for found in _every(fields)}
    marked = [
        name
        for name in dict.fromkeys(key for row in rows for key in row)
        if not (name in known and known[name].given) and f"{name}{STATUS}" not in rows[0]
        if any(_is_number(row.get(name)) for row in rows)
    ]
    return [
        row | {name + STATUS: _told(name, known.get(name), row, statuses) for name in marked}
        for row in rows
    ]


def _told(
    name: str, found: Field | None, row: Mapping[str, object], statuses: Statuses
) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    of = (found or (RANK if name == RANK.name else None)) if name in row else None
    if of is not None and of.rank_of in row:
        return statuses.rank(row[of.rank_of], value)
    return statuses.result


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _every(fields: Fields) -> Iterator[Field]:
    """The fields of a record, those of its parts first: the record's own count where names meet."""
    for found in fields:
        if isinstance(found, Field) and isinstance(found.type, tuple):
            yield from _every(found.type)
    for found in fields:
        yield from (found,) if isinstance(found, Field) else found.fields
