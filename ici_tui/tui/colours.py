"""A theme of ours as one of Textual's, for the stock parts: prompts and scroll bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme as StockTheme

if TYPE_CHECKING:
    from ici_tui.settings.themes import Theme


def stock_theme(theme: Theme) -> StockTheme:
    """The colours under the names that Textual's style sheets use."""
    # A theme of the terminal's own colours has to name every variable that stock styles use.
    own = {
        "ansi-background": theme.background,
        "ansi-foreground": theme.foreground,
        "border-blurred": theme.border,
        "block-cursor-foreground": theme.cursor_foreground,
        "block-cursor-background": theme.cursor_background,
        "input-cursor-text-style": "reverse",
        "input-selection-foreground": theme.cursor_foreground,
        "screen-selection-background": theme.cursor_background,
        "screen-selection-foreground": theme.cursor_foreground,
    }
    return StockTheme(
        name=f"ici-{theme.name}",
        primary=theme.accent,
        secondary=theme.muted,
        accent=theme.accent,
        warning=theme.warning,
        error=theme.error,
        success=theme.up,
        foreground=theme.foreground,
        background=theme.background,
        surface=theme.background,
        panel=theme.panel,
        boost=theme.panel,
        dark=theme.dark,
        ansi=theme.ansi,
        variables={
            "border-quiet": theme.border,
            "scrollbar": theme.border,
            "scrollbar-hover": theme.muted,
            "scrollbar-active": theme.accent,
            "scrollbar-background": theme.background,
            "scrollbar-background-hover": theme.background,
            "scrollbar-background-active": theme.background,
            "scrollbar-corner-color": theme.background,
            "input-cursor-background": theme.foreground,
            "input-cursor-foreground": theme.background,
            "input-selection-background": theme.cursor_background,
            **(own if theme.ansi else {}),
        },
    )
