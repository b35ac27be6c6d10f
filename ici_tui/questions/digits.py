"""Records as they go out: of a pack with estimates they have no digits that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ici_tui.views.study import Study

ESTIMATE_DIGITS = 12
"""Significant digits of numbers in records that rest on estimates: more would only be noise."""


def in_known_digits(records: Any, study: Study) -> Any:  # noqa: ANN401 - records as they came
    """The same records, of which no number has more digits than are known.

    Args:
        records: one, or several.
        study: what they were made of; where its pack has no estimates they stay as they are.
    """
    from ici_tui.views.robust.shown import rests_on_estimates

    return _rounded(records) if rests_on_estimates(study) else records


def _rounded(value: object) -> object:
    """The same value, of which no number has more than `ESTIMATE_DIGITS` digits."""
    if isinstance(value, float):
        return float(f"{value:.{ESTIMATE_DIGITS}g}")
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
