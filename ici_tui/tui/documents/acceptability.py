"""With which share of the weights each unit takes each rank: numbers, or shades where many."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from rich.cells import cell_len

from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.documents.line import BLANK, Line, line, paragraph
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.work import Answer, Question
from ici_tui.views.robust.acceptability import AcceptabilityView, build_acceptability
from ici_tui.views.robust.terms import Around, Sampling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.tui.session import Session
    from ici_tui.tui.work import Progress
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.acceptability import Acceptance
    from ici_tui.views.study import Study

KIND = "acceptability"
CELL = 4
SHADES = " ·░▒▓█"
EDGES = (0.0, 0.02, 0.1, 0.3, 0.6)
"""Shares above which the next shade begins."""


def question_of(session: Session) -> Question:
    """What the panel asks."""
    return Question(KIND, session.study, (session.over, session.near))


def ask(study: Study, question: Question, progress: Progress) -> AcceptabilityView:
    """Draw weights and count ranks; runs in a thread."""
    over, near = _details(question)
    around, sampling = Around(near=near), Sampling()
    return build_acceptability(study, over, around=around, sampling=sampling, progress=progress)


def _details(question: Question) -> tuple[Over, bool]:
    over, near = question.details
    return cast("Over", over), bool(near)


def acceptability_lines(session: Session, width: int) -> list[Line]:
    """The table of shares, or how far the counting has come."""
    answer = session.answers.get(question_of(session), Answer())
    weights = "weights close around the present ones" if session.near else "all weights"
    found = [
        line(
            ("How often each has each rank", "heading"), (f"  over {weights} · a changes", "muted")
        ),
        BLANK,
    ]
    if not isinstance(answer.result, AcceptabilityView):
        return [*found, *waiting(answer, width)]
    view = answer.result
    return [*found, *_table(session, view, width), BLANK, *paragraph(_note(view), width, "muted")]


def _note(view: AcceptabilityView) -> str:
    lead = ""
    if any(unit.shares_over_tables is not None for unit in view.units):
        lead = "Weights and admissible tables are drawn together. "
    return f"{lead}{view.terms.sentence}"


def _table(session: Session, view: AcceptabilityView, width: int) -> Iterator[Line]:
    units = view.units
    names = min(max(cell_len(unit.name) for unit in units), max(width // 5, 10))
    room = width - names - 16
    count = len(units)
    numbers = count * CELL <= room
    heads = "".join(f"{rank:>{CELL}}" for rank in range(1, count + 1)) if numbers else ""
    if not numbers:
        most = min(count, max(room, 1))
        heads = fit(f"1{' ' * max(most - 1 - len(str(count)), 0)}{count}", most)
    yield line((f"{fit('', names)} {'now':>4} {'mean':>6}  {heads}", "header"))
    ranks = np.arange(1, count + 1)
    for unit in units:
        shares = unit.shares if unit.shares_over_tables is None else unit.shares_over_tables
        mean = float((shares * ranks).sum())
        role = "accent" if unit.code == session.pack.index.codes[session.unit] else "text"
        lead = f"{fit(unit.name, names)} {unit.rank:>4} {mean:>6.1f}  "
        yield line((lead, role), *(_numbers(shares) if numbers else _shades(shares, room)))
    yield from _first(units, width)


def _numbers(shares: FloatArray) -> Iterator[tuple[str, str]]:
    """Percent of each rank; what is rare is quiet, what is common stands out."""
    for share in shares.tolist():
        percent = 100 * share
        text = "" if not share else "·" if percent < 0.5 else f"{percent:.0f}"
        role = "strong" if share >= 0.3 else "text" if share >= 0.05 else "muted"
        yield (fit_right(text, CELL), role)


def _shades(shares: FloatArray, room: int) -> Iterator[tuple[str, str]]:
    """One cell for each rank, or for several where there are more ranks than cells."""
    cells = min(len(shares), max(room, 1))
    edges = np.linspace(0, len(shares), cells + 1).round().astype(int)
    sums = np.add.reduceat(shares, edges[:-1])
    darker = (sums[:, None] > np.array(EDGES)).sum(axis=1)
    yield ("".join(SHADES[shade] for shade in darker.tolist()), "accent")


def _first(units: Sequence[Acceptance], width: int) -> Iterator[Line]:
    exact = [unit for unit in units if unit.first_exact]
    if exact:
        told = ", ".join(f"{unit.name} {100 * (unit.first_exact or 0):.1f} %" for unit in exact[:6])
        yield BLANK
        yield from paragraph(f"First, exactly, in the table shown: {told}.", width)
