"""What is known of a unit's value or rank on a node, for every page and record that shows one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.evidence.computed import computed_status
from ici_tui.views.numbers import Shown
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.evidence.records import Published
    from ici_tui.views.study import Study


def untold(study: Study) -> bool:
    """Whether nothing is said of any value: then each is shown as the number that it is."""
    return study.pack.cells is None and not study.pack.own


@per_study
def told_units(study: Study) -> frozenset[int] | None:
    """The places of the units of whose values anything is said; None where it may be all.

    A value of the user's says nothing of the others: where the pack says nothing of its data, each
    of those is shown as the number that it is.
    """
    pack = study.pack
    if untold(study):
        return frozenset()
    if pack.has_ensemble or (pack.cells is not None and pack.cells.tell_of_data):
        return None
    codes = {unit for (unit, _), _ in pack.cells.items()} if pack.cells is not None else set()
    codes |= {one.place[0] for one in pack.own}
    return frozenset(place for place, code in enumerate(pack.index.codes) if code in codes)


def shown(study: Study, place: int, node: str) -> Shown:
    """A unit's value on a node with its provenance; after an edit an aggregate is an estimate."""
    index, pack = study.pack.index, study.pack
    value = float(study.scores.of(node)[place])
    value_or_none = None if math.isnan(value) else value
    told = told_units(study)
    if told is not None and place not in told:
        return Shown(value_or_none)
    cell = pack.cells.get(index.codes[place], node) if pack.cells else None
    if pack.own and _is_own(study, place, node):
        return Shown(value_or_none, "yours")
    if index.tree[node].level > 1 and pack.cells and (cell is None or not study.own):
        status = _computed(study, place, node)
        ranges = None if pack.ensemble_later else _score_ranges(study, node)
        low, high = (None, None) if ranges is None else map(float, ranges[place])
        return Shown(value_or_none, status, low, high)
    if cell is None:
        return Shown(value_or_none)
    if node in _rescaled(study):
        # Not the number that is known, but what the methods make of it.
        status = cell.status if cell.status in {"estimated", "yours"} else "derived"
        return Shown(value_or_none, status, source=cell.source, note=cell.note)
    report = pack.reported(index.codes[place], node, "score")
    status = cell.status
    if status == "reported" and report is None and index.tree[node].level > 1:
        status = _computed(study, place, node)  # nobody printed this number
    return Shown(
        value_or_none, status, cell.low, cell.high, cell.min, cell.max, cell.source, cell.note,
        report.value if report else None, report.decimals if report else None,
        _behind(study, place, node, report) if report and cell.status == "reported" else "",
    )  # fmt: skip


@per_study
def _rescaled(study: Study) -> frozenset[str]:
    """The indicators of which the methods make other numbers than those of the data."""
    data, made = study.pack.index.data, study.prepared.normalised
    changed = ((data != made) & ~np.isnan(made) & ~np.isnan(data)).any(axis=0).tolist()
    leaves = study.pack.index.tree.leaves
    return frozenset(leaf.code for leaf, other in zip(leaves, changed, strict=True) if other)


def _behind(study: Study, place: int, node: str, report: Published) -> str:
    """What is known of a computed score where another number was published; else nothing."""
    value = float(study.scores.of(node)[place])
    if math.isclose(value, report.value, rel_tol=1e-12, abs_tol=1e-12):
        return ""
    leaf = study.pack.index.tree[node].level == 1
    return "estimated" if leaf else _computed(study, place, node)


def rank_status(study: Study, place: int, node: str) -> str | None:
    """What is known of a unit's rank on a node; None where the pack says nothing of its values.

    It is reported where it was published for the pack's own weights and methods; else it is known
    as well as the values of all units are.
    """
    if study.pack.cells is None:
        return None
    if study.own:
        published = study.pack.reported(study.pack.index.codes[place], node, "rank")
        if published is not None and published.value == study.scores.rank_at(node, place):
            return "reported"
    return "estimated" if _any_estimate(study, node) else "derived"


@per_study
def _any_estimate(study: Study, node: str) -> bool:
    """Whether any unit's value on a node is an estimate: then every rank there is one."""
    if study.pack.cells is not None and not study.pack.cells.tell_of_data:
        return False  # there are none but values of the user's
    return any(
        shown(study, place, node).value_status == "estimated"
        for place in range(study.pack.index.size)
    )


@per_study
def _score_ranges(study: Study, node: str) -> npt.NDArray[np.float64] | None:
    """The 5 and 95 % quantiles of every unit's score on a node at the study's weights, n × 2."""
    ensemble = study.pack.ensemble
    if ensemble is None:
        return None
    return ensemble.score_range(node, study.pack.index.tree, study.weights)


@per_study
def effective_shares(study: Study) -> dict[str, float]:
    """Each node's share of the index."""
    return study.weights.effective(study.pack.index.tree)


def _is_own(study: Study, place: int, node: str) -> bool:
    """Whether a node is nothing but one indicator, whose value is the user's."""
    unit, leaf = study.pack.index.codes[place], study.pack.index.tree.stands_for(node)
    return any(one.place == (unit, leaf.code) for one in study.pack.own)


def _computed(study: Study, place: int, node: str) -> str:
    """What is known of an aggregate's score that was computed and not published.

    Nothing, and so empty, where the pack says nothing of its data: a value of the user's beside
    them makes no estimates of the others.
    """
    cells, index = study.pack.cells, study.pack.index
    if cells is None:
        return "estimated"
    if not cells.tell_of_data:
        return ""
    return computed_status(cells, index.tree, effective_shares(study), index.codes[place], node)
