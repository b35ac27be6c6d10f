"""The cells of a ranking's columns, for all rows at once: what `pieces` says of each row alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.views.column_kinds import (
    Column,
    DeltaColumn,
    GroupColumn,
    NameColumn,
    NodeColumn,
    PresentColumn,
    RankColumn,
    ScoreColumn,
    change_piece,
    present_text,
    rank_text,
)
from ici_tui.views.known import untold
from ici_tui.views.number_columns import number_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.ranking import Ranking

    Told = tuple[list[str], str | Sequence[str]]
    """The texts of the rows, and the role of all or of each."""


def told_by_column(column: Column, ranking: Ranking) -> Told:
    """The texts and the roles of a column that is one text a row.

    Args:
        column: whose cells; where they cannot be found at once each row is asked.
        ranking: whose rows.
    """
    rows = ranking.rows
    index, places = rows.study.pack.index, rows.places.tolist()
    found: Told | None = None
    match column:
        case RankColumn():
            found = _ranks(ranking), "text"
        case DeltaColumn():
            found = _changes(ranking)
        case PresentColumn():
            found = _present(ranking), "warning"
        case NameColumn():
            found = [index.names[place] for place in places], "text"
        case GroupColumn(code=code):
            labels = index.groups[code].labels
            found = [labels[place] or "" for place in places], "muted"
        case ScoreColumn() if untold(rows.study):
            found = number_column(rows.scores, ranking.decimals("")), "text"
        case NodeColumn(code=code) if untold(rows.study):
            values = rows.study.scores.of(code)[rows.places]
            found = number_column(values, ranking.decimals(code)), "text"
    return _row_by_row(column, ranking) if found is None else found


def _row_by_row(column: Column, ranking: Ranking) -> Told:
    texts: list[str] = []
    roles: list[str] = []
    for row in ranking.rows:
        ((text, role),) = column.pieces(ranking, row)
        texts.append(text)
        roles.append(role)
    return texts, roles


def _ranks(ranking: Ranking) -> list[str]:
    rows, ties = ranking.rows, ranking.ties
    both = zip(rows.ranks.tolist(), rows.tied.tolist(), strict=True)
    return [rank_text(rank, tied=tied, ties=ties) for rank, tied in both]


def _changes(ranking: Ranking) -> Told:
    rows = ranking.rows
    before = rows.before[rows.places]
    gained = np.where((rows.ranks > 0) & (before > 0), before - rows.ranks, 0)
    texts, roles = zip(*map(change_piece, gained.tolist()), strict=True) if len(rows) else ((), ())
    return list(texts), roles


def _present(ranking: Ranking) -> list[str]:
    rows, of = ranking.rows, ranking.indicators
    both = zip(rows.present.tolist(), rows.kept.tolist(), strict=True)
    return [present_text(present, of, kept=kept) for present, kept in both]
