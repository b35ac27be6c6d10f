"""What is there to say of a unit: its profile, its gaps, how sure its rank is, and the sources?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ici_tui.questions import shared
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import DOCUMENTS, STEP, Question, step_of
from ici_tui.questions.shared import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.questions.fields import Field, Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.questions.stamp import Stamp
    from ici_tui.views.compare import ComparedNode
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.robust.ranks import RanksView, UnitRanks
    from ici_tui.views.robust.uncertainty import UncertaintyView, UnitUncertainty
    from ici_tui.views.study import Study

SECONDS = 20.0
"""For the proofs of best and worst ranks, of all units together, and for each overtaking."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose report, and how what is drawn is drawn."""

    units: tuple[str, ...] = option(Option("Units.", Kind.UNIT, (), "[UNIT]...", many=True), ())
    all: bool = option(Option("Every unit, the best first.", Kind.FLAG, ("--all",)), False)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if bool(self.units) == self.all:
            raise UsageError("report takes a unit or several, or --all for every one")


@dataclass(frozen=True, slots=True)
class GapTo:
    """The unit beside another: on the index and its children, and by how much it leads there."""

    code: str
    name: str
    nodes: tuple[ComparedNode, ...]


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What is known of one unit beside its card; None where it could not be found."""

    place: int
    code: str
    name: str
    gaps: tuple[GapTo, ...]
    """To the first, to the one ahead and to the one behind."""
    ranks: tuple[UnitRanks, ...]
    """Best and worst, a range of weights each."""
    uncertainty: UnitUncertainty | None
    passing: OvertakeView | None
    """What the unit needs to pass the one ahead."""
    passed: OvertakeView | None
    """What the one behind needs to pass the unit."""
    left_out: tuple[str, ...]
    """What could not be found, and why."""


@dataclass(frozen=True, slots=True)
class Report:
    """The reports on some units, and the answers over all units that they are taken from."""

    units: tuple[UnitReport, ...]
    ranks: RanksView | None
    uncertainty: UncertaintyView | None
    asked: Asked
    stamp: Stamp | None = None

    @property
    def seed(self) -> int:
        """Of what was drawn."""
        return self.asked.seed


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(units=(selection.unit,))


def answer(study: Study, asked: Asked, progress: Progress) -> Report:
    """Ask what is asked over all units once, then what is asked of each."""
    from ici_tui.stopped import Stopped

    order = _order(study)
    places = _places(study, asked, order)
    whole = len(places) + 2
    why: list[str] = []
    codes = tuple(study.pack.index.codes[place] for place in places)
    beside = (asked.draws, asked.seed)
    moving = _uncertain(study, beside, step_of(progress, 0, whole), why)
    ends = _ranks(study, codes, beside, step_of(progress, 1, whole), why)
    report = Report((), ends, moving, asked)
    for done, place in enumerate(places, 2):
        found = _unit(study, place, order, report, [*why], ask=step_of(progress, done, whole))
        report = replace(report, units=(*report.units, found))
        if not progress((done + 1) * STEP, whole * STEP, None, found.name):
            raise Stopped
    return report


def _places(study: Study, asked: Asked, order: Sequence[int]) -> list[int]:
    from ici_tui.views.names import find_unit

    index = study.pack.index
    if asked.all:
        rest = [place for place in range(index.size) if study.prepared.kept[place]]
        return list(dict.fromkeys((*order, *rest)))
    return list(dict.fromkeys(find_unit(index, name) for name in asked.units))


def _order(study: Study) -> list[int]:
    """The units that have a rank, the best first."""
    held = study.scores.ranks(study.pack.index.tree.root.code).tolist()
    return sorted((k for k, rank in enumerate(held) if rank), key=lambda k: (held[k], k))


def _tried(ask: Callable[[], Any], about: str, why: list[str]) -> Any:  # noqa: ANN401
    """An answer, or None and a word of why there is none."""
    from ici_tui.analysis.inputs import AnalysisError

    try:
        return ask()
    except AnalysisError as error:
        why.append(f"{about}: {error}")
        return None


def _uncertain(
    study: Study, drawn: tuple[int | None, int], progress: Progress, why: list[str]
) -> UncertaintyView | None:
    from ici_tui.questions.robust import uncertainty

    asked = uncertainty.Asked(draws=drawn[0], seed=drawn[1])
    found: UncertaintyView | None = _tried(
        lambda: uncertainty.answer(study, asked, progress), "uncertainty of the rank", why
    )
    return found


def _ranks(
    study: Study,
    codes: tuple[str, ...],
    drawn: tuple[int | None, int],
    progress: Progress,
    why: list[str],
) -> RanksView | None:
    from ici_tui.questions.robust import ranks

    ranked = study.scores.ranks(study.pack.index.tree.root.code)
    held = tuple(c for c in codes if ranked[study.pack.index.codes.index(c)])
    if not held:
        return None
    asked = ranks.Asked(
        units=held, within=ranks.LOOKED_AT, seconds=SECONDS, draws=drawn[0], seed=drawn[1]
    )
    found: RanksView | None = _tried(
        lambda: ranks.answer(study, asked, progress), "best and worst rank", why
    )
    return found


def _unit(
    study: Study,
    place: int,
    order: Sequence[int],
    report: Report,
    told: list[str],
    *,
    ask: Progress,
) -> UnitReport:
    index = study.pack.index
    code = index.codes[place]
    at = order.index(place) if place in order else None
    ahead = order[at - 1] if at else None
    behind = order[at + 1] if at is not None and at + 1 < len(order) else None
    if at is None:
        told.append("robustness of the rank: it has none")
    others = [] if at is None else [k for k in (order[0], ahead, behind) if k is not None]

    def passing(x: int | None, y: int | None) -> OvertakeView | None:
        if x is None or y is None:
            return None
        from ici_tui.questions.robust import overtake

        asked = overtake.Asked(x=index.codes[x], y=index.codes[y], seconds=SECONDS)
        found: OvertakeView | None = _tried(
            lambda: overtake.answer(study, asked, ask),
            f"{index.names[x]} passing {index.names[y]}",
            told,
        )
        return found

    return UnitReport(
        place,
        code,
        index.names[place],
        tuple(_gap(study, place, k) for k in dict.fromkeys(others) if k != place),
        tuple(u for u in report.ranks.units if u.code == code) if report.ranks else (),
        next((u for u in report.uncertainty.units if u.code == code), None)
        if report.uncertainty
        else None,
        passing(place, ahead),
        passing(behind, place),
        tuple(told),
    )


def _gap(study: Study, place: int, other: int) -> GapTo:
    from ici_tui.views.compare import build_comparison

    found = build_comparison(study, (place, other))
    shown = {study.pack.index.tree.root.code, *found.pillars}
    nodes = tuple(node for node in found.nodes if node.code in shown)
    return GapTo(found.codes[1], found.names[1], nodes)


def fields() -> tuple[Field, ...]:
    """The fields of a record, which hold those of other questions."""
    from ici_tui.questions.records.report import FIELDS

    return FIELDS


def rows(report: Report) -> list[Record]:
    """A row per unit, with the ranks that it has where each weight may move by ten points."""
    return [
        {
            "code": unit.code,
            "name": unit.name,
            **_ends(unit.ranks),
            "low": unit.uncertainty.low if unit.uncertainty else None,
            "median": unit.uncertainty.median if unit.uncertainty else None,
            "high": unit.uncertainty.high if unit.uncertainty else None,
            "points_to_pass": _points(unit.passing),
            "points_to_be_passed": _points(unit.passed),
        }
        for unit in report.units
    ]


def _points(view: OvertakeView | None) -> float | None:
    """The points that have to move; None where no move is known to do it."""
    return view.points_moved if view is not None and view.possible else None


def _ends(found: Sequence[UnitRanks]) -> Record:
    from ici_tui.views.robust.usual import WITHIN

    near = next((ends for ends in found if ends.within == WITHIN), None)
    return {
        "rank": near.rank if near else None,
        "best": near.best if near else None,
        "worst": near.worst if near else None,
    }


QUESTION = Question(
    "report", "Report",
    "A unit's profile with its gaps, how sure its rank is, and the sources.",
    Asked, chosen, answer, fields, rows=rows, room=DOCUMENTS, order=2,
)  # fmt: skip
