"""A page for a terminal: every role gets the style that the command line has for it."""

from __future__ import annotations

import shutil
from itertools import islice
from typing import TYPE_CHECKING

from ici_tui.pages.columned import PORTION
from ici_tui.pages.layout import laid_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


def for_terminal(
    page: Page, width: int, *, colour: bool, shown: Callable[[str], bool] | None = None
) -> str:
    """The page in at most `width` cells a line, with colour codes only where they are wanted.

    Args:
        page: the page.
        width: cells.
        colour: whether colours are wanted.
        shown: whether a sign can be shown; what cannot is drawn in ASCII. None: all can.
    """
    lines: Iterator[Sequence[tuple[str, str]]]
    # What is drawn in ASCII is looked at span by span.
    roles = None if shown is not None else frozenset(STYLES if colour else ())
    lines = (found.spans for found in laid_out(page.all_blocks(), width, roles=roles))
    if shown is not None:
        lines = (_in_ascii(line, shown) for line in lines)
    if not colour:
        return _together(f"{''.join([text for text, _ in line]).rstrip()}\n" for line in lines)
    return _together(painted(lines, width))


def _together(lines: Iterator[str]) -> str:
    """Lines as one text; so many at once that not all of them are there beside it."""
    return "".join(iter(lambda: "".join(islice(lines, PORTION)), ""))


def painted(lines: Iterable[Sequence[tuple[str, str]]], width: int) -> Iterator[str]:
    """Lines with colour codes, as rich writes them: it takes longer than the rest of a page."""
    import io

    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="auto")

    def by_rich(line: Sequence[tuple[str, str]]) -> str:
        text = Text()
        for piece, role in line:
            text.append(piece, STYLES.get(role))
        console.print(text, overflow="ignore", no_wrap=True, crop=False, highlight=False)
        written = out.getvalue()
        out.seek(0)
        out.truncate()
        return written

    codes = {role: by_rich([("|", role)]).removesuffix("\n").split("|") for role in STYLES}
    for line in lines:
        whole = "".join([text for text, _ in line])
        if not whole.isprintable() or whole.endswith(" "):
            yield by_rich(line)  # it expands tabs, and cuts blanks
            continue
        pieces = [
            codes[role][0] + text + codes[role][1] if text and role in codes else text
            for text, role in line
        ]
        yield f"{''.join(pieces)}\n"


def _in_ascii(
    line: Sequence[tuple[str, str]], shown: Callable[[str], bool]
) -> list[tuple[str, str]]:
    from ici_tui.drawing.ascii import line_in_ascii

    texts = line_in_ascii([text for text, _ in line], shown)
    return [(text, role) for text, (_, role) in zip(texts, line, strict=True)]
