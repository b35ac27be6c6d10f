"""A page as lines of some width: tables drop and split their columns, paragraphs wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.bars import FILLS
from ici_tui.drawing.cells import fit, fit_right, printed, width_of, wrap
from ici_tui.drawing.spans import Span, joined
from ici_tui.pages.columns import divided, gap_of
from ici_tui.pages.line import BLANK, Line, line
from ici_tui.pages.long_rows import LongRows, Place, stripped, wrapped
from ici_tui.pages.model import (
    Blank,
    Cell,
    Column,
    Entry,
    Figure,
    Grid,
    Listing,
    Page,
    Para,
    Pieces,
    Progress,
    Section,
    Title,
    Verbatim,
)
from ici_tui.views.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ici_tui.pages.acts import Act
    from ici_tui.pages.columns import Widths
    from ici_tui.pages.long_rows import Kept
    from ici_tui.pages.model import Block

SET_IN = " " * 5
LEAST_BAR, MOST_BAR = 5, 40
"""Cells of a bar that shows how far work has come."""


def lay_out(page: Page, width: int) -> list[Line]:
    """The lines of a page, none of them wider than `width` cells where that can be."""
    return list(laid_out(page.all_blocks(), width))


def laid_out(
    blocks: Iterable[Block], width: int, *, roles: frozenset[str] | None = None
) -> Iterator[Line]:
    """The lines of some blocks, made as they are asked for: a long table is never all there.

    Args:
        blocks: from top to bottom.
        width: cells.
        roles: those that somebody looks at, all where None: a table is there sooner with few.
    """
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Grid):
            yield from _grid_lines(block.filled(), width, roles=roles)
        else:
            yield from _lines(block, width, close=_folded(before) and _folded(block))
        before = block


def _folded(block: Block | None) -> bool:
    return isinstance(block, Section) and block.folded is True


def _lines(block: Block, width: int, *, close: bool = False) -> list[Line]:
    """The lines of a block; `close`: a section right below one that is folded as well."""
    lines: list[Line] = []
    match block:
        case Blank():
            lines = [BLANK]
        case Title(text=text):
            lines = _wrapped_lines(text, width, "heading")
        case Section():
            lines = [*(() if close else (BLANK,)), *_section(block, width)]
        case Para(text=text, role=role, indent=indent, act=act):
            lines = _wrapped_lines(text, width, role, " " * indent, act=act)
        case Pieces():
            lines = _piece_lines(block, width)
        case Entry(head=head, text=text, remark=remark, role=role):
            lines = [line((found, role)) for found in wrap(head, width, SET_IN, "")]
            lines += _wrapped_lines(text, width, "text", SET_IN)
            lines += _wrapped_lines(remark, width, "muted", SET_IN)
        case Listing(entries=entries):
            lines = [line(found) for entry in entries for found in wrap(entry, width, "  ", "")]
        case Verbatim(lines=verbatim):
            lines = [line(found) for found in verbatim]
        case Figure(chart=chart):
            lines = [Line(spans) for spans in chart.rows(width)]
        case Progress():
            lines = [_progress(block, width)]
    return lines


def _wrapped_lines(
    text: str, width: int, role: str, indent: str = "", *, act: Act | None = None
) -> list[Line]:
    found = [line((told, role)) for told in wrap(text, width, indent)]
    if act is not None and found:
        found[0] = Line(found[0].spans, act, len(found) - 1)
    return found


def _section(section: Section, width: int) -> list[Line]:
    if section.folded is None:
        return _wrapped_lines(section.text, width, "heading", act=section.act)
    sign = "▸ " if section.folded else "▾ "
    first, *others = _wrapped_lines(section.text, width - 2, "heading") or [BLANK]
    return [line((sign, "accent"), *first.spans, act=section.act), *others]


def _progress(block: Progress, width: int) -> Line:
    room = max(min(width - 20, MOST_BAR), LEAST_BAR)
    done = round(room * min(max(block.share, 0.0), 1.0))
    return line(
        ("━" * done, "accent"),
        ("─" * (room - done), "border"),
        f"  {percent(block.share)}",
        (f"  {block.note}" if block.note else "", "muted"),
    )


def _piece_lines(block: Pieces, width: int) -> list[Line]:
    lines = [[Span(block.lead)]]
    for place, piece in enumerate(block.pieces):
        part = block.part(place)
        mark = "" if part is None else f"{FILLS[part % len(FILLS)]} "
        after = "" if place == len(block.pieces) - 1 else " ·"
        size = sum(width_of(span.text) for span in lines[-1])
        if size + 1 + width_of(mark + piece + after) <= width:
            lines[-1] += [Span(f" {mark}"), Span(piece, block.role(place)), Span(after)]
        else:
            # A piece that takes lines of its own has its sign and its end in its role as well.
            wrapped = wrap(mark + piece + after, width, "  ")
            lines += [[Span(told, block.role(place))] for told in wrapped]
    return [line(*spans) for spans in lines]


def _grid_lines(grid: Grid, width: int, *, roles: frozenset[str] | None) -> Iterator[Line]:
    if not grid.rows or not grid.columns:
        return
    parts = divided(grid, width)
    kept: Kept | None = {} if len(parts) > 1 else None
    named = any(column.title or column.head for column in grid.columns)
    head = tuple(Cell(column.title, "header", column.head) for column in grid.columns)
    for number, widths in enumerate(parts):
        if number:
            yield BLANK
        laid = _LaidRows(grid, widths, gap_of(width), roles=roles)
        if named:
            yield from laid.lines(head)
        if not isinstance(grid.rows, tuple) and roles is not None and not grid.acts:
            yield from LongRows(grid, laid.places, roles).lines(grid.rows, kept)
            continue
        for place, row in enumerate(grid.rows):
            yield from laid.lines(row, grid.act(place))


class _LaidRows:
    """Rows of a table as lines, at some widths of its columns."""

    def __init__(
        self, grid: Grid, widths: Widths, gap: int, *, roles: frozenset[str] | None
    ) -> None:
        self._plain = roles is not None and not roles
        self._indent = " " * grid.indent
        self.places: list[Place] = [
            Place(place, size, grid.columns[place], " " * (gap if number else 0))
            for number, (place, size) in enumerate(widths.items())
        ]

    def lines(self, row: tuple[Cell, ...], act: Act | None = None) -> list[Line]:
        """The lines of a row; the first one has the act."""
        stacks = [
            [_drawn(row[place], size)] if row[place].mark else _written(row[place], size, column)
            for place, size, column, _ in self.places
        ]
        height = max(map(len, stacks))
        if height == 1:
            return [Line(self._line([stack[0] for stack in stacks]), act, 0)]
        lines = []
        for level in range(height):
            cells = [
                stack[level] if level < len(stack) else (Span(" " * size),)
                for stack, (_, size, _, _) in zip(stacks, self.places, strict=True)
            ]
            lines.append(Line(self._line(cells), None if level else act, 0))
        if act is not None:
            lines[0] = Line(lines[0].spans, act, height - 1)
        return lines

    def _line(self, cells: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
        spans = [Span(self._indent)]
        for cell, (_, _, _, gap) in zip(cells, self.places, strict=True):
            spans.append(Span(gap))
            spans += cell
        if self._plain:
            return (Span(printed("".join([text for text, _ in spans]).rstrip())),)
        return stripped(joined(spans))


def _drawn(cell: Cell, size: int) -> Sequence[Span]:
    """A drawing in exactly so many cells."""
    found = cell.mark.cells(size) if cell.mark else ()
    used = width_of("".join([text for text, _ in found]))
    return found if used >= size else (*found, Span(" " * (size - used)))


def _written(cell: Cell, size: int, column: Column) -> list[Sequence[Span]]:
    text, aligned = cell.text, fit_right if column.right else fit
    if text.isascii() and text.isprintable() and len(text) <= size:
        return [(Span(text.rjust(size) if column.right else text.ljust(size), cell.role),)]
    if width_of(text) <= size:
        return [(Span(aligned(text, size), cell.role),)]
    return [(Span(aligned(told, size), cell.role),) for told in wrapped(text, size, column)]
