"""Every fault of a pack, at every time, without opening it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.evidence.claims import ClaimError, check_claims
from ici_tui.index.errors import PipelineError
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.weights import WeightSet
from ici_tui.packs.data_checks import check_codes, check_columns
from ici_tui.packs.ensemble import read_ensemble
from ici_tui.packs.faults import Fault, Faults, PackError
from ici_tui.packs.large import own_reader
from ici_tui.packs.load import index_of, read_tables, with_evidence
from ici_tui.packs.pack import assumed_text
from ici_tui.packs.panel import rows_by_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.model import Index
    from ici_tui.packs.info import Said
    from ici_tui.packs.pack import Pack
    from ici_tui.packs.tables import Reader, Table


def check_pack(folder: Path, remark: Callable[[str], None] = lambda _: None) -> tuple[Fault, ...]:
    """Every fault of a pack, at every time of a panel; none where it opens.

    The files are read once. The pack's own pipeline is run at each time, and its ensemble is read.

    Args:
        folder: the pack's folder, or a workbook.
        remark: of a pack without faults is told, once each, what is to be known all the same:
            that it names no pipeline, and what was said of its scale.
    """
    faults = Faults()
    remarks = dict[str, None]()
    try:
        with own_reader(None) as reads:
            _check_all(folder, reads, faults, remarks)
    except PackError as error:
        return tuple(dict.fromkeys((*faults.all(), *error.faults)))
    for text in remarks if not faults.count else ():
        remark(text)
    return faults.all()


def _check_all(folder: Path, reads: Reader, faults: Faults, remarks: dict[str, None]) -> None:
    """Note every fault of a pack, and in `remarks` what else is to be known.

    Raises:
        PackError: with those that keep the others from being looked for.
    """
    raw = read_tables(folder, reads, faults)
    if raw.data is None:
        faults.stop()
        return
    if raw.said.pipeline_assumed:
        remarks[assumed_text(raw.said.options)] = None
    tables = _every_time(raw.data, faults)
    for data in tables:
        check_codes(data, faults)
    if raw.meta is None:
        faults.stop()
        return
    check_columns(raw.data, raw.meta, faults)
    faults.stop()
    index, every, common = None, dict[str, None](), set[str]()
    for data in tables:
        index = index_of(data, raw.meta, raw.said.info, raw.said.options, faults)
        if faults.count == 0:
            remarks.update(dict.fromkeys(_run(index, raw.said, faults)))
        if len(tables) > 1:
            common = common.intersection(index.codes) if every else set(index.codes)
            every.update(dict.fromkeys(index.codes))
    if index is not None:
        raw.said.check(index, faults)
    if index is None or faults.count:
        return
    # Evidence of a panel has to do with every time's units: what it names is there each time,
    # and its ensemble has them all.
    several = len(tables) > 1
    shared = replace(index, codes=tuple(c for c in every if c in common)) if several else index
    pack = with_evidence(folder, shared, faults)
    faults.stop()
    if several:
        read_ensemble(folder, replace(index, codes=tuple(every)))
    else:
        _check_claims(pack, pack.ensemble, faults)


def _every_time(data: Table, faults: Faults) -> list[Table]:
    """The rows of each time of a panel; all of them where there is one time at most."""
    rows = rows_by_time(data, faults)
    return [data.only(places) for places in rows.values()] if len(rows) > 1 else [data]


def _run(index: Index, said: Said, faults: Faults) -> list[str]:
    """Run the pack's own pipeline at its own weights; what it remarks of scales."""
    try:
        prepared = run_pipeline(index)
        prepared.scores(WeightSet.from_tree(index.tree))
    except PipelineError as error:
        said.tell_pipeline(error, faults)
        return []
    notes = (note for note in prepared.record.notes if note.stage == "normalise")
    return [f"{note.stage}: {note.text}" for note in notes]


def _check_claims(pack: Pack, ensemble: Ensemble | None, faults: Faults) -> None:
    """Whether every statement can be held against the numbers, true or not."""
    if not pack.claims:
        return
    weights = WeightSet.from_tree(pack.index.tree)
    scores = run_pipeline(pack.index).scores(weights)
    try:
        check_claims(pack.claims, pack.index, scores, weights, ensemble)
    except ClaimError as error:
        faults.add("claims.toml", str(error), "see docs/packs.md")
