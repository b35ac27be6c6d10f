"""How a number reads, and how a grid finds room."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ici_tui import open_index
from ici_tui.drawing.cells import width_of
from ici_tui.drawing.marks import Bar
from ici_tui.drawing.rank_chart import RankChart
from ici_tui.pages.columns import divided
from ici_tui.pages.headings import weights_line
from ici_tui.pages.html import for_html
from ici_tui.pages.layout import lay_out
from ici_tui.pages.markdown import for_markdown
from ici_tui.pages.model import (
    Cell,
    Column,
    Entry,
    Figure,
    Grid,
    Page,
    Para,
    Pieces,
    Section,
    Title,
)
from ici_tui.views.numbers import Shown, decimals_for, gap_text, range_text, text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("shown", "decimals", "reads"),
    [
        (Shown(None), 1, "–"),
        (Shown(float("nan"), "estimated"), 1, "–"),
        (Shown(52.96, "reported", reported=53.0, decimals=0), 1, "53"),
        (Shown(52.96, "reported", reported=53.0, decimals=1), 3, "53.0"),
        (Shown(52.96, "reported"), 1, "53.0"),
        (Shown(52.96, "estimated"), 1, "≈53"),
        (Shown(-0.2, "estimated"), 1, "≈0"),
        (Shown(0.4567, "estimated"), 3, "≈0.46"),
        (Shown(0.4567), 3, "0.457"),
        (Shown(-3.25, "derived"), 1, "-3.2"),
    ],
)
def test_a_value_reads_by_what_is_known_of_it(shown: Shown, decimals: int, reads: str) -> None:
    assert text(shown, decimals) == reads


def test_a_range_is_rounded_outward_and_only_an_estimate_has_one() -> None:
    assert range_text(Shown(5, "estimated", 3.9, 4.1)) == "3–5"
    assert range_text(Shown(5, "estimated", -3.2, 4.1)) == "-4 to 5"
    assert range_text(Shown(0.5, "estimated", 0.412, 0.591), 3) == "0.41–0.60"
    assert range_text(Shown(5, "sourced", 3.9, 4.1)) == ""


def test_a_gap_has_its_sign_and_zero_has_none() -> None:
    assert gap_text(-14.4, estimated=True) == "≈-14"
    assert gap_text(-0.4, estimated=True) == "≈0"
    assert gap_text(12.0, estimated=False) == "+12.0"
    assert gap_text(0.04, estimated=False) == "0.0"


def test_decimals_follow_the_scale() -> None:
    found = [decimals_for(values) for values in ([100.0, 3.0], [-7.0, None], [0.9], [])]
    assert found == [1, 2, 3, 1]


WORDS = st.text(st.sampled_from("ab 武汉[]/|*"), max_size=30)


@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=4),
    titles=st.tuples(WORDS, WORDS, WORDS, WORDS),
    kinds=st.lists(
        st.sampled_from(["", "least", "key", "optional", "right"]), min_size=4, max_size=4
    ),
    width=st.integers(40, 120),
)
def test_a_grid_always_fits_and_loses_only_what_is_optional(
    rows: list[tuple[str, ...]], titles: tuple[str, ...], kinds: list[str], width: int
) -> None:
    columns = tuple(
        Column(
            title,
            right=kind == "right",
            least=8 if kind in {"least", "key"} else None,
            key=kind == "key",
            optional=kind == "optional",
        )
        for title, kind in zip(titles, kinds, strict=True)
    )
    grid = Grid(columns, tuple(tuple(Cell(word) for word in row) for row in rows))
    lines = lay_out(Page((grid,)), width)
    assert all(cell_len(line.text) <= width for line in lines)
    placed = {place for part in divided(grid, width) for place in part} if grid.columns else set()
    assert {k for k, kind in enumerate(kinds) if kind != "optional"} <= placed


def test_what_is_set_in_stays_so_where_it_wraps() -> None:
    grid = Grid((Column(least=10), Column()), ((Cell("  one two three four"), Cell("x" * 26)),))
    lines = [line.text for line in lay_out(Page((grid,)), 40)]
    assert len(lines) > 1
    assert all(line.startswith("  ") and line[2] != " " for line in lines)


def test_pieces_break_between_each_other_only() -> None:
    block = Pieces("Weights:", ("Alpha beta 10", "Gamma delta 20", "Epsilon zeta 70"))
    lines = [line.text for line in lay_out(Page((block,)), 40)]
    assert lines == ["Weights: Alpha beta 10 ·", "  Gamma delta 20 · Epsilon zeta 70"]


@given(WORDS)
def test_markdown_from_data_is_never_markup(words: str) -> None:
    page = Page((Title(words), Section(words), Para("# " + words), Entry("1", words)))
    written = for_markdown(page)
    bare = re.sub(r"\\.", "", written)
    assert not set("[]|") & set(bare)
    assert bare.count("*") == 4  # the entry's own
    assert "\n\\# " in written


@given(WORDS, st.integers(1, 60))
def test_html_from_data_is_never_markup_and_nothing_in_it_runs(words: str, width: int) -> None:
    hostile = f"<script>{words}</script><img src=x onerror=alert(1)>"
    grid = Grid((Column(hostile), Column(drawn=True)), ((Cell(hostile), Cell(mark=Bar(1.0, 2.0))),))
    chart = RankChart(lambda steps: [[1]] * steps, (hostile,), 1, 1, 0.5, {0: "accent"}, hostile)
    page = Page((Title(hostile), Section(hostile), Entry(hostile, hostile), grid, Figure(chart)))
    written = for_html(page)
    found = Tags()
    found.feed(written)
    assert {"script", "img", "iframe", "link"}.isdisjoint(found.tags)
    assert {"html", "title", "table", "svg", "polyline"} <= found.tags
    assert not [name for name in found.attributes if name.startswith("on")]
    assert all(width_of(line.text) <= width + 20 for line in lay_out(Page((Para(words),)), width))


class Tags(HTMLParser):
    """Which tags and attributes a document has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_many_weights_are_said_in_a_few_pieces_the_greatest_first(tmp_path: Path) -> None:
    head = ",".join(f"c{k}" for k in range(40))
    rows = "".join(
        f"Unit {u},{','.join(str((u * 7 + k * 3) % 11) for k in range(40))}\n" for u in range(5)
    )
    file = tmp_path / "wide.csv"
    file.write_text(f"Name,{head}\n{rows}", encoding="utf-8")
    index = open_index(file)
    nodes = index.study.pack.index.tree.pillars
    (same,) = weights_line(index.study, nodes, fills=True).pieces
    assert "40" in same
    edited = weights_line(index.with_weights("c33=50").study, nodes, fills=True)
    assert len(edited.pieces) < 20
    assert edited.pieces[0].startswith("c33 ")
    assert edited.part(0) == 33
    assert edited.part(len(edited.pieces) - 1) is None
