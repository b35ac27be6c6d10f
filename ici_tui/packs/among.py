"""Some units of a pack as a pack of their own: the same pipeline, among those alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.evidence.cells import Cells
from ici_tui.packs.backing import Backing
from ici_tui.packs.other_pipeline import derived

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ici_tui.index.model import Index
    from ici_tui.packs.pack import Pack


def among(pack: Pack, rows: npt.NDArray[np.intp], told: str) -> Pack:
    """The pack of some units, with its own pipeline.

    What was published of the whole index (ranks, scores, statements) says nothing of these
    units alone and is left out, and so is its ensemble. What is told of other units goes too.

    Args:
        pack: all units.
        rows: the places of those that stay, in order.
        told: which they are, as it was typed.
    """
    whole = pack.origin or pack
    index = _index_of(whole.index, rows, told)
    left = frozenset(index.codes)
    cells = None if whole.cells is None else derived(whole.cells)
    return replace(
        whole,
        index=index,
        cells=None
        if cells is None
        else Cells((place, cell) for place, cell in cells.items() if place[0] in left),
        published=(),
        backing=Backing(
            lambda: whole.sources,
            lambda: tuple(figure for figure in whole.figures if figure.unit in left),
            lambda: {unit: about for unit, about in whole.profiles.items() if unit in left},
        ),
        among=told,
    )


def left_out(pack: Pack) -> str:
    """What a pack has of all its units together, and not of some of them; empty where nothing."""
    there = (
        ("its ensemble", pack.has_ensemble),
        ("published ranks and scores", bool(pack.published)),
        ("claims of the source", bool(pack.claims)),
    )
    names = [name for name, has in there if has]
    if not names:
        return ""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _index_of(index: Index, rows: npt.NDArray[np.intp], told: str) -> Index:
    places = rows.tolist()

    def some(texts: Sequence[str | None]) -> tuple[str | None, ...]:
        return tuple(texts[place] for place in places)

    info = index.info
    return replace(
        index,
        info=info._replace(
            title=f"{info.title}, among {told}",
            short_title=f"{info.short_title}, among {told}",
        ),
        codes=tuple(index.codes[place] for place in places),
        names=tuple(index.names[place] for place in places),
        local_names=some(index.local_names),
        groups={c: group._replace(labels=some(group.labels)) for c, group in index.groups.items()},
        data=np.asfortranarray(index.data[rows]),
        denominators={code: values[rows] for code, values in index.denominators.items()},
        pass_through={
            code: tuple(values[place] for place in places)
            for code, values in index.pass_through.items()
        },
    )
