"""What the cursor's unit needs for each of the ranks above its own, or why it has no chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ici_tui.child import Stopped
from ici_tui.drawing.cells import fit_right
<<<<<<< HEAD
from ici_tui.pages.robust.reach_words import change_text, is_least, points_text, short, why_not
=======
from ici_tui.tui.documents.acts import TakeShares
>>>>>>> state
from ici_tui.tui.documents.line import BLANK, Line, line, paragraph
from ici_tui.tui.documents.locks import held_locks, lost_locks
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.work import Answer, Question
from ici_tui.views.robust.reach import ReachView, build_reach
from ici_tui.views.robust.shown import coarse, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session
    from ici_tui.tui.work import Progress
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.reach import RankWanted
    from ici_tui.views.study import Study

KIND = "reach"
RANK, NUMBER, SHARE, GAP = 6, 8, 9, 3
"""Cells of a rank, of points, of a share of the tables, and before the words."""
WORDS = 48
"""Cells from which on the words stand beside the numbers."""


def question_of(session: Session) -> Question | None:
    """What the panel asks; nothing where a lock cannot be held."""
    if lost_locks(session):
        return None
    return Question(KIND, session.study, (session.over, session.unit, held_locks(session)))


def ask(study: Study, question: Question, progress: Progress) -> ReachView:
    """One rank after the other; what is known meanwhile is told.

    Runs in a thread; the integer programmes run in a process of their own.
    """
    over, unit, locked = cast("tuple[Over, int, tuple[str, ...]]", question.details)
    known: ReachView | None = None
    for known in build_reach(study, over, unit, locked=locked, stop=lambda: not progress(0, 0)):
        if not progress(len(known.answers), max(len(known.wanted), 1), known):
            raise Stopped
    assert known is not None  # noqa: S101  (something is told before anything is looked for)
    return known


def reach_lines(session: Session, width: int) -> list[Line]:
    """A line per rank: how far weights must move, in what share of the tables it holds, and how."""
    name = short(session.pack.index.names[session.unit])
    found = [line((f"What {name} needs for a better rank", "heading")), BLANK]
    question = question_of(session)
    if question is None:
        return [*found, *_lost(session, width)]
    answer = session.answers.get(question, Answer())
    known = answer.result if isinstance(answer.result, ReachView) else answer.partial
    if not isinstance(known, ReachView):
        return [*found, *waiting(answer, width)]
    if not known.wanted:
        found += paragraph(f"{name} has rank 1: there is no better one.", width)
        return found
    found += _table(session, known, width)
    if not known.ended:
        found += [BLANK, *waiting(answer, width)]
    return [*found, BLANK, *_notes(known, width)]


def _lost(session: Session, width: int) -> Iterator[Line]:
    names = ", ".join(map(short, lost_locks(session)))
    yield from paragraph(
        f"Locked: {names}. Where the weights of all indicators move, a lock among siblings cannot "
        "be held. v goes back to the parts; or take the lock off.",
        width,
        "warning",
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Whether there are tables, whether numbers rest on estimates, and where the words stand."""

    tables: bool
    rough: bool
    lead: int
    beside: bool
    """The words stand beside the numbers; else below them."""
    width: int


def _table(session: Session, known: ReachView, width: int) -> Iterator[Line]:
    tables = known.terms.tables is not None
    lead = RANK + NUMBER + (2 * SHARE if tables else 0)
    # By the width alone: what is found meanwhile moves nothing.
    beside = width - lead - GAP >= WORDS
    grid = _Grid(tables, coarse(session.study), lead, beside, width)
    head = fit_right("rank", RANK) + fit_right("points", NUMBER)
    if tables:
        head += fit_right("now in", SHARE) + fit_right("then in", SHARE)
    words = " " * GAP + "weights that do it" if beside else ""
    yield line((head + words, "header"))
    before: RankWanted | None = None
    for answer in known.answers:
        yield from _rank(session, answer, grid, before)
        before = answer


def _rank(
    session: Session, answer: RankWanted, grid: _Grid, before: RankWanted | None
) -> Iterator[Line]:
    found = answer.found
    moved = points_text(found, rough=grid.rough)
    numbers = fit_right(str(answer.rank), RANK) + fit_right(moved, NUMBER)
    if grid.tables:
        now = "" if found is None or found.across is None else percent(found.across.now)
        then = percent(found.holds_in) if found is not None and found.possible else ""
        numbers += fit_right(now, SHARE) + fit_right(then, SHARE)
    if found is None or not found.possible:
        why = why_not(answer, before, rough=grid.rough)
        yield from _beside(numbers, why, grid, "muted")
        return
    key, act = f"weights:{found.x} {answer.rank}", TakeShares.of(found.weights)
    told = change_text(session.pack.index.tree, found)
    yield from _beside(numbers, told, grid, "text", key, act)


def _beside(
    numbers: str, words: str, grid: _Grid, role: str, key: str = "", act: TakeShares | None = None
) -> Iterator[Line]:
    """Numbers, and beside or below them the words, wrapped."""
    role_of_numbers = "strong" if key else "muted"
    if not grid.beside:
        below = list(paragraph(words, grid.width, "muted", " " * GAP))
        yield line((numbers, role_of_numbers), key=key, below=len(below), act=act)
        yield from below
        return
    indent = " " * (grid.lead + GAP)
    first, *below = paragraph(words, grid.width, role, indent)
    told = " " * GAP + first.text[len(indent) :]
    yield line((numbers, role_of_numbers), (told, role), key=key, below=len(below), act=act)
    yield from below


def _notes(known: ReachView, width: int) -> Iterator[Line]:
    founds = [answer.found for answer in known.answers if answer.found is not None]
    if any(found.possible for found in founds):
        yield from paragraph("⏎ applies the weights of a line; u undoes.", width, "accent")
    which = "each better rank"
    if known.rank - 1 > len(known.wanted):
        which = f"the {len(known.wanted) - 1} nearest better ranks and the first"
    notes = [f"Rank {known.rank} now. For {which} the least change of weights, in points moved."]
    if known.terms.tables is not None:
        notes.append(
            "In the table shown; now in, then in: the share of the admissible tables in which it "
            "has that rank or a better one, at the present weights and at those."
        )
    if any(found.possible and not is_least(found) for found in founds):
        notes.append("≤: found, not proved to be the least.")
    if founds:
        notes.append(founds[0].terms.sentence)
    yield from paragraph(" ".join(notes), width, "muted")
