"""Numbers that say of how many they are: `8/10`, `6.5 out of 10`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.tables.late import late

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT_OF = late(r"(\d{1,3}(?:[.,]\d+)?) ?(?:/|out of|von|sur) ?([1-9]\d{0,2})", re.IGNORECASE)
LEAST_SHARE = 0.8


def part_of(text: str) -> tuple[float, str] | None:
    """A number and of how many it is, or None where it is no part: a date, a fraction above one."""
    found = OUT_OF.fullmatch(text)
    if found is None:
        return None
    part = float(found[1].replace(",", "."))
    return (part, found[2]) if part <= int(found[2]) else None


def common_whole(texts: Sequence[str]) -> str:
    """Of how many all numbers of a column are; empty where they are of different ones, or of none."""
    found = [part[1] for text in texts if (part := part_of(text)) is not None]
    if not texts or len(found) < LEAST_SHARE * len(texts) or len(set(found)) > 1:
        return ""
    return found[0]
