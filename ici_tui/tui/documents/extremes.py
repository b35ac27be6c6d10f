"""The best and the worst rank that weights within some points can give the cursor's unit."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ici_tui.analysis.rank_range import rank_bounds
from ici_tui.analysis.side_by_side import side_by_side
from ici_tui.analysis.solver import Children
from ici_tui.child import Stopped
from ici_tui.drawing.cells import fit
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.tui.documents.acts import TakeShares
from ici_tui.tui.documents.line import BLANK, Line, line, paragraph
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.work import Answer, Question
from ici_tui.views.frame import frame
from ici_tui.views.numbers import gap_text
from ici_tui.views.robust.shown import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.rank_range import RankBound, Side
    from ici_tui.tui.session import Session
    from ici_tui.tui.work import Progress
    from ici_tui.views.frame import Over
    from ici_tui.views.study import Study

KIND = "extremes"
WITHIN: tuple[float | None, ...] = (0.02, 0.05, 0.1, None)
"""By how much each weight may move, in shares of 1; None lets all go anywhere."""
SIDES: tuple[Side, Side] = ("best", "worst")
SECONDS = 30.0
LEAST_MOVE = 0.0005
"""A weight that moves by less, in shares of 1, is not named."""


@dataclass(frozen=True, eq=False)
class Extremes:
    """What is known of each question so far: its best and its worst rank, None before a look."""

    codes: tuple[str, ...]
    now: tuple[float, ...]
    """The weights now, shares of 1."""
    rows: tuple[tuple[RankBound | None, RankBound | None], ...]
    shares: tuple[tuple[float | None, float | None], ...] = ()
    """In which share of the tables the rank, or one beyond, comes out at the same weights."""
    ended: bool = False

    @property
    def closed(self) -> int:
        """How many of the ranks are proved."""
        return sum(bound is not None and bound.exact for pair in self.rows for bound in pair)


def question_of(session: Session) -> Question:
    """What the panel asks."""
    return Question(KIND, session.study, (session.over, session.unit))


def ask(study: Study, question: Question, progress: Progress) -> Extremes:
    """A first look at every question, then the proofs; what is known meanwhile is told.

    Runs in a thread; the integer programmes run in processes of their own, one per core.
    """
    over, unit = cast("tuple[Over, int]", question.details)
    sums = frame(study, over)
    row = sums.row(unit)
    left = threading.Event()
    children = Children()
    streams = {
        (place, side): rank_bounds(
            sums.table,
            sums.weights,
            row,
            side,
            within=within,
            seconds=SECONDS,
            stop=lambda: left.is_set() or not progress(0, 0),
            children=children,
        )
        for place, within in enumerate(WITHIN)
        for side in SIDES
    }
    none = ((None, None),) * len(WITHIN)
    known = Extremes(sums.codes, tuple(sums.weights.tolist()), none, none)

    def learn(key: tuple[int, Side], bound: RankBound) -> Extremes:
        share = None if sums.tables is None else _share(sums.tables, row, key[1], bound)
        return _with(known, key, bound, share)

    for key, stream in streams.items():
        known = learn(key, next(stream))
    if not progress(known.closed, len(streams), known):
        raise Stopped
    with children:
        try:
            for key, bound in side_by_side(streams):
                known = learn(key, bound)
                if not progress(known.closed, len(streams), known):
                    raise Stopped
        finally:
            left.set()
    return replace(known, ended=True)


def _share(tables: FloatArray, row: int, side: Side, bound: RankBound) -> float:
    """The share of the tables in which the unit is as good or better, as bad or worse, there."""
    ranks = competition_ranks(weighted(tables, bound.weights))[:, row]
    met = ranks <= bound.attained if side == "best" else ranks >= bound.attained
    return float(met.mean())


def _with(
    known: Extremes, key: tuple[int, Side], bound: RankBound, share: float | None
) -> Extremes:
    place, at = key[0], SIDES.index(key[1])
    rows, shares = list(known.rows), list(known.shares)
    (best, worst), (there, beyond) = rows[place], shares[place]
    rows[place] = (best, bound) if at else (bound, worst)
    shares[place] = (there, share) if at else (share, beyond)
    return replace(known, rows=tuple(rows), shares=tuple(shares))


def extreme_lines(session: Session, width: int) -> list[Line]:
    """A line per range of weights; bounds close while one looks."""
    answer = session.answers.get(question_of(session), Answer())
    index = session.pack.index
    name = index.names[session.unit]
    found = [
        line((f"The best and the worst rank of {name}", "heading"), ("  exact", "muted")),
        BLANK,
    ]
    known = answer.result if isinstance(answer.result, Extremes) else answer.partial
    if not isinstance(known, Extremes):
        return [*found, *waiting(answer, width)]
    for place, within in enumerate(WITHIN):
        found += _range(session, known, within, place)
    if not known.ended:
        found += [BLANK, *waiting(answer, width)]
    told = (
        f"Varied: the weights of {len(known.codes)} {session.over.value}, each by at most so many "
        "points, or freely. Held: pipeline, data. A rank in the table shown; ties share the "
        "better rank. A range that is not closed yet says so."
    )
    if session.pack.has_ensemble:
        told += (
            " In so many of the admissible tables the same weights give that rank, or one beyond. "
            "The Ranks panel draws tables and weights together."
        )
    return [*found, BLANK, *paragraph(told, width, "muted")]


def _range(
    session: Session,
    known: Extremes,
    within: float | None,
    place: int,
) -> Iterator[Line]:
    pair, shares = known.rows[place], known.shares[place]
    title = "anywhere" if within is None else f"within ±{100 * within:g} points"
    best, worst = (_bound(bound) for bound in pair)
    yield line((fit(title, 20), "text"), (f"{best} to {worst}", "strong"))
    for word, bound, share in zip(SIDES, pair, shares, strict=True):
        if bound is not None:
            yield _witness(session, known, f"{title}, {word}", bound, share)


def _bound(bound: RankBound | None) -> str:
    if bound is None:
        return "…"
    if bound.exact:
        return f"{bound.attained}"
    low, high = sorted((bound.attained, bound.proved))
    return f"{low}–{high}, proving"


def _witness(
    session: Session, known: Extremes, which: str, bound: RankBound, share: float | None
) -> Line:
    """The weights that give the rank, those that move most first: a key away from applied."""
    tree = session.pack.index.tree
    shares = dict(zip(known.codes, bound.weights.tolist(), strict=True))
    moves = {code: shares[code] - now for code, now in zip(known.codes, known.now, strict=True)}
    most = sorted((c for c in moves if abs(moves[c]) >= LEAST_MOVE), key=lambda c: -abs(moves[c]))
    told = ", ".join(
        f"{tree[code].name} {round(100 * shares[code], 1):g} ({gap_text(100 * moves[code], estimated=False)})"
        for code in most
    )
    word = which.rpartition(" ")[2]
    how = f"with {told}" if told else "as it is weighted now"
    tables = "" if share is None else f" in {percent(share)} of the tables"
    act = TakeShares.of(shares)
    return line(
        (f"  {word} {bound.attained}{tables} {how}", "muted"), key=f"weights:{which}", act=act
    )
