"""A pack with another pipeline or with values of the user's: what its evidence still says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.evidence.cells import Cell, Cells
from ici_tui.index.choices import parse_choices
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE
from ici_tui.index.own import settings_of
from ici_tui.index.own_values import by_place, standing_of
from ici_tui.packs.faults import Fault, PackError
from ici_tui.packs.opening import ENSEMBLE
from ici_tui.packs.pack import NOT_PUBLISHED

if TYPE_CHECKING:
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.choices import Choices
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.own_values import OwnValues
    from ici_tui.packs.pack import Pack


def with_options(pack: Pack, options: PipelineOptions) -> Pack:
    """The pack with other options of its pipeline; the pack itself where they are its own."""
    return otherwise(pack, options, pack.own)


def otherwise(pack: Pack, options: PipelineOptions, own: OwnValues) -> Pack:
    """The pack with other options and with values of the user's.

    Published scores and the ranges of values belong to the pack's own scale and data, and are
    left out. What was reported or sourced is derived now; an estimate stays an estimate. A value
    of the user's has a status of its own, and the standing line tells of it.

    Args:
        pack: the pack, or what this made of it before.
        options: all of them.
        own: all of them, of units and indicators that there are.

    Returns:
        The pack as it was opened where nothing is different.

    Raises:
        PipelineError: an option is not of the language.
    """
    origin = pack.origin or pack
    same = options == origin.index.options or _mean_the_same(options, origin.index.options)
    if same and not own:
        return origin
    index = replace(origin.index, options=options)
    cells = [] if origin.cells is None else list(derived(origin.cells).items())
    if own:
        if origin.cells is not None and origin.cells.any_estimate and index.info.standing_line:
            # With values of the user's nothing is as it was published.
            index = replace(index, info=index.info._replace(standing_line=NOT_PUBLISHED))
        from ici_tui.index.what_if import with_values

        info = index.info._replace(standing_line=standing_of(index, own))
        index = replace(with_values(index, by_place(index, own)), info=info)
        cells += [(one.place, Cell("yours")) for one in own]
    return replace(
        origin,
        index=index,
        cells=Cells(cells) if cells or origin.cells is not None else None,
        published=tuple(entry for entry in origin.published if entry.kind == "rank"),
        own=own,
        origin=origin,
    )


def _mean_the_same(one: PipelineOptions, other: PipelineOptions) -> bool:
    """Whether two texts are one pipeline: `minmax` is `minmax:0,100`."""
    if settings_of(one.indicators) != settings_of(other.indicators):
        return False
    return parse_choices(one) == parse_choices(other)


def derived(cells: Cells) -> Cells:
    """Cells on another scale than the pack's: what is no estimate, and not yours, is derived now."""
    return Cells(
        (key, Cell(cell.status if cell.status in {"estimated", "yours"} else "derived",
                   source=cell.source, note=cell.note))
        for key, cell in cells.items()
    )  # fmt: skip


def with_own_tables(ensemble: Ensemble, index: Index, own: OwnValues) -> Ensemble:
    """An ensemble before the pipeline, with the user's values in each of its tables.

    All else stays as uncertain as it was: an admissible table answers for the values that the
    user did not set.
    """
    from ici_tui.evidence.ensemble import Ensemble

    tables = ensemble.tables.copy()
    for (row, column), value in by_place(index, own).items():
        tables[:, row, column] = value
    return Ensemble.of(tables)


def _changes_nothing(choices: Choices, index: Index) -> bool:
    """Whether complete data come out of a pipeline as they went in."""
    leaves = index.tree.leaves
    stages = ("transform", "treat", "normalise")
    moved = any(choices.names(stage, leaves) - {NONE} for stage in stages)
    divided = choices.denominate and any(leaf.denominator for leaf in leaves)
    return not moved and not divided and all(leaf.direction > 0 for leaf in leaves)


def ensemble_through(ensemble: Ensemble, index: Index) -> Ensemble | None:
    """Every table of an ensemble through the index's pipeline; itself where that changes nothing.

    None where an ensemble's scores would not be the index's: they are arithmetic means of
    complete tables.

    Args:
        ensemble: tables in the raw units of iData.
        index: the units and indicators, with the pipeline.

    Raises:
        PackError: the pipeline cannot take a table.
    """
    import numpy as np

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.pipeline import check_options, run_pipeline

    choices = check_options(index, index.options)
    if {method.name for method in choices.aggregate} != {"arithmetic"}:
        return None
    if _changes_nothing(choices, index):
        return ensemble
    # By row, as an ensemble is read: sums have their last bits from the order of the numbers.
    try:
        through = [run_pipeline(replace(index, data=table)).normalised for table in ensemble.tables]
    except PipelineError as error:
        told = f"a table cannot go through the pipeline: {error}"
        raise PackError((Fault(ENSEMBLE, told),)) from None
    tables = np.ascontiguousarray(through)
    return None if np.isnan(tables).any() else Ensemble.of(tables)
