"""The profile of the unit under the cursor: its scores, and what is told of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.drawing.cells import fit
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page
from ici_tui.pages.told import told_blocks
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.documents.scores import tree_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.packs.pack import Pack
    from ici_tui.tui.session import Session


@fitted
def profile_lines(session: Session, width: int) -> list[Line]:
    """Scores and text of the unit under the cursor."""
    return [*score_lines(session, width), *text_lines(session, width)]


@fitted
def score_lines(session: Session, width: int) -> list[Line]:
    """Name, place and scores, node by node."""
    return [*_title(session, width), BLANK, *tree_lines(session, width)]


def _title(session: Session, width: int) -> Iterator[Line]:
    """Name, place in the ranking and labels: on one line where they fit."""
    index, place = session.pack.index, session.unit
    local = index.local_names[place]
    name = index.names[place]
    room = width - (cell_len(local) + 1 if local else 0)
    named = [
        (fit(name, min(cell_len(name), room)), "heading"),
        (f" {local}" if local else "", "text"),
    ]
    labels = [group.labels[place] for group in index.groups.values()]
    # A municipality is its own province: said once.
    told = " · ".join(label for label in dict.fromkeys(labels) if label and label != name)
    standing = _standing(session, width)
    used = cell_len(line(*named).text) + cell_len(standing.text) + cell_len(told) + 6
    if used <= width:
        yield line(*named, "   ", *standing.spans, (f"   {told}", "muted"))
        return
    yield line(*named)
    yield from paragraph(told, width, "muted")
    yield standing


def _standing(session: Session, width: int) -> Line:
    board, info = session.board, session.pack.index.info
    row = board.row_of(session.unit)
    parts: list[str | tuple[str, str]] = [
        "rank ",
        (f"{row.rank}{' (tied)' if row.tied else ''}" if row.rank else "–", "strong"),
        f" of {board.size}",
    ]
    if row.delta:
        role = "up" if row.delta > 0 else "down"
        sign = "▲" if row.delta > 0 else "▼"
        parts.append((f" {sign}{abs(row.delta)} against {info.weights_name}", role))
    if row.ranks is not None:
        low, high = row.ranks
        told = f"{low}" if low == high else f"{low} to {high}"
        published = session.pack.published and not session.study.weights.edited
        note = (
            " · as published" if published and low == high else f" · {told} in 90 % of the tables"
        )
        if len(note) <= width - sum(len(p if isinstance(p, str) else p[0]) for p in parts):
            parts.append((note, "muted"))
    if row.present < row.of:
        parts.append((f" · {row.present} of {row.of} indicators", "warning"))
    return line(*parts)


@fitted
def text_lines(session: Session, width: int) -> list[Line]:
    """What is told of the unit: profile, firms, industries, cited figures."""
    return list(_told(session.pack, session.pack.index.codes[session.unit], width))


@lru_cache(maxsize=4)
def _told(pack: Pack, code: str, width: int) -> tuple[Line, ...]:
    """Weights change nothing of it: kept while they are edited."""
    return tuple(lay_out(Page(told_blocks(pack, code)), width))
