"""Lines of a page as they are laid out: runs of text in roles, and what Enter does on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.drawing.cells import cut, width_of, wrap
from ici_tui.drawing.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.pages.acts import Act


class Line(NamedTuple):
    """A line of a page. A line with an act can be stood on and opened; others are passed over."""

    spans: tuple[Span, ...] = ()
    act: Act | None = None
    below: int = 0
    """How many lines below belong to it, and come into view with it."""

    @property
    def key(self) -> str:
        """What tells a line with an act from others; empty for other lines."""
        return self.act.key if self.act is not None else ""

    @property
    def text(self) -> str:
        """The line without its roles."""
        return "".join(span.text for span in self.spans)


BLANK = Line()


def line(*parts: str | tuple[str, str], act: Act | None = None, below: int = 0) -> Line:
    """A line from texts and (text, role) pairs."""
    spans = (Span(part) if isinstance(part, str) else Span(*part) for part in parts)
    return Line(tuple(spans), act, below)


def paragraph(value: str, width: int, role: str = "text", indent: str = "") -> Iterator[Line]:
    """A text wrapped into lines of one role; nothing where the text is empty."""
    for found in wrap(value, width, indent):
        yield line((found, role))


def within(lines: Iterable[Line], width: int) -> list[Line]:
    """Lines of at most `width` cells: what is cut ends in an ellipsis."""
    return [_cut(found, width) if width_of(found.text) > width else found for found in lines]


def _cut(found: Line, width: int) -> Line:
    """The line's spans as far as they fit."""
    room = max(width - 1, 0)
    kept: list[Span] = []
    role = "text"
    for span in found.spans:
        if room <= 0:
            break
        role = span.role
        text = cut(span.text, room)
        kept.append(Span(text, role))
        room -= width_of(text)
    return Line((*kept, Span("…"[:width], role)), found.act, found.below)
