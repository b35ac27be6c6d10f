"""Every kind of hostile pack. A pack is its kind, its name within it, and a seed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tests.hostile.kinds import (
    csv_shapes,
    ensembles,
    homes,
    links,
    modules,
    names,
    numbers,
    panels,
    parquet,
    pipelines,
    sizes,
    special,
    spreadsheets,
    texts,
    toml_shapes,
    trees,
    workbooks,
)

if TYPE_CHECKING:
    from tests.hostile.draft import Case

ROOMS = (
    texts, names, special, links, workbooks, parquet, ensembles, toml_shapes, csv_shapes, numbers,
    trees, pipelines, panels, sizes, spreadsheets, modules, homes,
)  # fmt: skip


@lru_cache(maxsize=1)
def cases() -> dict[str, Case]:
    """Every case by its id, `kind:name`."""
    found: dict[str, Case] = {}
    for room in ROOMS:
        for case in room.cases():
            assert case.id not in found, case.id
            found[case.id] = case
    return found


def kinds() -> tuple[str, ...]:
    """The kinds, in order."""
    return tuple(dict.fromkeys(case.kind for case in cases().values()))
