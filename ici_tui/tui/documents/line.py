"""What the explorer's own pages are made of, beside the lines of all pages."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from ici_tui.drawing.spans import Span
from ici_tui.pages.line import BLANK, Line, line, paragraph, within

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.session import Session

__all__ = ["BLANK", "Line", "Span", "fitted", "line", "paragraph", "within"]


def fitted(write: Callable[[Session, int], list[Line]]) -> Callable[[Session, int], list[Line]]:
    """A writer none of whose lines is wider than it was told."""

    @wraps(write)
    def writer(session: Session, width: int) -> list[Line]:
        return within(write(session, width), width)

    return writer
