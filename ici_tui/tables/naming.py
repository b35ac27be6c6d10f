"""What the one indicator of a table is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.tables.late import late
from ici_tui.tables.words import GENERIC, INDICATOR, MEASURED_IN, NAME, PLACE, TIME, VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column

NO_TITLE = late(
    r"(data )?source|data extracted|dataset:?$|last updated|updated|back$|quelle|stand|fuente|table of contents|downloaded|http|www\.|accessed|"
    r"table \w+\.?$|tabelle \w+\.?$|[a-z]?\d+$|数据来源|来源",
    re.IGNORECASE,
)
MEASURES = late(
    r"%|\$|\bper\b|, by\b|\((?:sq|km|ppp|thousands?|millions?|years|kg|tonn?es|metric|constant|current|number)\b|"
    r"\b(population|density|gdp|income|rate|index)\b",
    re.IGNORECASE,
)
"""What a header says of a measure that is also called after a place: `Forest area (sq. km)`."""
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a name may come from: the title lines, the file."""

    titles: tuple[str, ...]
    file: str
    """The file's name without its endings."""

    @property
    def title(self) -> str:
        """The title line that says most; the file's name in words where there is none."""
        told = [t for t in self.titles if not NO_TITLE.match(t) and 3 < len(t) <= LONGEST]
        return max(told, key=len, default="") or self.file_words

    @property
    def file_words(self) -> str:
        """The file's name in words."""
        return re.sub(r"[_\-.]+", " ", self.file).strip() or "table"

    def single(self, *candidates: str) -> tuple[str, str]:
        """The one indicator's name, and where it comes from.

        Args:
            candidates: names of columns, in order; those that say nothing are passed over.
        """
        for name in candidates:
            if name and not GENERIC.match(name) and not VALUE.match(name):
                return name, "named by its column"
        if self.title != self.file_words:
            return self.title, "named by the title line"
        return self.file_words, "named after the file"


def series_name(columns: Sequence[Column], used: Sequence[Column] = ()) -> str:
    """What a column of the indicator's name says, which is the same in every row; else empty."""
    found = [
        c for c in columns
        if c not in used and c.numbers is None and c.present and c.distinct == 1 and INDICATOR.search(c.words)
        and not MEASURED_IN.match(c.words)
    ]  # fmt: skip
    plain = [
        c
        for c in found
        if not c.code_like and not c.sample[0].replace(".", "").replace("_", "").isupper()
    ]
    return (plain or found)[0].sample[0] if found else ""


def names_measure(unit: Column) -> str:
    """The header of the units' column where it says what is measured, and not what the units are."""
    place = NAME.search(unit.words) or PLACE.search(unit.words) or TIME.match(unit.words)
    telling = unit.name and unit.country_share > 0.4 and (not place or MEASURES.search(unit.name))
    return unit.name if telling and not GENERIC.match(unit.name) and len(unit.name) > 3 else ""
