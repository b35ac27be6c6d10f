"""Numbers of an answer about robustness as people read them, in either front door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ici_tui.views.numbers import fixed, two_digits

if TYPE_CHECKING:
    from ici_tui.views.study import Study


def coarse(study: Study) -> bool:
    """Whether what is shown rests on estimates, and six digits would say too much."""
    return study.pack.has_ensemble or rests_on_estimates(study)


def rests_on_estimates(study: Study) -> bool:
    """Whether the pack says of any value that it is an estimate."""
    cells = study.pack.cells
    return cells is not None and cells.any_estimate


def points(value: float, *, rough: bool) -> str:
    """Points for people: whole where they rest on estimates, else two digits that count."""
    if value == float("inf"):
        return "–"
    if rough:
        return "<1" if 0 < value < 0.5 else fixed(value, 0)
    if value == 0 or abs(value) >= 1:
        return fixed(value, 2)
    return two_digits(value)


def rounded(sentence: str) -> str:
    """A sentence whose numbers rest on estimates, without their decimals."""
    return re.sub(r"\d+\.\d+", lambda number: fixed(float(number[0]), 0), sentence)
