"""A short way to a few changed lines: the strips of the widgets that are seen in a region.

After an edit some lines of some widgets are painted. Textual asks every widget in reach for its
lines, cuts all of them wherever a widget begins or ends, and puts the pieces together. Here the
widgets that are seen in what is to be painted are asked for just that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.strip import Strip
    from textual.widget import Widget


class Placed(NamedTuple):
    """A strip, and the column and line where it begins."""

    x: int
    y: int
    strip: Strip


def seen_in(region: Region, widgets: Mapping[Widget, tuple[Region, Region]]) -> Iterator[Placed]:
    """The lines of a region: those of the widgets that are seen in it, the front ones first.

    Args:
        region: a part of the screen.
        widgets: where each widget is and what of the screen it is clipped to, front ones first.
    """
    rest = [region] if region else []
    for widget, (at, clip) in widgets.items():
        behind: list[Region] = []
        for part in rest:
            seen = at.intersection(clip).intersection(part)
            if not seen:
                behind.append(part)
                continue
            for y, strip in enumerate(widget.render_lines(seen.translate(-at.offset)), seen.y):
                yield Placed(seen.x, y, strip)
            behind += _around(part, seen)
        rest = behind
        if not rest:
            return


def _around(whole: Region, part: Region) -> list[Region]:
    """What is left of a region without a part of it: above, below, and on both sides."""
    beside = part.height
    left = (
        Region(whole.x, whole.y, whole.width, part.y - whole.y),
        Region(whole.x, part.bottom, whole.width, whole.bottom - part.bottom),
        Region(whole.x, part.y, part.x - whole.x, beside),
        Region(part.right, part.y, whole.right - part.right, beside),
    )
    return [region for region in left if region]
