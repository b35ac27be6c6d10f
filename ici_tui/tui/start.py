"""From what was asked for to a session to show, or one clear line of why not."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.allowed import limits
from ici_tui.index.errors import PipelineError
from ici_tui.index.pipeline import check_options
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.packs.faults import PackError, PackNotFoundError
from ici_tui.packs.find import find_pack, pack_here
from ici_tui.sanitise import one_line
from ici_tui.settings.config import Settings, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.sessions import fits, newest
from ici_tui.settings.themes import Theme, ThemeNotFoundError, find_theme
from ici_tui.tables.errors import SaidError, TableError
from ici_tui.tables.loading import Loading
from ici_tui.tables.options import ReadingOptions, options_of
from ici_tui.tui.arranging import with_kept_columns
from ici_tui.tui.commands.registry import commands, meet
from ici_tui.tui.keeper import Keeper
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.tui.wishes import first_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.tree import Tree
    from ici_tui.settings.sessions import Kept

    Change = Callable[[PipelineOptions, Tree], PipelineOptions]

USAGE, DATA = 2, 1


class StartError(Exception):
    """The explorer cannot be opened: one line for each reason; `code` is the exit code."""

    def __init__(self, *reasons: str, code: int) -> None:
        super().__init__("\n".join(map(one_line, reasons)))
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
    own: Sequence[str] = (),
    time: str | None = None,
    loading: Loading | None = None,
    kept: Kept | None = None,
    among: str | None = None,
    stated: tuple[str | None, str | None] = (None, None),
) -> Ready:
    """Read configuration, theme and pack.

    Args:
        pack: a pack's name or path; None takes the configured or the bundled one.
        weights: as `--weights` takes them.
        theme: a theme's name; None takes the configured one.
        no_color: no colour, as with `NO_COLOR`.
        change: from the pack's pipeline to the one that was asked for.
        own: values of the user's, as `--set` takes them.
        time: the time of a panel; None takes the newest.
        loading: loads the pack, and may have begun to; None begins here. It is ended.
        kept: a session of the pack to continue.
        among: which units are ranked, among themselves.
        stated: what is stated of units and of weights, as `--prefer` and `--order` take it.

    Raises:
        StartError: one of them is not as it should be.
    """
    if no_color:
        os.environ["NO_COLOR"] = "1"
    try:
        settings = read_settings(commands=commands, meet=meet)
        chosen = find_theme(first_theme(settings, theme))
    except ThemeNotFoundError as error:
        raise StartError(str(error), code=USAGE) from None
    except SettingsError as error:
        raise StartError(str(error), code=DATA) from None
    limits.narrow(settings.limits)
    loading = loading or Loading()
    try:
        here = pack_here() if pack is None and kept is None else None
        named = pack or (None if here is None else str(here)) or settings.pack
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
    session = _with_own(_changed(session, change), own)
    if among is not None:
        from ici_tui.tui.some_units import AmongError, session_among

        try:
            session = session_among(session, among)
        except AmongError as error:
            code = USAGE if error.usage else DATA
            raise StartError(f"--among {error}", code=code) from None
    session = _stated(session, *stated)
    views = {view.name.casefold(): view for view in View}
    view = views.get(settings.view.casefold(), View.RANKING)
    session = replace(session, view=view, top=settings.top)
    return Ready(session, chosen, settings, Keeper(session, named))


def opened(named: str, words: Sequence[str] = (), time: str | None = None) -> Session:
    """Look at a pack or a table, at its own weights.

    Args:
        named: a pack's name or path, or a table.
        words: the options by which a table was read before.
        time: the time of a panel; None takes the newest.

    Raises:
        StartError: it cannot be opened.
    """
    loading = Loading(options_of(words))
    try:
        return _session(named, None, time, loading)
    finally:
        loading.end()


def kept_reading(kept: Kept) -> ReadingOptions:
    """The options by which the table of a kept session was read."""
    said = kept.record.get("reading")  # sessions of before have none
    words: list[str] = said if isinstance(said, list) and fits(said, [str]) else []
    try:
        return options_of(words)
    except (TypeError, ValueError):
        return ReadingOptions()


def _continued(pack: str | None, kept: Kept, loading: Loading) -> tuple[Session, str]:
    """The session that was kept, at its time of a panel where there still is that."""
    time: str | None = kept.record["time"]
    try:
        return continued_on(_session(pack, None, time, loading), kept)
    except StartError:
        if time is None:
            raise
    session, told = continued_on(_session(pack, None, None, loading), kept)
    return session, f"{told}; the time {time} is not there any more"


def continued_on(session: Session, kept: Kept, base: Kept | None = None) -> tuple[Session, str]:
    """A session on the pack as it was kept: of some units among themselves where it was.

    Args:
        session: on the pack as it is opened.
        kept: what is continued.
        base: the session of all units, where some were ranked among themselves.
    """
    from ici_tui.tui.continuing import continued
    from ici_tui.tui.some_units import AmongError, unedited_among

    among = kept.record.get("among")
    if not isinstance(among, str) or not among:
        return continued(session, kept)
    try:
        all_units = session if base is None else continued(session, base)[0]
        return continued(unedited_among(all_units, among), kept)
    except AmongError as error:
        found, told = continued(session, kept)
        return found, f"{told}; all units are ranked: {error}"


def _changed(session: Session, change: Change | None) -> Session:
    """The session with another pipeline: an edit like any other, that can be undone."""
    if change is None:
        return session
    try:
        options = change(session.options, session.pack.index.tree)
        check_options(session.pack.index, options)
    except PipelineError as error:
        raise StartError(str(error), code=USAGE) from None
    try:
        return session.with_methods(options, by="methods from the start").settled()
    except PipelineError as error:
        raise StartError(str(error), code=DATA) from None


def _with_own(session: Session, texts: Sequence[str]) -> Session:
    """The session with values of the user's: an edit like any other, that can be undone."""
    if not texts:
        return session
    from ici_tui.views.own_values import OwnValueError, parse_own

    try:
        own = parse_own(session.pack.index, texts)
        return session.with_own(own, by="values from the start").settled()
    except (OwnValueError, PipelineError) as error:
        raise StartError(f"--set: {error}", code=USAGE) from None


def _stated(session: Session, prefer: str | None, order: str | None) -> Session:
    """The session with statements: an edit like any other, that can be undone."""
    if prefer is None and order is None:
        return session
    from ici_tui.views.names import NameNotFoundError
    from ici_tui.views.statement_text import StatementError, unit_statements, weight_statements

    index = session.pack.index
    try:
        found = (
            *(() if prefer is None else unit_statements(prefer, index)),
            *(() if order is None else weight_statements(order, index)),
        )
    except (StatementError, NameNotFoundError) as error:
        raise StartError(str(error), code=USAGE) from None
    return session.stating(*found, by="statements from the start").settled()


def _session(pack: str | None, text: str | None, time: str | None, loading: Loading) -> Session:
    try:
        opened = loading.load(find_pack(pack), time)
        # The explorer opens without an ensemble that is at fault, and says so.
        opened = replace(opened, kept_faults=[])
        weights = None
        if text is not None:
            from ici_tui.index.weight_text import parse_weights

            tree = opened.index.tree
            weights = parse_weights(text, tree, WeightSet.from_tree(tree)).weights
        return with_kept_columns(Session.of(opened, weights))
    except (PackNotFoundError, WeightError) as error:
        raise StartError(str(error), code=USAGE) from None
    except TableError as error:
        usage = isinstance(error, SaidError)
        told = str(error) if usage else f"{pack}: {error}"
        raise StartError(told, code=USAGE if usage else DATA) from None
    except PackError as error:
        raise StartError(*error.texts, code=DATA) from None
    except PipelineError as error:
        raise StartError(str(error), code=DATA) from None
