"""Codes of units and of nodes, made from names where a table has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from unicodedata import category, normalize

from ici_tui.packs.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ici_tui.packs.texts import Texts

LONGEST = 40
END = "\0"
"""The mark between texts that are made codes together; no clean text holds it."""
OWN = frozenset({"uCode", "uName", "Time", "index"})


def node_codes(names: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """A code per indicator or pillar: letters and digits, words joined by `_`, none twice."""
    return tuple(_codes(names, taken, "n"))


def unit_codes(
    names: Sequence[str], codes: Sequence[str | None], taken: Collection[str] = ()
) -> Texts[str]:
    """A code per unit: its own where it can be one, else made from its name; none twice."""
    own = texts_of(codes)
    if own.are_codes(LONGEST) and not own.hold_any({*OWN, *taken}):
        return cast("Texts[str]", own)
    pairs = zip(names, own, strict=True)
    told = [code or name for name, code in pairs]
    return texts_of(_codes(told, taken, "u"))


def _codes(names: Sequence[str], taken: Collection[str], prefix: str) -> list[str]:
    used = {*OWN, *taken}
    slugs = _slugs(names)
    alone = len({*slugs}) == len(slugs) and used.isdisjoint(slugs)
    if alone and _begin_with_letters(slugs):
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
    return found


def _begin_with_letters(slugs: Sequence[str]) -> bool:
    if "".join(slugs).isascii():
        return all(map(str.isidentifier, slugs))
    return all(slug[:1].isalpha() for slug in slugs)


def _slugs(names: Sequence[str]) -> list[str]:
    """A slug of each name, all at once: one by one a hundred thousand of them take seconds."""
    given = END.join(names)
    if given.count(END) >= max(len(names), 1):
        return _slugs([name.replace(END, "_") for name in names])
    together = normalize("NFC", given)
    known = range(1, 128) if together.isascii() else map(ord, {*together} - {END})
    slugs = together.translate({number: _letter(chr(number)) for number in known})
    if slugs == given and max(map(len, names), default=0) <= LONGEST and "_" not in slugs:
        return list(names)
    if "_" in slugs:
        slugs = re.sub(r"_{2,}", "_", slugs)
        slugs = f"{END}{slugs}{END}".replace(f"{END}_", END).replace(f"_{END}", END)[1:-1]
    found = slugs.split(END) if names else []
    if max(map(len, found), default=0) <= LONGEST:
        return found
    return [slug[:LONGEST].rstrip("_") for slug in found]


def _letter(character: str) -> str:
    """A letter or digit as it is, nothing for a mark on one, `_` for all else."""
    kind = category(character)[0]
    return character if kind in "LN" else "" if kind == "M" else "_"
