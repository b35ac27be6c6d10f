"""The card of one unit as a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.drawing.marks import Bar
from ici_tui.evidence.cells import STATUSES
from ici_tui.pages.headings import full_scale, kept_units, number, page_of, place_text
from ici_tui.pages.model import Blank, Cell, Column, Grid, Listing, Para, Pieces, Section, Title
from ici_tui.views.missing_data import imputed_of, missing_of
from ici_tui.views.numbers import decimals_for, four_digits, range_text, span_text
from ici_tui.views.ranking import parts_of, rank_in_groups, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ici_tui.evidence.records import Figure, Profile
    from ici_tui.packs.pack import Pack
    from ici_tui.pages.model import Block, Page
    from ici_tui.views.ranking import NodeScore
    from ici_tui.views.study import Study


def card_page(study: Study, place: int) -> Page:
    """Names, ranks, scores with bars, strengths, profile, cited figures and their sources."""
    index, pack = study.pack.index, study.pack
    code, local = index.codes[place], index.local_names[place]
    parts = parts_of(study, place, (index.tree.root, *index.tree.pillars))
    leaves = parts_of(study, place, index.tree.leaves)
    blocks: list[Block] = [
        Title(index.names[place] + (f" {local}" if local else "")),
        Blank(),
        _ranks(study, place),
        Blank(),
        _scores(study, parts),
        Blank(),
        _extremes(leaves),
        *_estimates(study, place, leaves),
        *_gaps(study, place),
    ]
    if code in pack.profiles:
        blocks += _profile(pack.profiles[code])
    blocks += _figures(pack, [figure for figure in pack.figures if figure.unit == code])
    return page_of(study, blocks)


def _ranks(study: Study, place: int) -> Grid:
    index = study.pack.index
    row = row_of(study, place)
    rows = [
        (
            index.info.short_title,
            "",
            f"{place_text(row.rank, tied=row.tied)} of {kept_units(study)}",
        ),
    ]
    if row.rank_low is not None:
        spread = span_text(str(row.rank_low), str(row.rank_high))
        rows.append(("Range", "5–95 % of the admissible tables", spread))
    if row.reported_rank is not None and row.reported_rank != row.rank:
        rows.append(("Published", "", str(row.reported_rank)))
    for group, (rank, size) in rank_in_groups(study, place).items():
        label = row.groups[group]
        if label is not None:
            rows.append((index.groups[group].name, label, f"{place_text(rank)} of {size}"))
    cells = tuple(tuple(Cell(text) for text in line) for line in rows)
    return Grid((Column(least=8), Column(least=10), Column("Rank")), cells)


def _greatest(scores: npt.NDArray[np.float64]) -> float | None:
    """The greatest of all units' scores; None where nobody has one."""
    there = scores[~np.isnan(scores)]
    return float(there.max()) if len(there) else None


def _scores(study: Study, parts: Sequence[NodeScore]) -> Grid:
    root = study.pack.index.tree.root
    full = full_scale(_greatest(study.scores.of(part.code)) for part in parts)
    decimals = decimals_for(part.score for part in parts)
    columns = (
        Column(least=10),
        Column("Score", right=True),
        Column(drawn=True),
        Column("Range"),
        Column("Rank", right=True),
        Column("Weight", right=True, optional=True),
    )
    rows = tuple(
        (
            Cell(part.name, "strong" if part.code == root.code else "text"),
            number(part.score, decimals),
            Cell(mark=Bar(part.score.value, full)),
            Cell(range_text(part.score, decimals), "muted"),
            Cell(place_text(part.rank)),
            Cell("" if part.code == root.code else four_digits(100 * part.weight)),
        )
        for part in parts
    )
    return Grid(columns, rows)


def _extremes(leaves: Sequence[NodeScore]) -> Grid:
    """The indicators with the best and the worst ranks, at most three of each and none twice."""
    decimals = decimals_for(part.score for part in leaves)
    held = [part for part in leaves if part.rank is not None]
    ordered = sorted(held, key=lambda part: (part.rank, -(part.score.value or 0.0), part.code))
    few = min(3, len(ordered) // 2)
    rows = []
    for word, chosen in (("Strongest", ordered[:few]), ("Weakest", ordered[len(ordered) - few :])):
        for number_in_list, part in enumerate(chosen):
            rows.append(
                (
                    Cell("" if number_in_list else word),
                    Cell(part.name),
                    number(part.score, decimals),
                    Cell(range_text(part.score, decimals), "muted"),
                    Cell(place_text(part.rank)),
                )
            )
    columns = (
        Column(),
        Column("Indicator", least=12),
        Column("Score", right=True),
        Column("Range"),
        Column("Rank", right=True),
    )
    return Grid(columns, tuple(rows))


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


def _profile(profile: Profile) -> list[Block]:
    blocks: list[Block] = []
    words = f"{profile.summary} {profile.ai}".strip()
    if words:
        blocks += [Section("Profile"), Para(words)]
    if profile.firms:
        rows = tuple((Cell(firm.name), Cell(firm.text)) for firm in profile.firms)
        blocks += [Section("Firms"), Grid((Column(least=12), Column(least=16)), rows)]
    if profile.industries:
        blocks += [Section("Industries"), Para(", ".join(profile.industries))]
    return blocks


def _figures(pack: Pack, figures: Sequence[Figure]) -> list[Block]:
    """The cited figures, and below them once where each comes from."""
    if not figures:
        return []
    rows = tuple(
        (Cell(f.name), Cell(f"{f.value} {f.unit_of_value}".strip()), Cell(f.year), Cell(f.source))
        for f in figures
    )
    columns = (
        Column("Cited figures", least=16),
        Column("Value", least=8),
        Column("Year"),
        Column("Source", least=9),
    )
    sources = []
    for name in dict.fromkeys(figure.source for figure in figures):
        source = pack.sources[name]
        sources.append(f"{name}: {source.url or source.title}")
    return [
        Blank(),
        Grid(columns, rows),
        Section("Sources"),
        Listing(tuple(sources)),
    ]
