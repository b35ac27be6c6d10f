"""What all answers about robustness have in common: a heading, ties, and the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.pages.acts import OpenUnit
from ici_tui.pages.headings import page_of, title, weights_line
from ici_tui.pages.model import Blank, Column, Page, Para, Section, Title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.pages.acts import Act
    from ici_tui.pages.focus import Coded
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.terms import Terms
    from ici_tui.views.study import Study

MOST_TIES = 8


class AnswerPage(NamedTuple):
    """What is said of an answer, for either door."""

    about: str
    """What was asked, in a few words."""
    blocks: tuple[Block, ...]
    terms: Terms
    """What was varied and held."""
    ties_left_out: bool = False
    """Tied pairs have no part in this answer, which is said with them."""


def as_document(answer: AnswerPage, study: Study) -> Page:
    """An answer that stands by itself: the index and its weights above, ties and terms below."""
    pillars = study.pack.index.tree.pillars
    above: list[Block] = [
        title(study, answer.about, answer.terms.ranked_among),
        weights_line(study, pillars),
    ]
    if not isinstance(answer.blocks[0], Section):
        above.append(Blank())
    return page_of(study, [*above, *answer.blocks, *_below(answer, study)])


def as_panel(answer: AnswerPage, study: Study) -> Page:
    """An answer within the explorer, which shows index and weights already."""
    told = " · ".join(filter(None, (answer.about, answer.terms.ranked_among)))
    about = told[:1].upper() + told[1:]
    lead = () if isinstance(answer.blocks[0], Section) else (Blank(),)
    return Page((Title(about), *lead, *answer.blocks, *_below(answer, study)))


def _below(answer: AnswerPage, study: Study) -> list[Block]:
    told = (_ties(study, left_out=answer.ties_left_out), answer.terms.sentence)
    return [Blank(), Para.note(" ".join(filter(None, told)))]


def _ties(study: Study, *, left_out: bool) -> str:
    """The units that share a rank; nothing where there are none."""
    index = study.pack.index
    ranks = study.scores.ranks(index.tree.root.code).tolist()
    groups: dict[int, list[str]] = {}
    for name, rank in zip(index.names, ranks, strict=True):
        groups.setdefault(rank, []).append(name)
    tied = [groups[rank] for rank in sorted(groups) if rank and len(groups[rank]) > 1]
    if not tied:
        return ""
    listed = "; ".join(", ".join(names) for names in tied[:MOST_TIES])
    more = f"; and {len(tied) - MOST_TIES} more groups" if len(tied) > MOST_TIES else ""
    apart = ", and left out of intervals and margins" if left_out else ""
    return f"Tied{apart}: {listed}{more}."


def unit_column(study: Study) -> Column:
    """The column of the units' names."""
    return Column(study.pack.index.info.words.singular.capitalize(), least=10, key=True, lines=2)


def units_acts(units: Iterable[Coded]) -> tuple[Act, ...]:
    """Enter on a unit's row opens its profile."""
    return tuple(OpenUnit(unit.code) for unit in units)
