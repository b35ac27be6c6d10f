"""Second algorithms in fractions: shares of all weights cut out exactly, for up to 3 components."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from tests.unit.tie_packs import dot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.unit.tie_packs import Row, TiePack


def corners(m: int) -> list[Row]:
    """All the weight on one component, each in turn: the corners of the set of weights."""
    return [tuple(Fraction(int(j == k)) for j in range(m)) for k in range(m)]


def share_where(m: int, rows: Iterable[Row]) -> Fraction:
    """The share of all weights of m ≤ 3 components with row·w ≥ 0 for all rows."""
    polygon = corners(m)
    for row in rows:
        polygon = _clipped(polygon, row)
    return _size(polygon, m)


def _clipped(polygon: list[Row], row: Row) -> list[Row]:
    """The part of a convex polygon (or a line, or a point) with row·w ≥ 0."""
    if not polygon:
        return []
    kept = []
    for here, after in pairwise([*polygon, polygon[0]]):
        height, next_height = dot(row, here), dot(row, after)
        if height >= 0:
            kept.append(here)
        if height * next_height < 0:
            share = height / (height - next_height)
            kept.append(tuple(a + share * (b - a) for a, b in zip(here, after, strict=True)))
    return list(dict.fromkeys(kept))


def _size(polygon: list[Row], m: int) -> Fraction:
    if m == 1:
        return Fraction(len(polygon))
    if m == 2:
        firsts = [point[0] for point in polygon]
        return max(firsts) - min(firsts) if firsts else Fraction(0)
    doubled = sum(
        (a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*polygon, *polygon[:1]])),
        Fraction(0),
    )
    return abs(doubled)


def points_of_every_cell(pack: TiePack, unit: int) -> list[Row]:
    """Weights inside every region in which the unit's comparisons do not change, m ≤ 3.

    A region is convex, and its corners are where the lines of level weights meet each other and
    the edges: the middle of any three of its corners lies inside.
    """
    m = len(pack.parts)
    rows = [pack.difference(unit, rival) for rival in range(len(pack.cells)) if rival != unit]
    lines = [*dict.fromkeys(row for row in rows if any(row)), *corners(m)]
    if m == 1:
        return corners(1)
    met = [*corners(m), *(p for some in combinations(lines, m - 1) if (p := _meeting(some)))]
    places = list(dict.fromkeys(met))
    middles = [
        tuple(sum(parts, Fraction(0)) / m for parts in zip(*some, strict=True))
        for some in combinations(places, m)
    ]
    return [w for w in dict.fromkeys(middles) if all(dot(row, w) for row in rows if any(row))]


def _meeting(rows: tuple[Row, ...]) -> Row | None:
    """The weights at which m − 1 rows are all 0, if there are such, and only one."""
    if len(rows) == 1:
        a, b = rows[0]
        found = (-b, a)
    else:
        (a, b, c), (d, e, f) = rows
        found = (b * f - c * e, c * d - a * f, a * e - b * d)
    total = sum(found, Fraction(0))
    if total == 0:
        return None
    weights = tuple(part / total for part in found)
    return weights if min(weights) >= 0 else None
