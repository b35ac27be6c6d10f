"""Pillars inside names: `Health: doctors`, `health.doctors`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATORS = (": ", " | ", " > ", " / ", " – ", " — ", " - ", "::", "：", ".", "/", "|", ":")
LEAST = 0.7
"""Share of names that hold the separator."""


def pillars_in(names: Sequence[str]) -> dict[str, str]:
    """The pillar of each name that has one; none where names do not hold pillars.

    They do if most hold the same separator, what stands before it is shared by several, and there
    are at least two such beginnings.
    """
    for separator in SEPARATORS:
        found = {name: parts for name in names if (parts := _split(name, separator))}
        if len(found) < max(3, LEAST * len(names)):
            continue
        heads = [head for head, _ in found.values()]
        counts = Counter(heads)
        several = sum(count for count in counts.values() if count > 1)
        if 2 <= len(counts) <= 0.6 * len(heads) and several >= 0.6 * len(heads):
            return {name: head for name, (head, _) in found.items()}
    return {}


def _split(name: str, separator: str) -> tuple[str, str] | None:
    head, mark, tail = name.partition(separator)
    head, tail = head.strip(), tail.strip()
    if not mark or not head or not tail or (re.search(r"\d$", head) and tail[:1].isdigit()):
        return None
    if separator in {".", "/", "|", ":"} and (" " in head or len(head) < 2):
        return None
    return head, tail
