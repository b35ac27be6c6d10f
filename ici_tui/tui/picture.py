"""The screen as a picture that fetches nothing: drawn in the reader's own fonts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer

_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\n?", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*Fira Code,\s*monospace")


def picture_of(app: Explorer, title: str) -> str:
    """What is on the screen, as SVG.

    Textual's own picture names fonts that a browser would fetch from elsewhere.
    """
    drawn = app.export_screenshot(title=title)
    return _FAMILY.sub("font-family: ui-monospace, monospace", _FONT_FACE.sub("", drawn))
