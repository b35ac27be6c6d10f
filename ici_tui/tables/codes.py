"""Codes of units and of nodes, made from names where a table has none."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

LONGEST = 40
NOT_PLAIN = "[^A-Za-z0-9]+"
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
    slugs = tuple(_slugs(names))
    alone = len({*slugs}) == len(slugs) and used.isdisjoint(slugs)
    if alone and all(slug[:1].isalpha() for slug in slugs):
        return slugs
    found = []
    counts: dict[str, int] = {}
    for slug in slugs:
        base = slug or prefix
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


def _slugs(names: Sequence[str]) -> Iterable[str]:
    """A slug of each name; plain names all at once, for a hundred thousand of them take seconds."""
    together = "\n".join(names)
    plain = together.isascii() and together.count("\n") == len(names) - 1
    if not plain:
        return map(_slug, names)
    import polars as pl

    slugs = pl.Series(names, dtype=pl.String).str.replace_all(NOT_PLAIN, "_").str.strip_chars("_")
    found: list[str] = slugs.str.slice(0, LONGEST).str.strip_chars_end("_").to_list()
    return found


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
