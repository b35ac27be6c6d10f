"""Two units: where the gap comes from, how often it holds, what would turn it round."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.index.weights import STEPS_PER_POINT
<<<<<<< HEAD
from ici_tui.pages.robust.reach_words import points_text
=======
from ici_tui.tui.documents.acts import TakeShares
>>>>>>> state
from ici_tui.tui.documents.line import BLANK, Line, heading, line, paragraph
from ici_tui.views.numbers import gap_text
from ici_tui.views.robust.overtake import build_overtake
from ici_tui.views.robust.pair import build_pair
from ici_tui.views.robust.shown import coarse, rounded
from ici_tui.views.robust.terms import Around, Sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.robust.pair import Likely, PairView
    from ici_tui.views.study import Study

LISTED = 16


@lru_cache(maxsize=8)
def answers(
    study: Study, over: Over, x: int, y: int, locked: tuple[str, ...]
) -> tuple[PairView, OvertakeView] | str:
    """The pair and what the one behind needs to pass; or why there is no answer."""
    try:
        pair = build_pair(study, over, x, y, around=Around(), sampling=Sampling())
        behind = (y, x) if pair.rank_x <= pair.rank_y else (x, y)
        return pair, build_overtake(study, over, *behind, locked=locked)
    except AnalysisError as error:
        return str(error)


def pair_lines(session: Session, width: int) -> list[Line]:
    """The first two units that are compared."""
    places = session.compared()[:2]
    if len(places) < 2:
        return [line(("There is only one to look at.", "muted"))]
    ranks = session.board.ranks
    x, y = sorted(places, key=lambda place: (int(ranks[place]) or 10**9, place))
    found = answers(session.study, session.over, x, y, _locked(session))
    if isinstance(found, str):
        return list(paragraph(f"No answer: {found}.", width, "warning"))
    pair, overtake = found
    return [
        *_head(session, pair, width),
        BLANK,
        heading("Where the gap comes from"),
        *_terms(session, pair, width),
        BLANK,
        heading("How sure it is"),
        *_sure(session, pair, width),
        BLANK,
        heading(f"What {overtake.x_name} needs to pass {overtake.y_name}"),
        *_needs(session, overtake, width),
        BLANK,
        *paragraph(pair.terms.sentence, width, "muted"),
    ]


def _locked(session: Session) -> tuple[str, ...]:
    parts = session.catalogue.parts
    return tuple(
        part.code
        for part in parts
        if part.parent is not None and session.study.weights.is_locked(part.code)
    )


def _estimated(session: Session) -> bool:
    return session.pack.cells is not None


def _head(session: Session, pair: PairView, width: int) -> Iterator[Line]:
    gap = (
        gap_text(pair.gap, estimated=_estimated(session)) if not pair.ratio else f"×{pair.gap:.3f}"
    )
    yield line(
        (pair.x_name, "strong"), (f"  rank {pair.rank_x}", "muted"), "   and   ",
        (pair.y_name, "strong"), (f"  rank {pair.rank_y}", "muted"),
        "   gap ", (gap, "up" if pair.gap > 0 else "text"),
    )  # fmt: skip
    if pair.ahead is not None and pair.tied is not None:
        tied = f", level in {_percent(pair.tied)}" if pair.tied else ""
        told = f"At these weights {pair.x_name} is ahead in {_percent(pair.ahead)} of the admissible tables{tied}."
        yield from paragraph(told, width)


def _terms(session: Session, pair: PairView, width: int) -> Iterator[Line]:
    """Each component's part of the gap, the largest first, drawn from a middle line."""
    shown = pair.terms_of_gap[:LISTED]
    if not shown:
        yield line(("  the gap has no parts here", "muted"))
        return
    names = min(max(cell_len(term.name) for term in shown), max(width // 3, 12))
    base = 1.0 if pair.ratio else 0.0
    sizes = [term.contribution - base for term in shown]
    behind, ahead = -min(*sizes, 0.0), max(*sizes, 0.0)
    room = max(min(width - names - 30, 60), 8)
    scale = room / (behind + ahead) if behind + ahead > 0 else 0.0
    middle = round(scale * behind)
    for term, size in zip(shown, sizes, strict=True):
        cells = "█" * round(scale * abs(size))
        number = (
            f"×{term.contribution:.3f}"
            if pair.ratio
            else gap_text(term.contribution, estimated=_estimated(session))
        )
        between = (
            "" if term.low is None or term.high is None else f"{term.low:+.0f} to {term.high:+.0f}"
        )
        yield line(
            "  ", fit(term.name, names), (fit_right(number, 8), "text"), " ",
            (fit_right("" if size >= 0 else cells, middle), "down"), ("│", "border"),
            (fit(cells if size >= 0 else "", room - middle), "up"), (f"  {between}", "muted"),
        )  # fmt: skip
    left_out = len(pair.terms_of_gap) - len(shown)
    if left_out:
        yield line((f"  and {left_out} smaller ones", "muted"))


def _sure(session: Session, pair: PairView, width: int) -> Iterator[Line]:
    everywhere, near = _likely(pair.p_beats_uniform), _likely(pair.p_beats_near)
    yield from paragraph(
        f"{pair.x_name} beats {pair.y_name} with {everywhere} of all weights, and with {near} of "
        "those close around the present ones.",
        width,
        indent="  ",
    )
    if pair.epsilon is not None:
        share = _percent(pair.epsilon)
        told = (
            "whatever the weights"
            if pair.epsilon >= 1
            else f"however {share} of the weighting is exchanged for any other"
        )
        where = " in the table shown" if session.pack.has_ensemble else ""
        yield from paragraph(f"The order of the two stays{where}, {told}.", width, indent="  ")


def _likely(likely: Likely) -> str:
    found = _percent(likely.value)
    if likely.low is not None and likely.high is not None:
        # Over the tables first: there the data are less sure than the weights.
        found = f"{_percent(likely.low)} to {_percent(likely.high)} (in the table shown {found})"
    return found if likely.exact else f"about {found}"


def _needs(session: Session, found: OvertakeView, width: int) -> Iterator[Line]:
    across = found.across
    if across is not None and across.ever is not None and across.within is not None:
        told = f"Moving {across.points:g} points is enough in {_percent(across.within)} of the admissible tables"
        if across.quantiles is not None and across.quantiles[1] != float("inf"):
            told += f"; in half of them {across.quantiles[1]:.0f} are"
        if across.ever < 1:
            told += f"; in {_percent(1 - across.ever)} no weights do it"
        yield from paragraph(told + ".", width, indent="  ")
    if found.locked:
        yield from paragraph(f"Locked: {', '.join(found.locked)}.", width, "muted", "  ")
    if not found.possible:
        why = found.certificate or "no weights were found that do it"
        why = rounded(why) if coarse(session.study) else why
        yield from paragraph(
            f"In the table shown: {why}." if across else f"{why}.", width, "warning", "  "
        )
        return
    lead = "In the table shown " if across is not None else ""
    sampled = " (found by sampling; fewer may do)" if found.terms.sampled else ""
    changes = [
        f"{session.pack.index.tree[code].name} {round(100 * found.weights_now[code], 3):.4g} → {round(100 * share, 3):.4g}"
        for code, share in found.weights.items()
        if abs(share - found.weights_now[code]) > 0.5 / (100 * STEPS_PER_POINT)
    ]
    points = f"{found.points_moved:.1f} points"
    if coarse(session.study):
        points = f"{points_text(found, rough=True)} points"
    yield from paragraph(f"{lead}{points}{sampled}: {', '.join(changes)}.", width, indent="  ")
    told = f"Then {found.x_name} has rank {found.rank_x}, {found.y_name} rank {found.rank_y}"
    if found.holds_in is not None:
        told += f"; {found.x_name} is ahead there in {_percent(found.holds_in)} of the tables"
    yield from paragraph(told + ".", width, indent="  ")
    act = TakeShares.of(found.weights)
    yield line(("  ⏎ apply these weights", "accent"), key=f"weights:{found.x}", act=act)


def _percent(share: float) -> str:
    """A share for people: never 0 or 100 where it is not."""
    percent = 100 * share
    if 0 < percent < 1:
        return "under 1 %"
    if 99 < percent < 100:
        return "over 99 %"
    return f"{percent:.0f} %"
