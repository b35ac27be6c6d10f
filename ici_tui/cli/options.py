"""The options that change numbers: from their texts to a pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.index.methods import NONE, STAGES, Kind

OPTION = "set-indicator"

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.tree import Tree


def given_options(common: Common) -> list[str]:
    """The pipeline options that were given, as they are typed."""
    stages = [typed(stage) for stage in STAGES if getattr(common, stage) is not None]
    return [*stages, *([f"--{OPTION}"] if common.set_indicator else [])]


def typed(stage: str) -> str:
    """A stage's option: `--min-available` of `min_available`."""
    return "--" + stage.replace("_", "-")


def overridden(options: PipelineOptions, tree: Tree, common: Common) -> PipelineOptions:
    """A pack's options with those of the command line in front.

    Raises:
        PipelineError: a text is not of the options' language; the message names the option as
            it is typed.
    """
    from ici_tui.index.choices import parse_choices
    from ici_tui.index.errors import PipelineError
    from ici_tui.index.own import with_settings, without

    given: dict[str, Any] = {
        stage: _value(stage, getattr(common, stage))
        for stage in STAGES
        if getattr(common, stage) is not None
    }
    try:
        changed = with_settings(options._replace(**given), common.set_indicator, tree)
        for stage, text in given.items():
            own = without(changed.indicators, stage, str(text))
            changed = changed._replace(indicators=own)
        parse_choices(changed)
    except PipelineError as error:
        raise PipelineError(as_typed(str(error))) from None
    return changed


def as_typed(message: str) -> str:
    """A pipeline's message with its stage written as the option is typed."""
    stage, colon, rest = message.partition(":")
    return f"{typed(stage)}{colon}{rest}" if stage in (*STAGES, OPTION) else message


def _value(stage: str, given: str | bool) -> object:
    kind = STAGES[stage].kind
    if isinstance(given, bool):
        return given
    if kind is Kind.METHODS:
        return tuple(part.strip() for part in given.split(","))
    if kind is Kind.METHOD:
        return given.strip()
    if given.strip().casefold() == NONE:
        return None
    try:
        return int(given) if kind is Kind.WHOLE else float(given)
    except ValueError:
        return given
