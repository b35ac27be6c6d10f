"""Ranks while everything varies at once, and what moves them, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar, Range
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage, unit_column, units_acts
from ici_tui.views.numbers import fixed, percent, span_text, two_digits

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.uncertainty import FactorShare, UncertaintyView
    from ici_tui.views.study import Study


def page(view: UncertaintyView, study: Study, focus: Focus) -> AnswerPage:
    """Rank intervals, then what moves ranks."""
    listed = focus.listed(view.units)
    columns = (
        Column("#", right=True, key=True),
        unit_column(study),
        *number_columns("5–95 %", "Median", "First"),
        Column(f"Top {view.top_k}", right=True, optional=True),
        Column(drawn=True),
    )
    top = float(max(len(view.units) - 1, 1))
    rows = tuple(
        (
            Cell(str(unit.rank)),
            Cell(unit.name, focus.role(unit.code)),
            Cell(span_text(fixed(unit.low, 0), fixed(unit.high, 0))),
            Cell(f"{unit.median:g}"),
            Cell(percent(unit.first, certain=False) if unit.first else ""),
            Cell(percent(unit.top, certain=view.top_k >= len(view.units))),
            Cell(
                mark=Range(unit.low - 1, unit.rank - 1, unit.high - 1, top, middle=unit.median - 1)
            ),
        )
        for unit in listed
    )
    blocks: list[Block] = [
        Grid(columns, rows, acts=units_acts(listed)),
        Section("What moves ranks"),
        _factors(view),
    ]
    told = "At the right: from 5 to 95 %, ● now, ┼ the median."
    notes = [f"Mean absolute change of rank: {two_digits(view.mean_change)} places."]
    if view.interaction is not None and not (view.interaction or _moved(view)):
        notes.append(
            f"Variance: no rank changes in a full factorial of {view.settings:,} settings."
        )
    elif view.interaction is not None:
        notes.append(
            f"Variance: share of the variance of ranks in a full factorial of {view.settings:,} "
            f"settings; together {percent(max(view.interaction, 0.0))} is interaction."
        )
    else:
        notes.append("Variance: the full factorial is too large here.")
    notes.append(
        "Alone, in all: Sobol' indices of the mean absolute change of rank, ± standard error, "
        f"from {view.evaluations:,} settings; noise: within two of them of 0."
    )
    notes += [f"Left out: {', '.join(view.left_out)}."] if view.left_out else []
    blocks += [Blank(), Para(told, "muted", drawn=True)]
    blocks += [Para.note(" ".join(filter(None, [focus.left_out(view.units), *notes])))]
    return AnswerPage("uncertainty of ranks", tuple(blocks), view.terms)


def _moved(view: UncertaintyView) -> bool:
    """Whether any choice alone moves a rank."""
    return any(factor.variance for factor in view.factors)


def _factors(view: UncertaintyView) -> Grid:
    columns = (
        Column("", least=10, key=True),
        *number_columns("Variance", "Alone", "In all"),
        Column(drawn=True),
    )
    return Grid(columns, tuple(_factor(factor) for factor in view.factors))


def _factor(factor: FactorShare) -> tuple[Cell, ...]:
    return (
        Cell(factor.name),
        Cell(percent(factor.variance)),
        Cell(_index(factor.first, factor.first_error)),
        Cell(_index(factor.total, factor.total_error)),
        Cell(mark=Bar(factor.variance or 0.0, 1.0)),
    )


def _index(value: float | None, error: float | None) -> str:
    if value is None or error is None:
        return "–"
    if value <= 2 * error:
        return f"noise ± {fixed(error, 2)}"
    return f"{fixed(value, 2)} ± {fixed(error, 2)}"
