"""Answers about a session as lines: the open view, the weights, the effect of an edit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.pages.by_line import by_line
from ici_tui.pages.model import Grid, Page, Para
from ici_tui.pages.overview.change import brief
from ici_tui.tui.commands.registry import command_called
from ici_tui.tui.documents.weights import weights_page
from ici_tui.tui.view import View
from ici_tui.tui.view_page import view_page
from ici_tui.views.change import build_change

if TYPE_CHECKING:
    from ici_tui.tui.session import Session
    from ici_tui.views.study import Study

MOST_MOVED = 10
"""Units that are named of those that an edit moved."""
KEY_OF_SOURCES = re.compile(r"\(i\)(?= ·|$)")
"""The key at the end of what stands on every page of a pack: on a drawn screen it opens Sources."""


def view_lines(session: Session, width: int) -> list[str]:
    """The open view.

    Args:
        session: with the answer, where the view asks a question that takes long.
        width: cells of a line.

    Raises:
        UnfinishedError: there is no answer; the message says why.
    """
    return _lines(view_page(session, width)[0], session, width)


def ranking_lines(
    session: Session, width: int, first: int, most: int, *, alone: bool = False
) -> list[str]:
    """Some rows of the ranking.

    Args:
        session: a session.
        width: cells of a line.
        first: the line of the ranking that it begins with, from 0.
        most: so many rows.
        alone: the rows, and nothing of what stands above and below them.
    """
    board = replace(session.board, order=session.board.order[first : first + most])
    page, _ = view_page(replace(session, board=board).in_view(View.RANKING))
    if alone:
        page = Page(tuple(block for block in page.blocks if isinstance(block, Grid)))
    return _lines(page, session, width)


def weight_lines(session: Session, width: int) -> list[str]:
    """The weights."""
    return by_line(weights_page(session), width)


def change_lines(before: Session, after: Session, width: int) -> list[str]:
    """The effect of an edit on the ranking; nothing where other units or nodes are ranked."""
    old, new = before.study, after.study
    both = (
        (before.board.ranks > 0) & (after.board.ranks > 0) if _ranked(old) == _ranked(new) else None
    )
    if old is new or both is None or not both.any():
        return []
    view = build_change(old, new, most=MOST_MOVED)
    return by_line(Page(brief(view, new)), width) if view.edits or view.moved else []


def _lines(page: Page, session: Session, width: int) -> list[str]:
    """The lines of a page; what stands on every page names a word where others name a key."""
    standing = session.study.standing_line
    told = KEY_OF_SOURCES.sub(f"({command_called('view.sources').word})", standing)
    blocks = tuple(
        block._replace(text=told) if isinstance(block, Para) and block.text == standing else block
        for block in page.blocks
    )
    return by_line(Page(blocks, told if page.standing == standing else page.standing), width)


def _ranked(study: Study) -> tuple[object, ...]:
    """The units that are ranked, and the nodes on which they are."""
    index = study.pack.index
    return index.codes, tuple(node.code for node in index.tree.nodes)
