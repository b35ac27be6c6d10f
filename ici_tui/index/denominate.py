"""Stage 1: an indicator over its denominator, where iMeta names one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.index.bounds import refuse_too_large
from ici_tui.index.errors import PipelineError, strict_numbers
from ici_tui.index.table import BoolArray, FloatArray, Note, number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.index.table import Table


class Denominated(NamedTuple):
    """The table after the stage; `lost` marks values that had no denominator (n × m)."""

    table: Table
    lost: BoolArray
    denominated: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def denominate(table: Table, denominators: Mapping[str, FloatArray]) -> Denominated:
    """Divide each indicator that names a denominator by it; missing if either is missing.

    Args:
        table: n units × m indicators in raw units.
        denominators: n values by code, NaN where missing.

    Raises:
        PipelineError: a denominator of 0 under a value, or one that does not exist, or a share
            that is too large.
    """
    values = table.values.copy()
    lost = np.zeros(values.shape, dtype=bool)
    done = []
    for place, leaf, column, present in table.columns():
        if leaf.denominator is None:
            continue
        below = denominators.get(leaf.denominator)
        if below is None:
            raise PipelineError(
                f"denominate: {leaf.code} names the denominator {leaf.denominator}, which the "
                "data do not have; add the column, or leave the indicator's Denominator empty"
            )
        zero = present & (below == 0)
        if zero.any():
            row = int(np.flatnonzero(zero)[0])
            raise PipelineError(
                f"denominate: {leaf.code} of {table.units[row]} is {number_text(column[row])}, "
                f"and its denominator {leaf.denominator} is 0; correct the denominator, or leave "
                "its cell empty where it is not known"
            )
        lost[:, place] = present & np.isnan(below)
        safe = np.where(below == 0, np.nan, below)
        with strict_numbers("denominate", leaf.code):
            values[:, place] = column / safe
        refuse_too_large("denominate", values[:, [place]], (leaf.code,), table.units)
        done.append(leaf.code)
    notes = () if done else (Note("denominate", "no indicator names a denominator"),)
    return Denominated(table.with_values(values), lost, tuple(done), notes)
