"""A pack under another pipeline than its own: what its evidence still says, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.evidence.cells import Cell, Cells
from ici_tui.index.choices import parse_choices
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE
from ici_tui.packs.faults import Fault, PackError
from ici_tui.packs.opening import ENSEMBLE

if TYPE_CHECKING:
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.choices import Choices
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.packs.pack import Pack


def with_options(pack: Pack, options: PipelineOptions) -> Pack:
    """The pack with other options of its pipeline; the pack itself where they mean its own.

    Published scores and the ranges of values belong to the pack's own scale, and are left out.
    What was reported or sourced is derived now; an estimate stays an estimate.

    Raises:
        PipelineError: an option is not of the language.
    """
    origin = pack.origin or pack
    if options == origin.index.options or _mean_the_same(options, origin.index.options):
        return origin
    return replace(
        origin,
        index=replace(origin.index, options=options),
        cells=_derived(origin.cells) if origin.cells is not None else None,
        published=tuple(entry for entry in origin.published if entry.kind == "rank"),
        origin=origin,
    )


def _mean_the_same(one: PipelineOptions, other: PipelineOptions) -> bool:
    """Whether two texts are one pipeline: `minmax` is `minmax:0,100`."""
    return parse_choices(one) == parse_choices(other)


def _derived(cells: Cells) -> Cells:
    return Cells(
        (key, Cell(cell.status if cell.status == "estimated" else "derived", source=cell.source,
                   note=cell.note))
        for key, cell in cells.items()
    )  # fmt: skip


def _changes_nothing(choices: Choices, index: Index) -> bool:
    """Whether complete data come out of a pipeline as they went in."""
    moved = choices.treat.name != NONE or choices.normalise.name != NONE
    leaves = index.tree.leaves
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
    return None if np.isnan(tables).any() else Ensemble(tables)
