"""The ranking as a page: with stacked bars, or with the scores of a level beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.drawing.mark_columns import Bars, Stacks
from ici_tui.pages.columned import Cells, Columned
from ici_tui.pages.headings import page_of, title, weights_line
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para
from ici_tui.views.column_kinds import AheadColumn, GroupColumn, NameColumn, NodeColumn, ScoreColumn
from ici_tui.views.columns import AHEAD, BAR, DELTA, PRESENT, RANGE, RANK, SCORE, name_column
from ici_tui.views.contributions import contributions_of
from ici_tui.views.known import untold
from ici_tui.views.long_columns import told_by_column
from ici_tui.views.missing_data import unit_notes
from ici_tui.views.numbers import YOURS, percent
from ici_tui.views.ranking import build_ranking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.index.table import BoolArray
    from ici_tui.pages.model import Block, Page
    from ici_tui.views.column_kinds import Column as RankingColumn
    from ici_tui.views.ranking import Ranking
    from ici_tui.views.study import Study


SIGN = "≈ estimate."
ALL_ESTIMATES = "Every value is an estimate, but those with *: published, or derived from figures."
NEARLY_ALL = 0.75
"""The share of estimates from which it is said once that values are estimates."""
LINES = 4
"""The most lines that a name wraps into."""


def ranking_page(ranking: Ranking, study: Study) -> Page:
    """Rank, change, name, score, contributions, range of ranks, the next one, group."""
    index = study.pack.index
    nodes = tuple(index.tree[code] for code in ranking.parts)
    code = index.info.default_group
    group = index.groups.get(code)
    groups = () if group is None else (GroupColumn(code, group.name, code, True),)
    changed = (DELTA,) if ranking.rows.moved.any() else ()
    ranges = (RANGE,) if ranking.rows.ranges is not None else ()
    ahead = (AHEAD,) if ranking.ahead is not None else ()
    complete = ranking.rows.kept.all() and (ranking.rows.present >= ranking.indicators).all()
    columns = (RANK, *changed, name_column(index), SCORE, BAR, *ranges, *ahead, *groups,
               *(() if complete else (PRESENT,)))  # fmt: skip
    blocks = _above(ranking, study)
    if ranking.stacked:
        blocks.append(weights_line(study, nodes, fills=True))
    notes = _notes(ranking, study, spreads=True)
    told: list[Block] = [Blank(), Para.note(" ".join(notes))] if notes else []
    return page_of(study, [*blocks, Blank(), _grid(ranking, columns, wraps=12), *told])


def level_page(ranking: Ranking, study: Study) -> Page:
    """Rank, name, score, and a column by code for each of the ranking's parts."""
    score = () if ranking.node in ranking.parts else (ScoreColumn("score", ranking.node),)
    nodes = (NodeColumn(code, code, code) for code in ranking.parts)
    columns = (RANK, name_column(study.pack.index), *score, *nodes)
    blocks, grid = _above(ranking, study), _grid(ranking, columns, wraps=10)
    notes = _notes(ranking, study)
    if _nearly_all_estimates(ranking, study):
        blocks += [Para.note(ALL_ESTIMATES)]
        grid, notes = _marked_once(grid), [note for note in notes if note != SIGN]
    told: list[Block] = [Blank(), Para.note(" ".join(notes))] if notes else []
    return page_of(study, [*blocks, Blank(), grid, *told])


def _nearly_all_estimates(ranking: Ranking, study: Study) -> bool:
    """Whether the table is wider than the ranking, and few cells of it are no estimates."""
    wide = len(ranking.parts) > len(study.pack.index.tree.children(ranking.node))
    if not wide or untold(study):
        return False
    statuses = [part.score.status for row in ranking.rows for part in row.parts]
    return statuses.count("estimated") >= NEARLY_ALL * len(statuses)


def _marked_once(grid: Grid) -> Grid:
    """The table with a sign at what is no estimate, and none at what is: that is said above it."""
    return grid._replace(rows=tuple(tuple(map(_turned, row)) for row in grid.rows))


def _turned(cell: Cell) -> Cell:
    if cell.role == "estimated":
        return cell._replace(text=cell.text.removeprefix("≈") + " ")
    known = cell.role in {"reported", "sourced", "derived"} and cell.text != "–"
    return cell._replace(text=cell.text + "*") if known else cell


def _grid(ranking: Ranking, columns: Sequence[RankingColumn], *, wraps: int) -> Grid:
    """A row for each unit, from the columns that both doors have; names wrap to so many cells."""
    heads = tuple(_head(column, wraps) for column in columns)
    return Grid(heads, Columned(_cells(column, ranking) for column in columns))


def _head(column: RankingColumn, wraps: int) -> Column:
    named = isinstance(column, NameColumn)
    return Column(
        column.head,
        right=column.right,
        least=wraps if named else None,
        key=column.leads,
        optional=isinstance(column, GroupColumn | AheadColumn),
        lines=LINES if named else None,
        drawn=column == BAR,
    )


def _cells(column: RankingColumn, ranking: Ranking) -> Cells:
    """A column's cells in all rows."""
    rows = ranking.rows
    if column == BAR and ranking.stacked:
        adds = contributions_of(rows.study, rows.node, rows.nodes, rows.places)
        return Cells.drawn(Stacks(adds, ranking.top))
    if column == BAR:
        return Cells.drawn(Bars(rows.scores, ranking.top))
    return Cells(*told_by_column(column, ranking))


def scores_page(study: Study, *, notes: bool = False, only: BoolArray | None = None) -> Page:
    """The ranking with every aggregate beside it; with `notes`, what is missing per unit."""
    index = study.pack.index
    ranking = build_ranking(study, only=only).with_nodes(index.tree.aggregates)
    kept = ranking.rows.at(ranking.rows.places[ranking.rows.kept])
    page = level_page(replace(ranking, rows=kept), study)
    if not notes:
        return page
    columns = (
        Column(index.info.words.singular.capitalize(), least=10),
        Column("Notes", least=20),
    )
    told = [
        (name, unit_notes(study, place))
        for place, name in enumerate(index.names)
        if only is None or only[place]
    ]
    rows = tuple((Cell(name), Cell("; ".join(found))) for name, found in told if found)
    below = Grid(columns, rows) if rows else Para("Nothing is missing.")
    return page._replace(blocks=(*page.blocks, Blank(), below))


def _above(ranking: Ranking, study: Study) -> list[Block]:
    tree = study.pack.index.tree
    if ranking.node == tree.root.code:
        return [title(study)]
    return [title(study, f"by {tree[ranking.node].name}")]


def _notes(ranking: Ranking, study: Study, *, spreads: bool = False) -> list[str]:
    notes = []
    statuses = ranking.rows.statuses
    if "estimated" in statuses:
        notes.append(SIGN)
    if "yours" in statuses:
        notes.append(f"{YOURS} a value of yours.")
    if spreads and study.pack.ensemble is not None:
        tables = len(study.pack.ensemble)
        yours = ", your values in each" if study.pack.own else ""
        notes.append(
            f"Ranks: 5–95 % range over {tables:,} admissible tables at these weights{yours}."
        )
    if spreads and ranking.ahead is not None:
        drawn = ", a table drawn with each" if ranking.ahead.over_tables else ""
        stated = "" if ranking.ahead.stated is None else " at which what is stated holds"
        notes.append(
            f"P>next: how often each is ahead of the next with weights near these{stated}{drawn}."
        )
    record = study.prepared.record
    kept = ranking.rows.kept
    least = study.pack.index.options.screen
    if not kept.all() and least is not None:
        notes.append(
            f"Screened out: less than {percent(least)} of the indicators are there; "
            "--screen none ranks them."
        )
    if spreads and (ranking.rows.present[kept] < ranking.indicators).any():
        notes.append("Data: indicators present; the others share the weight of those missing.")
    if record.filled.any():
        count = int(record.filled.sum())
        notes.append(
            f"{count} {'value is' if count == 1 else 'values are'} imputed (scores --notes)."
        )
    if np.isnan(ranking.rows.scores).any() and not spreads:
        notes.append("–: could not be computed (scores --notes).")
    return notes
