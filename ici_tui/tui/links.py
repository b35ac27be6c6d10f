"""Addresses in a page, for terminals that open them (OSC 8): whole also where a line breaks them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ici_tui.tui.ink import Cell

ADDRESS = re.compile(r"https?://[!-~]+")
"""ASCII alone, without blanks: nothing in it can end the sequence that it is sent in."""
AFTER = ".,;:!?)]}>'\""
"""What follows an address in a sentence, and is no part of it."""
LONGEST = 2_000
"""Characters; terminals drop longer addresses."""


class Link(NamedTuple):
    """From and up to which character of a line an address is, or a part of one."""

    start: int
    end: int
    address: str


def links_in(texts: Sequence[str], known: Iterable[str]) -> dict[int, list[Link]]:
    """The links of each line that has some.

    Args:
        texts: the lines.
        known: whole addresses; one that a line breaks off is found among them.
    """
    found: dict[int, list[Link]] = {}
    whole = [address for address in known if ADDRESS.fullmatch(address)]
    for place, text in enumerate(texts):
        if "://" not in text:
            continue
        for match in ADDRESS.finditer(text):
            piece = match[0]
            broken = [a for a in whole if a.startswith(piece) and a != piece]
            ends = match.end() == len(text.rstrip())
            for address in broken if ends else ():
                parts = list(_rest(texts, place + 1, address[len(piece) :]))
                if parts:
                    spans = [(place, *match.span()), *parts]
                    _add(found, spans, address)
                    break
            else:
                piece = piece.rstrip(AFTER)
                _add(found, [(place, match.start(), match.start() + len(piece))], piece)
    return found


def _add(found: dict[int, list[Link]], spans: Iterable[tuple[int, int, int]], address: str) -> None:
    if len(address) <= LONGEST:
        for place, start, end in spans:
            found.setdefault(place, []).append(Link(start, end, address))


def _rest(texts: Sequence[str], place: int, rest: str) -> Iterator[tuple[int, int, int]]:
    """Where the following lines have the rest of an address; nothing where they do not."""
    spans = []
    while rest:
        text = texts[place] if place < len(texts) else ""
        start = len(text) - len(text.lstrip())
        piece = text[start:].split(" ", 1)[0][: len(rest)]
        if not piece or not rest.startswith(piece):
            return
        spans.append((place, start, start + len(piece)))
        rest, place = rest[len(piece) :], place + 1
    yield from spans


def linked(cells: Sequence[Cell], links: Sequence[Link]) -> list[Cell]:
    """The cells of a line with its addresses linked."""
    found: list[Cell] = []
    at = 0
    for text, style in cells:
        cuts = sorted(
            {0, len(text)}
            | {min(max(edge - at, 0), len(text)) for one in links for edge in one[:2]}
        )
        for start, end in pairwise(cuts):
            inside = [one for one in links if one.start <= at + start and at + end <= one.end]
            own = style + Style(link=inside[0].address) if inside else style
            found.append((text[start:end], own))
        at += len(text)
    return found
