"""What stands in the place of an answer that is still being found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.documents.line import Line, line, paragraph
from ici_tui.views.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.jobs import Answer


def waiting(answer: Answer, width: int) -> Iterator[Line]:
    """Why there is no answer, or a bar of the work that is done."""
    if answer.fault:
        yield from paragraph(f"No answer: {answer.fault}.", width, "warning")
        return
    share = min(answer.done / answer.of, 1.0) if answer.of else 0.0
    room = max(min(width - 20, 40), 5)
    done = round(room * share)
    yield line(
        ("━" * done, "accent"),
        ("─" * (room - done), "border"),
        f"  {percent(share)}",
        ("  Esc stops", "muted"),
    )
