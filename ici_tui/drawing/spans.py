"""Runs of text in a role: what drawings and pages are made of before anyone chooses colours."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A run of text in one role, such as `text`, `muted` or `part0`."""

    text: str
    role: str = "text"


def joined(spans: tuple[Span, ...] | list[Span]) -> tuple[Span, ...]:
    """The same text with neighbours of one role put together, empty runs left out."""
    found: list[Span] = []
    before = ""
    for span in spans:
        text, role = span
        if not text:
            continue
        if found and role == before:
            found[-1] = Span(found[-1].text + text, role)
        else:
            found.append(span)
            before = role
    return tuple(found)
