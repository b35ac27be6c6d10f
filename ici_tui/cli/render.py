"""A page as lines for a terminal of some width."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from rich.cells import cell_len

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
from ici_tui.drawing.cells import fit, fit_right, printed, wrap

if TYPE_CHECKING:
    from rich.text import Text

    from ici_tui.cli.page import Block


SET_IN = " " * 5
WIDEST = 1000


class Line:
    """A line: pieces of text, each in a rich style or in none. rich itself is for colour only."""

    __slots__ = ("_ended", "_pieces", "_style")

    def __init__(self, text: str = "", style: str = "") -> None:
        self._pieces = [(text, "")]
        self._style = style
        self._ended = False

    def append(self, text: str, style: str = "") -> None:
        """Put a piece at the end."""
        self._pieces.append((text, style))

    def end(self) -> None:
        """Take the blanks at the end away; nothing more is put there."""
        self._ended = True

    @property
    def plain(self) -> str:
        """What it says."""
        found = printed("".join(text for text, _ in self._pieces))
        return found.rstrip() if self._ended else found

    def coloured(self) -> Text:
        """As rich prints it."""
        from rich.text import Text

        found = Text(style=self._style)
        for text, style in self._pieces:
            found.append(text, style or None)
        if self._ended:
            found.rstrip()
        return found


def terminal_width() -> int:
    """The terminal's width, or COLUMNS, or 80; from 40 to what any terminal may have."""
    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), WIDEST)


def for_terminal(page: Page, width: int, *, colour: bool) -> str:
    """The page in at most `width` cells a line, with colour codes only where they are wanted."""
    lines = page_lines(page, width)
    if not colour:
        return "".join(f"{line.plain}\n" for line in lines)
    import io

    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="auto")
    for line in lines:
        console.print(line.coloured(), overflow="ignore", no_wrap=True, crop=False, highlight=False)
    return out.getvalue()


def page_lines(page: Page, width: int) -> list[Line]:
    """The lines of a page."""
    return [line for block in page.all_blocks() for line in _lines(block, width)]


def _lines(block: Block, width: int) -> list[Line]:
    lines: list[Line] = []
    match block:
        case Blank():
            lines = [Line("")]
        case Title(text=text) | Section(text=text):
            lines = [Line("")] if isinstance(block, Section) else []
            lines += [Line(line, style="bold") for line in wrap(text, width)]
        case Para(text=text, style=style):
            lines = [Line(line, style=style) for line in wrap(text, width)]
        case Pieces():
            lines = [Line(line) for line in _piece_lines(block, width)]
        case Entry(head=head, text=text, remark=remark, style=style):
            lines = [Line(line, style=style) for line in wrap(head, width, SET_IN, "")]
            lines += [Line(line) for line in wrap(text, width, SET_IN)]
            lines += [Line(line, style="dim") for line in wrap(remark, width, SET_IN)]
        case Listing(entries=entries):
            lines = [Line(line) for entry in entries for line in wrap(entry, width, "  ", "")]
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


def _grid_lines(grid: Grid, width: int) -> list[Line]:
    if not grid.rows or not grid.columns:
        return []
    lines: list[Line] = []
    for widths in lay_out(grid, width):
        if lines:
            lines.append(Line(""))
        if any(column.title for column in grid.columns):
            head = tuple(Cell(column.title, "dim") for column in grid.columns)
            lines += _row_lines(grid, head, widths, gap_of(width))
        for row in grid.rows:
            lines += _row_lines(grid, row, widths, gap_of(width))
    return lines


def _row_lines(grid: Grid, row: tuple[Cell, ...], widths: Widths, gap: int) -> list[Line]:
    stacks = {}
    for place, size in widths.items():
        cell = row[place]
        column = grid.columns[place]
        stacks[place] = [cell.draw(size)] if cell.draw else _wrapped(cell.text, size, column)
    lines = []
    for height in range(max(len(stack) for stack in stacks.values())):
        line = Line(" " * grid.indent)
        for number, (place, size) in enumerate(widths.items()):
            stack = stacks[place]
            text = stack[height] if height < len(stack) else ""
            aligned = fit_right(text, size) if grid.columns[place].right else fit(text, size)
            line.append(" " * (gap if number else 0))
            line.append(aligned, row[place].style)
        line.end()
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
