"""A table of 300 rows from stock parts: a move of its cursor is what key_to_frame compares with.

python -m tests.bench.stock_table
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable

ROWS = 300
COLUMNS = ("rank", "name", "zone", "score", "pillar 1", "pillar 2", "pillar 3", "pillar 4")


class StockTable(App[None]):
    """Textual's DataTable with as many columns as the explorer's ranking, and nothing beside."""

    BINDINGS: ClassVar = [("q", "quit", ""), ("j", "down", "")]

    def compose(self) -> ComposeResult:
        """The table alone."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Its columns and rows."""
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        table.add_rows(
            (str(k), f"Unit number {k}", "Zone 1", *(f"{k % n:.1f}" for n in (97, 89, 83, 79, 73)))
            for k in range(1, ROWS + 1)
        )

    def action_down(self) -> None:
        """A row down."""
        self.query_one(DataTable).action_cursor_down()


if __name__ == "__main__":
    StockTable().run()
