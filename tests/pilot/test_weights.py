"""Weights by key, word and mouse: steps, typed values, locks, resets, undo, presets, the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.settings.scenarios import read_scenarios
from tests.pilot.driving import opened
from tests.pilot.packs import LONE, SMALL

if TYPE_CHECKING:
    from pathlib import Path


async def test_steps_of_one_and_of_five_by_every_key(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w")
        assert d.app.main.strip.has_focus
        for key, points in [
            ("right", 51), ("l", 52), ("L", 57), ("shift+right", 62),
            ("left", 61), ("h", 60), ("H", 55), ("shift+left", 50),
        ]:  # fmt: skip
            await d.press(key)
            assert d.points("Transport") == points, key
            others = d.points("Learning"), d.points("State")
            assert others == pytest.approx(((100 - points) * 0.6, (100 - points) * 0.4), abs=0.001)
        assert not d.session.history.past, "back where it began: nothing was edited"
        await d.press("l", "l")
        assert len(d.session.history.past) == 1
        await d.press("escape")
        assert d.app.table.has_focus


async def test_the_ends_are_ends_and_the_proportions_are_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "end")
        assert [d.points(c) for c in ("Transport", "Learning", "State")] == [100, 0, 0]
        await d.press("l")
        assert d.points("Transport") == 100
        await d.press("home")
        assert [d.points(c) for c in ("Transport", "Learning", "State")] == [0, 60, 40]
        await d.press("h")
        assert d.points("Transport") == 0
        assert d.app.is_running


async def test_the_cursor_walks_the_weights_and_undo_redo_work_from_anywhere(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "k", "j", "down", "down", "up", "j", "l")
        assert d.session.node == "State"
        assert d.points("State") == 21
        await d.press("escape", "u")
        assert d.answer == "undone: State 21.0 · Ctrl-R redoes"
        assert d.points("State") == 20
        assert not d.session.weights.edited
        await d.press("ctrl+r")
        assert d.answer == "done again: State 21.0"
        assert d.points("State") == 21
        await d.press("u", "U", "u", "u")
        assert d.points("State") == 20
        assert d.answer == "nothing to undo"
        await d.press("ctrl+r", "ctrl+r")
        assert d.answer == "nothing to redo"


async def test_a_value_is_typed_corrected_taken_and_given_up(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "1", "2", ".", "5")
        assert d.session.typed == "12.5"
        assert d.points("Transport") == 50
        await d.press("backspace", "backspace", "0", "backspace", "0")
        assert d.session.typed == "120"
        await d.press("enter")
        assert "from 0 to 100" in d.answer
        assert d.points("Transport") == 50
        await d.press("escape")
        assert d.session.typed is None
        assert d.app.main.strip.has_focus
        await d.press("3", "0", "enter")
        assert (d.session.typed, d.points("Transport")) == (None, 30)
        await d.press("7", "ctrl+g", "enter")
        assert d.points("Transport") == 30
        await d.press("1", ".", ".", "2", "enter")
        assert "'1..2' is not a number of points" in d.answer
        await d.press("j")
        assert d.session.typed is None


async def test_a_digit_that_is_typed_does_not_open_a_view(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w")
        for digit in "123456789":
            before = d.session.view
            await d.press(digit)
            assert d.session.view is before
            await d.press("escape")


async def test_a_locked_weight_stays_and_says_why(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "x", "l")
        assert "locked" in d.answer
        assert d.points("Transport") == 50
        await d.press("j", "L")
        assert [d.points(c) for c in ("Transport", "Learning", "State")] == [50, 35, 15]
        await d.press("x", "j", "l")
        assert "only weight that is not locked" in d.answer
        await d.press("k", "x", "k", "x", "l")
        assert d.points("Transport") == 51


async def test_one_weight_or_all_are_reset(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "L", "0")
        assert not d.session.weights.edited
        await d.press("L", "j", "L", "x", "R")
        assert not d.session.weights.edited
        assert not d.session.weights.is_locked("Learning")
        assert d.answer == "weights as in the authors"
        await d.press("u")
        assert d.session.weights.edited
        await d.press("escape")
        await d.command("reset")
        assert not d.session.weights.edited


async def test_an_edit_moves_the_rows_and_the_cursor_stays_on_its_unit(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("go beta")
        await d.command("weights state=100")
        assert (d.unit, d.session.line) == ("Beta", 1)
        assert "▲2" in d.lines("table")[2]
        assert d.lines("table")[2].startswith("▸")


async def test_the_tree_opens_to_the_weights_inside(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "enter", "j")
        assert d.session.node == "Roads"
        await d.press("5", "0", "enter")
        assert [d.points(c) for c in ("Roads", "Rails", "Transport")] == [50, 50, 50]
        await d.press("k", "space", "j")
        assert d.session.node == "Learning"
        await d.press("enter")
        assert d.answer == "there is nothing inside this weight"
        await d.press("o")
        assert d.session.opened == frozenset()


async def test_presets_are_chosen_by_list_and_by_name(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("p", "down", "enter")
        assert d.points("State") == pytest.approx(33.333)
        await d.command("preset State only")
        assert d.points("State") == 100
        await d.command("preset HALF AND HALF")
        assert [d.points(c) for c in ("Transport", "Learning", "State")] == [50, 50, 0]
        await d.command("preset nothing")
        assert "no preset is called 'nothing'; there are authors, equal" in d.answer
        await d.press("p", "escape", "u")
        assert d.points("State") == 100


async def test_weights_are_typed_saved_and_shared(tmp_path: Path, home: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("save mine")
        assert "nothing to save" in d.answer
        await d.command("share")
        assert "no --weights is needed" in d.answer
        await d.command("weights transport=10")
        assert [d.points(c) for c in ("Transport", "Learning", "State")] == [10, 54, 36]
        await d.command("weights railways=10")
        assert "railways" in d.answer
        await d.command("weights transport=[/x]")
        assert "[/x]" in d.answer
        await d.command("save mine [/x]")
        assert list(read_scenarios("small")) == ["mine [/x]"]
        await d.command("share")
        assert d.app.clipboard.startswith('--weights "')
        assert "sent to the terminal, for its clipboard" in d.answer
        await d.press("R")
        await d.command("preset mine [/x]")
        assert d.points("Transport") == 10


async def test_a_slider_is_set_by_the_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        text = d.lines("strip")[2]
        await d.click("#strip", text.index("●") + 5, 2)
        assert d.session.node == "Learning"
        assert d.points("Learning") > 30
        await d.click("#strip", 4, 3)
        assert d.session.node == "State"
        for width in (80, 40):
            await d.resize(width, 24)
            await d.click("#strip", width - 1, 1)
            await d.click("#strip", 1, 0)
            assert d.app.is_running


ALONE = "a tree whose root has one child has no weights: the strip takes its first row all the same"


@pytest.mark.parametrize("size", [(80, 24), (15, 3)])
async def test_an_index_without_weights_has_an_empty_strip(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, LONE, size=size) as d:
        await d.press("w", "j", "l", "H", "x", "0", "end", "enter", "5", "enter", "R", "escape")
        assert d.app.is_running
        assert d.codes == ["One"]


async def test_undo_names_weights_methods_and_presets_from_one_history(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "l", "l", "x", "x", "0", "escape")
        await d.command("method aggregate=geometric")
        await d.command("preset equal")
        await d.command("weights State=50")
        await d.press("R")
        said = []
        while d.session.history.past:
            await d.press("u")
            said.append(d.answer.removeprefix("undone: ").split(" · ")[0])
        assert said == [
            "all weights reset", "weights State=50", "weights equal", "aggregate=geometric",
            "Transport reset", "Transport free", "Transport locked", "Transport 52.0",
        ]  # fmt: skip
        await d.press("U")
        assert d.answer == "done again: Transport 52.0"


async def test_keys_of_a_view_do_nothing_in_others(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("6")
        before = d.session
        await d.press("v", "a", "b")
        assert d.session is before
        await d.press("4", "v", "a")
        assert (d.session.over, d.session.near) != (before.over, before.near)


async def test_the_line_at_the_bottom_says_that_digits_are_a_value(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        assert "value" not in " ".join(d.lines("hint"))
        await d.press("w")
        assert "1–9 value" in " ".join(d.lines("hint"))
