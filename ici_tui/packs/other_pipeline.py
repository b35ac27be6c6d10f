"""A pack under another pipeline than its own: what its evidence still says, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.evidence.cells import Cell, Cells
from ici_tui.index.errors import PipelineError
from ici_tui.packs.faults import Fault, PackError
from ici_tui.packs.opening import ENSEMBLE

if TYPE_CHECKING:
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.model import Index
    from ici_tui.index.options import PipelineOptions
    from ici_tui.packs.pack import Pack


def with_options(pack: Pack, options: PipelineOptions) -> Pack:
    """The pack with other options of its pipeline; the pack itself where they are its own.

    Published scores and the ranges of values belong to the pack's own scale, and are left out.
    What was reported or sourced is derived now; an estimate stays an estimate.
    """
    origin = pack.origin or pack
    if options == origin.index.options:
        return origin
    return replace(
        origin,
        index=replace(origin.index, options=options),
        cells=derived(origin.cells) if origin.cells is not None else None,
        published=tuple(entry for entry in origin.published if entry.kind == "rank"),
        origin=origin,
    )


def derived(cells: Cells) -> Cells:
    """The cells on another scale: what was reported is derived now, an estimate stays one."""
    return Cells(
        (key, Cell(cell.status if cell.status == "estimated" else "derived", source=cell.source,
                   note=cell.note))
        for key, cell in cells.items()
    )  # fmt: skip


def ensemble_through(ensemble: Ensemble, index: Index) -> Ensemble | None:
    """Every table of an ensemble through the index's pipeline.

    None where an ensemble's scores would not be the index's: they are arithmetic means of
    complete tables.

    Raises:
        PackError: the pipeline cannot take a table.
    """
    import numpy as np

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.pipeline import check_options, run_pipeline

    if {method.name for method in check_options(index, index.options).aggregate} != {"arithmetic"}:
        return None
    # By row, as an ensemble is read: sums have their last bits from the order of the numbers.
    try:
        through = [run_pipeline(replace(index, data=table)).normalised for table in ensemble.tables]
    except PipelineError as error:
        told = f"a table cannot go through the pipeline: {error}"
        raise PackError((Fault(ENSEMBLE, told),)) from None
    tables = np.ascontiguousarray(through)
    return None if np.isnan(tables).any() else Ensemble(tables)
