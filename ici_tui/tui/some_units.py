"""A session of some units alone, ranked among themselves, and the one of all units again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.index.errors import PipelineError
from ici_tui.index.own_values import put
from ici_tui.tables.errors import EditError
from ici_tui.tui.session import Session
from ici_tui.views.among import TooFewError, among_pack
from ici_tui.views.conditions import Wanted, units_where

if TYPE_CHECKING:
    from ici_tui.tui.setting import Setting


class AmongError(ValueError):
    """These units cannot be ranked among themselves; `usage` says that the filter is wrong."""

    def __init__(self, told: str, *, usage: bool = False) -> None:
        super().__init__(told)
        self.usage = usage


def whole(session: Session) -> Session:
    """The session of all units, where only some are ranked: what was edited since then stays.

    Raises:
        AmongError: the scores of all units cannot be computed with it.
    """
    base = session.whole
    if base is None:
        return session
    base = replace(base, arrangement=session.arrangement, top=session.top)
    now, before = session.history.now, base.history.now
    codes = frozenset(session.pack.index.codes)
    begun = before.only_about(codes)
    if now == begun:
        return base
    # What was said of units that were not there stays as it was.
    others = tuple(one for one in before.statements if one not in begun.statements)
    setting = replace(
        now,
        own=put(tuple(one for one in before.own if one.unit not in codes), now.own),
        statements=(*others, *now.statements),
        off=now.off | before.off.intersection(others),
    )
    try:
        tree = session.catalogue.pack.index.tree
        return _at(base, setting.only_of(tree), "settings among fewer")
    except (PipelineError, EditError) as error:
        raise AmongError(f"all units: {error}") from None


def session_among(session: Session, text: str) -> Session:
    """The units of a filter among themselves, with all that was edited in a session.

    Raises:
        AmongError: a part of the filter is not understood, or too few units are meant.
    """
    base = whole(session)
    found = unedited_among(base, text)
    try:
        setting = base.history.now.only_about(frozenset(found.pack.index.codes))
        return _at(found, setting, "settings from before")
    except (PipelineError, EditError) as error:
        raise AmongError(f"{text}: {error}") from None


def unedited_among(base: Session, text: str) -> Session:
    """The units of a filter among themselves, in the pack as it was opened.

    Raises:
        AmongError: a part of the filter is not understood, or too few units are meant.
    """
    try:
        base = base.settled()
        met = units_where(base.study, Wanted.of(text))
        if met.faults:
            raise AmongError(met.faults[0], usage=True)
        found = Session.of(among_pack(base.opened_pack, met.units, text))
    except (TooFewError, PipelineError) as error:
        raise AmongError(f"{text}: {error}") from None
    return replace(found, whole=base, arrangement=base.arrangement, top=base.top)


def _at(session: Session, setting: Setting, by: str) -> Session:
    """The session at another setting, evaluated; that is one edit to undo.

    Raises:
        PipelineError: its scores cannot be computed.
        EditError: the columns cannot be so.
    """
    history = session.history.edit(replace(setting, by=by))
    found = replace(session, history=history, last_edit="", typed=None)
    return found.settled() if setting.columns == session.columns else found.with_its_columns()
