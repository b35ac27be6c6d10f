"""What is told apart on a page: lines of a chart, changes of rank, tables outside a terminal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.drawing.rank_chart import RankChart
from ici_tui.pages.html import for_html
from ici_tui.pages.layout import lay_out
from ici_tui.pages.markdown import for_markdown
from ici_tui.pages.model import Page, Pieces
from ici_tui.pages.writers import document
from ici_tui.questions.registry import overview
from ici_tui.tui.session import Session
from ici_tui.views.columns import AHEAD, find_column
from ici_tui.views.study import Study
from tests.golden.cases import PACK
from tests.pilot.packs import LONE, WIDE, many, write_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path


def chart(units: int, roles: dict[int, str]) -> RankChart:
    names = [f"unit {k}" for k in range(units)]
    return RankChart(
        lambda steps: [list(range(1, units + 1))] * steps, names, 1, units, 0.4, roles, "Ranks"
    )


def lines_of(svg: str) -> list[str]:
    """How each line of a chart is drawn, apart from where."""
    return [re.sub(r'points="[^"]*"', "", found) for found in re.findall("<polyline[^>]*>", svg)]


def test_neighbours_in_a_rank_chart_are_told_apart() -> None:
    drawn = lines_of(chart(24, {3: "accent"}).svg(900))
    assert len(drawn) == len(set(drawn)) == 24
    assert "s-accent" in drawn[3]
    svg = chart(24, {}).svg(900)
    assert all(f"<title>unit {k}</title>" in svg for k in range(24))
    for k in range(24):  # a name at both ends, in the line's own colour
        (role,) = set(re.findall(rf'class="f-(\w+)"[^>]*>{k + 1} unit {k}<', svg))
        assert f"s-{role}" in lines_of(svg)[k]


def test_a_piece_has_its_role_in_every_form() -> None:
    page = Page((Pieces("Rank 3 ·", ("▲2 against report", "1 of 4"), roles=("up",)),))
    for width in (80, 24):
        spans = [span for line in lay_out(page, width) for span in line.spans]
        assert {span.role for span in spans if "▲" in span.text} == {"up"}
        assert {span.role for span in spans if "1 of 4" in span.text} == {"text"}
    assert '<span class="up">▲2 against report</span>' in for_html(page)


def test_tables_of_members_have_heads_outside_a_terminal() -> None:
    told = run("clusters", "--pack", str(PACK), "--format", "markdown").stdout
    heads = re.findall(r"^\| (.*) \|\n\| -", told, re.MULTILINE)
    assert heads
    assert all(cell.strip() for head in heads for cell in head.split("|"))
    page = run("clusters", "--pack", str(PACK), "--format", "html").stdout
    assert page.count(">Score</th>") == len(heads) - 1  # the last one is of the means
    assert "Score" not in run("clusters", "--pack", str(PACK)).stdout


def test_a_ranking_sorts_by_how_surely_the_next_is_beaten() -> None:
    session = Session.of(many(40))
    columns = session.catalogue.columns
    assert find_column(columns, "P>next") is find_column(columns, "beats_next") is AHEAD
    board = session.sorted_by(AHEAD).board
    shares = [found.share for k in board.order if (found := board.beats_next(int(k)))]
    assert len(shares) == 39
    assert shares == sorted(shares)
    again = session.sorted_by(AHEAD).sorted_by(AHEAD).board
    turned = [found.share for k in again.order if (found := again.beats_next(int(k)))]
    assert turned == sorted(shares, reverse=True)


@pytest.mark.parametrize("units", [AHEAD.most_sorted, (AHEAD.most_sorted or 0) + 1])
def test_it_sorts_as_many_units_as_can_be_waited_for(units: int) -> None:
    assert AHEAD.sorts(units) == (units == AHEAD.most_sorted)
    session = Session.of(many(5))
    assert session.catalogue.columns[0].sorts(units)


def test_where_it_is_not_known_the_order_is_the_rankings() -> None:
    session = Session.of(many(6))
    medians = session.options._replace(aggregate=("median",))
    found = session.sorted_by(AHEAD).with_methods(medians).settled()
    assert np.isnan(found.board.chances).all()
    order = found.study.scores.order("top")
    assert found.board.order.tolist() == order.tolist()


def test_an_answer_of_an_index_is_a_document_of_its_own() -> None:
    question = overview()["compare"]
    study = Study.of(many(4))
    found = question.find(study, question.asked(names=("u0", "u1")), lambda *_, **__: True)
    assert "u0" in for_markdown(document(question, found, study))


def test_every_part_has_a_colour_in_html(tmp_path: Path) -> None:
    """A pack with more parts than there are colours: a class without a rule is drawn in black."""
    pack = str(write_pack(tmp_path / "wide", WIDE))
    page = run("rank", "--pack", pack, "--format", "html").stdout
    used = set(re.findall(r"\bf-part(\d+)", page.partition("</style>")[2]))
    assert used >= {str(k) for k in range(14)}
    for part in used:
        assert re.search(rf"\.f-part{part} {{ fill: var\(--part[0-7]\); }}", page)


def test_tables_of_members_stand_below_each_other_in_html() -> None:
    page = run("clusters", "--pack", str(PACK), "--format", "html").stdout
    widths = re.findall(r"<colgroup>.*?</colgroup>", page)
    assert len(widths) > 1
    assert len(set(widths)) == 1


def test_where_no_rank_can_change_nothing_is_said_to_move_it(tmp_path: Path) -> None:
    pack = str(write_pack(tmp_path / "lone", LONE))
    done = run("robust", "uncertainty", "--draws", "50", "--pack", pack)
    told = " ".join(done.stdout.split())
    assert "interaction" not in told
    found = json.loads(run("robust", "uncertainty", "--draws", "50", "--pack", pack,
                           "--format", "json").stdout)  # fmt: skip
    first = found[0] if isinstance(found, list) else found
    assert first["interaction"] in {0.0, None}
