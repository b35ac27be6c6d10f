"""Patterns are compiled where they are first used, and are then like any others."""

from __future__ import annotations

import re

import pytest

from ici_tui.tables.late import late


def test_nothing_is_compiled_before_it_is_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("")


def test_a_late_pattern_is_like_any_other() -> None:
    text, now = late(r"(a)(\d+)", re.IGNORECASE), re.compile(r"(a)(\d+)", re.IGNORECASE)
    for _ in range(2):
        assert text.findall("A1 a22") == now.findall("A1 a22")
        assert text.sub("-", "xa1") == now.sub("-", "xa1")
        assert (text.pattern, text.flags) == (now.pattern, now.flags)
    assert late(rb"\d").search(b"a1") is not None
