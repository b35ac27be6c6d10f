"""The words of the reach panel: points moved, which weights move, and why a rank is out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit, width_of
from ici_tui.index.siblings import STEPS_PER_POINT
from ici_tui.views.numbers import percent, told_apart
from ici_tui.views.robust.shown import points, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.index.tree import Tree
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.robust.reach import RankWanted

NAMED = 3
"""Rivals that are named; of more it is said how many."""
MOVED = 4
"""Weights whose change is told; of more it is said how many."""
UNTOLD = 200
"""A change of less than this part of the largest is what rounding to a grid of weights makes."""
LONGEST = 40
"""Cells of a name within a sentence."""


def points_text(found: OvertakeView | None, *, rough: bool) -> str:
    """Points moved: marked where they rest on estimates, or may not be the least."""
    if found is None or not found.possible:
        return "–"
    number = points(found.points_moved, rough=rough)
    if number.startswith("<"):
        return number
    if not is_least(found):
        return f"≤{number}"
    return f"≈{number}" if rough else number


def is_least(found: OvertakeView) -> bool:
    """Whether the change is proved to be the least."""
    return not found.terms.sampled and found.proved >= found.distance - 1e-9


def change_text(tree: Tree, found: OvertakeView) -> str:
    """Which weights move most, from where to where; and the rank there, if better than asked."""
    changes = [(share - found.weights_now[code], code) for code, share in found.weights.items()]
    least = max(0.5 / (100 * STEPS_PER_POINT), max(abs(c) for c, _ in changes) / UNTOLD)
    moved = [(change, code) for change, code in changes if abs(change) > least]
    most = sorted(moved, key=lambda move: -abs(move[0]))[:MOVED]
    # In the order of the index, as everywhere.
    told = ", ".join(
        f"{short(tree[code].name)} {_from_to(found.weights_now[code], found.weights[code])}"
        for change, code in moved
        if (change, code) in most
    )
    if not moved:
        return "the smallest move in the right direction is enough"
    left = len(moved) - len(most)
    told += f" and {left} smaller changes" if left > 1 else " and a smaller change" if left else ""
    better = found.wanted is not None and found.rank_x < found.wanted
    return told + (f"; gives rank {found.rank_x}" if better else "")


def _from_to(now: float, then: float) -> str:
    """Two weights in points, with as many digits as tell them apart."""
    one, other = told_apart(100 * now, 100 * then)
    return f"{one} → {other}"


def why_not(answer: RankWanted, before: RankWanted | None, *, rough: bool) -> str:
    """The proof that it is impossible, or what else there is to say."""
    found = answer.found
    if found is None:
        return f"no answer: {answer.fault}"
    if found.possible is None:
        return f"not found in {found.terms.draws or 0:,} draws, which proves nothing"
    allowed = " allowed" if found.locked else ""
    if not found.ahead:
        if answer.rank > 1:
            return f"impossible: no{allowed} weights give rank {answer.rank} or a better one"
        return rounded(found.certificate) if rough else found.certificate
    if before is not None and before.found is not None and before.found.ahead == found.ahead:
        told = "impossible: the same stay ahead"
    else:
        stay = "stays" if len(found.ahead) == 1 else "stay"
        told = f"impossible: {_listed(found.ahead)} {stay} ahead or level at all{allowed} weights"
    if found.across is not None and found.holds_in:
        share = "all" if found.holds_in == 1 else f"at least {percent(found.holds_in)} of the"
        told += f"; so in {share} tables"
    return told


def _listed(names: Sequence[str]) -> str:
    """Some names, and how many more."""
    shown = [short(name) for name in names[:NAMED]]
    left = len(names) - len(shown)
    if left:
        return f"{', '.join(shown)} and {left} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def short(name: str) -> str:
    """A name that does not take a sentence over."""
    return fit(name, min(width_of(name), LONGEST))
