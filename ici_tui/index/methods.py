"""The stages of the pipeline and their methods, each declared once. Imports nothing that is heavy.

Parsing, `pack.toml`, the command line, completion, help, the view Methods and the documentation
read this table. Definitions: OECD/JRC, Handbook on Constructing Composite Indicators (2008).
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NONE = "none"
ROOM = "ici_tui.index"


class Need(IntEnum):
    """What a pass over the data must know of a column, or of all units, before it writes a row.

    Each includes those before it: what is sorted has its ends first and last.
    """

    NOTHING = 0
    """A row is computed from itself."""
    ENDS = 1
    """The least and the greatest value."""
    MOMENTS = 2
    """Count, sum and sums of powers as well."""
    ORDER = 3
    """All values, in order."""


class Kind(IntEnum):
    """What a stage is set to."""

    FLAG = 0
    SHARE = 1
    """A number from 0 to 1, or none."""
    WHOLE = 2
    """A whole number, or none."""
    METHOD = 3
    METHODS = 4
    """A method, or one per level of the tree from the bottom up."""


class Form(NamedTuple):
    """A method: how it is written, what it does, and the function that does it."""

    name: str
    meaning: str
    function: str = ""
    """`module:name` in this room, imported where it is called; empty where nothing is done."""
    need: Need = Need.NOTHING
    numbers: tuple[str, ...] = ()
    """What its numbers are, for messages."""
    defaults: tuple[float, ...] = ()
    """Its numbers where none is given; empty where they must be."""
    tail: str = ""
    """What stands after the colon, as help writes it: `LOW,HIGH`."""
    sample: str = ""
    """The same as an example: `0,100`."""
    group: bool = False
    """Whether a group of the pack stands after the colon."""
    spread: bool = True
    """Whether it needs two different values in a column."""
    ends: tuple[str, ...] = ()
    """Numbers that one indicator may have of its own by place, `goalposts 100..75000`."""
    named: tuple[tuple[str, float | None], ...] = ()
    """Those that follow their word, `winsorise skew 1`; with the number where none is given."""
    words: tuple[str, ...] = ()
    """Words that may follow, `target 80 capped`."""

    @property
    def written(self) -> str:
        """How it is written: `minmax:LOW,HIGH`."""
        return f"{self.name}:{self.tail}" if self.tail else self.name

    @property
    def example(self) -> str:
        """It as one may write it: `minmax:0,100`."""
        return f"{self.name}:{self.sample}" if self.sample else self.name


class _Declared(NamedTuple):
    """What is said of a stage."""

    name: str
    title: str
    meaning: str
    kind: Kind
    forms: tuple[Form, ...] = ()
    """Its methods, in the order in which help and panels list them."""
    offered: tuple[tuple[str, str], ...] = ()
    """Values to choose among where it has no methods, each with a word of what it does."""


class Stage(_Declared):
    """A stage: its name in `pack.toml`, its title, and what it can be set to."""

    @cached_property
    def methods(self) -> Mapping[str, Form]:
        """Its methods by name."""
        return {form.name: form for form in self.forms}


def _impute(name: str, meaning: str, need: Need, *, group: bool = False) -> Form:
    function = f"impute:by_{name.replace('-', '_')}"
    tail = ("GROUP", "REGION") if group else ("", "")
    return Form(name, meaning, function, need, tail=tail[0], sample=tail[1], group=group)


def _scale(name: str, meaning: str, need: Need, **more: Any) -> Form:  # noqa: ANN401 - of a Form
    return Form(name, meaning, f"normalise:{name.replace('-', '_')}", need, **more)


IMPUTE = Stage(
    "impute", "Impute", "what stands for a missing value", Kind.METHOD,
    (
        Form(NONE, "leave it as it is"),
        _impute("mean", "the mean of the indicator", Need.MOMENTS),
        _impute("median", "the median of the indicator", Need.ORDER),
        _impute("group-mean", "the mean over the unit's group", Need.MOMENTS, group=True),
        _impute("group-median", "the median over the unit's group", Need.ORDER, group=True),
        _impute("row-mean", "the unit's mean over the indicators beside it", Need.ENDS),
    ),
)  # fmt: skip
THRESHOLDS = (("skew", 2.0), ("kurtosis", 3.5), ("most", 5.0))
"""The skewness and the excess kurtosis below which a column passes, and after how many moved
values the steps end: those of the Global Innovation Index and of COINr."""
TREAT = Stage(
    "treat", "Treat outliers", "what happens to outliers", Kind.METHOD,
    (
        Form(NONE, "leave it as it is"),
        Form("winsorise", "outliers to the next value, until skewness and kurtosis pass",
             "treat:by_winsorising", Need.ORDER, named=THRESHOLDS),
        Form("winsorise-log", "the same, and the logarithm where that does not do",
             "treat:by_winsorising_or_log", Need.ORDER, named=THRESHOLDS),
    ),
)  # fmt: skip
NORMALISE = Stage(
    "normalise", "Normalise", "how indicators come to a common scale", Kind.METHOD,
    (
        Form(NONE, "leave it as it is", "normalise:unchanged", spread=False),
        _scale("minmax", "least and greatest value to two ends", Need.ENDS,
               numbers=("the lower end", "the upper end"), defaults=(0.0, 100.0),
               tail="LOW,HIGH", sample="0,100"),
        _scale("zscore", "a mean and a standard deviation", Need.MOMENTS,
               numbers=("a mean", "a standard deviation"), defaults=(0.0, 1.0), tail="MEAN,SD",
               sample="0,1"),
        _scale("rank", "ranks, the best highest", Need.ORDER),
        _scale("percentile-rank", "ranks from 0 to 1", Need.ORDER),
        _scale("borda", "how many units are behind", Need.ORDER),
        _scale("distance-to-max", "share of the way from least to greatest", Need.ENDS),
        _scale("distance-to-target", "share of the way to the indicator's target", Need.ENDS,
               ends=("the target",), words=("capped",)),
        _scale("goalposts", "between the pack's fixed ends", Need.NOTHING, spread=False,
               ends=("the lower end", "the upper end"), named=(("scale", None),),
               words=("untruncated",)),
        _scale("fraction-of-max", "share of the leader", Need.ENDS, spread=False),
    ),
)  # fmt: skip
TRANSFORM = Stage(
    "transform", "Transform", "what one indicator's values become before outliers and scales",
    Kind.METHOD,
    (
        Form(NONE, "leave it as it is", "transform:unchanged"),
        Form("log", "the natural logarithm", "transform:log"),
        Form("log10", "the logarithm to base 10", "transform:log10"),
        Form("sqrt", "the square root", "transform:sqrt"),
        Form("boxcox", "(x^p - 1) / p, at the likeliest p where none is given",
             "transform:boxcox", Need.ORDER, ends=("the power",)),
    ),
)  # fmt: skip
"""Only for single indicators: it follows the stage impute."""
AGGREGATE = Stage(
    "aggregate", "Aggregate", "how children make their parent's score", Kind.METHODS,
    (
        Form("arithmetic", "weighted mean: weakness is made up for", "aggregate:arithmetic"),
        Form("geometric", "weighted geometric mean: weakness weighs more", "aggregate:geometric"),
        Form("harmonic", "weighted harmonic mean: weakness weighs most", "aggregate:harmonic"),
        Form("power", "generalised mean of a power", "aggregate:power_mean",
             numbers=("the power",), tail="P", sample="0.5"),
        Form("median", "the middle child", "medians:median"),
        Form("weighted-median", "the middle by weight", "medians:weighted_median"),
        Form("copeland", "wins less losses, pair by pair", "copeland:copeland", Need.ORDER),
    ),
)  # fmt: skip


def _shares(of: str) -> tuple[tuple[str, str], ...]:
    shares = ("0.5", "0.66", "0.8", "0.9", "0.95")
    return ((NONE, "no limit"), *((share, f"at least this share of {of}") for share in shares))


STAGES: Mapping[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage("denominate", "Denominate", "whether indicators are divided by their denominators",
              Kind.FLAG, offered=(("yes", "divide indicators by their denominators"),
                                  ("no", "use them as they are"))),
        Stage("screen", "Screen", "the share of indicators that a unit needs to be kept",
              Kind.SHARE, offered=_shares("indicators")),
        IMPUTE,
        TREAT,
        NORMALISE,
        AGGREGATE,
        Stage("min_available", "Least available",
              "the share of its direct children that an aggregate needs", Kind.SHARE,
              offered=_shares("direct children")),
        Stage("rank_decimals", "Rank decimals", "the decimals to which ranked scores are rounded",
              Kind.WHOLE, offered=((NONE, "rank scores unrounded"),
                                   *((str(n), "rank rounded scores") for n in range(4)))),
    )
}  # fmt: skip
"""Every stage by its name in `pack.toml` and in `PipelineOptions`, in the order in which they run."""


OWN_STAGES: Mapping[str, Stage] = {
    stage.name: stage for stage in (TRANSFORM, IMPUTE, TREAT, NORMALISE)
}
"""The stages for which one indicator can have a method of its own."""


def needs(stage: str, method: str) -> Need:
    """What a pass over the data must know for a stage.

    Args:
        stage: a key of `STAGES` or `OWN_STAGES`.
        method: the method's name; what follows a colon makes no difference.
    """
    return _declared(stage).methods[method.partition(":")[0]].need


def _declared(stage: str) -> Stage:
    return OWN_STAGES.get(stage) or STAGES[stage]


@cache
def function_of(stage: str, method: str) -> Any:  # noqa: ANN401 - each stage says what its are
    """The function of a method, imported where it is asked for."""
    module, _, name = _declared(stage).methods[method].function.partition(":")
    return getattr(import_module(f"{ROOM}.{module}"), name)


def listed(stage: str) -> str:
    """The methods of a stage as help writes them: `none, minmax:LOW,HIGH, …`."""
    return ", ".join(form.written for form in STAGES[stage].forms)


def with_methods(kinds: Iterable[Kind] = (Kind.METHOD, Kind.METHODS)) -> tuple[Stage, ...]:
    """The stages that have methods, in their order."""
    wanted = set(kinds)
    return tuple(stage for stage in STAGES.values() if stage.kind in wanted)
