"""Marks of notes behind names: `Population[13]`, `Kosovo*`, `Chad †`, `Sweden (a)`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.guesses import listed
from ici_tui.tables.header_names import Header
from ici_tui.tables.late import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses

MAY_BE_MARKED = r"[\]*†‡§¶¹²³⁰⁴⁵⁶⁷⁸⁹⁾ᵃᵇᶜᵈᵉ](?:$| )|(?:\([A-Za-z]|\d)\)$|^\*"
"""What a text with a mark holds at the end of a word, or begins with."""
MARKED = late(MAY_BE_MARKED)
MARK = late(
    r"\s*\[(?:note|nb|n|fn|ref|notes?)\.? ?\w{1,3}\]|\s*\[\d{1,3}\]|\[[a-z]\]|\s?[*†‡§¶]{1,4}|[¹²³⁰⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ]+(?:[,⁾⁽]?[¹²³⁰⁴⁵⁶⁷⁸⁹])*",
    re.IGNORECASE,
)
INNER = late(
    r"(?<=[\w)])(?:\[\d{1,3}\]|\[[a-z]\]|\[(?:note|nb|n) ?\w{1,3}\]|[†‡¹])+(?=\s)|(?<=\w)\*{1,3}(?=\s[^\W\d_])",
    re.IGNORECASE,
)
"""Marks behind the first of two words that stood one below the other: `IMF[1] Forecast`."""
CLOSED = late(r"\s?[\d¹²³⁴⁵⁶⁷⁸⁹]{1,2}[)⁾]")
"""A mark as German offices write it, `Haushalte 1)`, where no parenthesis is open."""
NUMBERED = late(r"\s?\((?:[a-z]|\d{1,2})\)")
"""A mark that may as well be a part of a name, if all have one."""
BEFORE = late(r"\*+\s?(?=\w)")
UNIT_LETTERS = "mghlst"
"""Letters that are units in brackets behind the name of a column, as capitals are: `Length[m]`."""
LONGEST_NAME = 300
"""Characters of a name that is looked at."""
LONGEST = 12
"""Characters of a mark."""
LONGEST_GRADE = 2
"""Characters of grades, among which `A*` is another one than `A`."""
POWERS = "²³"
SHORT_UNIT = 2
"""Letters before a power up to which they are a unit, or a sign: `km²`, `R²`."""
LETTERS = late(r"[^\W\d_]+$")
MOST = 0.5
"""Share of names with a number or a letter in parentheses from which these are no marks."""


def unmarked(text: str, *, measured: bool = False, numbered: bool = False) -> str:
    """A name without the marks of notes around it; itself where nothing else is left.

    Args:
        text: the name.
        measured: whether it is of a column, so that a unit may stand behind it.
        numbered: whether letters and numbers in parentheses are marks too.
    """
    if len(text) > LONGEST_NAME:
        return text
    rest = INNER.sub(lambda m: m[0] if measured and _is_unit("", m[0]) else "", text)
    start = BEFORE.match(rest)
    if start is not None:
        rest = rest[start.end() :]
    while rest:
        found = _mark_at_end(rest, measured=measured, numbered=numbered)
        if not found:
            break
        rest = rest[: len(rest) - len(found)].rstrip()
    return rest if any(character.isalnum() for character in rest) else text


def _mark_at_end(text: str, *, measured: bool, numbered: bool) -> str:
    start = max(len(text) - LONGEST, 0)
    patterns = [MARK, *([NUMBERED] if numbered else [])]
    if text.count("(") < text.count(")") or text.endswith("⁾"):
        patterns.append(CLOSED)
    for pattern in patterns:
        found = next((m for m in pattern.finditer(text, start) if m.end() == len(text)), None)
        may_be_unit = measured or pattern is NUMBERED
        if found is not None and not (may_be_unit and _is_unit(text[: found.start()], found[0])):
            return found[0]
    return ""


def _is_unit(before: str, mark: str) -> bool:
    """Whether a mark is a unit, or a part of one: `[m]`, the power of `km²`."""
    if mark[0] in POWERS:
        letters = LETTERS.search(before)
        return letters is not None and len(letters[0]) <= SHORT_UNIT
    inside = mark.strip()[1:-1]
    return len(inside) == 1 and (inside in UNIT_LETTERS or inside.isupper())


def _renamed(names: Sequence[str], *, measured: bool) -> dict[str, str]:
    """New names of those that are marked, by the old ones; a name that another one has stays.

    Args:
        names: all of them, each once.
        measured: whether they are of columns.
    """
    marked = [name for name in names if MARKED.search(name)]
    numbered = sum(map(bool, map(NUMBERED.search, marked))) <= MOST * len(names)
    told = dict.fromkeys(names, "") | {
        name: unmarked(name, measured=measured, numbered=numbered) for name in marked
    }
    told = {old: new or old for old, new in told.items()}
    counts: dict[str, int] = {}
    for name in told.values():
        counts[name] = counts.get(name, 0) + 1
    return {old: new for old, new in told.items() if new != old and counts[new] == 1}


def without_marked_headers(columns: Sequence[Column], guesses: Guesses) -> list[Column]:
    """The columns with names and pillars that hold no marks of notes, which is told."""
    texts = {text for c in columns for text in (c.name, *c.header.pillars) if text}
    if not any(map(MARKED.search, texts)):
        return list(columns)
    named = _renamed(sorted({c.name for c in columns if c.name}), measured=True)
    above = _renamed(sorted({p for c in columns for p in c.header.pillars}), measured=True)
    if not named and not above:
        return list(columns)
    _tell({**above, **named}, "names of columns", guesses)
    return [
        replace(
            c,
            header=Header(
                named.get(c.name, c.name),
                tuple(above.get(p, p) for p in c.header.pillars),
                c.header.described,
            ),
        )
        for c in columns
    ]


def without_marked_names(unit: Column, guesses: Guesses) -> Column:
    """The column of names without the marks of notes behind these, which is told.

    Where each row has a name of its own, it keeps one.
    """
    import polars as pl

    if unit.numbers is not None:
        return unit
    texts = unit.texts
    marked = texts.str.contains(MAY_BE_MARKED).fill_null(False)
    if not marked.any():
        return unit
    names = texts.drop_nulls().unique(maintain_order=True).to_list()
    renamed = _renamed(names, measured=False)
    if len(names) < len(texts) - texts.null_count():  # one unit in several rows, marked in some
        again = {name: unmarked(name) for name in texts.filter(marked).unique().to_list()}
        known = set(names)
        renamed |= {
            old: new
            for old, new in again.items()
            if old != new and (len(new) > LONGEST_GRADE or new not in known)
        }
    if not renamed:
        return unit
    _tell(renamed, f"names in {unit.shown}", guesses)
    new = texts.replace(pl.Series(list(renamed)), pl.Series(list(renamed.values())))
    return replace(unit, cells=Cells(new))


def _tell(renamed: Mapping[str, str], where: str, guesses: Guesses) -> None:
    told = f"marks of notes at {where} are left out: {listed(list(renamed), 3)}"
    guesses.add("notes", told, "letters, numbers or signs that lead to a note")
