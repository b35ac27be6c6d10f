"""Tipping points, uncertainty of ranks and what moves them, and leave-one-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.questions.audit.finding import Finding, Section, left_out, listed, verdict
from ici_tui.questions.robust import leave_one_out, radius, sweep, uncertainty
from ici_tui.views.columns import branches
from ici_tui.views.numbers import fixed, percent
from ici_tui.views.robust import sizes
from ici_tui.views.robust.shown import points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.index.tree import Node
    from ici_tui.questions.audit.subject import Subject
    from ici_tui.views.robust.leave_one_out import LeaveOneOutView
    from ici_tui.views.robust.sweep_view import SweepView
    from ici_tui.views.robust.uncertainty import UncertaintyView

NEAR = 0.05
"""Share of weight that may move without another leader."""
FEW_POINTS = 1.0
"""Points that may move in all without another order."""
WIDE = 0.2
"""Share of the ranking beyond which a range of ranks is wide."""
SOME = 0.1
"""Share of the units that may be so."""
MOSTLY = 0.5
"""Share of settings in which the leader should lead; of the variance, no choice should have."""
SHIFT = 0.05
"""Share of the ranking by which ranks may change where an indicator is left out."""


def tipping(subject: Subject) -> Section:
    """How far weights are from another leader, and from another order."""
    parts = [node for node in branches(subject.study.pack.index.tree) if node.parent]
    found: list[Finding] = []
    try:
        units = subject.study.pack.index.size
        sizes.check_weights("tipping points", len(parts), units, sizes.SWEPT)
        found = [_sweep(subject, node) for node in parts] if len(parts) > 1 else []
    except AnalysisError as error:
        asked = sweep.Asked(weight=parts[0].code)
        found = [left_out(str(error), subject.asking("sweep", asked))]
    return Section("tipping", "Tipping points", (*found, _radius(subject)))


def _sweep(subject: Subject, node: Node) -> Finding:
    asked = sweep.Asked(weight=node.code)
    command = subject.asking("sweep", asked)
    try:
        view = sweep.answer(subject.study, asked, subject.progress)
    except AnalysisError as error:
        return left_out(f"{node.name}, {error}", command)
    low, high = view.leader_interval
    ends = [view.share - low] * (low > 0) + [high - view.share] * (high < 1)
    near = min(ends, default=None)
    now = f"now {100 * view.share:.4g}"
    held = _held(view)
    leaders = listed(
        [subject.names[u] for u, r in zip(view.units, view.now, strict=True) if r == 1]
    )
    if near is None:
        text = f"{leaders}: first whatever {node.name} weighs ({now}){held}."
        return Finding(text, None, NEAR, verdict(passes=True), command)
    passes = near >= NEAR
    text = (
        f"{leaders}: first while {node.name} has {points(100 * low, rough=subject.rough)} to "
        f"{points(100 * high, rough=subject.rough)} points ({now}), "
        f"{'at least' if passes else 'less than'} {100 * NEAR:.0f} points away{held}."
    )
    return Finding(text, near, NEAR, verdict(passes=passes), command)


def _held(view: SweepView) -> str:
    """How far it was looked at, and in how many of the admissible tables the leader leads so."""
    if view.step is not None:
        return f"; looked at every {100 * view.step:.2g} points"
    if view.leader_holds_in is None:
        return ""
    return f"; so it is in {percent(view.leader_holds_in)} of the admissible tables"


def _radius(subject: Subject) -> Finding:
    asked = radius.Asked(draws=subject.draws, seed=subject.seed)
    command = subject.asking("radius", asked)
    try:
        view = radius.answer(subject.study, asked, subject.progress)
    except AnalysisError as error:
        return left_out(str(error), command)
    if view.above is None:
        if view.terms.sampled:
            return left_out("no weights drawn change the order, which is no proof", command)
        text = "No weights change the order of the ranking."
        return Finding(text, None, FEW_POINTS, verdict(passes=True), command)
    moved = 50 * view.distance
    if view.terms.sampled and moved >= FEW_POINTS:
        # What is found by drawing is no less than the true distance, and may be more.
        return left_out(
            f"a move of {points(moved, rough=subject.rough)} points changes the order, and a "
            "shorter one may: it was found by drawing weights",
            command,
        )
    passes = moved >= FEW_POINTS
    table = "In this table the" if view.terms.tables else "The"
    among = view.terms.ranked_among
    whose = f"the {among}" if among else f"all {subject.units}"
    far = points(moved, rough=subject.rough)
    level = f"{view.below_name} draws level with {view.above_name}"
    if view.terms.sampled:
        text = (
            f"{table} order of {whose} changes after a move of {far} points in all, if "
            f"not sooner, less than {FEW_POINTS:.0f}: {level}."
        )
    else:
        text = (
            f"{table} order of {whose} holds while at most {far} points move in all, "
            f"{'at least' if passes else 'less than'} {FEW_POINTS:.0f}; then {level}."
        )
    return Finding(text, moved, FEW_POINTS, verdict(passes=passes), command)


def uncertain(subject: Subject) -> Section:
    """How far ranks vary when all choices do, and which choice moves them."""
    asked = uncertainty.Asked(draws=subject.draws, seed=subject.seed)
    command = subject.asking("uncertainty", asked)
    try:
        view = uncertainty.answer(subject.study, asked, subject.progress)
    except AnalysisError as error:
        findings: tuple[Finding, ...] = (left_out(str(error), command),)
    else:
        findings = tuple(_uncertain(subject, view, command))
    return Section("uncertainty", "Uncertainty of ranks, and what moves them", findings)


def _uncertain(subject: Subject, view: UncertaintyView, command: str) -> Iterator[Finding]:
    count = len(view.units)
    wide = [unit for unit in view.units if unit.high - unit.low > WIDE * count]
    told = f": {listed([unit.name for unit in wide])}" if wide else ""
    text = (
        f"{len(wide)} of {count} {subject.units} have ranks that range over more than "
        f"{percent(WIDE)} of the ranking (5–95 %), where {percent(SOME)} of them may{told}."
    )
    share = len(wide) / count
    yield Finding(text, share, SOME, verdict(passes=share <= SOME), command)
    outside = [unit for unit in view.units if not unit.low <= unit.rank <= unit.high]
    told = f": {listed([unit.name for unit in outside])}" if outside else ""
    text = (
        f"{len(outside)} of {count} {subject.units} have a rank outside of that range, where "
        f"{percent(SOME)} of them may{told}."
    )
    share = len(outside) / count
    yield Finding(text, share, SOME, verdict(passes=share <= SOME), command)
    for unit in view.units[:1]:
        passes = unit.first >= MOSTLY
        text = (
            f"{unit.name} is first in {percent(unit.first)} of the settings, "
            f"{'at least' if passes else 'fewer than'} {percent(MOSTLY)}."
        )
        yield Finding(text, unit.first, MOSTLY, verdict(passes=passes), command)
    yield _mover(view, command)


def _mover(view: UncertaintyView, command: str) -> Finding:
    shares = [
        (factor.variance if factor.variance is not None else factor.total, factor)
        for factor in view.factors
    ]
    known = [(share, factor) for share, factor in shares if share is not None]
    if not known:
        return left_out("nothing that varies moves any rank", command)
    most, factor = max(known, key=lambda pair: pair[0])
    passes = most <= MOSTLY
    of = "of the variance of ranks" if factor.variance is not None else "of the change of ranks"
    text = (
        f"What moves ranks most is {factor.name}: {percent(most)} {of}, "
        f"{'at most' if passes else 'more than'} {percent(MOSTLY)}."
    )
    return Finding(text, most, MOSTLY, verdict(passes=passes), command)


def without_one(subject: Subject) -> Section:
    """Whether the leader, and ranks, depend on a single component."""
    asked = leave_one_out.Asked()
    command = subject.asking("leave-one-out", asked)
    try:
        view = leave_one_out.answer(subject.study, asked, subject.progress)
    except AnalysisError as error:
        findings: tuple[Finding, ...] = (left_out(str(error), command),)
    else:
        findings = tuple(_without_one(subject, view, command))
    return Section("leave-one-out", "Leave-one-out", findings)


def _without_one(subject: Subject, view: LeaveOneOutView, command: str) -> Iterator[Finding]:
    leaders = listed([subject.names[code] for code in view.leaders])
    changed = [node for node in view.nodes if node.leaders != view.leaders]
    told = listed(
        [
            f"{node.name} (then {', '.join(subject.names[code] for code in node.leaders[:2])})"
            for node in changed
        ]
    )
    text = (
        f"{leaders}: first, but not without {told}: {len(changed)} of {len(view.nodes)} components "
        "decide it, where none should."
        if changed
        else f"{leaders}: first without any one of {len(view.nodes)} components; none decides it."
    )
    yield Finding(text, float(len(changed)), 0.0, verdict(passes=not changed), command)
    indicators = [node for node in view.nodes if not node.part]
    if indicators:
        yield _shift(subject, view, command)


def _shift(subject: Subject, view: LeaveOneOutView, command: str) -> Finding:
    count = int(subject.study.prepared.kept.sum())
    node = max((n for n in view.nodes if not n.part), key=lambda n: n.mean_change)
    may = SHIFT * count
    passes = node.mean_change <= may
    text = (
        f"Without {node.name}, the indicator that moves most, ranks change by "
        f"{fixed(node.mean_change, 1 if subject.rough else 2)} places on average, "
        f"{'at most' if passes else 'more than'} {fixed(may, 2)} ({percent(SHIFT)} of the ranking)."
    )
    return Finding(text, node.mean_change, may, verdict(passes=passes), command)
