"""Small manners: what the window is called, and a bell for who waits elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import cut
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer

LONG = 10.0
"""Seconds of a question after which somebody may have gone elsewhere."""
LONGEST_TITLE = 80
BELL = "\x07"


def entitle(app: Explorer) -> None:
    """Have the window's title say which pack is open, and in which view."""
    # Screen has no stack of titles: the one before would not come back.
    if app.terminal is None or not app.wishes.title or app.through == "screen":
        return
    session = app.session
    name = clean(session.pack.index.info.short_title)
    title = cut(f"{name} · {session.view.title}", LONGEST_TITLE)
    if app.ascii_only:
        from ici_tui.drawing.ascii import in_ascii

        title = in_ascii(title)
    app.terminal.set_title(title)


def ring(app: Explorer, seconds: float) -> None:
    """Ring for an answer that took long, where the terminal says that one is elsewhere."""
    away = seconds >= LONG and not app.app_focus
    if away and app.terminal is not None and app.wishes.bell:
        app.terminal.write(BELL)
