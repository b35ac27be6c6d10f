"""Text whose columns are parted by blanks, as programs print tables: two or more, or one each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ici_tui.tables.late import late

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

RUNS = late(r" {2,}|\t+ *")
BLANKS = late(r"[ \t]+")
QUOTED = late(r"""[ \t]+(?=(?:[^"\n]*"[^"\n]*")*[^"\n]*$)""")
"""Blanks outside of quotes."""
EVEN = 0.8
"""Share of lines with as many cells from which they are rows."""
LEAST_LINES = 3


def parted_by_blanks(text: str, head: Sequence[str]) -> str | None:
    """The text with tabs in the place of blanks between cells; None where they part nothing.

    A first line with one cell less stands above all but the row numbers.

    Args:
        text: all of it.
        head: its first lines.
    """
    quoted = '"' in "".join(head)
    for pattern, even in ((QUOTED, 1.0),) if quoted else ((RUNS, EVEN), (BLANKS, 1.0)):
        width = _width([line for line in head if line.strip()], pattern, even)
        if width:
            lines = [pattern.sub("\t", line.strip()) for line in text.split("\n")]
            first = next(k for k, line in enumerate(lines) if line)
            if lines[first].count("\t") == width - 2:
                lines[first] = "\t" + lines[first]
            return "\n".join(lines)
    return None


def _width(lines: Sequence[str], pattern: re.Pattern[str], even: float) -> int:
    """How many cells most lines have; 0 where they are no rows."""
    if len(lines) < LEAST_LINES:
        return 0
    widths = Counter(len(pattern.split(line.strip())) for line in lines)
    if even == 1.0 and len(widths) == 2:
        del widths[len(pattern.split(lines[0].strip()))]  # above all but the row numbers
        even *= (len(lines) - 1) / len(lines)
    width, count = widths.most_common(1)[0]
    return width if width > 1 and count >= even * len(lines) else 0
