"""Lines that are painted again make as few regions as they can, and no other line is in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ici_tui.tui.widgets.stretches import stretches


@given(st.sets(st.integers(0, 60)))
def test_regions_hold_these_lines_and_no_other(lines: set[int]) -> None:
    regions = list(stretches(sorted(lines), 80))
    held = [y for region in regions for y in range(region.y, region.y + region.height)]
    assert held == sorted(lines)
    assert all(region.x == 0 and region.width == 80 for region in regions)
    breaks = sum(line - 1 not in lines for line in lines)
    assert len(regions) == breaks
