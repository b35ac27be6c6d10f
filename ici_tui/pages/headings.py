"""What stands above the numbers: the index, the weights, and small helpers of every page."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.pages.model import Blank, Cell, Page, Pieces, Section, Title
from ici_tui.views.numbers import four_digits, text
from ici_tui.views.pipeline_text import pipeline_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.pages.model import Block
    from ici_tui.views.numbers import Shown
    from ici_tui.views.study import Study


MOST_LISTED = 16
"""Up to so many weights are all listed; of more these:"""
FEWER = 12


def page_of(study: Study, blocks: Iterable[Block]) -> Page:
    """A page with the pack's standing line; under its head the pipeline, if not the pack's own."""
    listed = tuple(blocks)
    if study.pack.other_pipeline:
        head = sum(1 for _ in takewhile(lambda b: isinstance(b, Title | Pieces), listed))
        pieces = pipeline_text(study.pack.index.options)
        told = Pieces("Pipeline (not the pack's own):", pieces)
        listed = (*listed[:head], told, *listed[head:])
    return Page(listed, study.standing_line)


def document(study: Study, blocks: Iterable[Block], *, fills: bool = False) -> Page:
    """An answer that stands by itself: the index and its weights above it.

    Args:
        study: the pack at some weights.
        blocks: the answer.
        fills: whether bars in it are made of the pillars, so that their fills are told.
    """
    listed = tuple(blocks)
    lead = () if listed and isinstance(listed[0], Section) else (Blank(),)
    weights = weights_line(study, study.pack.index.tree.pillars, fills=fills)
    return page_of(study, (title(study), weights, *lead, *listed))


def heading(study: Study, about: str = "") -> list[Block]:
    """The index with its size, and the pillars' weights."""
    return [title(study, about), weights_line(study, study.pack.index.tree.pillars)]


def title(study: Study, about: str = "", among: str = "") -> Title:
    """The index with its size, and what the page is about.

    Args:
        study: the pack at some weights.
        about: what the page is about.
        among: its units, where they are fewer than those that are ranked.
    """
    pack, index = study.pack, study.pack.index
    kept, words = kept_units(study), index.info.words.plural
    counted = f"{kept} {words}" if kept == index.size else f"{kept} of {index.size} {words}"
    time = (pack.time or "") if len(pack.times) > 1 else ""
    parts = (index.info.short_title, time, about, among or counted)
    return Title(" · ".join(filter(None, parts)))


def kept_units(study: Study) -> int:
    """How many units were not screened out."""
    return int(study.prepared.kept.sum())


def weights_line(study: Study, nodes: Sequence[Node], *, fills: bool = False) -> Pieces:
    """What the nodes weigh, in points of 100, and whose weights these are.

    Of many that weigh the same it is said once, of others those that weigh most are listed.
    """
    whose = "edited" if study.weights.edited else study.pack.index.info.weights_name
    points = [study.weights.points(node.code) for node in nodes]
    told = [four_digits(one) for one in points]
    if len(nodes) > MOST_LISTED and len(set(told)) == 1:
        kind = "indicators" if nodes[0].level == 1 else "parts"
        return Pieces(f"Weights ({whose}):", (f"{len(nodes)} {kind} of {told[0]} each",))
    places = list(range(len(nodes)))
    if len(nodes) > MOST_LISTED:
        places = sorted(places, key=lambda place: -points[place])[:FEWER]
    pieces = [f"{nodes[place].name} {told[place]}" for place in places]
    if len(pieces) < len(nodes):
        pieces.append(f"and {len(nodes) - len(pieces)} more, which ici-tui stats lists")
    return Pieces(f"Weights ({whose}):", tuple(pieces), tuple(places) if fills else ())


def number(shown: Shown, decimals: int) -> Cell:
    """A value in a table, in the role of what is known of it."""
    return Cell(text(shown, decimals), shown.status or "text")


def place_text(rank: int | None, *, tied: bool = False, status: str | None = None) -> str:
    """A rank, with "=" where it is shared, and "≈" in front where it is an estimate."""
    if rank is None:
        return "–"
    return f"{'≈' if status == 'estimated' else ''}{rank}{'=' if tied else ''}"


def greatest(scores: npt.NDArray[np.float64]) -> float | None:
    """The greatest of some scores, n; None where nobody has one."""
    # fmax passes over what is missing.
    found = float(np.fmax.reduce(scores, initial=-np.inf))
    return found if np.isfinite(found) else None


def full_scale(values: Iterable[float | None]) -> float:
    """What fills a bar: 100 on a scale of 100, else the greatest value."""
    most = max((v for v in values if v is not None and v == v), default=0.0)  # noqa: PLR0124
    return 100.0 if 10 < most <= 100 else most
