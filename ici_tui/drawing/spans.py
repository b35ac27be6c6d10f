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
    for span in spans:
        if not span.text:
            continue
        if found and found[-1].role == span.role:
            found[-1] = Span(found[-1].text + span.text, span.role)
        else:
            found.append(span)
    return tuple(found)
