"""A pipeline in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.methods import NONE

if TYPE_CHECKING:
    from ici_tui.index.options import PipelineOptions


def pipeline_text(options: PipelineOptions) -> tuple[str, ...]:
    """What a pipeline does, a piece per stage that does anything, written as the options are."""
    pieces = []
    for name, value in options._asdict().items():
        if name == "denominate":
            pieces += ["denominate"] if value else []
        elif name == "aggregate":
            pieces.append(f"aggregate {','.join(value)}")
        elif name == "indicators":
            pieces += value
        elif value is not None and (f"{value}".casefold() != NONE or name == "normalise"):
            pieces.append(f"{name.replace('_', '-')} {value}")
    return tuple(pieces)
