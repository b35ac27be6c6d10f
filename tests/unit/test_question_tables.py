"""The documentation lists the questions that there are."""

from __future__ import annotations

import pytest

from tests.unit.question_tables import DOCS, TABLES, Table, written


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.page} {table.called}")
def test_the_table_says_what_the_registry_says(table: Table) -> None:
    text = (DOCS / table.page).read_text(encoding="utf-8")
    assert text.count(table.marks[0]) == 1
    assert text == written(text, table), "run python -m tests.unit.question_tables"
