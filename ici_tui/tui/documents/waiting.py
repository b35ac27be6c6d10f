"""What is shown where an answer is still being found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page, Para, Progress

if TYPE_CHECKING:
    from ici_tui.pages.line import Line
    from ici_tui.tui.jobs import Answer


def waiting(answer: Answer, width: int) -> list[Line]:
    """Why there is no answer, or a bar of the work that is done."""
    if answer.fault:
        return lay_out(Page((Para(f"No answer: {answer.fault}.", "warning"),)), width)
    share = min(answer.done / answer.of, 1.0) if answer.of else 0.0
    return lay_out(Page((Progress(share, "Esc stops"),)), width)
