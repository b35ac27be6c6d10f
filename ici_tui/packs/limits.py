"""Limits of a pack's tables; docs/packs.md says them too. Imports nothing."""

MOST_COLUMNS = 16_384
"""Columns of a table: as many as a worksheet can have."""
MOST_NODES = 2 * MOST_COLUMNS
"""Rows of iMeta: one for each column, and as many aggregates."""
MOST_CELLS = 20_000_000
"""Rows × columns of a CSV or Parquet table, and of an ensemble: 160 MB of numbers."""
MOST_SHEET_CELLS = 500_000
"""Rows × columns of a worksheet, counted to the furthest cell."""
MOST_UNPACKED = 64 << 20
"""Bytes of XML in a workbook."""
MOST_ELEMENTS = 2_000_000
"""Elements of a part of a workbook: three or four for each cell that a sheet may have."""
MOST_TAG = 4 << 20
"""Bytes of a tag or a comment in a workbook."""
MOST_TEXT = 131_072
"""Characters of a cell: where Python's own reader of CSV stops."""
MOST_TEXTS = 256 << 20
"""Bytes of text in a column."""
MOST_LINE = 4 << 20
"""Characters of a line of a CSV file."""
MOST_LEVELS = 100
"""Levels of a tree."""
MOST_TIMES = 5_000
"""Times of a panel."""


def past(what: str, most: int, found: int | None = None) -> tuple[str, str]:
    """The message for what is past a limit, and what to do.

    Args:
        what: is counted, in the plural.
        most: how many there may be.
        found: how many there are; None where nobody counted to the end.
    """
    told = f"more than {most:,} {what}" if found is None else f"{found:,} {what}"
    return f"it has {told}, and {most:,} is the most", "leave out what the index does not need"
