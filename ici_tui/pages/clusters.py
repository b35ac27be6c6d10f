"""Units in clusters: who is in each, how they score, and the means and spread side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.drawing.cells import width_of
from ici_tui.drawing.marks import Range, Stack
from ici_tui.pages.acts import OpenUnit
from ici_tui.pages.headings import full_scale, number, place_text
from ici_tui.pages.model import Cell, Column, Grid, Para, Section
from ici_tui.views.numbers import (
    Shown,
    about,
    decimals_for,
    estimate_decimals,
    fixed,
    span_text,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.clusters import Cluster, Summary
    from ici_tui.views.row import Row
    from ici_tui.views.study import Study

LEAST_RANGE = 16
"""Cells in which a range can be told from a dot."""


def cluster_blocks(
    clusters: Sequence[Cluster],
    study: Study,
    focus: Focus,
    grouping: tuple[str, str],
    most_like: Mapping[str, str] | None = None,
) -> Iterator[Block]:
    """A section for each cluster with its members, then a table of means and spread.

    Args:
        clusters: in the order in which they are shown.
        study: the pack at some weights.
        focus: who stands out, and what is folded.
        grouping: the code and the title of what they are grouped by.
        most_like: by a unit's code, who is most like it.
    """
    code, title = grouping
    words = study.pack.index.info.words
    most = focus.of_each([cluster.size for cluster in clusters])
    clusters = [replace(one, members=one.members[:most]) for one in clusters]
    rows = _rows_of(clusters, words.singular.capitalize(), most_like)
    for cluster in clusters:
        counted = f"{cluster.size:,} {words.plural if cluster.size != 1 else words.singular}"
        act, folded = focus.fold(f"cluster:{code}:{cluster.label}")
        best = cluster.members[0]
        told = f" · best: {best.rank} {best.name}" if folded and best.rank else ""
        yield Section(f"{cluster.label} · {counted}{told}", act, folded)
        if folded:
            continue
        yield _members(cluster, rows, focus, code)
        left = cluster.size - len(cluster.members)
        if left:
            yield Para(f"and {left:,} more", "muted", 2)
    act, folded = focus.fold(f"cluster:{code}:")
    yield Section("Means, from the least to the greatest", act, folded)
    if not folded:
        yield _means(clusters, title)


def sign_told(clusters: Sequence[Cluster]) -> str:
    """The meaning of the sign before an estimate; empty where none is shown."""
    estimated = any(summary.estimated for cluster in clusters for summary in cluster.summaries)
    return "≈ estimate. " if estimated else ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the tables of all clusters share, so that their columns stand below each other."""

    columns: tuple[Column, ...]
    decimals: int
    full: float
    ties: bool
    """Whether any rank is shared: the others then leave a cell for the sign."""
    most_like: Mapping[str, str] | None

    def cells(self, row: Row, role: str) -> tuple[Cell, ...]:
        """Rank, name, score, who is most like it, and what its parts add up to."""
        rank = _rank(row, row.tied) + (" " if self.ties and not row.tied else "")
        cells = [Cell(rank), Cell(row.name, role), number(row.score, self.decimals)]
        if self.most_like is not None:
            cells.append(Cell(self.most_like.get(row.code, ""), "muted"))
        parts = tuple(max(points, 0.0) for points in row.contributions)
        return *cells, Cell(mark=Stack(parts, self.full))


def _rows_of(clusters: Sequence[Cluster], unit: str, most_like: Mapping[str, str] | None) -> _Rows:
    rows = [row for cluster in clusters for row in cluster.members]
    decimals = decimals_for(row.score for row in rows)
    ties = any(row.tied for row in rows)
    columns = [
        Column(
            right=True,
            room=_widest(_rank(row, ties) for row in rows),
            named="Rank",
        ),
        Column(key=True, least=10, lines=2, room=_widest(row.name for row in rows), named=unit),
        Column(
            right=True,
            room=_widest(number(row.score, decimals).text for row in rows),
            named="Score",
        ),
    ]
    if most_like is not None:
        room = _widest(most_like.values())
        columns.append(Column(least=12, lines=3, room=room, named="Most like"))
    columns.append(Column(drawn=True))
    full = full_scale(s.greatest for cluster in clusters for s in cluster.summaries)
    return _Rows(tuple(columns), decimals, full, ties, most_like)


def _rank(row: Row, tied: bool) -> str:
    return place_text(row.rank, tied=tied, status=row.rank_status)


def _widest(texts: Iterable[str]) -> int:
    return max(map(width_of, texts), default=1)


def _members(cluster: Cluster, rows: _Rows, focus: Focus, which: str) -> Grid:
    """A row for each member."""
    cells = tuple(rows.cells(row, focus.role(row.code)) for row in cluster.members)
    return Grid(rows.columns, cells, acts=tuple(OpenUnit(r.code, which) for r in cluster.members))


def _means(clusters: Sequence[Cluster], title: str) -> Grid:
    """A row for each cluster, a column for the index and each of its children."""
    summaries = clusters[0].summaries if clusters else ()
    listed = [s for cluster in clusters for s in cluster.summaries]
    decimals = _decimals(clusters)
    full = full_scale(s.greatest for s in listed)
    room = max((len(_mean(s, decimals)) for s in listed), default=0)
    columns = (
        Column(title, least=12, key=True),
        *(Column(summary.name, least=11) for summary in summaries),
        Column(drawn=True, room=LEAST_RANGE),
    )
    rows = tuple(
        (
            Cell(cluster.label),
            *(
                Cell(f"{_mean(s, decimals):>{room}}{_spread(s, decimals)}")
                for s in cluster.summaries
            ),
            Cell(mark=_range(cluster.summaries[0], full)),
        )
        for cluster in clusters
    )
    return Grid(columns, rows)


def _range(summary: Summary, full: float) -> Range | None:
    if summary.mean is None or summary.least is None or summary.greatest is None:
        return None
    return Range(summary.least, summary.mean, summary.greatest, full)


def _decimals(clusters: Sequence[Cluster]) -> int:
    """Decimals with which the means of each node read differently where they differ."""
    nodes = zip(*(cluster.summaries for cluster in clusters), strict=True)
    return decimals_for(
        *([Shown(s.mean, "estimated" if s.estimated else "") for s in node] for node in nodes)
    )


def _mean(summary: Summary, decimals: int) -> str:
    if summary.mean is None:
        return "–"
    if summary.only is not None:
        return text(summary.only, decimals)
    return about(summary.mean, decimals, estimated=summary.estimated)


def _spread(summary: Summary, decimals: int) -> str:
    """From the least to the greatest, in brackets; nothing where there is but one value."""
    if summary.least is None or summary.greatest is None or summary.least == summary.greatest:
        return ""
    if summary.estimated:
        decimals = estimate_decimals(decimals)
    return f" ({span_text(fixed(summary.least, decimals), fixed(summary.greatest, decimals))})"
