"""What edits did: who moved, who passed whom, what it came from, how far two rankings agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.agreement import agreement, kendall_tau
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.passing import most_moved, moved, passing
from ici_tui.index.own_values import told
from ici_tui.index.siblings import differ
from ici_tui.views.columns import branches
from ici_tui.views.contributions import contributions_of_all
from ici_tui.views.numbers import fixed, told_apart
from ici_tui.views.per_study import per_study
from ici_tui.views.pipeline_text import pipeline_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from ici_tui.analysis.passing import Passing
    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    Ranks = npt.NDArray[np.int64]
    Points = npt.NDArray[np.float64]

MOST_IN_LINE = 10_000
"""Units up to which the line says how far the rankings agree: it is written with every edit."""
NAMED = 3
"""Whom the line names."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """What a part of the index adds to a unit's score more than before, in points.

    `relative` is that against the mean of all units: what moves a rank.
    """

    code: str
    name: str
    points: float
    relative: float


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit before and after."""

    code: str
    name: str
    before: int
    after: int
    passes: tuple[str, ...]
    """Codes of whom was at least level before and is below now, the highest first."""
    passed_by: tuple[str, ...]
    """Codes of whom was at most level before and is above now."""
    score_change: float
    parts: tuple[PartChange, ...]
    holds_in: float | None
    """The share of the admissible tables in which its rank moves in the same direction."""

    @property
    def places(self) -> int:
        """Places gained."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The answer. Agreement is NaN where a ranking has only ties."""

    edits: tuple[str, ...]
    """What is different, a text for each."""
    units: tuple[Moved, ...]
    """Those that moved most first; after them, where all are listed, those that did not."""
    left_out: int
    """How many more moved, less than these."""
    unmoved: int
    of: int
    """Units with a rank before and after."""
    unranked: tuple[str, ...]
    """Codes of units that have a rank in only one of the two."""
    tau: float
    spearman: float
    overlap: float
    top: int
    mean_change: float
    largest_change: int
    tables: int | None

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The units whose rank changed."""
        return tuple(one for one in self.units if one.places)


def build_change(
    before: Study, after: Study, *, top: int | None = None, most: int | None = None
) -> ChangeView:
    """What led from one study of a pack to another.

    Args:
        before: the pack at some weights, methods and values.
        after: the same pack at others.
        top: how many first places count for the overlap; a third of the units, at most 10, without.
        most: how many units are listed; all without.
    """
    index = after.pack.index
    root = index.tree.root.code
    old, new = (study.scores.ranks(root) for study in (before, after))
    there = (old > 0) & (new > 0)
    if not there.any():
        raise AnalysisError(
            f"no {index.info.words.singular} has a score before and after: nothing can be compared"
        )
    found = agreement(old[there], new[there], top or max(1, min(10, int(there.sum()) // 3)))
    rows = moved(old, new)
    listed = np.append(rows, _others(new, there, rows)) if most is None else rows[:most]
    holds, tables = _held(before, after, listed)
    parts = branches(index.tree)
    old_points, new_points = (contributions_of_all(study, root, parts) for study in (before, after))
    changes = new_points - old_points
    mean = changes[there].mean(axis=0)
    scores = after.scores.of(root) - before.scores.of(root)
    units = []
    for place, row in enumerate(listed.tolist()):
        one = passing(old, new, row)
        units.append(
            Moved(
                code=index.codes[row],
                name=index.names[row],
                before=one.before,
                after=one.after,
                passes=tuple(index.codes[k] for k in one.passes.tolist()),
                passed_by=tuple(index.codes[k] for k in one.passed_by.tolist()),
                score_change=float(scores[row]),
                parts=_parts(parts, changes[row], mean),
                holds_in=None if holds is None else float(holds[place]),
            )
        )
    either = np.flatnonzero((old > 0) != (new > 0))
    return ChangeView(
        edits=tuple(edits_of(before, after)),
        units=tuple(units),
        left_out=max(0, len(rows) - len(listed)),
        unmoved=int(there.sum()) - len(rows),
        of=int(there.sum()),
        unranked=tuple(index.codes[row] for row in either.tolist()),
        tau=found.kendall,
        spearman=found.spearman,
        overlap=found.top_overlap,
        top=found.top,
        mean_change=found.mean_change,
        largest_change=found.largest_change,
        tables=tables,
    )


def _others(ranks: Ranks, there: npt.NDArray[np.bool_], rows: Ranks) -> Ranks:
    """Those that have a rank before and after, and the same, the first one first."""
    still = there.copy()
    still[rows] = False
    found = np.flatnonzero(still)
    return found[np.argsort(ranks[found], kind="stable")]


def _parts(parts: tuple[Node, ...], changes: Points, mean: Points) -> tuple[PartChange, ...]:
    each = zip(parts, changes.tolist(), mean.tolist(), strict=True)
    return tuple(PartChange(node.code, node.name, own, own - of_all) for node, own, of_all in each)


def _held(before: Study, after: Study, rows: Ranks) -> tuple[Points | None, int | None]:
    """In what share of the tables each unit's rank moves as it does here, and how many there are."""
    old, new = before.pack.ensemble, after.pack.ensemble
    if old is None or new is None or len(old) != len(new):
        return None, None
    tree = after.pack.index.tree
    code = tree.root.code
    gained = old.ranks(code, tree, before.weights) - new.ranks(code, tree, after.weights)
    root = after.scores.ranks(code)
    here = np.sign(before.scores.ranks(code)[rows] - root[rows])
    return (np.sign(gained[:, rows]) == here).mean(axis=0), len(new)


def edits_of(before: Study, after: Study) -> Iterator[str]:
    """What is different: each weight, the methods, and the user's values."""
    tree = after.pack.index.tree
    for node in tree.nodes:
        if node.parent is None:
            continue
        was, now = before.weights.share(node.code), after.weights.share(node.code)
        if differ(was, now):
            yield f"{node.name} {' → '.join(told_apart(100 * was, 100 * now, 4))}"
    old, new = (pipeline_text(study.pack.index.options) for study in (before, after))
    if old != new:
        yield f"methods {' · '.join(old)} → {' · '.join(new)}"
    for one in after.pack.own:
        yield f"{told(after.pack.index, one)} (yours)"


def change_line(after: Study, before: Study, width: int) -> str:
    """What edits did in a line: who moved most, how many did not move, how the rankings agree.

    Args:
        after: the study now.
        before: the study that it is compared with.
        width: cells; where they are few, fewer of those who were passed are named.
    """
    from ici_tui.drawing.cells import width_of

    first, rest = _in_pieces(after, before)
    lines = [f"{first[named]}; {rest}" for named in reversed(range(len(first)))]
    return next((line for line in lines if width_of(line) <= width), lines[-1])


@per_study
def _in_pieces(after: Study, before: Study) -> tuple[list[str], str]:
    """Who moved most, with none, one, … of those who were passed by name; and all else."""
    index = after.pack.index
    root = index.tree.root.code
    old, new = (study.scores.ranks(root) for study in (before, after))
    there = (old > 0) & (new > 0)
    row, count = most_moved(old, new), int(there.sum())
    first = ["no rank moves"]
    if row is not None:
        one = passing(old, new, row)
        first = [_of_first(after, one, named) for named in range(NAMED + 1)]
    pieces = [f"{int((there & (old == new)).sum())} of {count} unmoved"]
    if 1 < count <= MOST_IN_LINE:
        tau = kendall_tau(old[there], new[there])
        pieces += [] if math.isnan(tau) else [f"τ {agreement_text(tau)}"]
    return first, "; ".join(pieces)


def agreement_text(share: float) -> str:
    """A measure of agreement: 1 and −1 only where it is exactly that."""
    if math.isnan(share):
        return "–"
    near = math.copysign(min(abs(share), 0.99), share) if abs(share) < 1 - 1e-12 else share
    return fixed(near, 2)


def _of_first(study: Study, one: Passing, named: int) -> str:
    names = study.pack.index.names
    places = one.before - one.after
    word, others = ("passes", one.passes) if places > 0 else ("passed by", one.passed_by)
    listed = ", ".join(names[k] for k in others[:named].tolist())
    more = f" and {len(others) - named} more" if len(others) > named else ""
    told_of = f" ({word} {listed}{more})" if len(others) and named else ""
    return f"{names[one.unit]} {'+' if places > 0 else '-'}{abs(places)}{told_of}"
