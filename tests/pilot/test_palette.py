"""Palette, help, themes, re-bound keys; and every command once, by key and by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from ici_tui.settings.config import read_settings
from ici_tui.tui.commands.registry import Scope, commands
from ici_tui.tui.view import View
from ici_tui.tui.widgets.chooser import ChoiceList, Chooser
from ici_tui.views.board import Sort
from tests.pilot.driving import Driver, opened
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path

ENDS = {"program.quit", "view.leave"}


def listed(d: Driver) -> list[str]:
    assert isinstance(d.app.screen, Chooser)
    return [choice.id for choice in d.app.screen.query_one(ChoiceList).found]


async def test_what_is_typed_filters_the_palette_and_runs(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("ctrl+p")
        every = len(listed(d))
        await d.press(*"sort sta")
        assert 0 <= len(listed(d)) < every
        await d.press("enter")
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["State"])
        await d.press("colon", *":4", "enter")
        assert d.session.line == 3
        await d.press("colon", *"zzz", "enter")
        assert d.answer == "no command is called 'zzz'; : lists them"
        await d.press("colon", *"[/x]", "escape", "colon", "ctrl+c")
        assert not isinstance(d.app.screen, Chooser)


async def test_a_list_whose_last_key_went_to_one_above_it_still_closes(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("colon")
        below = d.app.screen
        assert isinstance(below, Chooser)
        below.ending = (
            True  # Enter is on its way, and a click opens another list before it is there
        )
        d.app.choose((), lambda _: None)
        await d.press("escape")
        assert d.app.screen is below
        await d.press("escape")
        assert not isinstance(d.app.screen, Chooser)


async def test_a_command_that_needs_more_asks_for_it(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("colon")
        d.app.screen.query_one(Input).value = "any column"
        await d.press("enter")
        prompt = d.app.screen.query_one(Input)
        assert (prompt.value, prompt.placeholder) == ("sort ", "Sort by a column: COLUMN")
        await d.press(*"name", "enter")
        assert d.session.board.sort == Sort(d.session.catalogue.by_key["name"])


async def test_the_palette_is_walked_with_keys_and_wheel_at_any_size(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(40, 10)) as d:
        for size in ((40, 10), (15, 3), (120, 40)):
            await d.resize(*size)
            await d.press("colon", "down", "down", "up", "pagedown", "pagedown", "pageup")
            assert d.app.screen.query_one(ChoiceList).current is not None
            await d.pilot.press(*["pagedown"] * 6)
            assert 5 < d.app.screen.query_one(ChoiceList).cursor < len(listed(d))
            await d.press("escape")
        await d.press("colon")
        await d.pilot.click(ChoiceList, offset=(5, 1))
        await d.pilot.pause()
        assert d.session.view is View.CLUSTERS


async def test_help_is_filtered_by_typing_and_runs_what_is_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("question_mark")
        assert listed(d) == list(commands())
        d.app.screen.query_one(Input).value = "grouping"
        await d.pilot.pause()
        assert listed(d) == ["page.group"]
        await d.press("escape", "f1")
        d.app.screen.query_one(Input).value = "everywhere nowhere"
        await d.pilot.pause()
        assert listed(d) == []
        await d.press("enter")
        assert d.app.is_running


async def test_what_is_chosen_in_the_list_runs_not_what_the_letters_happen_to_be(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("colon", "q", "down")
        choices = d.app.screen.query_one(ChoiceList)
        while choices.current is not None and choices.current.id in ENDS:
            await d.press("down")
        assert choices.current is not None
        assert choices.cursor > 0
        await d.press("enter")
        assert d.app.is_running


async def test_a_theme_is_chosen_and_kept(tmp_path: Path, home: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("theme light")
        assert d.app.ink.theme.name == "light"
        assert read_settings(home / "config.toml").theme == "light"
        await d.press("T")
        names = listed(d)
        await d.press("down", "enter")
        assert d.app.ink.theme.name == names[1]
        assert read_settings(home / "config.toml").theme == names[1]
        for name in names:
            await d.command(f"theme {name}")
            assert d.app.ink.theme.name == name
            assert "Alpha" in d.screen
        await d.command("theme drak")
        assert "did you mean dark" in d.answer
        await d.press("T", "escape")
        assert d.app.ink.theme.name == names[-1]


async def test_a_configuration_that_cannot_be_written_is_told_and_the_theme_taken(
    tmp_path: Path, home: Path
) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("a file where the folder should be", encoding="utf-8")
    async with opened(tmp_path, SMALL) as d:
        await d.command("theme light")
        assert d.app.ink.theme.name == "light"
        assert "for this time" in d.answer


async def test_nothing_is_written_by_looking_around(tmp_path: Path, home: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("2", "3", "6", "1", "w", "l", "u", "escape", "s", "q")
    assert not home.exists()


async def test_keys_of_the_configuration_go_before_the_commands_own(tmp_path: Path) -> None:
    keys = {"ranking.sort": ("z", "f5"), "weights.focus": ("ctrl+w",), "weights.more": ("plus",)}
    async with opened(tmp_path, SMALL, keys=keys) as d:
        await d.press("s")
        assert d.session.board.sort == Sort()
        await d.press("z")
        assert d.session.board.sort.reverse
        await d.press("f5", "w", "ctrl+w", "plus")
        assert not d.session.board.sort.reverse
        assert d.points("Transport") == 51
        await d.press("escape")
        assert any("Ctrl-W" in line for line in d.lines("hint"))


SCOPES = {
    Scope.APP: ("1",),
    Scope.RANKING: ("1",),
    Scope.PAGE: ("2",),
    Scope.WEIGHTS: ("1", "w"),
}


@pytest.mark.parametrize("scope", list(Scope), ids=lambda s: s.name)
async def test_every_key_of_every_command_does_something_harmless(
    tmp_path: Path, scope: Scope
) -> None:
    keys = [
        key
        for found in commands().values()
        if scope in found.scopes and found.id not in ENDS
        for key in found.keys
    ]
    assert keys
    async with opened(tmp_path, SMALL) as d:
        for key in keys:
            await d.press(*SCOPES[scope], key)
            assert d.app.is_running, key
            while len(d.app.screen_stack) > 1:
                await d.press("escape")
            if d.app.main.prompt.has_focus:
                await d.press("escape")


ARGUMENTS = {"NUMBER": "2", "COLUMN": "name", "NAME": "beta", "NAME=POINTS, …": "state=5"}


async def test_every_word_runs(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        for found in commands().values():
            if not found.word or found.id in ENDS:
                continue
            argument = ARGUMENTS.get(found.argument.strip("[]"), "nothing-of-that-name")
            texts = [found.word] if not found.argument else [f"{found.word} {argument}"]
            for text in texts:
                await d.command(text)
                assert d.app.is_running, text
                while len(d.app.screen_stack) > 1:
                    await d.press("escape")
                if d.app.main.prompt.has_focus:
                    await d.press("escape")


@pytest.mark.parametrize("text", ["q", "quit"])
async def test_words_that_quit(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command(text)
        assert not d.app.is_running
        assert d.app.return_value == 0


async def test_a_command_with_too_much_after_it_is_not_run(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("quit now")
        assert d.app.is_running
        assert "quit now" in d.answer
