"""The ranking by key, word and mouse: cursor, columns, sort, filter, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.tui.view import View
from ici_tui.views.board import Sort
from tests.pilot.driving import opened
from tests.pilot.packs import SMALL, many

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_cursor_moves_by_lines_halves_pages_and_to_the_ends(tmp_path: Path) -> None:
    from ici_tui.tui.session import Session

    async with opened(tmp_path, Session.of(many(300)), size=(80, 24)) as d:
        page = d.app.page_size
        assert page > 5
        for key, line in [
            ("down", 1), ("j", 2), ("up", 1), ("k", 0), ("k", 0),
            ("pagedown", page), ("ctrl+f", 2 * page), ("pageup", page), ("ctrl+b", 0),
            ("ctrl+d", page // 2), ("ctrl+u", 0),
            ("G", 299), ("j", 299), ("g", 0), ("end", 299), ("home", 0),
        ]:  # fmt: skip
            await d.press(key)
            assert d.session.line == line, key
        await d.press("G")
        shown = [text for text in d.lines("table") if text.startswith("▸")]
        assert len(shown) == 1
        await d.pilot.hover("#table")
        d.app.main.table.scroll_to(y=0, animate=False)
        await d.pilot.pause()
        assert d.session.line == 299


async def test_columns_are_walked_and_sorted_by(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("s")
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["rank"], reverse=True)
        await d.press("s", "right", "l", "s")
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["name"])
        await d.press("s")
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["name"], reverse=True)
        assert d.codes[0] == "Wuhan"
        await d.press("left", "h", "h", "h")
        assert d.session.column == 0
        await d.press("minus")
        assert d.session.board.sort == Sort()
        await d.press(">")
        assert d.session.board.sort.column.key == "delta"
        await d.press("<", "<")
        assert d.session.board.sort.column.key == "Kind"


async def test_a_header_sorts_when_it_is_clicked_and_turns_round_when_again(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        slot = next(s for s in d.app.table.slots if s.column.key == "score")
        await d.click("#table", slot.x + 1, 0)
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["score"])
        assert "▼" in d.lines("table")[0]
        await d.click("#table", slot.x + 1, 0)
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["score"], reverse=True)
        assert "▲" in d.lines("table")[0]


async def test_what_cannot_be_sorted_by_is_passed_over(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(200, 40)) as d:
        columns = d.session.catalogue.columns
        for slot in d.app.table.slots:
            await d.click("#table", slot.x + 1, 0)
            assert d.session.board.sort.column.sortable
        await d.press("minus")
        for _ in columns:
            await d.press("s", "right")
            assert d.session.board.sort.column.sortable
        for _ in columns:
            await d.press(">")
            assert d.session.board.sort.column.sortable


async def test_a_row_is_gone_to_by_a_click_and_opened_by_two(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.click("#table", 10, 5)
        assert (d.unit, d.session.profile) == ("Gamma", False)
        await d.click("#table", 10, 2, times=2)
        assert (d.unit, d.session.profile) == ("Wuhan", True)


async def test_the_filter_follows_what_is_typed_and_escape_takes_it_off(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("slash")
        assert d.app.main.prompt.has_focus
        for text, found in [("s", 4), ("o", 3), ("u", 3), ("space", 3), ("t", 3), ("w", 1)]:
            await d.press(text)
            assert len(d.session.board) == found, text
        await d.press("backspace", "backspace", "enter")
        assert d.app.table.has_focus
        assert (d.session.text, d.codes) == ("sou ", ["Wuhan", "Twin", "Gamma"])
        assert d.unit == "Twin"
        await d.press("n", "n")
        assert d.unit == "Wuhan"
        await d.press("N")
        assert d.unit == "Gamma"
        await d.press("escape")
        assert (d.session.text, len(d.codes), d.unit) == ("", 6, "Gamma")


async def test_escape_in_the_prompt_gives_the_filter_up(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("slash", "x", "x")
        assert d.codes == []
        await d.press("j", "escape")
        assert (d.session.text, len(d.codes)) == ("", 6)
        assert d.app.table.has_focus
        assert not d.app.main.prompt.display


async def test_nothing_found_is_no_dead_end(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("filter nobody")
        assert d.codes == []
        await d.press("j", "k", "G", "s", "n", "N", "space", "right", "y")
        await d.press("c", "q", "enter", "q")
        await d.press("w", "l", "escape")
        assert d.points("Transport") == 51
        await d.press("escape")
        assert len(d.codes) == 6


@pytest.mark.parametrize("width", [80, 120])
async def test_a_filter_and_marks_are_seen_while_they_are_on(tmp_path: Path, width: int) -> None:
    async with opened(tmp_path, SMALL, size=(width, 40)) as d:
        await d.command("filter south")
        await d.press("space")
        assert "3 of 6" in d.screen
        assert "1 marked" in d.screen


async def test_a_filter_of_markup_and_wide_letters_is_text(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(200, 40)) as d:
        for text, found in [("[/x]", []), ("武汉", ["Wuhan"]), ("[@click=app.exit]", [])]:
            await d.command(f"filter {text}")
            assert d.codes == found
            await d.press("escape")


async def test_marks_are_set_taken_away_and_compared(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("space")
        assert d.unit == "Wuhan"
        await d.press("j", "space")
        names = [d.session.pack.index.codes[place] for place in d.session.marks]
        assert names == ["Alpha", "Twin"]
        await d.press("c")
        assert d.session.view is View.COMPARE
        head = d.app.main.page.lines[0].text
        assert "Alpha" in head
        assert "Twin" in head
        assert "Gap" in head
        await d.press("q", "g", "space")
        assert [d.session.pack.index.codes[place] for place in d.session.marks] == ["Twin"]
        await d.press("M")
        assert d.session.marks == ()
        await d.press("space", "space", "escape")
        assert d.session.marks == ()


async def test_units_to_compare_are_named(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("compare beta, 武汉, d'elta")
        head = d.app.main.page.lines[0].text
        assert [name in head for name in ("Beta Éire", "武汉", "D'Elta")] == [True] * 3
        await d.command("compare beta, nobody")
        assert "no country is called 'nobody'" in d.answer
        assert len(d.session.marks) == 3


@pytest.mark.parametrize(("text", "line"), [("1", 0), ("3", 1), ("4", 3), ("99", 5), ("rank 5", 4)])
async def test_a_number_goes_to_that_rank(tmp_path: Path, text: str, line: int) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2")
        await d.command(text)
        assert (d.session.view, d.session.line) == (View.RANKING, line)


@pytest.mark.parametrize("text", ["0", "rank 0", "rank x", "rank -1", "rank 1.5"])
async def test_what_is_no_rank_is_answered(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command(text)
        assert "a rank is a whole number from 1" in d.answer


NUMBERS = "int() and numpy take not every digit that isdigit() knows: the explorer ends"


@pytest.mark.parametrize("text", ["²", "rank " + "9" * 30])
async def test_numbers_beyond_all_ranks_are_answered(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command(text)
        assert d.app.is_running
        assert d.session.board.size == 6


async def test_sorting_by_word(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        for text, column in [("learn", "Learning"), ("country", "name"), ("zone", "Zone")]:
            await d.command(f"sort {text}")
            assert d.session.board.sort == Sort(d.session.catalogue.by_key[column])
        await d.command("sort nothing")
        assert "no column is called 'nothing'; there are rank, delta" in d.answer
        await d.command("sort")
        assert d.answer == ":sort takes COLUMN"


async def test_a_unit_is_gone_to_by_name_also_past_a_filter(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("filter south")
        await d.command("go beta")
        assert (d.unit, d.session.text) == ("Beta", "")
        await d.command("go 武汉")
        assert d.unit == "Wuhan"
        await d.command("go t")
        assert d.unit == "Twin"
        await d.command("go x[/x]")
        assert "no country is called 'x[/x]'" in d.answer
        assert d.unit == "Twin"
