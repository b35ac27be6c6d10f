"""The documentation tells the commands, options and methods that there are."""

from __future__ import annotations

import pytest

from tests.unit.option_tables import DOCS, TABLES, renewed


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_is_declared(name: str) -> None:
    text = (DOCS / TABLES[name][0]).read_text(encoding="utf-8")
    assert text.count(f"<!-- {name}, generated -->\n") == 1
    assert text == renewed(text, name), "run python -m tests.unit.option_tables"
