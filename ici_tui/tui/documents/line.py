"""What a page is made of: lines of spans, each span in a role that the theme gives a style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from ici_tui.drawing.cells import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ici_tui.tui.documents.acts import Act
    from ici_tui.tui.session import Session


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one role."""

    text: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. A line with a key can be stood on and opened; others are passed over."""

    spans: tuple[Span, ...] = ()
    key: str = ""
    """What the line is told from others by, also when the page is written anew."""
    below: int = 0
    """How many lines below belong to it, and come into view with it."""
    act: Act | None = None
    """What opening it does; None folds what is below it."""

    @property
    def text(self) -> str:
        """The line without its roles."""
        return "".join(span.text for span in self.spans)


BLANK = Line()


def line(
    *parts: str | tuple[str, str] | Span, key: str = "", below: int = 0, act: Act | None = None
) -> Line:
    """A line from texts, (text, role) pairs and spans."""
    return Line(tuple(_span(part) for part in parts), key, below, act)


def _span(part: str | tuple[str, str] | Span) -> Span:
    if isinstance(part, Span):
        return part
    return Span(part) if isinstance(part, str) else Span(*part)


def paragraph(value: str, width: int, role: str = "text", indent: str = "") -> Iterator[Line]:
    """A text wrapped into lines of one role; nothing where the text is empty."""
    for found in wrap(value, width, indent):
        yield line((found, role))


def heading(value: str) -> Line:
    """A heading within a page."""
    return line((value, "heading"))


def fitted(write: Callable[[Session, int], list[Line]]) -> Callable[[Session, int], list[Line]]:
    """A writer none of whose lines is wider than it was told."""

    @wraps(write)
    def writer(session: Session, width: int) -> list[Line]:
        return within(write(session, width), width)

    return writer


def within(lines: Iterable[Line], width: int) -> list[Line]:
    """Lines of at most `width` cells: what is cut ends in an ellipsis."""
    return [_cut(found, width) if cell_len(found.text) > width else found for found in lines]


def _cut(found: Line, width: int) -> Line:
    """The line's spans as far as they fit."""
    room = max(width - 1, 0)
    kept: list[Span] = []
    role = "text"
    for span in found.spans:
        if room <= 0:
            break
        role = span.role
        text = set_cell_size(span.text, min(room, cell_len(span.text)))
        kept.append(Span(text, role))
        room -= cell_len(text)
    return replace(found, spans=(*kept, Span("…"[:width], role)))
