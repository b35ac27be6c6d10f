"""The names of what a page can show, the open one standing out, and the keys that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit, width_of
from ici_tui.tui.documents.line import Line, line

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 2
"""Lines that the names and the keys may take."""


def tab_lines(
    titles: Mapping[str, str], chosen: str, keys: str, width: int, lead: str = ""
) -> list[Line]:
    """All names and the keys on a line or two; where that is too little, the open one alone.

    Args:
        titles: names by code.
        chosen: the code of the open one.
        keys: what is told after the names.
        width: cells of a line.
        lead: what is told before them.
    """
    parts = [(lead, "muted")] if lead else []
    parts += [
        (f" {title} ", "tab" if name == chosen else "muted") for name, title in titles.items()
    ]
    rows: list[list[tuple[str, str]]] = [[]]
    for part in [*parts, (f"   {keys}", "muted")]:
        if rows[-1] and sum(width_of(text) for text, _ in [*rows[-1], part]) > width:
            rows.append([])
        rows[-1].append(part if rows[-1] else (part[0].replace("   ", " ", 1), part[1]))
    if len(rows) <= MOST and all(width_of(text) <= width for row in rows for text, _ in row):
        return [line(*row) for row in rows]
    place = list(titles).index(chosen) + 1 if chosen in titles else 0
    counted = f" {place} of {len(titles)}"
    title = titles.get(chosen, "")
    shown = fit(title, min(width_of(title), max(width - width_of(counted) - 2, 1)))
    return [line((f" {shown} ", "tab"), (counted, "muted")), line((f" {keys}", "muted"))]
