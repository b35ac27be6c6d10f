"""What a question about a ranking rests on: exact sums where there are any, else a scorer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, tie_gap
from ici_tui.analysis.transform import common_family
from ici_tui.index.errors import PipelineError
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.views.columns import branches
from ici_tui.views.frame import Frame, Over, frame
from ici_tui.views.robust import sizes
from ici_tui.views.robust.scorer import family_scorer, indicators_scorer, parts_scorer
from ici_tui.views.scored import Lacking, scored
from ici_tui.views.siblings import siblings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.analysis.inputs import FloatArray, IntArray, Scorer
    from ici_tui.index.tree import Node
    from ici_tui.views.siblings import Siblings
    from ici_tui.views.study import Study


@dataclass(frozen=True, eq=False)
class Basis:
    """The k units with a score, the m weights that move, and how scores follow from them.

    `sums` is the index as a weighted sum, or None; `why_sampled` then says why exact methods
    do not apply. `score` maps weights (B × m) to scores (B × k) in either case; `places` are
    the units' places in the pack.
    """

    study: Study
    over: Over
    nodes: tuple[Node, ...]
    places: IntArray
    weights: FloatArray
    sums: Frame | None
    why_sampled: str
    score: Scorer
    within: str = ""
    """The node whose children alone move; empty where the whole index does."""
    fewer_than: IntArray | None = None
    """The places of all units with a score, where `places` are those that have every value."""
    all_units: Basis | None = None
    """That of all units with a score, where ranks are told among all although these are fewer."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the components whose weights move, m."""
        return tuple(node.code for node in self.nodes)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units' codes, k."""
        codes = tuple(self.study.pack.index.codes)
        return tuple(codes[place] for place in self.places.tolist())

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """The units' names, k."""
        names = tuple(self.study.pack.index.names)
        return tuple(names[place] for place in self.places.tolist())

    @cached_property
    def tie(self) -> float:
        """A difference that may be a tie in the ranking of all units; 0 where these are all.

        Units that lack a value have a mean of the others: no score is beyond all of these.
        """
        if self.all_units is None:
            return 0.0
        scores = self.study.scores
        values = np.array([scores.of(code)[self.all_units.places] for code in self.codes])
        return tie_gap(values[~np.isnan(values)])

    @property
    def rests_on(self) -> str:
        """The units of an answer where they are not all that have a score; empty where they are."""
        if self.fewer_than is None:
            return ""
        lacking = np.setdiff1d(self.fewer_than, self.places)
        name = self.study.pack.index.names[int(lacking[0])]
        among = "" if self.all_units is not None else ", ranked among themselves"
        return f"the {self._some}{among} ({name} lacks one); impute median takes in all"

    @property
    def ranked_among(self) -> str:
        """The units among which ranks are told, where these are not all that have a score."""
        return "" if self.fewer_than is None or self.all_units is not None else self._some

    @property
    def _some(self) -> str:
        assert self.fewer_than is not None  # noqa: S101
        words = self.study.pack.index.info.words.plural
        return f"{len(self.places)} of {len(self.fewer_than)} {words} that have every value"

    @property
    def tables(self) -> FloatArray | None:
        """The ensemble over the same units and components, T × k × m; None without one."""
        return None if self.sums is None else self.sums.tables

    @property
    def table_count(self) -> int | None:
        """The number of tables of the ensemble; None without one."""
        return None if self.tables is None else len(self.tables)

    def row(self, place: int) -> int:
        """The row of a unit, by its place in the pack.

        Raises:
            AnalysisError: the unit has no score.
        """
        found = np.flatnonzero(self.places == place)
        if len(found):
            return int(found[0])
        name = self.study.pack.index.names[place]
        if self.fewer_than is not None and place in self.fewer_than:
            raise AnalysisError(
                f"{name} lacks a value, so its weights are its own; exact with impute median"
            )
        raise AnalysisError(f"{name} has no score, so it cannot be compared")

    def component(self, code: str) -> int:
        """The place of a component among those whose weights move.

        Raises:
            AnalysisError: it is not among them.
        """
        if code not in self.codes:
            other = next(over for over in Over if over is not self.over)
            raise AnalysisError(
                f"{code} is not among the weights that move over {self.over.value} "
                f"({', '.join(self.codes)}); see --over {other.value}"
            )
        return self.codes.index(code)

    def check_weights(self, question: str, limit: sizes.Weights) -> None:
        """Let a question through that so many weights can be asked of.

        Raises:
            AnalysisError: there are too many of them.
        """
        sizes.check_weights(question, len(self.nodes), len(self.units), limit)

    def ranks_at(self, weights: FloatArray) -> IntArray:
        """The k ranks at some weights, computed anew from the scores there.

        Among all units with a score, but for the basis of a whole order: among its own.
        """
        if self.all_units is not None:
            every = self.all_units
            moved = np.zeros(len(every.nodes))  # beside other families some are left out
            moved[[every.component(code) for code in self.codes]] = weights
            return every.ranks_at(moved)[np.searchsorted(every.places, self.places)]
        if self.sums is not None:
            return competition_ranks(weighted(self.sums.table, weights))
        return competition_ranks(self.score(weights[None, :])[0])

    def shares(self, weights: FloatArray) -> dict[str, float]:
        """Weights by code."""
        return dict(zip(self.codes, map(float, weights), strict=True))


def basis(study: Study, over: Over = Over.PARTS) -> Basis:
    """The exact sums where the pipeline gives any, else a scorer to sample with.

    Raises:
        AnalysisError: nobody has a score.
    """
    if len(study.pack.index.tree.leaves) == 1:
        # No level branches: the only weight there is belongs to the only indicator.
        over = Over.INDICATORS
    try:
        found = frame(study, over)
    except AnalysisError as error:
        return _sampled(study, over, _why(str(error)))
    return _of_frame(study, over, found)


def _of_frame(study: Study, over: Over, found: Frame) -> Basis:
    columns = np.ascontiguousarray(found.table.T)
    return Basis(
        study=study,
        over=over,
        nodes=found.nodes,
        places=found.units.astype(np.int64),
        weights=found.weights,
        sums=found,
        why_sampled="",
        score=lambda weights: weights @ columns,
    )


def complete_basis(study: Study, over: Over = Over.PARTS, about: Iterable[int] = ()) -> Basis:
    """As `basis`, but exact over the units with every value where some lack one.

    What is said of a pair of these does not hang on the others: their scores are those of all.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        about: the places of units that have to be among them; else all are taken, and sampled.

    Raises:
        AnalysisError: nobody has a score.
    """
    every = basis(study, over)
    made = _with_every_value(every, about)
    # Under other means a difference of sums is none of scores, and ties are told by these.
    if made is None or made.sums is None or not made.sums.family.additive:
        return every
    found, made = made.sums.table, replace(made, all_units=every)
    # Beside the others they may be level whatever the weights: that is no question of sums.
    return made if np.ptp(found, axis=0).max() > 2 * made.tie else every


def order_basis(study: Study, over: Over = Over.PARTS, about: Iterable[int] = ()) -> Basis:
    """As `basis`, for a question about the whole order.

    Where some units lack a value it is exact over those that have every one, in the order that
    these have among themselves, if they are at least half of all.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        about: the places of units that have to be among them; else all are taken, and sampled.

    Raises:
        AnalysisError: nobody has a score.
    """
    every = basis(study, over)
    made = _with_every_value(every, about)
    return every if made is None or _are_few(made) else made


def _with_every_value(every: Basis, about: Iterable[int]) -> Basis | None:
    """The sums of the units that have every value, where those of all units are none."""
    if every.sums is not None:
        return None
    try:
        found = frame(every.study, every.over, Lacking.LEFT_OUT)
    except AnalysisError:
        return None
    if not np.isin(tuple(about), found.units).all():
        return None
    return replace(_of_frame(every.study, every.over, found), fewer_than=every.places)


def _are_few(rests: Basis) -> bool:
    """Whether the order of those with every value says little of the order of all."""
    return rests.fewer_than is not None and 2 * len(rests.places) < len(rests.fewer_than)


def family_basis(study: Study, parent: str) -> Basis:
    """The children of one node as the only weights that move, everything else held.

    Where some units lack a value it is as with `order_basis`.

    Raises:
        AnalysisError: nobody has a score.
    """
    tree = study.pack.index.tree
    if parent == tree.root.code and tree.children(parent) == branches(tree):
        return order_basis(study, Over.PARTS)
    try:
        return _of_siblings(study, parent, siblings(study, parent))
    except AnalysisError as error:
        every = _sampled_siblings(study, parent, _why(str(error)))
    try:
        found = siblings(study, parent, Lacking.LEFT_OUT)
    except AnalysisError:
        return every
    made = replace(_of_siblings(study, parent, found), fewer_than=every.places)
    return every if _are_few(made) else made


def _of_siblings(study: Study, parent: str, found: Siblings) -> Basis:
    tree = study.pack.index.tree
    sums = Frame(
        nodes=tuple(tree[code] for code in found.codes),
        table=found.table,
        weights=found.weights,
        units=found.units,
        family=common_family(("arithmetic",)),
        tables=found.tables,
        heard=found.heard,
    )
    return replace(_of_frame(study, Over.PARTS, sums), within=parent)


def _sampled_siblings(study: Study, parent: str, why: str) -> Basis:
    family, places = study.weights.families[parent], scored(study)
    return Basis(
        study=study,
        over=Over.PARTS,
        nodes=study.pack.index.tree.children(parent),
        places=places,
        weights=np.array(family.shares),
        sums=None,
        why_sampled=why,
        score=family_scorer(study, parent, places),
        within=parent,
    )


def _why(message: str) -> str:
    """Why exact methods do not apply, without the advice that is being followed."""
    for advice in ("impute, or ", "leave it out, or ", ""):
        message = message.removesuffix(f"; {advice}ask by sampling")
    return message


def _sampled(study: Study, over: Over, why: str) -> Basis:
    tree = study.pack.index.tree
    nodes = branches(tree) if over is Over.PARTS else tree.leaves
    places = scored(study)
    effective = study.weights.effective(tree)
    weights = np.array([effective[node.code] for node in nodes])
    make = parts_scorer if over is Over.PARTS else indicators_scorer
    scorer = make(study, nodes, places)

    def score(rows: FloatArray) -> FloatArray:
        try:
            return scorer(rows)
        except PipelineError as error:
            raise AnalysisError(str(error)) from None

    return Basis(study, over, nodes, places, weights / weights.sum(), None, why, score)
