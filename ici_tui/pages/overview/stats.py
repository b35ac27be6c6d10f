"""The statistics of an index as blocks: indicators, groups, what stands out, correlated pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.headings import kept_units
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section
from ici_tui.pages.overview.frame import Overview
from ici_tui.views.numbers import about, compact, decimals_for, fixed, percent

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.questions.overview.stats import Statistics
    from ici_tui.views.statistics import IndexStatistics, NodeStatistics
    from ici_tui.views.study import Study

KIN = ("sibling", "parent", "ancestor")


ALPHA = "α: Cronbach's alpha over the group's children, and over its indicators."


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
    if any(row.estimated for row in found.nodes):
        notes.append("≈ rests on estimates: coarse, and of one admissible table only.")
    stands_out = [Para(told) for told in _told(found)] or [Para("Nothing.")]
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
        Column("Data", right=True),
        Column("Mean", right=True),
        Column("SD", right=True),
        Column("Skew", right=True),
        Column("Kurt", right=True),
        Column("Weight", right=True),
        Column("Infl.", right=True),
        Column("r²", right=True),
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
                *(Cell(_size(v, row), dim) for v in (row.raw.mean, row.raw.sd)),
                *(Cell(_fixed(v, 1, row), dim) for v in (row.raw.skewness, row.raw.kurtosis)),
                Cell(fixed(100 * row.weight, weighs)),
                Cell(_fixed(_percent(row.influence), 1, row, rough=rough), weak),
                Cell(_share(row.squared, row, rough=rough), weak),
                Cell(_marks(row)),
            )
        )
    return Grid(columns, tuple(rows))


def _groups(found: IndexStatistics) -> Grid:
    columns = (
        Column("Group", key=True, least=10, lines=2),
        Column("Weight", right=True),
        Column("Infl.", right=True),
        Column("r²", right=True),
        Column("Children", right=True),
        Column("α", right=True),
        Column("Indicators", right=True),
        Column("α", right=True),
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
                Cell(_fixed(_percent(row.influence), 1, row, rough=rough), dim),
                Cell("" if row.node.parent is None else _share(row.squared, row, rough=rough), dim),
                Cell(str(row.alpha.children)),
                Cell(_share(row.alpha.alpha, row, rough=rough), dim),
                Cell(str(row.alpha.indicators)),
                Cell(_share(row.alpha.alpha_indicators, row, rough=rough), dim),
                Cell(_marks(row)),
            )
        )
    return Grid(columns, tuple(rows))


def pair_blocks(found: IndexStatistics) -> tuple[Block, ...]:
    """Every pair, the strongest correlation first within its kind."""
    rough = any(row.estimated for row in found.nodes)
    pairs = sorted(
        found.pairs, key=lambda p: (KIN.index(p.kin), p.value is None, -(p.value or 0.0))
    )
    rows = tuple(
        (
            Cell(pair.kin),
            Cell(pair.one),
            Cell(pair.other),
            Cell(
                _about(pair.value, 1) if rough else _number(pair.value, 2),
                "muted" if rough else "text",
            ),
            Cell(str(pair.units)),
            Cell(pair.flag[:1].upper()),
        )
        for pair in pairs
    )
    columns = (
        Column("Kin", key=True),
        Column("One", key=True),
        Column("Other", key=True),
        Column("r", right=True),
        Column("n", right=True),
        Column(""),
    )
    notes = (
        "Pearson's r of normalised, directed values over the n units that have both. R redundant: "
        "siblings above 0.9. N negative: below 0."
    )
    if rough:
        notes += " It rests on estimates: coarse, and of one admissible table only."
    if found.uncompared:
        notes += f" {found.uncompared}"
    return Grid(columns, rows), Blank(), Para.note(notes)


def _told(found: IndexStatistics) -> list[str]:
    """A sentence per kind of flag, naming who has it."""
    redundant = sorted(
        {tuple(sorted((row.node.code, other))) for row in found.nodes for other in row.redundant}
    )
    lines = []
    if redundant:
        pairs = ", ".join(" and ".join(pair) for pair in redundant)
        lines.append(f"R redundant, siblings that correlate above 0.9: {pairs}.")
    decimals = 1 if any(row.estimated for row in found.nodes) else 2
    negative = [
        f"{row.node.code} with {row.node.parent} (r = {_number(row.with_parent, decimals)})"
        for row in found.nodes
        if row.negative
    ]
    if negative:
        lines.append(f"N negative with the parent: {', '.join(negative)}.")
    outlying = [row.node.code for row in found.nodes if row.raw and row.raw.outlying]
    if outlying:
        lines.append(f"O outliers, |skewness| ≥ 2 and kurtosis ≥ 3.5: {', '.join(outlying)}.")
    return lines


def _marks(row: NodeStatistics) -> str:
    outlying = row.raw is not None and row.raw.outlying
    return (
        ("R" if row.redundant else "") + ("N" if row.negative else "") + ("O" if outlying else "")
    )


def _weight_decimals(found: IndexStatistics) -> int:
    """The decimals of weights, in points: those of indicators and of groups alike."""
    return decimals_for(100 * row.weight for row in found.nodes)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _size(value: float | None, row: NodeStatistics) -> str:
    if value is None:
        return "–"
    if not row.estimated:
        return compact(value)
    most = row.raw.greatest if row.raw else None
    return about(value, decimals_for([most]), estimated=True)


def _fixed(value: float | None, decimals: int, row: NodeStatistics, *, rough: bool = False) -> str:
    if row.estimated or rough:
        return _about(value, 0)
    return _number(value, decimals)


def _share(value: float | None, row: NodeStatistics, *, rough: bool = False) -> str:
    """A number on a scale of 1: two decimals; one, and "≈", where it rests on estimates."""
    return _number(value, 2) if not (row.estimated or rough) else _about(value, 1)


def _about(value: float | None, decimals: int) -> str:
    """A number that rests on estimates."""
    return "–" if value is None else f"≈{fixed(value, decimals)}"


def _number(value: float | None, decimals: int) -> str:
    return "–" if value is None else fixed(value, decimals)
