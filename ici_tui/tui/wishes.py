"""What the user wants of the terminal, from the configuration and the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.signs import ascii_by_name, surroundings
from ici_tui.tui.terminal.asking import asks_nothing
from ici_tui.tui.terminal.capabilities import (
    SIXTEEN,
    Capabilities,
    colours_by_name,
    holds_esc,
    inner_multiplexer,
)
from ici_tui.tui.terminal.process import COLOURS

if TYPE_CHECKING:
    from ici_tui.settings.config import Settings

IN_SCREEN = (
    "GNU screen: the mouse is off, so that Esc acts; mouse = true in config.toml turns it on"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants, and what is done about it where nothing is said."""

    theme_asked: bool = False
    """Whether somebody has chosen a theme; else the terminal's ground chooses it."""
    ascii: bool | None = None
    """Whether to draw with ASCII alone; None: where the terminal can show no more."""
    mouse: bool = True
    mouse_forced: bool = False
    """Whether the mouse is wanted also where it costs Esc."""
    title: bool = True
    links: bool = True
    bell: bool = True
    watch: bool = False
    """Whether the pack is read again whenever its files change."""
    greeting: str = ""
    """What is said once, at the start."""

    @classmethod
    def of(
        cls,
        settings: Settings,
        theme: str | None = None,
        *,
        ascii_only: bool = False,
        watch: bool = False,
    ) -> Wishes:
        """What settings and the command line say.

        Args:
            settings: the configuration.
            theme: the theme that was asked for on the command line.
            ascii_only: whether ASCII was asked for there.
            watch: whether the files are watched.
        """
        # Screen holds a lone Esc back as long as the mouse is reported.
        held = holds_esc(os.environ) and "mouse" not in settings.given
        return cls(
            theme_asked=theme is not None or "theme" in settings.given,
            ascii=True if ascii_only else settings.ascii,
            mouse=settings.mouse and not held,
            mouse_forced=settings.mouse and "mouse" in settings.given,
            title=settings.title and not asks_nothing(os.environ),
            links=settings.links and not asks_nothing(os.environ),
            bell=settings.bell,
            watch=watch,
            greeting=IN_SCREEN if held else "",
        )

    @property
    def ascii_at_first(self) -> bool:
        """Whether to draw with ASCII before the terminal has said anything."""
        return ascii_by_name(surroundings()) if self.ascii is None else self.ascii


def first_capabilities() -> Capabilities:
    """What is known of the terminal before it has said anything."""
    given = os.environ.get(COLOURS, "")
    known = given if given not in {"", "auto"} else colours_by_name(os.environ)
    return Capabilities(known, through=inner_multiplexer(os.environ))


def default_theme(known: Capabilities) -> str:
    """The theme that fits a terminal, where nobody has chosen one."""
    if known.colours == SIXTEEN:
        return "sixteen-light" if known.light else "sixteen"
    return "light" if known.light else "dark"


def first_theme(settings: Settings, asked: str | None) -> str:
    """The theme's name before the terminal has said anything."""
    if asked or "theme" in settings.given or os.environ.get("NO_COLOR"):
        return asked or settings.theme
    return default_theme(first_capabilities())
