"""Taking another theme, and keeping the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.allowed import rights
from ici_tui.settings.config import change_setting
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import ThemeNotFoundError, find_theme

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer


def take_theme(app: Explorer, name: str) -> None:
    """Change the colours, and keep the choice; or say why that cannot be."""
    try:
        theme = find_theme(name)
    except (ThemeNotFoundError, SettingsError) as error:
        app.say(str(error), warns=True)
        return
    if app.no_color and theme.ansi != app.ink.theme.ansi:
        # What drops colours was chosen at the start for one kind of theme.
        app.say(f"NO_COLOR is set: start with --theme {theme.name} to have it", warns=True)
        return
    app.attuned.theme_chosen()
    app.wear(theme)
    if rights.closed():
        app.say(f"theme: {theme.title}, for this session")
        return
    try:
        change_setting("theme", theme.name)
    except SettingsError as error:
        app.say(f"{theme.title}, for this time: {error}", warns=True)
    else:
        app.say(f"theme: {theme.title}")
