"""The stages of the pipeline as things to choose: what is chosen, what else there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ici_tui.index.choices import STAGES
from ici_tui.index.errors import PipelineError
from ici_tui.index.pipeline import check_options

if TYPE_CHECKING:
    from ici_tui.index.options import PipelineOptions
    from ici_tui.tui.session import Session

NONE = "none"
MEANINGS = {
    "none": "leave it as it is",
    "mean": "the mean of the indicator",
    "median": "the median of the indicator",
    "group-mean": "the mean over the unit's group",
    "group-median": "the median over the unit's group",
    "row-mean": "the unit's mean over the indicators beside it",
    "winsorise": "outliers to the next value, until skewness and kurtosis pass",
    "winsorise-log": "the same, and the logarithm where that does not do",
    "minmax": "least and greatest value to two ends",
    "zscore": "a mean and a standard deviation",
    "rank": "ranks, the best highest",
    "percentile-rank": "ranks from 0 to 1",
    "borda": "how many units are behind",
    "distance-to-max": "share of the way from least to greatest",
    "distance-to-target": "share of the way to the indicator's target",
    "goalposts": "between the pack's fixed ends",
    "fraction-of-max": "share of the leader",
    "arithmetic": "weighted mean: weakness is made up for",
    "geometric": "weighted geometric mean: weakness weighs more",
    "harmonic": "weighted harmonic mean: weakness weighs most",
    "power": "generalised mean of a power",
    "median-of": "the middle child",
    "weighted-median": "the middle by weight",
    "copeland": "wins less losses, pair by pair",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, its choice now and the pack's, as text."""

    name: str
    title: str
    chosen: str
    own: str

    @property
    def edited(self) -> bool:
        """Whether the choice is not the pack's."""
        return self.chosen != self.own


TITLES = {
    "denominate": "Denominate",
    "screen": "Screen",
    "impute": "Impute",
    "treat": "Treat outliers",
    "normalise": "Normalise",
    "aggregate": "Aggregate",
    "min_available": "Least available",
    "rank_decimals": "Rank decimals",
}


def stages(session: Session) -> tuple[Stage, ...]:
    """Every stage, in the order in which they run."""
    now, own = session.options, session.catalogue.pack.index.options
    return tuple(
        Stage(name, title, _text(now, name), _text(own, name)) for name, title in TITLES.items()
    )


def _text(options: PipelineOptions, stage: str) -> str:
    value = getattr(options, stage)
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return NONE if value is None else f"{value}"


def offered(session: Session, stage: str) -> tuple[tuple[str, str], ...]:
    """What a stage can be set to, each with a word of what it does."""
    if stage == "denominate":
        return (("yes", "divide indicators by their denominators"), ("no", "use them as they are"))
    if stage in {"screen", "min_available"}:
        what = "indicators" if stage == "screen" else "direct children"
        shares = ("0.5", "0.66", "0.8", "0.9", "0.95")
        return (
            (NONE, "no limit"),
            *((share, f"at least this share of {what}") for share in shares),
        )
    if stage == "rank_decimals":
        places = ("0", "1", "2", "3")
        return ((NONE, "rank scores unrounded"), *((p, "rank rounded scores") for p in places))
    found: list[tuple[str, str]] = []
    for name, form in STAGES[stage].items():
        meaning = MEANINGS["median-of" if (stage, name) == ("aggregate", "median") else name]
        if form.group:
            groups = session.pack.index.groups
            found += [(f"{name}:{code}", f"{meaning}: {groups[code].name}") for code in groups]
        else:
            found.append((form.example, meaning))
    return tuple(found)


def with_stage(session: Session, stage: str, text: str) -> PipelineOptions:
    """The options with one stage set to what was chosen or typed.

    Raises:
        PipelineError: the text is not of the stage's language, or does not fit the index.
    """
    text = text.strip()
    changed: dict[str, Any] = {stage: _value(stage, text)}
    options = replace(session.options, **changed)
    check_options(session.catalogue.pack.index, options)
    return options


def _value(stage: str, text: str) -> Any:  # noqa: ANN401 - each stage has a type of its own
    if stage == "denominate":
        if text not in {"yes", "no"}:
            raise PipelineError(f"denominate is yes or no, not {text!r}")
        return text == "yes"
    if stage == "aggregate":
        return tuple(part.strip() for part in text.split(","))
    if stage in {"screen", "min_available", "rank_decimals"}:
        if text == NONE:
            return None
        try:
            return int(text) if stage == "rank_decimals" else float(text)
        except ValueError:
            raise PipelineError(f"{stage} is a number or none, not {text!r}") from None
    return text
