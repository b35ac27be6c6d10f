"""The units of a table without its totals, averages and regions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from ici_tui.packs.texts import texts_in, texts_of
from ici_tui.tables.guesses import listed
from ici_tui.tables.late import late
from ici_tui.tables.namesakes import namesakes
from ici_tui.tables.totals import called_as_totals, named_totals, nation_among, summed_totals
from ici_tui.tables.unnamed import ROWS
from ici_tui.tables.words import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.packs.texts import Texts
    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.reading import Places, Shaped, Values

Text = TypeVar("Text", bound="str | None")

SECOND = " (2)"
"""The number of a name that is there twice."""
OF_A_GROUP = late(r"(?:sub-?)?(?:total|sum|summe|insgesamt),? (.+)", re.IGNORECASE)
MOST_SUMMED = 5_000
"""Units up to which sums among the rows are looked for."""


def without_totals(
    found: Shaped, guesses: Guesses, told: str | None = None
) -> tuple[Shaped, list[str]]:
    """The units without totals and aggregates, and those.

    Args:
        found: with a row for everything that is named.
        guesses: takes note.
        told: `in` where a person says that all rows are units.
    """
    if told == "in":
        return found, []
    called = called_as_totals(found.names)
    places = {*named_totals(found.names, found.codes, called), *_totals_of_groups(found, called)}
    numbered = found.unit_column == ROWS or all(
        name.isdigit() for name in found.names[:MOST_SUMMED]
    )
    table = _latest(found) if found.size <= MOST_SUMMED and not numbered else None
    if table is not None:
        rest = np.array([k for k in range(found.size) if k not in places])
        if len(rest) > 3:
            summed = set(rest[summed_totals(table[rest])].tolist())
            summed |= set(summed_totals(table))
            places |= summed
    if table is not None:
        kept = namesakes(found.names, places, table, spaced(found.unit_column))
        places -= kept
        if kept:
            told = listed([_plain(found.names[k], found.names) for k in sorted(kept)])
            why = "called as totals are, and neither the greatest nor a sum or a mean"
            guesses.add("totals", f"units, and no totals: {told}", why)
    nation = None if table is None else nation_among(found.names)
    if nation is not None and table is not None and nation not in places:
        others = np.delete(table, nation, axis=0)
        with np.errstate(all="ignore"):
            below = table[nation] < np.fmin.reduce(others, axis=0)
        if not below.any():  # a whole, or a mean, is less than none of its parts
            places.add(nation)
    if not places or found.size - len(places) < 2:
        return found, []
    keep = np.array([k for k in range(found.size) if k not in places])
    names = [_plain(found.names[k], found.names) for k in sorted(places)]
    guesses.add(
        "totals",
        f"{len(names)} {'row is a total' if len(names) == 1 else 'rows are totals'}, and left out: {listed(names)}",
        "their names are those of aggregates, or they are sums of the others",
        "--totals",
    )
    new = np.full(found.size, -1)
    new[keep] = np.arange(len(keep))
    rows = new[found.unit_of] >= 0
    return (
        replace(
            found,
            names=_unnumbered(_some(found.names, keep)),
            codes=_some(found.codes, keep),
            unit_of=new[found.unit_of][rows],
            time_of=found.time_of[rows],
            measures=tuple(replace(m, values=m.values[rows]) for m in found.measures),
            groups={name: _some(labels, keep) for name, labels in found.groups.items()},
        ),
        names,
    )


def _totals_of_groups(found: Shaped, called: Sequence[int]) -> set[int]:
    """The places of units that are called the total of a group: `Total Europe`."""
    told = {k: one for k in called if (one := OF_A_GROUP.fullmatch(found.names[k]))}
    if not told:
        return set()
    groups = {
        label.rstrip(": ").casefold()
        for labels in found.groups.values()
        for label in labels
        if label
    }
    return {k for k, one in told.items() if one[1].casefold() in groups}


def _plain(name: str, names: Sequence[str]) -> str:
    """A name without the number that told it apart from another one."""
    base, mark, number = name.rpartition(" (")
    return base if mark and number[:-1].isdigit() and base in names else name


def _some(texts: Sequence[Text], places: Places) -> Texts[Text]:
    """The texts at some places."""
    return cast("Texts[Text]", texts_in(texts_of(texts).series("").gather(places)))


def _unnumbered(names: Texts[str]) -> Texts[str]:
    """Names as they are: those that only a total made a second one of lose their number."""
    if not names.holding(SECOND).any():
        return names
    known = set(names)
    bases = (name.removesuffix(SECOND) for name in names)
    pairs = zip(names, bases, strict=True)
    return texts_of([name if base in known else base for name, base in pairs])


def _latest(found: Shaped) -> Values | None:
    """The values at the fullest time as units × indicators; None where there are none."""
    counts = np.zeros(max(len(found.times), 1))
    for measure in found.measures:
        given = found.time_of[~np.isnan(measure.values)]
        counts += np.bincount(given, minlength=len(counts))
    if not counts.any():
        return None
    rows = found.time_of == int(counts.argmax())
    table = np.full((found.size, len(found.measures)), np.nan)
    for k, measure in enumerate(found.measures):
        table[found.unit_of[rows], k] = measure.values[rows]
    return table
