"""A page as GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.pages.model import (
    Blank,
    Entry,
    Figure,
    Grid,
    Listing,
    Para,
    Pieces,
    Progress,
    Section,
    Title,
    Verbatim,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.pages.columned import Cells
    from ici_tui.pages.model import Block, Cell, Page


STRONG = {"strong", "reported"}
_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")


def for_markdown(page: Page) -> str:
    """The page as GitHub-flavoured Markdown, drawings left out."""
    return "".join(markdown_pieces(page))


def markdown_pieces(page: Page) -> Iterator[str]:
    """The same in pieces, of which those of a long table are made one by one."""
    between = ""
    for block in page.all_blocks():
        lead = between
        pieces = _grid_pieces(block.in_words()) if isinstance(block, Grid) else [_block(block)]
        for piece in filter(None, pieces):
            yield lead + piece
            lead, between = "", "\n\n"
    yield "\n"


def _block(block: Block) -> str:
    written = ""
    match block:
        case Title(text=text) | Section(text=text):
            written = f"{'##' if isinstance(block, Title) else '###'} {_escaped(text)}"
        case Para(drawn=True):
            pass
        case Para(text=text):
            written = _at_start(_escaped(text))
        case Pieces(lead=lead, pieces=pieces):
            written = _escaped(f"{lead} {' · '.join(pieces)}")
        case Entry(head=head, text=text, remark=remark):
            written = f"- **{_escaped(head)}** {_escaped(f'{text} {remark}'.rstrip())}"
        case Listing(entries=entries):
            written = "\n".join(f"- {_escaped(entry)}" for entry in entries)
        case Verbatim(lines=lines):
            written = _fenced(lines)
        case Grid() | Blank() | Figure() | Progress():
            pass  # a table is no text; beside the others a table or a sentence says the same
    return written


def _fenced(lines: tuple[str, ...]) -> str:
    """Lines between fences that are longer than any run of backticks in them."""
    runs = [len(run) for text in lines for run in re.findall("`+", text)]
    fence = "`" * max(3, 1 + max(runs, default=0))
    return "\n".join([fence, *lines, fence])


def _grid_pieces(grid: Grid) -> Iterator[str]:
    if not grid.rows or not grid.columns:
        return
    yield _row(_escaped(column.told) for column in grid.columns)
    yield "\n" + _row("---:" if column.right else "---" for column in grid.columns)
    if isinstance(grid.rows, tuple):
        yield from ("\n" + _row(map(_cell, row)) for row in grid.rows)
        return
    for portion in grid.rows.portions():
        rows = zip(*map(_cells, portion.columns), strict=True)
        yield "".join(["\n" + _row(row) for row in rows])


def _cells(cells: Cells) -> list[str]:
    """`_cell` of every cell of a column."""
    texts = [text.strip() for text in cells.texts]
    if _MARKUP.search("\n".join(texts)):
        texts = list(map(_escaped, texts))
    if not isinstance(cells.role, str):
        return list(map(_in_role, texts, cells.role))
    return [_in_role(text, cells.role) for text in texts] if cells.role in STRONG else texts


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    return _in_role(_escaped(cell.text.strip()), cell.role)


def _in_role(text: str, role: str) -> str:
    return f"**{text}**" if text and role in STRONG else text


def _escaped(text: str) -> str:
    """Text from data is never markup."""
    return _MARKUP.sub(r"\\\1", text)


def _at_start(text: str) -> str:
    """A paragraph that begins like a heading or a list is neither."""
    numbered = re.match(r"\d+(?=[.)])", text)
    if numbered:
        return f"{numbered[0]}\\{text[numbered.end() :]}"
    return "\\" + text if text[:1] in {"#", "+", "-", "="} else text
