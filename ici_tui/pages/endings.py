"""A page in the format that a file's ending stands for. Imports nothing until something is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ici_tui.pages.model import Page

MARKDOWN, HTML = "markdown", "html"
ENDINGS = {".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML}


def kind_of(file: Path) -> str | None:
    """The format of a page in a file of this name; None where its ending stands for none."""
    return ENDINGS.get(file.suffix.casefold())


DATA = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
}
"""Endings of files that programs read."""


def format_of(file: Path) -> str | None:
    """The format, of a page or of records, that a file's ending stands for; None where for none."""
    return kind_of(file) or DATA.get(file.suffix.casefold())


def page_text(page: Page, kind: str) -> str:
    """The page as Markdown or as HTML."""
    return "".join(page_pieces(page, kind))


def page_pieces(page: Page, kind: str) -> Iterator[str]:
    """The same in pieces: of a long page not all is there at once."""
    if kind == MARKDOWN:
        from ici_tui.pages.markdown import markdown_pieces

        return markdown_pieces(page)
    from ici_tui.pages.html import html_pieces

    return html_pieces(page)
