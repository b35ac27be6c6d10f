"""What acts cost in bytes, over a slow line: generous bounds, on the bundled index at 120 × 40."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.pty.line import AnsweringTerminal

if TYPE_CHECKING:
    from pathlib import Path

FIRST_FRAME = 40_000
BUDGET = {
    "cursor down": ("j", 9_000),
    "page down": ("\x1b[6~", 9_000),
    "to the weights": ("w", 3_000),
    "weight step": ("l", 3_000),
    "five points": ("L", 3_000),
    "undo": ("u", 4_000),
    "back": ("\x1b", 3_000),
    "sort": ("s", 5_000),
    "clusters": ("2", 22_000),
}
"""Keys, in this order, and the most bytes that each may cost."""


def test_acts_cost_no_more_bytes_than_they_may(tmp_path: Path) -> None:
    with AnsweringTerminal(home=tmp_path) as t:
        t.see("Beijing", "leader ≈0–100", "the report counts five universities")
        t.settle()
        found = {"first frame": len(t.raw)}
        limits = {"first frame": FIRST_FRAME}
        for name, (keys, most) in BUDGET.items():
            found[name], limits[name] = t.cost(keys), most
        print(found)
        assert {name: n for name, n in found.items() if n > limits[name]} == {}
        assert min(found.values()) > 0


def test_the_mouse_moves_for_almost_nothing_and_idleness_for_nothing(tmp_path: Path) -> None:
    with AnsweringTerminal(home=tmp_path) as t:
        t.see("Beijing", "leader ≈0–100", "the report counts five universities")
        t.settle()
        moves = [t.cost(f"\x1b[<35;{x};{y}M") for x, y in ((10, 6), (11, 8), (100, 20), (60, 38))]
        print(moves)
        assert max(moves) < 500
        t.settle()
        end, idle = time.monotonic() + 2.5, 0
        while time.monotonic() < end:
            idle += t.read(0.5)
        assert idle == 0
