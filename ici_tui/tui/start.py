"""From what was asked for to a session to show, or one clear line of why not."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from ici_tui.index.errors import PipelineError
from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.packs.faults import PackError, PackNotFoundError
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.settings.config import Settings, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import Theme, ThemeNotFoundError, find_theme
from ici_tui.tui.commands.registry import commands
from ici_tui.tui.session import Session, View

USAGE, DATA = 2, 1


class StartError(Exception):
    """The explorer cannot be opened; `code` is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Ready:
    """What the explorer is opened with."""

    session: Session
    theme: Theme
    settings: Settings


def prepared(pack: str | None, weights: str | None, theme: str | None, no_color: bool) -> Ready:
    """Read configuration, theme and pack.

    Raises:
        StartError: one of them is not as it should be.
    """
    if no_color:
        os.environ["NO_COLOR"] = "1"
    try:
        settings = read_settings(commands=commands().keys())
        chosen = find_theme(theme or settings.theme)
    except ThemeNotFoundError as error:
        raise StartError(str(error), USAGE) from None
    except SettingsError as error:
        raise StartError(str(error), DATA) from None
    session = _session(pack or settings.pack, weights)
    views = {view.name.casefold(): view for view in View}
    opened = views.get(settings.view.casefold(), View.RANKING)
    return Ready(replace(session, view=opened), chosen, settings)


def _session(pack: str | None, text: str | None) -> Session:
    try:
        opened = load_pack(find_pack(pack))
        weights = None
        if text is not None:
            tree = opened.index.tree
            weights = parse_weights(text, tree, WeightSet.from_tree(tree)).weights
        return Session.of(opened, weights)
    except (PackNotFoundError, WeightError) as error:
        raise StartError(str(error), USAGE) from None
    except (PackError, PipelineError) as error:
        raise StartError(str(error).replace("\n", "\nici-tui: "), DATA) from None
