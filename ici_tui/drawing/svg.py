"""The few elements of SVG that drawings use. Colours are classes, which a style sheet fills in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


def rect(
    x: float, y: float, width: float, height: float, role: str, *, opacity: float = 1.0
) -> str:
    """A filled rectangle; nothing where it has no size."""
    if width <= 0 or height <= 0:
        return ""
    faint = "" if opacity >= 1 else f' fill-opacity="{opacity:.2f}"'
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'class="f-{role}"{faint}/>'
    )


def side_by_side(widths: Sequence[float], y: float, height: float, role: str) -> str:
    """Rectangles from the left on, each in the role with its number; see `rect`."""
    if height <= 0:
        return ""
    numbers, there, at = [], [], 0.0
    for place, width in enumerate(widths):
        if width > 0:
            numbers += [at, width]
            there.append(place)
        at += width
    return beside(tuple(there), y, height, role) % tuple(numbers)


@lru_cache(maxsize=1024)
def beside(there: tuple[int, ...], y: float, height: float, role: str) -> str:
    """What becomes the rectangles of some parts with the start and the width of each.

    Many rows of a table have the same parts.
    """
    rest = f'height="{height:.1f}" class="f-{role}'
    return "".join(f'<rect x="%.1f" y="{y:.1f}" width="%.1f" {rest}{place}"/>' for place in there)


def line(x1: float, y1: float, x2: float, y2: float, role: str, *, width: float = 1.0) -> str:
    """A straight line."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="s-{role}" '
        f'stroke-width="{width:g}"/>'
    )


def path(
    points: list[tuple[float, float]],
    role: str,
    width: float = 1.0,
    *,
    dashes: str = "",
    title: str = "",
) -> str:
    """A line through points, in dashes where they are given, with a name where the pointer rests."""
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    drawn = (
        f'<polyline points="{through}" class="s-{role}" stroke-width="{width:g}"{dashed} '
        'fill="none"'
    )
    return f"{drawn}><title>{_safe(title)}</title></polyline>" if title else f"{drawn}/>"


def dot(x: float, y: float, radius: float, role: str, title: str = "") -> str:
    """A filled circle, with a name where the pointer rests."""
    told = f"<title>{_safe(title)}</title>" if title else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" class="f-{role}">{told}</circle>'


def text(x: float, y: float, value: str, role: str = "text", anchor: str = "start") -> str:
    """A text on a base line."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="f-{role}" text-anchor="{anchor}">{_safe(value)}</text>'


def picture(width: float, height: float, elements: str, title: str = "") -> str:
    """A whole picture, which gives way where the page is narrower.

    Args:
        width: of the drawing, in pixels.
        height: likewise.
        elements: what is drawn.
        title: what it shows, for those who do not see it.
    """
    told = f"<title>{_safe(title)}</title>" if title else ""
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
        f'role="img">{told}{elements}</svg>'
    )


def _safe(text: str) -> str:
    """A text as SVG holds it."""
    from html import escape  # what is not drawn as SVG needs none of its table of entities

    return escape(visible(text))
