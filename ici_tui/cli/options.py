"""The options that change numbers: from their texts to a pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.index.options import PipelineOptions

STAGES = (
    "denominate", "screen", "impute", "treat", "normalise", "aggregate", "min_available",
    "rank_decimals",
)  # fmt: skip
"""The names of the pipeline's options, here and in `PipelineOptions`."""
NUMBERS = {"screen": float, "min_available": float, "rank_decimals": int}


def given_options(common: Common) -> list[str]:
    """The pipeline options that were given, as they are typed."""
    return [typed(stage) for stage in STAGES if getattr(common, stage) is not None]


def typed(stage: str) -> str:
    """A stage's option: `--min-available` of `min_available`."""
    return "--" + stage.replace("_", "-")


def overridden(options: PipelineOptions, common: Common) -> PipelineOptions:
    """A pack's options with those of the command line in front.

    Raises:
        PipelineError: a text is not of the options' language; the message names the option as
            it is typed.
    """
    from ici_tui.index.choices import parse_choices
    from ici_tui.index.errors import PipelineError

    given: dict[str, Any] = {
        stage: _value(stage, getattr(common, stage))
        for stage in STAGES
        if getattr(common, stage) is not None
    }
    try:
        changed = replace(options, **given)
        parse_choices(changed)
    except PipelineError as error:
        raise PipelineError(as_typed(str(error))) from None
    return changed


def as_typed(message: str) -> str:
    """A pipeline's message with its stage written as the option is typed."""
    stage, colon, rest = message.partition(":")
    return f"{typed(stage)}{colon}{rest}" if stage in STAGES else message


def _value(stage: str, given: str | bool) -> object:
    if isinstance(given, bool):
        return given
    if stage == "aggregate":
        return _methods(given)
    kind = NUMBERS.get(stage)
    if kind is None:
        return given.strip()
    if given.strip().casefold() == "none":
        return None
    try:
        return kind(given)
    except ValueError:
        return given


def _methods(text: str) -> tuple[str, ...]:
    """The methods of a comma list."""
    return tuple(part.strip() for part in text.split(","))
