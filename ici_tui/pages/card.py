"""A unit's scores, node by node, where it ranks, what stands out and what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.evidence.cells import STATUSES
from ici_tui.pages.acts import Fold, SetValue
from ici_tui.pages.focus import NOBODY
from ici_tui.pages.headings import full_scale, greatest, kept_units, number, page_of, place_text
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Pieces, Title, number_columns
from ici_tui.pages.told import brief_blocks, told_blocks
from ici_tui.pages.unit_tree import tree_rows
from ici_tui.views.extremes import extremes
from ici_tui.views.known import rank_status
from ici_tui.views.missing_data import imputed_of, missing_of
from ici_tui.views.numbers import YOURS, decimals_for, four_digits, percent, range_text, span_text
from ici_tui.views.parts import parts_of
from ici_tui.views.ranking import rank_in_groups, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.index.tree import Tree
    from ici_tui.pages.acts import Act
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block, Page
    from ici_tui.pages.unit_tree import TreeRow
    from ici_tui.views.parts import NodeScore
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where a unit ranks, as the ranking has it."""

    rank: int | None
    tied: bool
    delta: int | None
    """Ranks gained against the pack's own weights."""
    ranks: tuple[int, int] | None
    """The rank at 5 and 95 % of the admissible tables."""


def card_page(study: Study, place: int, *, full: bool = False, standing: bool = True) -> Page:
    """What is known of a unit, by its place in the pack.

    Args:
        study: the pack at some weights.
        place: the unit's place in the pack.
        full: all that is told of it; else what matters most, on two screens.
        standing: whether the pack's standing line is below its name, not at the very end.
    """
    _ = study.pack.ensemble  # read where there is one: what is told of the tables waits for it
    row = row_of(study, place)
    ranks = None if row.rank_low is None or row.rank_high is None else (row.rank_low, row.rank_high)
    ranked = Ranked(row.rank, row.tied, row.delta, ranks)
    tell = told_blocks if full else brief_blocks
    told = tell(study.pack, study.pack.index.codes[place])
    title, held, *scores = score_blocks(study, place, ranked, NOBODY, full=full)
    above = (Para.note(study.standing_line),) if standing and study.standing_line else ()
    page = page_of(study, [title, held, *above, *scores, *told])
    return page._replace(standing="") if standing else page


def score_blocks(
    study: Study, place: int, ranked: Ranked, focus: Focus, *, full: bool = True
) -> tuple[Block, ...]:
    """Names, ranks, scores with bars, strengths, estimates and gaps.

    Args:
        study: the pack at some weights.
        place: the unit's place in the pack.
        ranked: where it ranks.
        focus: what is folded in the tree of nodes.
        full: whether the strongest and the weakest are told also where the tree has them all.
    """
    index = study.pack.index
    local = index.local_names[place]
    leaves = parts_of(study, place, index.tree.leaves)
    return (
        Title(index.names[place] + (f" {local}" if local else "")),
        _ranks(study, place, ranked),
        Blank(),
        _scores(study, place, focus),
        *(_extremes(study, place, leaves) if full or not _has_all(index.tree, focus) else ()),
        *_estimates(study, place, leaves),
        *_gaps(study, place),
    )


def _has_all(tree: Tree, focus: Focus) -> bool:
    """Whether every indicator has a row among the scores, or the one node that it is all of."""
    rows = tree_rows(tree, focus.closed or frozenset())
    return {tree.stands_for(row.node.code).code for row in rows} >= {
        leaf.code for leaf in tree.leaves
    }


def _ranks(study: Study, place: int, ranked: Ranked) -> Pieces:
    """The rank and all that is known of it, then the ranks among the units of its groups."""
    index = study.pack.index
    pieces: list[str] = []
    roles: tuple[str, ...] = ()
    if ranked.delta:
        sign, role = ("▲", "up") if ranked.delta > 0 else ("▼", "down")
        roles = (role,)
        pieces.append(f"{sign}{abs(ranked.delta)} against {index.info.weights_name}")
    if ranked.ranks is not None:
        pieces.append(f"{span_text(*map(str, ranked.ranks))} in 90 % of the tables")
    published = study.pack.reported(index.codes[place], index.tree.root.code, "rank")
    if published is not None:
        same = study.own and published.value == ranked.rank
        pieces.append("as published" if same else f"published {published.value:.0f}")
    for code, (rank, size) in rank_in_groups(study, place).items():
        label = index.groups[code].labels[place]
        if label is not None:
            pieces.append(f"{index.groups[code].name} {label}: {place_text(rank)} of {size}")
    present = int(study.scores.present[place, index.tree.place(index.tree.root.code)])
    if present < len(index.tree.leaves):
        pieces.append(f"{present} of {len(index.tree.leaves)} indicators")
    known = rank_status(study, place, index.tree.root.code)
    lead = f"Rank {place_text(ranked.rank, tied=ranked.tied, status=known)} of {kept_units(study)}"
    return Pieces(f"{lead} ·" if pieces else lead, tuple(pieces), roles=roles)


def _scores(study: Study, place: int, focus: Focus) -> Grid:
    """A row for each node that is open: its score, its rank, or why it has none."""
    rows = tree_rows(study.pack.index.tree, focus.closed or frozenset())
    parts = parts_of(study, place, tuple(row.node for row in rows))
    full = full_scale(greatest(study.scores.of(part.code)) for part in parts)
    decimals = decimals_for(part.score for part in parts)
    columns = (
        Column(key=True, least=10, lines=2),
        Column("Score", right=True),
        Column(drawn=True, lines=1),
        Column("Range"),
        Column("Rank", right=True),
        Column("Weight", right=True, optional=True),
    )
    cells = []
    for row, part in zip(rows, parts, strict=True):
        weight = "" if row.node.parent is None else four_digits(100 * part.weight)
        cells.append(
            (
                Cell(_name(row, focus), "text" if row.depth else "strong"),
                number(part.score, decimals),
                _bar(study, place, part, (full, row.part)),
                Cell(range_text(part.score, decimals), "muted"),
                Cell(place_text(part.rank, status=part.rank_status)),
                Cell(weight),
            )
        )
    return Grid(columns, tuple(cells), acts=_acts(study, place, rows, focus))


def _acts(
    study: Study, place: int, rows: tuple[TreeRow, ...], focus: Focus
) -> tuple[Act | None, ...]:
    """What has children folds; an indicator takes a value of the user's."""
    if focus.closed is None:
        return ()
    tree, unit = study.pack.index.tree, study.pack.index.codes[place]
    leaves = [tree.stands_for(row.node.code) for row in rows]
    return tuple(
        Fold(row.key) if row.key else SetValue(unit, leaf.code) if leaf.level == 1 else None
        for row, leaf in zip(rows, leaves, strict=True)
    )


def _bar(study: Study, place: int, part: NodeScore, drawn: tuple[float, int]) -> Cell:
    """A bar in the colour of its part, or in its place why there is no score."""
    full, colour = drawn
    if part.score.value is None:
        return Cell(study.why_missing(place, part.code), "warning")
    return Cell(mark=Bar(part.score.value, full, "accent" if colour < 0 else f"part{colour}"))


def _name(row: TreeRow, focus: Focus) -> str:
    # A fold sign only where something is folded away: an open tree needs none.
    folded = focus.closed is not None and row.foldable and not row.open
    return "  " * row.depth + row.name + (" ▸" if folded else "")


def _extremes(study: Study, place: int, leaves: Sequence[NodeScore]) -> tuple[Block, ...]:
    """The indicators with the best and the worst ranks, and how many tables say so."""
    decimals = decimals_for(part.score for part in leaves)
    found = extremes(study, place, leaves)
    rows = []
    for word, chosen in (("Strongest", found.strongest), ("Weakest", found.weakest)):
        for number_in_list, (part, holds_in) in enumerate(chosen):
            rows.append(
                (
                    Cell("" if number_in_list else word),
                    Cell(part.name),
                    number(part.score, decimals),
                    Cell(range_text(part.score, decimals), "muted"),
                    Cell(place_text(part.rank, status=part.rank_status)),
                    Cell(percent(holds_in), "muted"),
                )
            )
    columns = (
        Column(),
        Column("Indicator", least=12),
        Column("Score", right=True),
        Column("Range"),
        *number_columns("Rank", "In tables"),
    )
    return (Blank(), Grid(columns, tuple(rows))) if rows else ()


def _estimates(study: Study, place: int, leaves: Sequence[NodeScore]) -> list[Block]:
    """What is estimated, in words; nothing for a pack that says nothing of its values."""
    if study.pack.cells is None:
        return []
    counted = Counter(part.score.status for part in leaves)
    told = ", ".join(f"{counted[status]} {status}" for status in STATUSES if counted[status])
    missing = sum(part.score.value is None for part in leaves)
    told += f", {missing} missing" if missing else ""
    imputed = int(study.prepared.record.filled[place].sum())
    told += f", {imputed} imputed" if imputed else ""
    note = f"Of {len(leaves)} indicators: {told}."
    if counted["estimated"]:
        ranged = any(part.score.low is not None for part in leaves)
        holds = "; its range holds 5–95 % of the admissible tables" if ranged else ""
        note += f" ≈ estimate{holds}."
    if counted["yours"]:
        note += f" {YOURS} a value of yours."
    return [Blank(), Para.note(note)]


def _gaps(study: Study, place: int) -> list[Block]:
    """What is missing and why, and what was imputed; nothing where all is there."""
    tree = study.pack.index.tree
    rows = [
        (Cell(", ".join(tree[code].name for code in codes)), Cell(why))
        for why, codes in missing_of(study, place)
    ]
    blocks: list[Block] = []
    if rows:
        columns = (Column("Missing", least=12), Column("Why", least=12))
        blocks += [Blank(), Grid(columns, tuple(rows))]
    filled = imputed_of(study, place)
    if filled:
        blocks += [Blank(), Pieces("Imputed:", filled)]
    return blocks
