"""The lines of a long table, from whole columns: each column is fitted and wrapped in one go."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.drawing.cells import fit, fit_right, one_each, printed, width_of, wrap
from ici_tui.drawing.spans import Span, joined
from ici_tui.pages.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ici_tui.pages.columned import Cells, Columned
    from ici_tui.pages.model import Column, Grid

    Kept = dict[tuple[int, int, int], "Laid"]
    """The key columns of a table that is split, by portion, place and size."""


class Place(NamedTuple):
    """Where a column of a table stands."""

    place: int
    size: int
    """Cells."""
    column: Column
    gap: str
    """What stands before it."""


class Laid(NamedTuple):
    """The cells of a column as text."""

    firsts: Sequence[str]
    """The first line of each."""
    below: dict[int, Sequence[str]]
    """By row the lines below it, where there are any."""


class LongRows:
    """Rows held by column as lines, in which only some roles are told apart."""

    def __init__(self, grid: Grid, places: Sequence[Place], roles: frozenset[str]) -> None:
        """Lines of a table.

        Args:
            grid: the table.
            places: where its columns stand.
            roles: those that somebody looks at; all other text is as plain text.
        """
        self._places, self._roles = places, roles
        self._indent = " " * grid.indent
        self._gaps = [place.gap for place in places]
        self._form = self._indent + "".join([f"{gap}%s" for gap in self._gaps])
        self._blanks = [" " * place.size for place in places]

    def lines(self, rows: Columned, kept: Kept | None = None) -> Iterator[Line]:
        """The lines of all rows.

        Args:
            rows: the rows.
            kept: takes the key columns, which stand in every part of a table that is split.
        """
        # A part of a wide table has few of its columns.
        shown = rows.only(place.place for place in self._places)
        for number, portion in enumerate(shown.portions()):
            laid = [
                self._laid(number, cells, place, kept)
                for cells, place in zip(portion.columns, self._places, strict=True)
            ]
            tall = set[int]().union(*(found.below for found in laid))
            firsts = zip(*(found.firsts for found in laid), strict=True)
            roles = self._looked_at(portion)
            for row, (texts, told) in enumerate(zip(firsts, roles, strict=False)):
                yield self._line(texts, told)
                if row in tall:
                    yield from self._below(laid, row, told)

    def _laid(self, number: int, cells: Cells, place: Place, kept: Kept | None) -> Laid:
        at = (number, place.place, place.size)
        known = None if kept is None else kept.get(at)
        if known is None:
            known = laid_column(cells, place.size, place.column)
            if kept is not None and place.column.key:
                kept[at] = known
        return known

    def _looked_at(self, portion: Columned) -> Iterable[tuple[str, ...] | None]:
        """The roles of each row; None of rows in which nobody looks at any."""
        held = [
            cells.role if cells.marks is None else "text"  # no drawing is one text in a role
            for cells in portion.columns
        ]
        there = {role for one in held for role in ([one] if isinstance(one, str) else one)}
        if self._roles.isdisjoint(there):
            return repeat(None)
        return zip(*(repeat(one) if isinstance(one, str) else one for one in held), strict=False)

    def _line(self, texts: tuple[str, ...], roles: tuple[str, ...] | None) -> Line:
        if roles is None:
            return _plain(self._form % texts)
        spans, before = [], self._indent
        for text, role, gap in zip(texts, roles, self._gaps, strict=True):
            if role in self._roles:
                spans += [Span(before + gap), Span(text, role)]
                before = ""
            else:
                before += gap + text
        return Line(stripped(joined([*spans, Span(before)])))

    def _below(
        self, laid: Sequence[Laid], row: int, roles: tuple[str, ...] | None
    ) -> Iterator[Line]:
        """The lines of a row below its first one."""
        stacks = [found.below.get(row, ()) for found in laid]
        tall = [number for number, stack in enumerate(stacks) if stack]
        if len(tall) == 1 and (roles is None or roles[tall[0]] not in self._roles):
            # Mostly it is the name alone.
            before = zip(self._gaps, self._blanks[: tall[0]], strict=False)
            lead = self._indent + "".join(map("".join, before)) + self._gaps[tall[0]]
            yield from (_plain(lead + text) for text in stacks[tall[0]])
            return
        for level in range(max(map(len, stacks))):
            there = [level < len(stack) for stack in stacks]
            texts = tuple(
                stack[level] if level < len(stack) else blank
                for stack, blank in zip(stacks, self._blanks, strict=True)
            )
            told = roles and tuple(
                role if one else "text" for role, one in zip(roles, there, strict=True)
            )
            yield self._line(texts, told)


def _plain(text: str) -> Line:
    return Line((Span(printed(text.rstrip())),))


def laid_column(cells: Cells, size: int, column: Column) -> Laid:
    """The cells of a column in so many terminal cells: drawn, or wrapped and aligned."""
    if cells.marks is not None:
        return Laid(cells.marks.texts(size), {})
    texts = cells.texts
    below: dict[int, Sequence[str]] = {}
    aligned = fit_right if column.right else fit
    if one_each("".join(texts)):
        form = f"%{size}s" if column.right else f"%-{size}s"
        firsts = [form % text for text in texts]
        wide = [row for row, text in enumerate(texts) if len(text) > size]
    else:
        form = ""
        wide = [row for row, text in enumerate(texts) if width_of(text) > size]
        firsts = [aligned(text, size) for text in texts]
    for row in wide:
        told = wrapped(texts[row], size, column)
        if form and max(map(len, told), default=0) <= size:
            lines = [form % line for line in told]
        else:
            lines = [aligned(line, size) for line in told]
        firsts[row], below[row] = lines[0] if lines else " " * size, lines[1:]
    return Laid(firsts, below)


def stripped(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same without blanks at the end."""
    kept = list(spans)
    while kept:
        text = kept[-1].text.rstrip()
        if text:
            kept[-1] = Span(text, kept[-1].role)
            break
        kept.pop()
    if "".join([text for text, _ in kept]).isprintable():
        return tuple(kept)
    return tuple([Span(printed(text), role) for text, role in kept])


def wrapped(text: str, size: int, column: Column) -> list[str]:
    """The lines of a cell that is too wide: what is set in stays so on every line."""
    inner = text.lstrip(" ")
    lines = wrap(inner, size, " " * min(len(text) - len(inner), max(size - 1, 0)))
    if column.lines is not None and len(lines) > column.lines:
        last = fit(lines[column.lines - 1] + "…", size).rstrip()
        lines = [*lines[: column.lines - 1], last if last.endswith("…") else last + "…"]
    return lines
