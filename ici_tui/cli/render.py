"""A page for a terminal: every role gets the style that the command line has for it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ici_tui.pages.layout import lay_out

if TYPE_CHECKING:
    from ici_tui.pages.model import Page

STYLES = {
    "heading": "bold", "strong": "bold", "reported": "bold", "warning": "bold", "error": "bold",
    "yours": "bold",
    "muted": "dim", "header": "dim", "estimated": "dim", "border": "dim",
}  # fmt: skip
"""rich's styles by role; every other role is plain."""
WIDEST = 1000
"""Cells: no terminal is wider, whatever COLUMNS says."""


def terminal_width() -> int:
    """The terminal's width, or COLUMNS, or 80; from 40 to 1,000."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), WIDEST)


def for_terminal(page: Page, width: int, *, colour: bool) -> str:
    """The page in at most `width` cells a line, with colour codes only where they are wanted."""
    lines = lay_out(page, width)
    if not colour:
        return "".join(f"{found.text.rstrip()}\n" for found in lines)
    import io

    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="auto")
    for found in lines:
        text = Text()
        for span in found.spans:
            text.append(span.text, STYLES.get(span.role))
        console.print(text, overflow="ignore", no_wrap=True, crop=False, highlight=False)
    return out.getvalue()
