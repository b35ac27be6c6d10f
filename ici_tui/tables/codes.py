"""Codes of units and of nodes, made from names where a table has none."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

LONGEST = 40
OWN = frozenset({"uCode", "uName", "Time", "index"})


def node_codes(names: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """A code per indicator or pillar: letters and digits, words joined by `_`, none twice."""
    return _codes(names, taken, "n")


def unit_codes(
    names: Sequence[str], codes: Sequence[str | None], taken: Collection[str] = ()
) -> tuple[str, ...]:
    """A code per unit: its own where it can be one, else made from its name; none twice."""
    told = [code if code else name for name, code in zip(names, codes, strict=True)]
    return _codes(told, taken, "u")


def _codes(names: Sequence[str], taken: Collection[str], prefix: str) -> tuple[str, ...]:
    used = {*OWN, *taken}
    found = []
    counts: dict[str, int] = {}
    for name in names:
        base = _slug(name) or prefix
        if not base[0].isalpha():
            base = f"{prefix}{base}"
        code, count = base, counts.get(base, 1)
        while code in used:
            count += 1
            code = f"{base}_{count}"
        counts[base] = count
        used.add(code)
        found.append(code)
    return tuple(found)


def _slug(name: str) -> str:
    letters = "".join(
        c
        if unicodedata.category(c)[0] in "LN"
        else ""
        if unicodedata.category(c)[0] == "M"
        else "_"
        for c in unicodedata.normalize("NFC", name)
    )
    return re.sub(r"_+", "_", letters).strip("_")[:LONGEST].rstrip("_")
