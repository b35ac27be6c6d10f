"""The pipeline: what happens to the data before any weight, and a record of all of it.

Preparation does not know weights, so that an edit of weights costs the aggregation alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from ici_tui.index.bounds import refuse_too_large
from ici_tui.index.choices import Choices, parse_choices
from ici_tui.index.denominate import Denominated, denominate
from ici_tui.index.errors import PipelineError
from ici_tui.index.impute import group_of, impute
from ici_tui.index.methods import NONE, NORMALISE, OWN_STAGES
from ici_tui.index.normalise import normalise
from ici_tui.index.own import OPTION, by_leaf
from ici_tui.index.record import Record
from ici_tui.index.scores import Known, Scores, evaluate, methods_by_level
from ici_tui.index.screen import availability, screen
from ici_tui.index.table import BoolArray, FloatArray, Table
from ici_tui.index.transform import transform
from ici_tui.index.treat import treat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ici_tui.index.impute import Imputed
    from ici_tui.index.model import Index
    from ici_tui.index.normalise import Normalised
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.table import Note
    from ici_tui.index.transform import Transformed
    from ici_tui.index.treat import Treated
    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import WeightSet

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Prepared:
    """Data that wait for weights. Shapes: n units (all of the index), m indicators.

    `normalised` is n × m, directed and scaled, NaN where missing; the rows of units that were
    screened out are missing throughout. `kept` says which units were not.
    """

    tree: Tree
    units: Sequence[str]
    choices: Choices
    normalised: FloatArray
    kept: BoolArray
    record: Record
    known: Known = field(default_factory=Known, init=False, repr=False)
    """What evaluations so far leave for others."""

    def scores(self, weights: WeightSet) -> Scores:
        """Aggregate at some weights.

        Raises:
            PipelineError: a method of aggregation cannot take a value.
        """
        choices = self.choices
        return evaluate(
            self.tree,
            self.normalised,
            weights,
            methods=choices.aggregate,
            min_available=choices.min_available,
            rank_decimals=choices.rank_decimals,
            units=self.units,
            known=self.known,
        )

    def why_missing(self, scores: Scores, place: int, code: str) -> str:
        """The reason why a unit has no score on a node, in a few words; empty where it has one.

        Args:
            scores: an evaluation of these data.
            place: the unit's place in the index.
            code: an indicator or an aggregate.
        """
        if not np.isnan(scores.of(code)[place]):
            return ""
        record = self.record
        if not self.kept[place]:
            share, least = record.available[place], self.choices.screen
            asked = 100 * (least or 0.0)
            return (
                f"screened out: {100 * share:.3g} % of the indicators are there, "
                f"and {asked:.3g} % are needed"
            )
        if self.tree[code].level == 1:
            return record.why_missing(place, code)
        children = self.tree.children(code)
        there = sum(not np.isnan(scores.of(child.code)[place]) for child in children)
        least = self.choices.min_available
        if there and least is not None:
            return (
                f"{there} of {len(children)} children are there, and {100 * least:.3g} % are needed"
            )
        if there:
            return "what is there weighs nothing"
        return f"none of {', '.join(child.name for child in children)} is there"


def check_options(index: Index, options: PipelineOptions) -> Choices:
    """Understand options and hold them against an index, without touching the data.

    Raises:
        PipelineError: an option is not of the language, names a group that the index does not
            have, or gives methods for another number of levels.
    """
    choices = parse_choices(options)
    methods_by_level(index.tree, choices.aggregate)
    if options.indicators:
        choices = choices._replace(settings=by_leaf(options.indicators, index.tree))
    labels_of(index, choices)
    _check_scales(index, choices)
    return choices


def _check_scales(index: Index, choices: Choices) -> None:
    """Refuse a method of one indicator whose numbers stand nowhere."""
    for leaf, method in zip(
        index.tree.leaves, choices.methods("normalise", index.tree.leaves), strict=True
    ):
        form = NORMALISE.methods[method.name]
        if form.numbers and not (method.numbers or form.defaults):
            wanted = " and ".join(form.numbers)
            raise PipelineError(
                f"{OPTION}: {leaf.code}: {form.name} needs {wanted}, such as {form.name} 0..100"
            )


def labels_of(index: Index, choices: Choices) -> dict[str, Sequence[str | None]]:
    """The labels of all units in each group that the imputation uses, by the group as it is typed.

    Raises:
        PipelineError: there is no such group.
    """
    methods = choices.methods("impute", index.tree.leaves)
    wanted = dict.fromkeys(m.group for m in (choices.impute, *methods) if m.group)
    return {name: group_of(index.groups, name).labels for name in wanted}


def run_pipeline(index: Index, options: PipelineOptions | None = None) -> Prepared:
    """Denominate, screen, impute, treat and normalise an index.

    Args:
        index: the index; it is not changed.
        options: the choices; the index's own where none are given.

    Raises:
        PipelineError: an option is not of the language, or asks for what cannot be done.
    """
    choices = check_options(index, options if options is not None else index.options)
    groups = labels_of(index, choices)
    units = index.codes
    raw = Table(index.data, index.tree.leaves, units)
    codes = tuple(leaf.code for leaf in raw.leaves)
    refuse_too_large("data", raw.values, codes, units)
    unchanged = Denominated(raw, np.zeros(index.data.shape, dtype=bool))
    denominated = denominate(raw, index.denominators) if choices.denominate else unchanged
    kept = np.ones(index.size, dtype=bool)
    if choices.screen is not None:
        kept = screen(denominated.table, choices.screen)
    # The stages below see the kept units only: nothing is taken from the others, or given to them.
    places = np.flatnonzero(kept)
    spread = _Spread(places, index.size)
    seen = denominated.table
    if not spread.whole:
        every = list(units)
        some = tuple(every[place] for place in places.tolist())
        seen = Table(seen.values[places], raw.leaves, some)
    labels = {name: [told[place] for place in places.tolist()] for name, told in groups.items()}
    through = through_stages(seen, choices, labels)
    imputed, treated, normalised = through.imputed, through.treated, through.normalised
    # What is imputed or treated lies among the values that there were, which have been checked.
    refuse_too_large("normalise", normalised.table.values, codes, seen.units)
    record = Record(
        leaves=codes,
        units=units,
        raw=raw.values,
        available=availability(denominated.table),
        lost=denominated.lost,
        before_imputation=spread(seen.values),
        filled=spread(imputed.filled),
        after_imputation=spread(imputed.table.values),
        before_treatment=spread(through.transformed.table.values),
        moved=spread(treated.moved),
        after_treatment=spread(treated.table.values),
        logged=treated.logged,
        constant=normalised.constant,
        screened_out=tuple(units[place] for place in np.flatnonzero(~kept).tolist()),
        transformed=tuple(
            (leaf.code, method.name)
            for leaf, method in zip(
                raw.leaves, choices.methods("transform", raw.leaves), strict=True
            )
            if method.name != NONE
        ),
        notes=(*denominated.notes, *through.notes),
    )
    return Prepared(index.tree, units, choices, spread(normalised.table.values), kept, record)


class Through(NamedTuple):
    """A table after each of the stages that go by column."""

    imputed: Imputed
    transformed: Transformed
    treated: Treated
    normalised: Normalised

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the stages remark, in their order."""
        stages = (self.imputed, self.transformed, self.treated, self.normalised)
        return tuple(note for stage in stages for note in stage.notes)


def through_stages(
    table: Table, choices: Choices, labels: Mapping[str, Sequence[str | None]]
) -> Through:
    """Impute, transform, treat, normalise: a column depends on itself alone, but by `row-mean`.

    Args:
        table: the units that are kept, after denominating.
        choices: the options.
        labels: each unit's label in the groups of the imputation.

    Raises:
        PipelineError: a stage cannot take a column.
    """
    methods = {stage: choices.methods(stage, table.leaves) for stage in OWN_STAGES}
    imputed = impute(table, methods["impute"], labels)
    transformed = transform(imputed.table, methods["transform"], methods["normalise"])
    treated = treat(transformed.table, methods["treat"])
    return Through(imputed, transformed, treated, normalise(treated.table, methods["normalise"]))


class _Spread(NamedTuple):
    """Puts the rows of the kept units among the rows of all, the others missing."""

    places: NDArray[np.intp]
    size: int

    @property
    def whole(self) -> bool:
        """Whether every unit is kept: what the stages hand on is then used as it is."""
        return len(self.places) == self.size

    def __call__(self, rows: NDArray[Scalar]) -> NDArray[Scalar]:
        if self.whole:
            # A view of its own: that it cannot be written to must not bind the array's owner.
            spread = rows.view()
        else:
            empty = False if rows.dtype == np.bool_ else np.nan
            spread = np.full((self.size, rows.shape[1]), empty, dtype=rows.dtype)
            spread[self.places] = rows
        spread.setflags(write=False)
        return spread
