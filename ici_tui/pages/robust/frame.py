"""What all answers about robustness have in common: a heading, ties, and the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.headings import page_of, title, weights_line
from ici_tui.pages.model import Blank, Column, Para, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.pages.model import Block, Page
    from ici_tui.views.robust.terms import Terms
    from ici_tui.views.study import Study

MOST_TIES = 8


def framed(
    study: Study, about: str, blocks: Sequence[Block], terms: Terms, *, left_out: bool = False
) -> Page:
    """A page with its heading above; ties and terms below.

    Args:
        study: the pack at some weights.
        about: what was asked.
        blocks: the answer.
        terms: what was varied and held.
        left_out: tied pairs have no part in this answer, which is said with them.
    """
    pillars = study.pack.index.tree.pillars
    above: list[Block] = [title(study, about), weights_line(study, pillars)]
    if not isinstance(blocks[0], Section):
        above.append(Blank())
    below: list[Block] = [*_ties(study, left_out=left_out), Blank(), Para.note(terms.sentence)]
    return page_of(study, [*above, *blocks, *below])


def _ties(study: Study, *, left_out: bool) -> list[Block]:
    """The units that share a rank, apart; nothing where there are none."""
    index = study.pack.index
    ranks = study.scores.ranks(index.tree.root.code).tolist()
    groups: dict[int, list[str]] = {}
    for name, rank in zip(index.names, ranks, strict=True):
        groups.setdefault(rank, []).append(name)
    tied = [groups[rank] for rank in sorted(groups) if rank and len(groups[rank]) > 1]
    if not tied:
        return []
    listed = "; ".join(", ".join(names) for names in tied[:MOST_TIES])
    more = f"; and {len(tied) - MOST_TIES} more groups" if len(tied) > MOST_TIES else ""
    apart = ", and left out of intervals and margins" if left_out else ""
    return [Blank(), Para(f"Tied{apart}: {listed}{more}.")]


def unit_column(study: Study) -> Column:
    """The column of the units' names."""
    return Column(study.pack.index.info.words.singular.capitalize(), least=10, key=True, lines=2)
