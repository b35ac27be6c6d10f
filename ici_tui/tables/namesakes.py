"""Units that are called as totals are: a firm Total, a bank Global, beside the row of the total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.countries import country_names
from ici_tui.tables.late import late
from ici_tui.tables.total_words import CONTINENT, NAMESAKES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.reading import Values

UNSURE = NAMESAKES | {"total", "overall", "all", "mean"}
FIRM = late(
    r"\b(company|companies|brands?|firms?|banks?|business|employer|retailer|operator|supplier|manufacturer|publisher|newspaper|product|"
    r"unternehmen|firma|marke|entreprise|marque|empresa|marca)\b|公司|企业|品牌",
    re.IGNORECASE,
)
"""Headers of names that may be those of totals even in the first row."""
NUMBER = late(r" \(\d+\)$")
COUNTRIES = 0.3
"""The share of names of countries from which rows called so are the world's."""
HALF = 0.5
CLOSE = 0.01
"""How far a sum or a mean of some rows may be from theirs, since numbers are rounded."""


def namesakes(names: Sequence[str], places: set[int], table: Values, header: str) -> set[int]:
    """The places of units among what looks like totals.

    A row apart from both ends is one if its name can be a unit's, stands there once, others are
    greater, and it is no sum or mean of the rows beside it. Among countries and regions there are
    none. In the first row only firms are.

    Args:
        names: of the units.
        places: of what looks like totals.
        table: units × indicators.
        header: the words of the header of names.
    """
    base = {place: NUMBER.sub("", names[place]).casefold() for place in places}
    unsure = {place for place, name in base.items() if name in UNSURE}
    if not unsure or _of_the_world(names):
        return set()
    firms = FIRM.search(header) is not None
    first, last = 0, len(names) - 1
    while first in (places - unsure if firms else places):
        first += 1
    while last in places:
        last -= 1
    inside = {place for place in unsure if first < place < last}
    once = {k for k in inside if sum(base[k] == base[other] for other in inside) == 1}
    found = {place for place in once if not _is_whole(table, place)}
    others = {*range(1, len(names))} - (places - found)
    if firms and 0 in unsure and _stands_out(table, others):
        found.add(0)
    return found


def _of_the_world(names: Sequence[str]) -> bool:
    known = sum(name.casefold() in country_names() for name in names)
    return known > COUNTRIES * len(names) or any(map(CONTINENT.search, names))


def _is_whole(table: Values, place: int) -> bool:
    """Whether a row is the greatest in most columns, or the sum or mean of rows beside it."""
    row = table[place]
    known = ~np.isnan(row)
    enough = max(1.0, HALF * int(known.sum()))
    with np.errstate(all="ignore"):
        if int((row >= np.fmax.reduce(table, axis=0)).sum()) >= HALF * table.shape[1]:
            return True
        for beside in (table[:place][::-1], table[place + 1 :]):
            sums = np.nancumsum(beside, axis=0)[1:]
            counts = np.cumsum(~np.isnan(beside), axis=0)[1:]
            for whole in (sums, sums / counts):
                near = np.abs(whole - row) <= CLOSE * np.abs(row)
                if len(near) and int(near.sum(axis=1).max()) >= enough:
                    return True
    return False


def _stands_out(table: Values, others: set[int]) -> bool:
    """Whether the first row is neither the sum of others nor, in each column, among them."""
    row, rest = table[0], table[sorted(others)]
    with np.errstate(all="ignore"):
        sums = np.nansum(rest, axis=0)
        near = np.abs(sums - row) <= CLOSE * np.abs(row)
        among = (row >= np.fmin.reduce(rest, axis=0)) & (row <= np.fmax.reduce(rest, axis=0))
    return not (int(near.sum()) >= HALF * len(row) or bool(among.all()))
