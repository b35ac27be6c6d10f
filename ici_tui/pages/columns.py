"""How wide each column of a grid is; where a grid is too wide, how it is split into parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import widest, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.pages.model import Grid

BAR_LEAST, BAR_MOST = 6, 60
Widths = dict[int, int]
"""Cells by the column's place in the grid."""


def gap_of(width: int) -> int:
    """The cells between two columns."""
    return 2 if width >= 60 else 1


def divided(grid: Grid, width: int) -> list[Widths]:
    """The widths of the columns, in one part or in several below each other.

    Where room is short, optional columns go first (the last one first), then drawings; text
    wraps down to its least width; what is still too wide is split, and the key columns are
    repeated.
    """
    room = width - grid.indent
    natural = [_natural(grid, place) for place in range(len(grid.columns))]
    kept = list(range(len(grid.columns)))
    whole, titled, plain = (
        [_least(grid, k, natural[k], keeping) for k in kept] for keeping in ("words", "titles", "")
    )
    leasts = next((tried for tried in (whole, titled, plain) if _fits(kept, tried, room)), titled)
    spare = [k for k in reversed(kept) if grid.columns[k].optional]
    while spare and not _fits(kept, leasts, room):
        kept.remove(spare.pop(0))
    if not _fits(kept, leasts, room):
        # Drawings of one table are looked at together: they go together.
        kept = [k for k in kept if not grid.columns[k].drawn]
        if not _fits(kept, leasts, room) and _fits(kept, plain, room):
            leasts = plain
    if _fits(kept, leasts, room):
        return [_share(grid, kept, natural, leasts, room)]
    return [_share(grid, part, natural, leasts, room) for part in _split(grid, kept, leasts, room)]


def _natural(grid: Grid, place: int) -> int:
    column = grid.columns[place]
    if column.drawn:
        return max(BAR_LEAST, column.room)
    held = widest(grid.texts(place), least=1)
    return max(width_of(column.title), 1, column.room, held)


def _least(grid: Grid, place: int, natural: int, keeping: str) -> int:
    """What a column needs, with whole `words` of common length, whole words in `titles`, or not."""
    column = grid.columns[place]
    if column.least is None:
        return natural
    held = [column.title] if keeping else []
    if keeping == "words":
        held += grid.texts(place)
    return min(max([column.least, *(_word(text) for text in held)]), natural)


def _word(text: str) -> int:
    """The longest word, as far as words of common length go."""
    return min(max((width_of(word) for word in text.split()), default=0), 16)


def _fits(places: Sequence[int], widths: Sequence[int], room: int) -> bool:
    return sum(widths[k] for k in places) + gap_of(room) * (len(places) - 1) <= room


def _split(grid: Grid, places: Sequence[int], leasts: list[int], room: int) -> list[list[int]]:
    keys = [k for k in places if grid.columns[k].key]
    parts, part = [], list(keys)
    for k in places:
        if k in keys:
            continue
        if len(part) > len(keys) and not _fits([*part, k], leasts, room):
            parts.append(part)
            part = list(keys)
        part.append(k)
    return [*parts, part]


def _share(
    grid: Grid, places: list[int], natural: list[int], leasts: list[int], room: int
) -> Widths:
    """Natural widths; the widest that wrap give way, and drawings share what is left."""
    widths = {k: natural[k] for k in places}
    drawn = [k for k in places if grid.columns[k].drawn]
    free = room - gap_of(room) * (len(places) - 1)
    if drawn:
        # One very long name must not take the room of the drawing from all the others.
        for k in places:
            if grid.columns[k].least is not None:
                widths[k] = min(widths[k], max(leasts[k], room * 2 // 5))
    while sum(widths.values()) > free:
        wrapping = [k for k in places if widths[k] > leasts[k]]
        # Nothing can give way any more: a single value is wider than the page, and is folded.
        widest = max(wrapping or places, key=widths.__getitem__)
        if widths[widest] <= 1:
            break
        widths[widest] -= 1
    if drawn:
        rest = free - sum(widths.values()) + sum(widths[k] for k in drawn)
        widths |= dict.fromkeys(drawn, min(rest // len(drawn), BAR_MOST))
    return widths
