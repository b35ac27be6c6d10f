"""Where the units are, for packs that carry coordinates; and how places go onto a grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ici_tui.index.model import Index

NORTH, EAST = ("latitude", "lat"), ("longitude", "lon", "lng", "long")


@dataclass(frozen=True, slots=True)
class Point:
    """A unit, by its place in the pack, in degrees north and east."""

    unit: int
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit on a grid of character cells, from the north-west corner."""

    unit: int
    row: int
    column: int


@lru_cache(maxsize=1)
def points_of(index: Index) -> tuple[Point, ...]:
    """The units that have coordinates; none where the pack has no such columns.

    Those of the newest index are kept: a map is drawn at every step of a weight.
    """
    columns = index.pass_through
    north, east = _named(columns, NORTH), _named(columns, EAST)
    if north is None or east is None:
        return ()
    found = []
    for unit, (up, right) in enumerate(zip(north, east, strict=True)):
        latitude, longitude = _degrees(up, 90.0), _degrees(right, 180.0)
        if latitude is not None and longitude is not None:
            found.append(Point(unit, latitude, longitude))
    return tuple(found)


def _named(
    columns: Mapping[str, Sequence[object]], names: tuple[str, ...]
) -> Sequence[object] | None:
    return next((values for code, values in columns.items() if code.casefold() in names), None)


def _degrees(value: object, most: float) -> float | None:
    try:
        degrees = float(str(value))
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None


def on_grid(points: Sequence[Point], columns: int, rows: int) -> tuple[tuple[Spot, ...], int]:
    """Points on a grid whose cells are twice as high as wide, true to scale at the middle.

    Args:
        points: at least one.
        columns: cells there are across.
        rows: cells there are down.

    Returns:
        The spots, and how many rows they need.
    """
    south, north = min(p.north for p in points), max(p.north for p in points)
    west, east = min(p.east for p in points), max(p.east for p in points)
    shrink = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = min((columns - 1) / across, 2 * (rows - 1) / down)
    needed = round(scale * down / 2) + 1
    spots = tuple(
        Spot(
            p.unit,
            min(round(scale * (north - p.north) / 2), rows - 1),
            min(round(scale * (p.east - west) * shrink), columns - 1),
        )
        for p in points
    )
    return spots, min(needed, rows)
