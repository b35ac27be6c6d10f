"""docs/command-line.md names every command, option and field."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer

from ici_tui.cli.app import app
from ici_tui.cli.output import Format
from ici_tui.settings.config import KEYS as SETTINGS
from ici_tui.settings.config import read_settings
from ici_tui.settings.scenarios import read_scenarios
from ici_tui.settings.themes import KEYS as THEME
from ici_tui.settings.themes import theme_names
from tests.golden.cases import PACK
from tests.unit.test_cli import run

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "command-line.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, list[str]]]:
    """Every command by its path, with its options."""
    found = []

    def walk(command: object, path: str) -> None:
        options = [o for p in command.params for o in p.opts if o.startswith("-")]  # type: ignore[attr-defined]
        found.append((path, options))
        for name, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{path} {name}")

    walk(typer.main.get_command(app), "ici-tui")
    return found


@pytest.mark.parametrize(("path", "options"), commands(), ids=lambda value: str(value)[:40])
def test_every_command_and_option_is_named(path: str, options: list[str]) -> None:
    if path not in {"ici-tui pack", "ici-tui config"}:
        assert path in PAGE
    for option in options:
        assert option in PAGE, option
    assert all(form in PAGE for form in Format)


def told_at_large(name: str, record: dict[str, object]) -> bool:
    """Whether a field says what is known of another one: the page tells that of all of them."""
    return name.endswith("_status") and name.removesuffix("_status") in record


@pytest.mark.parametrize(
    ("words", "section"),
    [
        (("rank",), "rank"),
        (("city", "alpha"), "city"),
        (("check",), "check"),
        (("stats",), "stats"),
        (("stats", "--correlations"), "stats"),
        (("audit", "--draws", "60"), "audit"),
        (("report", "alpha", "--draws", "60"), "report"),
    ],
)
def test_every_field_is_named(words: tuple[str, ...], section: str) -> None:
    text = PAGE.split(f"\n### {section}\n")[1].split("\n### ")[0]
    named = set(re.findall(r"`([^`]+)`", text.replace(", ", "`, `")))
    found = json.loads(run(*words, "--pack", str(PACK), "--format", "json").stdout)
    record = found[0] if isinstance(found, list) else found
    assert {name for name in record if not told_at_large(name, record)} <= named
    for key in ("pillars", "indicators", "figures"):
        if section == "city":
            fields = record[key][0]
            assert {name for name in fields if not told_at_large(name, fields)} <= named, key
    if section == "city":
        assert set(record["profile"]) <= named


def test_the_examples_on_settings_are_right(tmp_path: Path) -> None:
    first, second = re.findall(
        r"```toml\n(.*?)```", (DOCS / "configuration.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "config.toml").write_text(first, encoding="utf-8")
    assert read_settings(tmp_path / "config.toml").given == set(SETTINGS)
    (tmp_path / "scenarios.toml").write_text(second, encoding="utf-8")
    kept = read_scenarios("ici-cn-2020", tmp_path / "scenarios.toml")
    assert run("rank", "--weights", kept["Research first"]).returncode == 0


def test_the_pages_on_settings_and_themes_name_every_key() -> None:
    themes = (DOCS / "themes.md").read_text(encoding="utf-8")
    configuration = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in themes for key in THEME)
    assert all(f"`{name}`" in themes for name in theme_names())
    assert all(re.search(rf"^\[?{key}\b", configuration, re.MULTILINE) for key in SETTINGS)
