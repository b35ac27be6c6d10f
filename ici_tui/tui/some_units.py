"""A session of some units alone, ranked among themselves."""

from __future__ import annotations

from dataclasses import replace

from ici_tui.index.errors import PipelineError
from ici_tui.tui.session import Session
from ici_tui.views.among import TooFewError, study_among
from ici_tui.views.conditions import Wanted, units_where


class AmongError(ValueError):
    """These units cannot be ranked among themselves; `usage` says that the filter is wrong."""

    def __init__(self, told: str, *, usage: bool = False) -> None:
        super().__init__(told)
        self.usage = usage


def whole(session: Session) -> Session:
    """The session of all units, where only some are ranked."""
    return session if session.whole is None else session.whole


def session_among(session: Session, text: str) -> Session:
    """The units of a filter among themselves, at the weights and methods of a session.

    Raises:
        AmongError: a part of the filter is not understood, or too few units are meant.
    """
    base = whole(session)
    met = units_where(base.study, Wanted.of(text))
    if met.faults:
        raise AmongError(met.faults[0], usage=True)
    try:
        study = study_among(base.study, met.units, text)
        found = Session.of(study.pack.origin or study.pack, study.weights)
        found = found.with_methods(study.pack.index.options, by="methods from before")
        found = found.with_own(study.pack.own, by="values from before").settled()
    except (TooFewError, PipelineError) as error:
        raise AmongError(f"{text}: {error}") from None
    return replace(found, whole=base, arrangement=session.arrangement)
