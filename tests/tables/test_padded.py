"""Blanks between delimiters and quotes."""

from __future__ import annotations

import pytest

from tests.tables.reading import lines, seen


@pytest.mark.parametrize("mark", [" ; ", "; ", " , ", ", "])
def test_quotes_behind_blanks_are_those_of_cells(mark: str) -> None:
    rows = (("City", "Rent", "Parks"), ("A; b, c", "10.5", "3"), ('B ""q""', "9.5", "2"), ("C", "8", "4"))  # fmt: skip
    found = seen(lines(*(mark.join(f'"{cell}"' for cell in row) for row in rows)))
    assert found.units == ["A; b, c", 'B "q"', "C"]
    assert found.column("Rent") == [10.5, 9.5, 8]


def test_a_quote_of_a_text_is_no_beginning_of_a_cell() -> None:
    found = seen(lines("Item, Size, Price", "TV, 50, 100", 'TV "mini", 20, 50', 'Pipe "x, 2, 4'))
    assert found.units == ["TV", 'TV "mini"', 'Pipe "x']
    inches = seen(lines("Size, n", '5", 1', '6", 2', '"7"" wide", 3'))
    assert len(inches.units) == 3
