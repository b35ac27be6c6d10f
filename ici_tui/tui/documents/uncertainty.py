"""How sure every rank is when weights, methods, indicators and data vary at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len

from ici_tui.drawing.bars import bar
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.documents.line import BLANK, Line, heading, line, paragraph
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.work import Answer, Question
from ici_tui.views.robust.uncertainty import UncertaintyView, build_uncertainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session
    from ici_tui.tui.work import Progress
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.uncertainty import UnitUncertainty
    from ici_tui.views.study import Study

KIND = "uncertainty"


def question_of(session: Session) -> Question:
    """What the panel asks."""
    return Question(KIND, session.study, (session.over,))


def ask(study: Study, question: Question, progress: Progress) -> UncertaintyView:
    """Vary everything and rank anew; runs in a thread."""
    over = cast("Over", question.details[0])
    return build_uncertainty(study, over, progress=progress)


def uncertainty_lines(session: Session, width: int) -> list[Line]:
    """The interval of every rank, and what moves ranks most; or how far the work has come."""
    answer = session.answers.get(question_of(session), Answer())
    found = [heading("How sure every rank is when all choices vary at once"), BLANK]
    view = answer.result
    if not isinstance(view, UncertaintyView):
        return [*found, *waiting(answer, width)]
    found += _units(session, view, width)
    found += [BLANK, heading("What moves ranks most"), *_factors(view, width), BLANK]
    if view.left_out:
        told = f"Left out, for these data do not allow it: {'; '.join(view.left_out)}."
        found += paragraph(told, width, "muted")
    return [*found, *paragraph(view.terms.sentence, width, "muted")]


def _units(session: Session, view: UncertaintyView, width: int) -> Iterator[Line]:
    count = len(view.units)
    names = min(max(cell_len(unit.name) for unit in view.units), max(width // 4, 10))
    tracks = max(min(width - names - 46, 60), 0)
    head = f"{fit('', names)} {'now':>4} {'median':>7} {'5–95 %':>8} {'first':>7}"
    head += f" {f'top {view.top_k}':>7}  " + (
        fit(f"1{' ' * (tracks - 4)}{count}", tracks) if tracks > 4 else ""
    )
    yield line((head, "header"))
    for unit in view.units:
        role = "accent" if unit.code == session.pack.index.codes[session.unit] else "text"
        numbers = (
            f"{unit.rank:>4} {unit.median:>7.0f} {_ends(unit):>8}"
            f" {_percent(unit.first):>7} {_percent(unit.top):>7}  "
        )
        drawn = _track(unit, count, tracks)
        yield line((fit(unit.name, names) + " ", role), numbers, (drawn, role))


def _ends(unit: UnitUncertainty) -> str:
    return f"{unit.low:.0f}–{unit.high:.0f}"


def _percent(share: float) -> str:
    return "" if share == 0 else f"{100 * share:.0f} %"


def _track(unit: UnitUncertainty, count: int, width: int) -> str:
    """The interval on the scale of ranks, the present rank marked."""
    if width < 4 or count < 2:
        return ""

    def at(rank: float) -> int:
        return round((width - 1) * (rank - 1) / (count - 1))

    cells = [" "] * width
    for place in range(at(unit.low), at(unit.high) + 1):
        cells[place] = "─"
    cells[at(unit.median)] = "┼"
    cells[at(unit.rank)] = "●"
    return "".join(cells)


def _factors(view: UncertaintyView, width: int) -> Iterator[Line]:
    """Shares of the variance of ranks; beside them the indices of the mean rank change."""
    names = max(cell_len(factor.name) for factor in view.factors)
    bars = max(min(width - names - 44, 40), 0)
    yield line(
        (f"{fit('', names)} {'share of variance':>18}  {fit('', bars)}", "header"),
        (f" {'alone':>8} {'in all':>8}", "header"),
    )
    for factor in sorted(view.factors, key=lambda f: -(f.variance or f.total or 0.0)):
        share = "" if factor.variance is None else f"{100 * factor.variance:.0f} %"
        yield line(
            (fit(factor.name, names), "text"),
            fit_right(share, 19) + "  ",
            (bar(factor.variance, bars, 1.0), "accent"),
            (f" {_index(factor.first):>8} {_index(factor.total):>8}", "muted"),
        )
    if view.interaction is not None:
        told = f"{100 * view.interaction:.0f} % of the variance is theirs together."
        yield from paragraph(told, width, "muted")
    told = (
        f"On average a rank moves by {view.mean_change:.1f}. alone, in all: Sobol' indices, first "
        "order and total, of that mean change."
    )
    yield from paragraph(told, width, "muted")


def _index(value: float | None) -> str:
    return "" if value is None else f"{max(value, 0.0):.2f}"
