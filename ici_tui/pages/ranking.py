"""The ranking as a page: with stacked bars, or with the scores of a level beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar, Stack
from ici_tui.pages.headings import number, page_of, place_text, title, weights_line
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para
from ici_tui.views.missing_data import unit_notes
from ici_tui.views.numbers import decimals_for, span_text
from ici_tui.views.ranking import build_ranking, parts_of

if TYPE_CHECKING:
    from ici_tui.drawing.marks import Mark
    from ici_tui.index.tree import Node
    from ici_tui.pages.model import Block, Page
    from ici_tui.views.ranking import Ranking, RankingRow
    from ici_tui.views.study import Study


def with_nodes(ranking: Ranking, study: Study, nodes: tuple[Node, ...]) -> Ranking:
    """The ranking with other nodes beside each unit."""
    places = {code: place for place, code in enumerate(study.pack.index.codes)}
    rows = (replace(row, parts=parts_of(study, places[row.code], nodes)) for row in ranking.rows)
    return replace(ranking, parts=tuple(node.code for node in nodes), rows=tuple(rows))


def ranking_page(ranking: Ranking, study: Study) -> Page:
    """Rank, change, name, score, contributions, range of ranks, group."""
    index = study.pack.index
    tree, info = index.tree, index.info
    nodes = tuple(tree[code] for code in ranking.parts)
    decimals = decimals_for(row.score.value for row in ranking.rows)
    group = index.groups.get(info.default_group)
    out = set(study.prepared.record.screened_out)
    columns = (
        Column("#", right=True, key=True),
        Column("Δ", right=True),
        Column(info.words.singular.capitalize(), least=12, key=True, lines=4),
        Column("Score", right=True),
        Column(drawn=True),
        Column("Ranks"),
        Column(group.name if group else "", optional=True),
        Column("Data"),
    )
    full = max((_total(row) for row in ranking.rows), default=0.0)
    most = max((row.score.value or 0.0 for row in ranking.rows), default=0.0)
    rows = tuple(
        (
            Cell(place_text(row.rank, tied=row.tied)),
            Cell(_change(row.delta)),
            Cell(row.name),
            number(row.score, decimals),
            Cell(mark=_bar(row, full, most)),
            Cell(_spread(row)),
            Cell(row.groups[group.code] or "" if group else ""),
            Cell("screened out" if row.code in out else _present(row, ranking)),
        )
        for row in ranking.rows
    )
    blocks = _above(ranking, study)
    if nodes and full > 0:
        blocks.append(weights_line(study, nodes, fills=True))
    notes = _notes(ranking, study, spreads=True)
    return page_of(study, [*blocks, Blank(), Grid(columns, rows), *notes])


def level_page(ranking: Ranking, study: Study) -> Page:
    """Rank, name, score, and a column by code for each of the ranking's parts."""
    index = study.pack.index
    values = [p.score.value for row in ranking.rows for p in row.parts]
    decimals = decimals_for([*values, *(row.score.value for row in ranking.rows)])
    columns = (
        Column("#", right=True, key=True),
        Column(index.info.words.singular.capitalize(), least=10, key=True, lines=4),
        *([] if ranking.node in ranking.parts else [Column(ranking.node, right=True)]),
        *(Column(code, right=True) for code in ranking.parts),
    )
    rows = tuple(
        (
            Cell(place_text(row.rank, tied=row.tied)),
            Cell(row.name),
            *([] if ranking.node in ranking.parts else [number(row.score, decimals)]),
            *(number(part.score, decimals) for part in row.parts),
        )
        for row in ranking.rows
    )
    blocks = _above(ranking, study)
    return page_of(study, [*blocks, Blank(), Grid(columns, rows), *_notes(ranking, study)])


def scores_page(study: Study, *, notes: bool = False) -> Page:
    """The ranking with every aggregate beside it; with `notes`, what is missing per unit."""
    index = study.pack.index
    ranking = with_nodes(build_ranking(study), study, index.tree.aggregates)
    out = set(study.prepared.record.screened_out)
    kept = replace(ranking, rows=tuple(row for row in ranking.rows if row.code not in out))
    page = level_page(kept, study)
    if not notes:
        return page
    columns = (
        Column(index.info.words.singular.capitalize(), least=10),
        Column("Notes", least=20),
    )
    told = [(name, unit_notes(study, place)) for place, name in enumerate(index.names)]
    rows = tuple((Cell(name), Cell("; ".join(found))) for name, found in told if found)
    below = Grid(columns, rows) if rows else Para("Nothing is missing.")
    return replace(page, blocks=(*page.blocks, Blank(), below))


def _above(ranking: Ranking, study: Study) -> list[Block]:
    tree = study.pack.index.tree
    if ranking.node == tree.root.code:
        return [title(study)]
    return [title(study, f"by {tree[ranking.node].name}")]


def _total(row: RankingRow) -> float:
    return sum(max(part.contribution, 0.0) for part in row.parts)


def _bar(row: RankingRow, full: float, most: float) -> Mark:
    """The contributions, or a plain bar where the node has no parts that weigh anything."""
    if full <= 0:
        return Bar(row.score.value, most)
    return Stack([part.contribution for part in row.parts], full)


def _change(delta: int | None) -> str:
    return f"{'▲' if delta > 0 else '▼'}{abs(delta)}" if delta else ""


def _spread(row: RankingRow) -> str:
    return (
        ""
        if row.rank_low is None or row.rank is None
        else span_text(str(row.rank_low), str(row.rank_high))
    )


def _present(row: RankingRow, ranking: Ranking) -> str:
    return f"{row.present} of {ranking.indicators}" if row.present < ranking.indicators else ""


def _notes(ranking: Ranking, study: Study, *, spreads: bool = False) -> list[Block]:
    notes = []
    statuses = {row.score.status for row in ranking.rows}
    statuses |= {part.score.status for row in ranking.rows for part in row.parts}
    if "estimated" in statuses:
        notes.append("≈ estimate.")
    if spreads and study.pack.ensemble is not None:
        tables = len(study.pack.ensemble)
        notes.append(f"Ranks: 5–95 % range over {tables} admissible tables at these weights.")
    record = study.prepared.record
    out = set(record.screened_out)
    kept = [row for row in ranking.rows if row.code not in out]
    if spreads and any(row.present < ranking.indicators for row in kept):
        notes.append("Data: indicators present; the others share the weight of those missing.")
    if record.filled.any():
        notes.append(f"{int(record.filled.sum())} values are imputed (scores --notes).")
    if any(row.score.value is None for row in ranking.rows) and not spreads:
        notes.append("–: could not be computed (scores --notes).")
    return [Blank(), Para.note(" ".join(notes))] if notes else []
