"""The options that change numbers: how they are declared, and from their texts to a pipeline."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ici_tui.cli import complete

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.index.options import PipelineOptions

Weights = Annotated[
    str | None,
    typer.Option(
        "--weights",
        metavar="POINTS|NAME",
        help='Points of 100: "enterprise=50,research=30"; or by name: equal; pca (more for what '
        "moves with its siblings), entropy (for what few units hold), critic (for what differs "
        "from its siblings), sd (for what varies): for the children of the index, or pca:NODE, "
        "pca:all; NODE-only; a preset of the pack; a scenario of yours.",
        autocompletion=complete.weights,
    ),
]
Denominate = Annotated[
    bool | None,
    typer.Option(
        "--denominate/--no-denominate",
        help="Divide indicators by their denominators.",
        show_default=False,
    ),
]
Screen = Annotated[
    str | None,
    typer.Option(
        "--screen", metavar="SHARE", help="Only units with this share of indicators, such as 0.95."
    ),
]
Impute = Annotated[
    str | None,
    typer.Option(
        "--impute",
        metavar="METHOD",
        help="none, mean, median, group-mean:GROUP, group-median:GROUP, row-mean.",
        autocompletion=complete.methods("impute"),
    ),
]
Treat = Annotated[
    str | None,
    typer.Option(
        "--treat",
        metavar="METHOD",
        help="none, winsorise, winsorise-log.",
        autocompletion=complete.methods("treat"),
    ),
]
Normalise = Annotated[
    str | None,
    typer.Option(
        "--normalise",
        metavar="METHOD",
        help="none, minmax:LOW,HIGH, zscore:MEAN,SD, rank, percentile-rank, borda, "
        "distance-to-max, distance-to-target, goalposts, fraction-of-max.",
        autocompletion=complete.methods("normalise"),
    ),
]
Aggregate = Annotated[
    str | None,
    typer.Option(
        "--aggregate",
        metavar="METHOD,…",
        help="arithmetic, geometric, harmonic, power:P, median, weighted-median, copeland; one, "
        "or one per level from the bottom up.",
        autocompletion=complete.methods("aggregate"),
    ),
]
MinAvailable = Annotated[
    str | None,
    typer.Option(
        "--min-available", metavar="SHARE", help="An aggregate needs this share of its children."
    ),
]
RankDecimals = Annotated[
    str | None,
    typer.Option("--rank-decimals", metavar="N", help="Rank scores rounded to N decimals."),
]
Time = Annotated[
    str | None,
    typer.Option("--time", metavar="TIME", help="The time of a panel; the newest by default."),
]

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


def pipeline_text(options: PipelineOptions) -> tuple[str, ...]:
    """What a pipeline does, a piece per stage that does anything, written as the options are."""
    pieces = []
    for field in fields(options):
        value = getattr(options, field.name)
        if field.name == "denominate":
            pieces += ["denominate"] if value else []
        elif field.name == "aggregate":
            pieces.append(f"aggregate {','.join(value)}")
        elif value is not None and (value != "none" or field.name == "normalise"):
            pieces.append(f"{field.name.replace('_', '-')} {value}")
    return tuple(pieces)
