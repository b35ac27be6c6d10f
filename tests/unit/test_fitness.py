"""Nothing that a terminal would act on is painted, and every line keeps its width."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ici_tui.tui.ink import strip_of
from ici_tui.tui.terminal.fitness import fit_strip

PLAIN, BOLD = Style(), Style(bold=True)
WILD = ["a\x1b]52;c;eA==\x07b", "a\nb", "a\u202eb", "a\x9b5mb", "武\x1b[2J汉", "\udcff"]


@pytest.mark.parametrize("text", WILD)
@pytest.mark.parametrize("used", [None, 3])
def test_a_line_shows_what_is_unfit_as_an_escape(text: str, used: int | None) -> None:
    strip = strip_of([(text, BOLD), ("|", PLAIN)], 40, PLAIN, used)
    assert strip.text.isprintable()
    assert "\\" in strip.text
    assert "|" in strip.text
    assert strip.cell_length == 40 == sum(segment.cell_length for segment in strip)


@pytest.mark.parametrize("text", WILD)
def test_what_comes_another_way_is_fit_and_as_wide_as_before(text: str) -> None:
    strip = Strip([Segment(text, BOLD), Segment("|", PLAIN)])
    found = fit_strip(strip)
    assert found.text.isprintable()
    assert found.cell_length == strip.cell_length == sum(s.cell_length for s in found)


def test_a_line_that_is_fit_is_left_alone() -> None:
    strip = Strip([Segment("武汉 ≈26 █▓", BOLD)])
    assert fit_strip(strip) is strip
