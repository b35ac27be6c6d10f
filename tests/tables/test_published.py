"""What a careful reader finds in small tables as they are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tables.published import (
    mixture,
    names,
    numbers,
    offices,
    pages,
    portals,
    programs,
    rankings,
    spreadsheets,
)
from tests.tables.reading import Seen, seen

if TYPE_CHECKING:
    from tests.tables.published.case import Case

EVERY = (offices, portals, mixture, rankings, pages, programs, spreadsheets, numbers, names)
CASES = [case for module in EVERY for case in module.CASES]


def _found(case: Case, got: Seen) -> dict[str, object]:
    """What is asked of a table, as it was read."""
    shaped = got.reading.shaped
    every: dict[str, object] = {
        "units": len(got.units) if isinstance(case.units, int) else got.units,
        "unit_column": shaped.unit_column,
        "code": shaped.code_column,
        "indicators": got.indicators,
        "times": got.times,
        "totals": got.totals,
        "layout": got.layout,
        "title": got.reading.title,
        "lower": [m.name for m in shaped.measures if m.direction < 0],
        "off": got.off,
        "groups": {name: list(labels) for name, labels in shaped.groups.items()},
        "values": {key: got.value(*key) for key in case.values},
        "pillars": {name: got.measure(name).pillars for name in case.pillars},
        "roles": {name: got.role(name) for name in case.roles},
    }
    return {key: value for key, value in every.items() if getattr(case, key) is not None}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_table_is_read_as_a_careful_reader_does(case: Case) -> None:
    found = _found(case, seen(case.content, case.file or f"{case.name}.csv"))
    wanted = {key: getattr(case, key) for key in found}
    wanted["values"] = {key: pytest.approx(value, rel=1e-12) for key, value in case.values.items()}
    assert found == wanted


def test_each_guess_says_why() -> None:
    for case in CASES:
        guesses = seen(case.content).reading.guesses
        assert guesses
        assert all(guess.told and guess.why for guess in guesses)
