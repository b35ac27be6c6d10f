"""The lines at the top, drawn from plain data: title and tabs, and the pack's standing line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.drawing.cells import fit, fit_ends, wrap
from ici_tui.tui.ink import strip_of
from ici_tui.tui.view import View
from ici_tui.views.numbers import four_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.tui.session import Session

Tabs = list[tuple[int, int, View]]
"""Where each view's tab begins and ends."""


def title_parts(session: Session) -> list[str]:
    """What is told of what is shown, the most important first."""
    info, board = session.pack.index.info, session.board
    found = [info.short_title or info.title or info.name]
    if session.text:
        found.append(
            f"“{fit(session.text, min(cell_len(session.text), 16))}”: {len(board)} of {board.size}"
        )
    if board.faults:
        # The line at the bottom, where the reason stands later, is where the filter is typed.
        found.append(f"not understood: {board.faults[0].partition(': ')[0]}")
    if session.marks:
        found.append(f"{len(session.marks)} marked")
    found.append(f"{board.size} {info.words.plural}")
    weights = " ".join(
        f"{part.name} {four_digits(session.weights.points(part.code))}"
        for part in session.catalogue.parts
        if part.parent is not None
    )
    whose = "edited" if session.weights.edited else info.weights_name
    found.append(f"{weights} ({whose})")
    return found


def title_cells(
    parts: Sequence[str], said: int, view: View, width: int, ink: Ink
) -> tuple[list[Cell], Tabs]:
    """The line of the title: as many of its parts as fit, then the views' tabs.

    Args:
        parts: of `title_parts`.
        said: how many of them must be said.
        view: the open one.
        width: in cells.
        ink: the styles.
    """
    tabs = _tab_cells(parts[:said], view, width, ink)
    room = max(width - sum(cell_len(text) for text, _ in tabs), 0)
    title = " " + parts[0]
    rest = ""
    for part in parts[1:]:
        if cell_len(title) + cell_len(rest) + cell_len(part) + 4 <= room:
            rest += f" · {part}"
    cells: list[Cell] = [
        (fit(title, min(cell_len(title), room)), ink["panel-accent"]),
        (rest, ink["panel"]),
    ]
    gap = room - sum(cell_len(text) for text, _ in cells)
    places, x = [], room
    for (text, _), of in zip(tabs, View, strict=False):
        places.append((x, x + cell_len(text), of))
        x += cell_len(text)
    return [*cells, (" " * max(gap, 0), ink["panel"]), *tabs], places


def _tab_cells(said: Sequence[str], open_view: View, width: int, ink: Ink) -> list[Cell]:
    # What must be said stays whole: where the names of all views leave no room for it,
    # the open one's does.
    needed = sum(len(view.title) + 4 for view in View) + cell_len(" · ".join(said)) + 3
    cells: list[Cell] = []
    for view in View:
        name = view.title if needed <= width or view is open_view else ""
        text = f" {view.value} {name} " if name else f" {view.value} "
        cells.append((text, ink["tab"] if view is open_view else ink["panel-muted"]))
    if needed + 9 <= width:
        cells.append(("  ? help ", ink["panel-muted"]))
    return cells


def standing_strip(standing: str, y: int, rows: int, width: int, ink: Ink) -> Strip:
    """A row of the pack's standing line, `y` from 1 to `rows`; the last row keeps how it ends."""
    lines = wrap(standing, width - 2)
    lines = [*lines[: rows - 1], " ".join(lines[rows - 1 :])]
    told = fit_ends(lines[y - 1], width - 1) if y <= len(lines) else ""
    return strip_of([(f" {told}", ink["muted"])], width, ink["text"])
