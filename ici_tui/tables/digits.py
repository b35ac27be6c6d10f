"""Digits with their marks: decimal point or comma, thousands by comma, point, blank, apostrophe."""

from __future__ import annotations

import re

BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
APOSTROPHES = "'’`´"


def value_of(core: str, decimal: str) -> float | None:
    """Digits with their marks, of which one at most is the decimal mark."""
    for mark in APOSTROPHES:
        core = core.replace(mark, " ")
    parts = re.split(rf"[{BLANKS}]+", core)
    if len(parts) > 1:
        tail = re.match(r"\d+", parts[-1])
        grouped = all(len(part) == 3 and part.isdigit() for part in parts[1:-1])
        if not (
            1 <= len(parts[0]) <= 3
            and parts[0].isdigit()
            and grouped
            and tail
            and len(tail[0]) == 3
        ):
            return None
        core = "".join(parts)
        if not re.fullmatch(r"\d+(?:[.,]\d+)?", core):
            return None
        return float_of(core.replace(",", "."))
    points, commas = core.count("."), core.count(",")
    if points and commas:
        mark = "." if core.rfind(".") > core.rfind(",") else ","
        if core.count(mark) > 1:
            return None
        whole, _, part = core.rpartition(mark)
        other = "," if mark == "." else "."
        return float_of(whole.replace(other, "") + "." + part) if groups(whole, other) else None
    if points + commas == 0:
        return float_of(core)
    mark = "." if points else ","
    if core.count(mark) > 1:
        return float_of(core.replace(mark, "")) if groups(core, mark) else None
    if mark == decimal or not groups(core, mark):
        return float_of(core.replace(",", "."))
    return float_of(core.replace(mark, ""))


def groups(text: str, mark: str) -> bool:
    """Whether digits stand in groups of three, or, as in India, of two and at last three."""
    first, *others = text.split(mark)
    if not others:
        return text.isdigit()
    if not (first.isdigit() and 1 <= len(first) <= 3 and len(others[-1]) == 3):
        return False
    if first[0] == "0":
        return False
    return all(part.isdigit() and len(part) in {2, 3} for part in others)


def float_of(text: str) -> float | None:
    """A plain number, or None."""
    try:
        return float(text)
    except ValueError:
        return None
