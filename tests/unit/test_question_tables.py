"""The documentation lists the questions that there are."""

from __future__ import annotations

import pytest

from tests.unit.question_tables import BEGIN, DOCS, TABLES, written


@pytest.mark.parametrize("page", TABLES)
def test_the_table_says_what_the_registry_says(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert text.count(BEGIN) == 1
    assert text == written(text, TABLES[page]()), "run python -m tests.unit.question_tables"
