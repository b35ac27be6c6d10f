"""Coherence, redundancy, and weight against influence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.analysis.statistics import REDUNDANT
from ici_tui.questions.audit.finding import Finding, Section, left_out, listed, verdict
from ici_tui.views.columns import branches
from ici_tui.views.numbers import percent
from ici_tui.views.statistics_across import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.analysis.inputs import BoolArray, FloatArray
    from ici_tui.questions.audit.subject import Subject
    from ici_tui.views.statistics import NodeStatistics

ALPHA = 0.7
"""Cronbach's alpha of a group that belongs together (Nunnally, Psychometric theory, 1978)."""
WEAK = 0.3
"""Correlation with what a node is part of below which it hardly speaks there: our rule of thumb."""
APART = 0.1
"""By how much the share of a part in the variance may differ from its weight."""


def coherence(subject: Subject) -> Section:
    """Whether groups belong together, and children point where their parent does."""
    found = list(_alphas(subject))
    rows = [row for row in subject.statistics.nodes if row.with_parent is not None]
    if rows:
        found.append(_weakest(subject, rows))
    return Section("coherence", "Coherence", tuple(found))


def _alphas(subject: Subject) -> Iterator[Finding]:
    for row in subject.statistics.nodes:
        if row.alpha is None or row.alpha.alpha is None:
            continue
        value = row.alpha.alpha
        held = _share(None if row.tables is None else row.tables.alpha, lambda a: a >= ALPHA)
        passes = value >= ALPHA if held is None else held > MOST
        text = (
            f"{row.node.name}: Cronbach's alpha of its {row.alpha.children} children is "
            f"{subject.number(value)}, {'at least' if value >= ALPHA else 'below'} {ALPHA}"
            f"{_in_tables(held, f'at least {ALPHA}')}."
        )
        yield Finding(text, value, ALPHA, verdict(passes=passes), subject.line("stats"))


def _weakest(subject: Subject, rows: list[NodeStatistics]) -> Finding:
    tree = subject.study.pack.index.tree
    ordered = sorted(rows, key=lambda row: row.with_parent or 0.0)
    weak = [row for row in ordered if (row.with_parent or 0.0) < WEAK]
    against = sum(row.negative for row in weak)
    told = listed(
        [
            f"{row.node.name} with {tree[row.node.parent or ''].name} "
            f"{subject.number(row.with_parent or 0.0)}"
            for row in weak or ordered[:1]
        ]
    )
    text = (
        f"{len(weak)} of {len(rows)} nodes correlate with their parent below {WEAK}, {against} of "
        f"them negatively: {told}."
        if weak
        else f"Every node correlates with its parent by at least {WEAK}; the weakest: {told}."
    )
    value = ordered[0].with_parent
    command = subject.line("stats", "--correlations")
    return Finding(text, value, WEAK, verdict(passes=not weak), command)


def redundancy(subject: Subject) -> Section:
    """Whether siblings say the same thing twice."""
    pairs = [p for p in subject.statistics.pairs if p.kin == "sibling" and p.value is not None]
    command = subject.line("stats", "--correlations")
    many = subject.statistics.uncompared
    unasked = (left_out(many.rstrip("."), command),) if many else ()
    if not pairs:
        nobody = left_out("no node has siblings to compare", command)
        return Section("redundancy", "Redundancy", unasked or (nobody,))
    pairs.sort(key=lambda pair: -(pair.value or 0.0))
    statistics, tree = subject.statistics, subject.study.pack.index.tree
    most = {(row.node.code, other) for row in statistics.nodes for other in row.redundant_in_most}
    alike = [pair for pair in pairs if (pair.one, pair.other) in most]
    told = listed(
        [
            f"{tree[pair.one].name} and {tree[pair.other].name} {subject.number(pair.value or 0.0)}"
            for pair in alike or pairs[:1]
        ]
    )
    where = "" if statistics.tables is None else " in most of the admissible tables"
    text = (
        f"{len(alike)} of {len(pairs)} pairs of siblings correlate above {REDUNDANT}{where}: {told}."
        if alike
        else f"No siblings correlate above {REDUNDANT}{where}; the most alike here: {told}."
    )
    finding = Finding(text, pairs[0].value, REDUNDANT, verdict(passes=not alike), command)
    return Section("redundancy", "Redundancy", (finding, *unasked))


def balance(subject: Subject) -> Section:
    """Whether parts make up as much of the index as they are meant to, and indicators are heard."""
    found = []
    if subject.statistics.no_influence:
        found.append(left_out(subject.statistics.no_influence, subject.line("stats")))
    found += [_part(subject, row) for row in parts_of(subject)]
    heard = [
        row
        for row in subject.statistics.nodes
        if row.node.level == 1 and row.with_index is not None
    ]
    if heard:
        found.append(_silent(subject, heard))
    return Section("balance", "Weight against influence", tuple(found))


def parts_of(subject: Subject) -> list[NodeStatistics]:
    """The parts of the index that have an influence."""
    parts = {node.code for node in branches(subject.study.pack.index.tree) if node.parent}
    return [
        row
        for row in subject.statistics.nodes
        if row.node.code in parts and row.influence is not None
    ]


def _part(subject: Subject, row: NodeStatistics) -> Finding:
    influence = row.influence or 0.0
    apart = abs(influence - row.weight)
    held = _share(
        None if row.tables is None else row.tables.influence, lambda v: abs(v - row.weight) <= APART
    )
    passes = apart <= APART if held is None else held > MOST
    sign = "≈" if subject.rough else ""
    text = (
        f"{row.node.name} is meant to weigh {percent(row.weight)} and makes up "
        f"{sign}{percent(influence)} of the variance of the index: "
        f"{'at most' if apart <= APART else 'more than'} {100 * APART:.0f} points apart"
        f"{_in_tables(held, 'at most that')}."
    )
    return Finding(text, apart, APART, verdict(passes=passes), subject.line("stats"))


def _silent(subject: Subject, rows: list[NodeStatistics]) -> Finding:
    silent = [row for row in rows if abs(row.with_index or 0.0) < WEAK]
    told = listed([row.node.name for row in silent])
    text = (
        f"{len(silent)} of {len(rows)} indicators are silent, |r| with the index below {WEAK}: "
        f"{told}."
        if silent
        else f"Every indicator is heard in the index: |r| at least {WEAK}."
    )
    command = subject.line("stats", "--correlations")
    return Finding(text, float(len(silent)), 0.0, verdict(passes=not silent), command)


def _share(values: FloatArray | None, holds: Callable[[FloatArray], BoolArray]) -> float | None:
    """The share of the tables in which something holds of a number; None without tables."""
    return None if values is None else float(holds(values).mean())


def _in_tables(share: float | None, what: str) -> str:
    """In what share of the tables something is so, as the end of a sentence."""
    return "" if share is None else f"; {what} in {percent(share)} of the admissible tables"
