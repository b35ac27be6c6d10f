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
from ici_tui.views.known import told_units
from ici_tui.views.number_columns import number_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

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
        case ScoreColumn() if told_units(rows.study) is not None:
            found = _numbers(column, ranking, "", rows.scores)
        case NodeColumn(code=code) if told_units(rows.study) is not None:
            found = _numbers(column, ranking, code, rows.study.scores.of(code)[rows.places])
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


def _numbers(column: Column, ranking: Ranking, node: str, values: npt.NDArray[np.float64]) -> Told:
    """Numbers of which little is said but what they are; the rows of others are asked."""
    texts = number_column(values, ranking.decimals(node))
    told = told_units(ranking.rows.study) or frozenset()
    asked = np.flatnonzero(np.isin(ranking.rows.places, list(told))).tolist() if told else []
    if not asked:
        return texts, "text"
    roles = ["text"] * len(texts)
    for line in asked:
        ((texts[line], roles[line]),) = column.pieces(ranking, ranking.rows[line])
    return texts, roles


def _present(ranking: Ranking) -> list[str]:
    rows, of = ranking.rows, ranking.indicators
    both = zip(rows.present.tolist(), rows.kept.tolist(), strict=True)
    return [present_text(present, of, kept=kept) for present, kept in both]
