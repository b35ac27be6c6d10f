"""A page as lines for a terminal of some width."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ici_tui.cli.layout import Widths, gap_of, lay_out
from ici_tui.cli.page import (
    Blank,
    Cell,
    Column,
    Entry,
    Grid,
    Listing,
    Page,
    Para,
    Pieces,
    Section,
    Title,
)
from ici_tui.drawing.cells import fit, fit_right, wrap

if TYPE_CHECKING:
    from ici_tui.cli.page import Block


SET_IN = " " * 5


def terminal_width() -> int:
    """The terminal's width, or COLUMNS, or 80; never less than 40."""
    return max(shutil.get_terminal_size((80, 24)).columns, 40)


def for_terminal(page: Page, width: int, *, colour: bool) -> str:
    """The page in at most `width` cells a line, with colour codes only where they are wanted."""
    lines = page_lines(page, width)
    if not colour:
        return "".join(f"{line.plain}\n" for line in lines)
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="auto")
    for line in lines:
        console.print(line, overflow="ignore", no_wrap=True, crop=False, highlight=False)
    return out.getvalue()


def page_lines(page: Page, width: int) -> list[Text]:
    """The lines of a page."""
    return [line for block in page.all_blocks() for line in _lines(block, width)]


def _lines(block: Block, width: int) -> list[Text]:
    lines: list[Text] = []
    match block:
        case Blank():
            lines = [Text("")]
        case Title(text=text) | Section(text=text):
            lines = [Text("")] if isinstance(block, Section) else []
            lines += [Text(line, style="bold") for line in wrap(text, width)]
        case Para(text=text, style=style):
            lines = [Text(line, style=style) for line in wrap(text, width)]
        case Pieces():
            lines = [Text(line) for line in _piece_lines(block, width)]
        case Entry(head=head, text=text, remark=remark, style=style):
            lines = [Text(line, style=style) for line in wrap(head, width, SET_IN, "")]
            lines += [Text(line) for line in wrap(text, width, SET_IN)]
            lines += [Text(line, style="dim") for line in wrap(remark, width, SET_IN)]
        case Listing(entries=entries):
            lines = [Text(line) for entry in entries for line in wrap(entry, width, "  ", "")]
        case Grid():
            lines = _grid_lines(block.filled(), width)
    return lines


def _piece_lines(block: Pieces, width: int) -> list[str]:
    lines = [block.lead]
    for place, piece in enumerate(block.pieces):
        shown = f"{block.marks[place]} {piece}" if block.marks else piece
        shown += "" if place == len(block.pieces) - 1 else " ·"
        if cell_len(lines[-1]) + 1 + cell_len(shown) <= width:
            lines[-1] += f" {shown}"
        else:
            lines += wrap(shown, width, "  ")
    return lines


def _grid_lines(grid: Grid, width: int) -> list[Text]:
    if not grid.rows or not grid.columns:
        return []
    lines: list[Text] = []
    for widths in lay_out(grid, width):
        if lines:
            lines.append(Text(""))
        if any(column.title for column in grid.columns):
            head = tuple(Cell(column.title, "dim") for column in grid.columns)
            lines += _row_lines(grid, head, widths, gap_of(width))
        for row in grid.rows:
            lines += _row_lines(grid, row, widths, gap_of(width))
    return lines


def _row_lines(grid: Grid, row: tuple[Cell, ...], widths: Widths, gap: int) -> list[Text]:
    stacks = {}
    for place, size in widths.items():
        cell = row[place]
        column = grid.columns[place]
        stacks[place] = [cell.draw(size)] if cell.draw else _wrapped(cell.text, size, column)
    lines = []
    for height in range(max(len(stack) for stack in stacks.values())):
        line = Text(" " * grid.indent)
        for number, (place, size) in enumerate(widths.items()):
            stack = stacks[place]
            text = stack[height] if height < len(stack) else ""
            aligned = fit_right(text, size) if grid.columns[place].right else fit(text, size)
            line.append(" " * (gap if number else 0))
            line.append(aligned, style=row[place].style or None)
        line.rstrip()
        lines.append(line)
    return lines


def _wrapped(text: str, size: int, column: Column) -> list[str]:
    """A cell's lines: what is set in stays so on every line."""
    if cell_len(text) <= size:
        return [text]
    inner = text.lstrip(" ")
    lines = wrap(inner, size, " " * min(len(text) - len(inner), max(size - 1, 0)))
    if column.lines is not None and len(lines) > column.lines:
        last = fit(lines[column.lines - 1] + "…", size).rstrip()
        lines = [*lines[: column.lines - 1], last if last.endswith("…") else last + "…"]
    return lines
