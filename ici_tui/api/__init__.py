"""The Python interface; `from ici_tui import open_index`, and see docs/python.md."""

from __future__ import annotations

from ici_tui.api.answer import Answer
from ici_tui.api.errors import AskError
from ici_tui.api.index import OpenIndex, open_index

__all__ = ["Answer", "AskError", "OpenIndex", "open_index"]
