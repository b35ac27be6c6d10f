"""The profile of the unit under the cursor: its scores, and what is told of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.pages.card import Ranked, score_blocks
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page
from ici_tui.pages.told import told_blocks
from ici_tui.tui.documents.line import Line, fitted
from ici_tui.tui.selection import focus_of

if TYPE_CHECKING:
    from ici_tui.packs.pack import Pack
    from ici_tui.tui.session import Session


@fitted
def profile_lines(session: Session, width: int) -> list[Line]:
    """What `ici-tui city` shows of the unit under the cursor; nodes fold."""
    return [*score_lines(session, width), *text_lines(session, width)]


@fitted
def score_lines(session: Session, width: int) -> list[Line]:
    """Name, rank and scores, node by node."""
    row = session.board.row_of(session.unit)
    ranked = Ranked(row.rank, row.tied, row.delta, row.ranks)
    found = score_blocks(session.study, session.unit, ranked, focus_of(session))
    return lay_out(Page(found), width)


@fitted
def text_lines(session: Session, width: int) -> list[Line]:
    """What is told of the unit: profile, firms, industries, cited figures."""
    return list(_told(session.pack, session.pack.index.codes[session.unit], width))


@lru_cache(maxsize=4)
def _told(pack: Pack, code: str, width: int) -> tuple[Line, ...]:
    """Weights change nothing of it: kept while they are edited."""
    return tuple(lay_out(Page(told_blocks(pack, code)), width))
