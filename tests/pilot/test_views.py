"""The views by key, word and mouse: tabs, profile, clusters, compare, sources, what is taken out."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ici_tui.tui.view import View
from tests.pilot.driving import opened, settle
from tests.pilot.packs import BARE, SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path


async def test_digits_words_and_tabs_open_the_views(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        for view in [*View, View.RANKING]:
            await d.press(str(view.value))
            assert d.session.view is view
            assert d.app.main.page.display is (view is not View.RANKING)
        for word in ("clusters", "compare", "sources", "ranking"):
            await d.command(word)
            assert d.session.view.name == word.upper()
        text = d.lines("title")[0]
        for view in View:
            await d.click("#title", text.rindex(f" {view.value} ") + 1, 0)
            assert d.session.view is view
            text = d.lines("title")[0]


async def test_tab_goes_through_every_view_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        seen = []
        for _ in View:
            await d.press("tab")
            seen.append(d.session.view)
        assert seen == [*list(View)[1:], View.RANKING]
        await d.press("shift+tab")
        assert d.session.view is list(View)[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10), (20, 5)])
async def test_the_profile_opens_and_closes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, SMALL, size=size) as d:
        for close in ("escape", "q", "1"):
            await d.press("j", "enter")
            assert (d.session.view, d.session.profile) == (View.RANKING, True)
            assert d.app.main.page.has_focus
            told = "\n".join(line.text for line in d.app.main.page.lines)
            assert d.session.pack.index.names[d.session.unit] in told
            line = d.session.line
            await d.press(close)
            assert (d.session.profile, d.session.line) == (False, line)
            assert d.app.table.has_focus


async def test_q_goes_back_and_at_the_top_quits(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2", "w", "q")
        assert (d.session.view, d.app.main.page.has_focus) == (View.CLUSTERS, True)
        await d.press("q")
        assert d.session.view is View.RANKING
        await d.press("escape")
        assert d.answer == "q quits"
        await d.press("ctrl+c")
        assert "Ctrl-Q quits at once" in d.answer
        assert d.app.is_running
        await d.press("q")
        assert not d.app.is_running
        assert d.app.return_value == 0


async def test_clusters_fold_open_members_and_change_their_grouping(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2")
        page = d.app.main.page
        assert (d.session.group, page.key) == ("Zone", "cluster:Zone:North")
        count = len(page.lines)
        await d.press("enter")
        assert len(page.lines) < count
        assert page.lines[2].text.startswith("▸ North")
        await d.press("space", "j", "j", "enter")
        assert (d.session.view, d.session.profile, d.unit) == (View.RANKING, True, "Beta")
        await d.press("2")
        assert page.key == "unit:Beta:Zone"
        await d.press("b")
        assert d.session.group == "Kind"
        await d.press("b", "b", "b")
        assert d.session.group == "Zone"
        await d.command("clusters kind")
        assert d.session.group == "Kind"
        await d.command("clusters [/x]")
        assert "no group is called '[/x]'; there are Zone, Kind" in d.answer


async def test_a_line_of_a_page_is_opened_by_the_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2")
        place = next(k for k, found in enumerate(d.app.main.page.lines) if "Beta" in found.text)
        await d.click("#page", 10, place)
        assert d.app.main.page.key == "unit:Beta:Zone"
        await d.click("#page", 10, place)
        assert (d.session.profile, d.unit) == (True, "Beta")


async def test_sources_fold_and_the_page_scrolls(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(60, 12)) as d:
        await d.press("i")
        assert d.session.view is View.SOURCES
        keys = [found.key for found in d.app.main.page.lines if found.key]
        await d.press("enter")
        assert d.session.closed == {keys[0]}
        await d.press("j", "enter", "G", "g", "pagedown", "pageup")
        assert keys[1] in d.session.closed
        await d.press("q", "6")
        assert d.app.main.page.lines[0].text.startswith("▸")


async def test_the_cursor_of_each_page_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2", "j", "j")
        key = d.app.main.page.key
        await d.press("6", "j", "2")
        assert d.app.main.page.key == key


async def test_weights_stay_usable_in_every_view(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        for place, view in enumerate(View, 1):
            await d.press(str(view.value), "w", "l", "escape")
            assert d.points("Transport") == 50 + place
            assert d.session.view is view


SIDE = "a click on the profile beside the ranking takes the focus, and Esc does not give it back"


async def test_after_a_click_beside_the_ranking_its_keys_still_work(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.click("#side", 10, 3)
        await d.press("escape", "s", "enter")
        assert d.session.board.sort.reverse
        assert d.session.profile


@pytest.mark.parametrize("view", [view for view in View if view is not View.RANKING])
async def test_a_view_that_the_configuration_opens_takes_keys_at_once(
    tmp_path: Path, view: View
) -> None:
    session = replace(session_on(tmp_path / "pack", SMALL), view=view)
    async with opened(tmp_path, session) as d:
        assert d.app.main.page.display
        assert d.app.main.page.has_focus
        await d.press("q")
        assert d.session.view is View.RANKING
        assert d.app.table.has_focus


@pytest.mark.parametrize("view", [view for view in View if view is not View.ROBUSTNESS])
async def test_pages_of_a_pack_with_little_in_it(tmp_path: Path, view: View) -> None:
    async with opened(tmp_path, BARE) as d:
        await d.press("G", str(view.value), "j", "b", "G", "y", "Y")
        assert d.app.is_running
        assert "nan" not in d.screen.casefold()


async def test_robustness_of_a_unit_without_a_score(tmp_path: Path) -> None:
    async with opened(tmp_path, BARE) as d:
        for line in range(4):
            await d.press("1", *("j" * line), "4", "b", "b", "b")
            assert d.app.is_running


# Taking out


async def test_a_row_and_a_view_are_sent_to_the_clipboard(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("j", "y")
        lines = d.app.clipboard.splitlines()
        assert lines[1].split("\t")[:4] == ["2", "", "武汉", "55.1"]
        assert lines[-1] == "Made up for tests"
        assert d.answer == "sent to the terminal, for its clipboard: 3 lines"
        await d.press("Y")
        assert len(d.app.clipboard.splitlines()) == 8
        for view in View:
            await d.press(str(view.value), "Y")
            assert d.app.clipboard.endswith("Made up for tests\n")


async def test_a_view_is_written_to_a_file_that_is_not_there(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("write out.txt")
        assert "written to out.txt" in d.answer
        assert "武汉" in (tmp_path / "out.txt").read_text(encoding="utf-8")
        await d.command("write out.txt")
        assert "exists; give another name" in d.answer
        await d.command("write nowhere/out.txt")
        assert "cannot be written" in d.answer
        await d.command("write .")
        assert "exists" in d.answer
        await d.command("write out.svg")
        svg = (tmp_path / "out.svg").read_text(encoding="utf-8")
        assert svg.startswith("<svg")
        assert "Alpha" in svg
        assert "number&#160;of&#160;a&#160;rank" not in svg


@pytest.mark.parametrize("ending", ["md", "html"])
async def test_every_view_is_written_as_a_page(tmp_path: Path, ending: str) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "K", "escape")
        for view in View:
            await d.press(str(view.value))
            await settle(d)
            await d.command(f"write {view.value}.{ending}")
            written = (tmp_path / f"{view.value}.{ending}").read_text(encoding="utf-8")
            assert written.startswith("<!doctype html>") is (ending == "html")
            assert "sha256" in written
            assert "Made up for tests" in written


async def test_a_page_of_the_ranking_has_what_is_shown_as_it_is_sorted(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("filter north")
        await d.command("sort name")
        await d.press("s")
        await d.command("write out.md")
        written = (tmp_path / "out.md").read_text(encoding="utf-8")
        assert written.index("Beta") < written.index("Alpha")
        assert "Gamma" not in written


async def test_the_state_is_a_command_line_that_shows_the_same(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        pack = ("--pack", str(d.session.pack.folder))
        found: dict[str, list[str]] = {}
        for view in View:
            await d.press(str(view.value))
            await d.command("command")
            assert d.app.clipboard == d.answer
            found[view.name] = shlex.split(d.answer)
        assert found["RANKING"] == ["ici-tui", "rank", *pack]
        assert found["CLUSTERS"] == ["ici-tui", "clusters", "--by", "Zone", *pack]
        assert found["COMPARE"] == ["ici-tui", "compare", "Alpha", "Wuhan", *pack]
        assert found["MAP"] == ["ici-tui", *pack]
        assert found["ROBUSTNESS"][:3] == ["ici-tui", "robust", "sweep"]
        await d.press("1", "enter")
        await d.command("method normalise=zscore:50,10")
        await d.command("command")
        assert shlex.split(d.answer) == [
            "ici-tui", "city", "Alpha", *pack, "--normalise", "zscore:50,10",
        ]  # fmt: skip


@pytest.mark.parametrize("name", ["~nobody-is-called-so/out.txt", "x" * 300])
async def test_a_file_name_that_cannot_be_is_answered(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command(f"write {name}")
        assert d.app.is_running
        assert d.answer


@pytest.mark.parametrize(
    "view",
    list(View),
)
async def test_a_table_of_the_evidence_that_cannot_be_read_is_answered(
    tmp_path: Path, view: View
) -> None:
    files = SMALL | {"ensemble.parquet": "this is no parquet"}
    async with opened(tmp_path, files) as d:
        await d.app.workers.wait_for_complete()
        await d.pilot.pause()
        assert "ensemble.parquet" in d.answer
        await d.press(str(view.value), "j", "w", "l")
        assert d.points("Transport") == 51
