"""ensemble.parquet: many admissible tables of one index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.faults import Fault, PackError
from ici_tui.packs.opening import ENSEMBLE, file_in_pack, reason
from ici_tui.packs.shape import ShapeError

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.model import Index


def read_ensemble(folder: Path, index: Index) -> Ensemble | None:
    """ensemble.parquet as tables of the index; None where the pack has none.

    Raises:
        PackError: it cannot be read, or a column, a unit or a value is missing.
    """
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.packs import copies
    from ici_tui.packs.large import Reader

    leaves = [leaf.code for leaf in index.tree.leaves]
    try:
        path = file_in_pack(folder, ENSEMBLE, "ensemble")
        name = copies.name_of(folder, index.codes, leaves)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PackError((Fault(ENSEMBLE, reason(error)),)) from None
    ensemble = copies.recall(name, folder)
    if ensemble is None:
        reader = Reader()
        try:
            ensemble = Ensemble.of(reader.tables(path, index.codes, leaves))
        except ShapeError as error:
            where = (error.row, error.column)
            fault = Fault(ENSEMBLE, error.message, error.fix, *where)
            raise PackError((fault,)) from None
        finally:
            reader.end()
        copies.keep(name, ensemble)
    return ensemble
