"""A pipeline in words."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.index.options import PipelineOptions


def pipeline_text(options: PipelineOptions) -> tuple[str, ...]:
    """What a pipeline does, a piece per stage that does anything, written as the options are."""
    pieces = []
    for field in fields(options):
        value = getattr(options, field.name)
        if field.name == "denominate":
            pieces += ["denominate"] if value else []
        elif field.name == "aggregate":
            pieces.append(f"aggregate {','.join(value)}")
        elif field.name == "indicators":
            pieces += value
        elif value is not None and (value != "none" or field.name == "normalise"):
            pieces.append(f"{field.name.replace('_', '-')} {value}")
    return tuple(pieces)
