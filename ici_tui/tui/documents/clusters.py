"""The units by a group of the pack, or by what is alike: members, means, spread; clusters fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.drawing.bars import span, stack
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.pages.acts import Fold, OpenUnit
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.documents.tabs import tab_lines
from ici_tui.tui.groupings import found_on, groupings
from ici_tui.views.clusters import build_clusters
from ici_tui.views.numbers import decimals_for, fixed, span_text, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.index.model import Words
    from ici_tui.tui.session import Session
    from ici_tui.views.clusters import Cluster, Summary
    from ici_tui.views.ranking import RankingRow

CLUSTER = "cluster:"
MEMBERS = 300
"""So many members of a cluster are listed; of the rest it is told how many they are."""
RANK, NUMBER, ENDS = 7, 7, 12
"""Cells for a rank, a score or mean, and least and greatest."""


@fitted
def cluster_lines(session: Session, width: int) -> list[Line]:
    """The clusters of the session's group; those that are folded show one line."""
    index = session.pack.index
    titles = groupings(index)
    if not session.group:
        told = "b shows clusters found from the data: units that are alike."
        return [line(("This index has no groups.", "muted")), *paragraph(told, width, "muted")]
    on, keys = found_on(index, session.group), "b next grouping"
    if on == "contributions":
        keys += f" · v over {session.over.value}"
    found = [*tab_lines(titles, session.group, keys, width, "By "), BLANK]
    if on:
        from ici_tui.tui.documents.alike import alike_lines

        return [*found, *alike_lines(session, width)]
    chosen = index.groups[session.group]
    found += listed(session, build_clusters(session.study, session.group, MEMBERS), width)
    without = [index.names[k] for k, label in enumerate(chosen.labels) if label is None]
    if without:
        told = f"Without a label, and not shown here: {', '.join(without[:20])}"
        more = f" and {len(without) - 20} more" if len(without) > 20 else ""
        found += [*paragraph(f"{told}{more}.", width, "muted"), BLANK]
    note = (
        "The members' bars are what the parts add up to; below, least, mean and greatest score. "
        "Membership comes from the data and does not move with the weights."
    )
    return [*found, *paragraph(note, width, "muted")]


def listed(session: Session, clusters: Sequence[Cluster], width: int) -> Iterator[Line]:
    """Each cluster's title, and below it, unless it is folded, its members and their spread."""
    grid = _grid(clusters, width)
    for cluster in clusters:
        key = f"{CLUSTER}{session.group}:{cluster.label}"
        folded = key in session.closed
        yield _title(cluster, key, folded, width, session.pack.index.info.words)
        if not folded:
            yield from (_member(row, grid) for row in cluster.members)
            left = cluster.size - len(cluster.members)
            if left:
                yield line((f"{'':{RANK}}and {left:,} more", "muted"))
            if cluster.size > 1:
                yield from (_summary(s, k, grid) for k, s in enumerate(cluster.summaries))
            yield BLANK


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns that members and summaries share, in cells, and the scale of their bars."""

    names: int
    bars: int
    top: float
    decimals: int


def _grid(clusters: Sequence[Cluster], width: int) -> _Grid:
    names = [row.name for c in clusters for row in c.members]
    names += [summary.name for c in clusters for summary in c.summaries]
    longest = max(map(cell_len, names), default=0)
    room = min(longest, max(width // 3, 12))
    greatest = max((s.greatest or 0.0 for c in clusters for s in c.summaries), default=0.0)
    return _Grid(
        names=room,
        bars=max(min(width - RANK - room - NUMBER - ENDS, 80), 0),
        top=100.0 if 10 < greatest <= 100 else greatest,
        decimals=decimals_for(
            end for c in clusters for s in c.summaries[:1] for end in (s.least, s.greatest)
        ),
    )


def _title(cluster: Cluster, key: str, folded: bool, width: int, words: Words) -> Line:
    size = cluster.size
    counted = f" {size} {words.plural if size != 1 else words.singular}"
    sign = "▸ " if folded else "▾ "
    label = fit(cluster.label, min(cell_len(cluster.label), width - len(counted) - 2))
    parts = [(sign, "accent"), (label, "heading"), (counted, "muted")]
    best = cluster.members[0]
    told = f"  best: {best.rank} {best.name}"
    if folded and best.rank and cell_len(label) + len(counted) + cell_len(told) + 2 <= width:
        parts.append((told, "muted"))
    return line(*parts, act=Fold(key))


def _member(row: RankingRow, grid: _Grid) -> Line:
    runs = stack([max(part.contribution, 0.0) for part in row.parts], grid.bars, grid.top)
    return line(
        (fit_right(f"{row.rank or '–'}{'=' if row.tied else ' '}", RANK - 1) + " ", "text"),
        (fit(row.name, grid.names), "text"),
        (fit_right(text(row.score, grid.decimals), NUMBER), row.score.status or "text"),
        " " * ENDS,
        *((run, f"part{place}") for place, run in enumerate(runs)),
        act=OpenUnit(row.code),
    )


def _summary(summary: Summary, place: int, grid: _Grid) -> Line:
    name = " " * RANK + fit("mean" if place == 0 else summary.name, grid.names)
    if summary.mean is None or summary.least is None or summary.greatest is None:
        return line((name, "muted"), (fit_right("–", NUMBER), "muted"))
    digits = max(grid.decimals - summary.estimated, 0)
    mean = f"{'≈' if summary.estimated else ''}{fixed(summary.mean, digits)}"
    ends = span_text(fixed(summary.least, digits), fixed(summary.greatest, digits))
    drawn = span(summary.least, summary.mean, summary.greatest, grid.bars, grid.top)
    return line(
        (name, "muted"),
        (fit_right(mean, NUMBER), "estimated" if summary.estimated else "text"),
        (f"  {fit(ends, ENDS - 2)}", "muted"),
        (drawn, "accent" if place == 0 else f"part{place - 1}"),
    )
