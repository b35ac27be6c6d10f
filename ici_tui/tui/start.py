"""From what was asked for to a session to show, or one clear line of why not."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui import limits
from ici_tui.index.errors import PipelineError
from ici_tui.index.pipeline import check_options
from ici_tui.index.weight_text import parse_weights
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.packs.faults import PackError, PackNotFoundError
from ici_tui.packs.find import find_pack
from ici_tui.packs.loading import Loading
from ici_tui.sanitise import visible
from ici_tui.settings.config import Settings, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.sessions import newest
from ici_tui.settings.themes import Theme, ThemeNotFoundError, find_theme
from ici_tui.tui.commands.registry import commands, meet
from ici_tui.tui.keeper import Keeper
from ici_tui.tui.keeping import continued
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.tui.wishes import first_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.index.options import PipelineOptions
    from ici_tui.settings.sessions import Kept

    Change = Callable[[PipelineOptions], PipelineOptions]

USAGE, DATA = 2, 1


class StartError(Exception):
    """The explorer cannot be opened: one line for each reason; `code` is the exit code."""

    def __init__(self, *reasons: str, code: int) -> None:
        super().__init__("\n".join(map(visible, reasons)))
        self.code = code

    @property
    def words(self) -> str:
        """Whole lines for stderr."""
        return "".join(f"ici-tui: {line}\n" for line in str(self).split("\n"))


@dataclass(frozen=True, slots=True)
class Ready:
    """What the explorer is opened with."""

    session: Session
    theme: Theme
    settings: Settings
    keeper: Keeper


def kept_session(pack: str | None) -> tuple[Kept, Path]:
    """The session that was kept last, of a pack where one is named, and where the pack is.

    Raises:
        StartError: none is kept, or its pack is not there any more.
    """
    try:
        kept = newest(None if pack is None else find_pack(pack))
    except PackNotFoundError as error:
        raise StartError(str(error), code=USAGE) from None
    if kept is None:
        whose = "" if pack is None else f" of {pack}"
        raise StartError(f"no session{whose} is kept, so there is none to continue", code=DATA)
    if kept.folder.exists():
        return kept, kept.folder
    try:
        return kept, find_pack(kept.record["named"] or str(kept.folder))
    except PackNotFoundError:
        lost = f"the pack of the session that was kept is not there: {kept.folder}"
        raise StartError(lost, code=DATA) from None


def prepared(
    pack: str | None,
    weights: str | None,
    theme: str | None,
    no_color: bool,
    *,
    change: Change | None = None,
    time: str | None = None,
    loading: Loading | None = None,
    kept: Kept | None = None,
) -> Ready:
    """Read configuration, theme and pack.

    Args:
        pack: a pack's name or path; None takes the configured or the bundled one.
        weights: as `--weights` takes them.
        theme: a theme's name; None takes the configured one.
        no_color: no colour, as with `NO_COLOR`.
        change: from the pack's pipeline to the one that was asked for.
        time: the time of a panel; None takes the newest.
        loading: loads the pack, and may have begun to; None begins here. It is ended.
        kept: a session of the pack to continue.

    Raises:
        StartError: one of them is not as it should be.
    """
    if no_color:
        os.environ["NO_COLOR"] = "1"
    try:
        settings = read_settings(commands=commands().keys(), meet=meet)
        chosen = find_theme(first_theme(settings, theme))
    except ThemeNotFoundError as error:
        raise StartError(str(error), code=USAGE) from None
    except SettingsError as error:
        raise StartError(str(error), code=DATA) from None
    limits.narrow(settings.limits)
    loading = loading or Loading()
    try:
        named = pack or settings.pack
        if kept is None:
            session = _session(named, weights, time, loading)
        else:
            named, told = kept.record["named"], ""
            session, told = _continued(pack, kept, loading)
    finally:
        loading.end()
    if kept is not None:
        session = replace(session, top=settings.top)
        return Ready(session, chosen, settings, Keeper(session, named, kept, told))
    session = _changed(session, change)
    views = {view.name.casefold(): view for view in View}
    view = views.get(settings.view.casefold(), View.RANKING)
    session = replace(session, view=view, top=settings.top)
    return Ready(session, chosen, settings, Keeper(session, named))


def _continued(pack: str | None, kept: Kept, loading: Loading) -> tuple[Session, str]:
    """The session that was kept, at its time of a panel where there still is that."""
    time: str | None = kept.record["time"]
    try:
        return continued(_session(pack, None, time, loading), kept)
    except StartError:
        if time is None:
            raise
    session, told = continued(_session(pack, None, None, loading), kept)
    return session, f"{told}; the time {time} is not there any more"


def _changed(session: Session, change: Change | None) -> Session:
    """The session with another pipeline: an edit like any other, that can be undone."""
    if change is None:
        return session
    try:
        options = change(session.options)
        check_options(session.pack.index, options)
    except PipelineError as error:
        raise StartError(str(error), code=USAGE) from None
    try:
        return session.with_methods(options, by="methods from the start").settled()
    except PipelineError as error:
        raise StartError(str(error), code=DATA) from None


def _session(pack: str | None, text: str | None, time: str | None, loading: Loading) -> Session:
    try:
        opened = loading.load(find_pack(pack), time)
        # The explorer opens without an ensemble that is at fault, and says so.
        opened = replace(opened, kept_faults=[])
        weights = None
        if text is not None:
            tree = opened.index.tree
            weights = parse_weights(text, tree, WeightSet.from_tree(tree)).weights
        return Session.of(opened, weights)
    except (PackNotFoundError, WeightError) as error:
        raise StartError(str(error), code=USAGE) from None
    except PackError as error:
        raise StartError(*(fault.text() for fault in error.faults), code=DATA) from None
    except PipelineError as error:
        raise StartError(str(error), code=DATA) from None
