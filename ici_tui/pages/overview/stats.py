"""The statistics of an index as blocks: indicators, groups, what stands out, correlated pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.headings import kept_units
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section, number_columns
from ici_tui.pages.overview.frame import Overview
from ici_tui.pages.overview.stats_numbers import (
    influence_text,
    moment_text,
    number_text,
    share_text,
    size_text,
)
from ici_tui.pages.overview.stats_words import findings, flag_of, marks
from ici_tui.views.numbers import decimals_for, fixed, outward, percent

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.questions.overview.stats import Statistics
    from ici_tui.views.statistics import IndexStatistics
    from ici_tui.views.study import Study

KIN = ("sibling", "parent", "ancestor")


ALPHA = "α: Cronbach's alpha over the group's children (Parts), and over its indicators (Ind.)."


def page(found: Statistics, study: Study, focus: Focus) -> Overview:
    """The statistics, or every pair; where sections fold, the pairs are below, folded at first."""
    if found.correlations:
        return Overview(pair_blocks(found.index))
    blocks = statistics_blocks(found.index, study)
    act, folded = focus.fold("section:correlations", at_first=True)
    if act is None:
        return Overview(blocks)
    pairs = Section(f"Correlations: {len(found.index.pairs):,} pairs", act, folded)
    return Overview((*blocks, pairs, *(() if folded else pair_blocks(found.index))))


def statistics_blocks(found: IndexStatistics, study: Study) -> tuple[Block, ...]:
    """The indicators, the groups, and in words what stands out."""
    notes = [
        "Mean to kurtosis: data as they are before imputation and treatment. Weight and influence: "
        "per cent of the index, meant and real. r²: squared correlation with the index. "
        "R redundant, N negative, O outliers: see below.",
        found.no_influence and f"–: {found.no_influence}.",
    ]
    kept = kept_units(study)
    words = study.pack.index.info.words.plural
    if not found.no_influence and found.complete < kept:
        notes.append(
            f"Influence: over the {found.complete} of {kept} {words} that have every indicator."
        )
    if found.tables is not None:
        notes.append(
            f"Influence, r² and α from one to another: 5–95 % of {found.tables:,} admissible tables. "
            "R, N and O: where it is so in most of them."
        )
    if any(row.estimated for row in found.nodes):
        notes.append("≈ rests on estimates: coarse, and of one admissible table only.")
    stands_out = [Para(told) for told in findings(found)] or [Para("Nothing.")]
    return (
        _indicators(found),
        Blank(),
        Para.note(" ".join(filter(None, notes))),
        Blank(),
        _groups(found),
        Blank(),
        Para.note(" ".join(filter(None, (ALPHA, found.no_alpha, found.uncompared)))),
        Section("What stands out"),
        *stands_out,
    )


def _indicators(found: IndexStatistics) -> Grid:
    columns = (
        Column("Indicator", key=True),
        Column("Name", least=24, optional=True, lines=1),
        *number_columns("Data", "Mean", "SD", "Skew", "Kurt", "Weight", "Infl.", "r²"),
        Column(""),
    )
    rough = any(row.estimated for row in found.nodes)
    weighs = _weight_decimals(found)
    weak = "muted" if rough else "text"
    rows = []
    for row in found.nodes:
        if row.raw is None:
            continue
        dim = "muted" if row.estimated else "text"
        rows.append(
            (
                Cell(row.node.code),
                Cell(row.node.name),
                Cell(percent(row.raw.availability)),
                *(Cell(size_text(v, row), dim) for v in (row.raw.mean, row.raw.sd)),
                *(Cell(moment_text(v, row), dim) for v in (row.raw.skewness, row.raw.kurtosis)),
                Cell(fixed(100 * row.weight, weighs)),
                Cell(influence_text(row, rough=rough), weak),
                Cell(share_text("squared", row, rough=rough), weak),
                Cell(marks(row)),
            )
        )
    return Grid(columns, tuple(rows))


def _groups(found: IndexStatistics) -> Grid:
    columns = (
        Column("Group", key=True, least=10, lines=3),
        *number_columns("Weight", "Infl.", "r²", "Parts", "α", "Ind.", "α ind."),
        Column(""),
    )
    rough = any(row.estimated for row in found.nodes)
    weighs = _weight_decimals(found)
    rows = []
    for row in found.nodes:
        if row.alpha is None:
            continue
        dim = "muted" if rough else "text"
        rows.append(
            (
                Cell(row.node.name),
                Cell(fixed(100 * row.weight, weighs)),
                Cell(influence_text(row, rough=rough), dim),
                Cell(
                    "" if row.node.parent is None else share_text("squared", row, rough=rough), dim
                ),
                Cell(str(row.alpha.children)),
                Cell(share_text("alpha", row, rough=rough), dim),
                Cell(str(row.alpha.indicators)),
                Cell(share_text("alpha_indicators", row, rough=rough), dim),
                Cell(marks(row)),
            )
        )
    return Grid(columns, tuple(rows))


def pair_blocks(found: IndexStatistics) -> tuple[Block, ...]:
    """Every pair, the strongest correlation first within its kind."""
    rough = any(row.estimated for row in found.nodes)
    held = found.pair_tables or (None,) * len(found.pairs)
    ordered = sorted(
        zip(found.pairs, held, strict=True),
        key=lambda both: (
            KIN.index(both[0].kin), both[0].value is None, -(both[0].value or 0.0),
        ),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(pair.kin),
            Cell(pair.one),
            Cell(pair.other),
            Cell(
                number_text(pair.value, 1 if rough else 2, rough=rough),
                "muted" if rough else "text",
            ),
            Cell("" if tables is None else outward(tables.low, tables.high, 1), "muted"),
            Cell(str(pair.units)),
            Cell(flag_of(pair.flag, tables)),
        )
        for pair, tables in ordered
    )
    columns = (
        Column("Kin", key=True),
        Column("One", key=True),
        Column("Other", key=True),
        *number_columns("r", "Tables", "n"),
        Column(""),
    )
    notes = (
        "Pearson's r of normalised, directed values over the n units that have both. R redundant: "
        "siblings above 0.9. N negative: below 0."
    )
    if found.tables is not None:
        notes += (
            f" Tables: 5–95 % of {found.tables:,} admissible tables; with R and N the share of them "
            "in which it is so."
        )
    if rough:
        notes += " It rests on estimates: coarse, and of one admissible table only."
    if found.uncompared:
        notes += f" {found.uncompared}"
    return Grid(columns, rows), Blank(), Para.note(notes)


def _weight_decimals(found: IndexStatistics) -> int:
    """The decimals of weights, in points: those of indicators and of groups alike."""
    return decimals_for(100 * row.weight for row in found.nodes)
