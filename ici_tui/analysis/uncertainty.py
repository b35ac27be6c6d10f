"""How sure ranks are when several choices vary at once, by sampling with a seed.

What may vary: the weights, the choices of the preparation (normalisation, aggregation,
imputation, treatment), an indicator that is dropped, and the table of an ensemble. Source:
Saisana, Saltelli & Tarantola 2005, JRSS-A 168(2):307–323.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.acceptability import TIE_RULE
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.leave_out import without
from ici_tui.analysis.rank_counts import ranks_of
from ici_tui.stopped import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray, Progress, Scorer
    from ici_tui.analysis.sampling import Draws

    Prepare = Callable[[tuple[str, ...], int | None], Scorer]

NONE = -1
"""No indicator dropped; the pack's own table."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of the preparation and its options; the first one is the nominal."""

    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Study:
    """What varies and how scores follow from it.

    `prepare` gets one option per choice and a table of the ensemble (None: the pack's own) and
    returns a function from effective weights (B × m) to scores (B × n). `weights` are the
    nominal ones; `draw` makes others from a count and a seed (None holds the weights).
    `droppable` are components that may be left out, one at a time; `families` says who their
    siblings are (see `leave_out.without`). `tables` is the number of tables of the ensemble,
    0 to hold the pack's own.
    """

    prepare: Prepare
    weights: FloatArray
    choices: tuple[Choice, ...] = ()
    draw: Callable[[int, int], Draws] | None = None
    droppable: tuple[int, ...] = ()
    families: Sequence[int] | None = None
    tables: int = 0

    @property
    def factors(self) -> tuple[str, ...]:
        """What varies, by name: the choices with more than one option and the rest."""
        named = [choice.name for choice in self.choices if len(choice.options) > 1]
        return (
            *(["weights"] if self.draw is not None else []),
            *named,
            *(["dropped indicator"] if self.droppable else []),
            *(["data"] if self.tables else []),
        )

    @property
    def held(self) -> tuple[str, ...]:
        """What is held: choices with one option as `name option`, and weights or data."""
        single = [f"{c.name} {c.options[0]}" for c in self.choices if len(c.options) == 1]
        return (
            *(["weights"] if self.draw is None else []),
            *single,
            *([] if self.droppable else ["all indicators"]),
            *([] if self.tables else ["data"]),
        )


@dataclass(frozen=True, eq=False)
class Design:
    """N settings: weights N × m, options N × choices, dropped N and table N (−1: none)."""

    weights: FloatArray
    options: IntArray
    dropped: IntArray
    table: IntArray

    def __len__(self) -> int:
        return len(self.dropped)


@dataclass(frozen=True, eq=False)
class RankIntervals:
    """The ranks of n units over all draws; quantiles are of type 7."""

    nominal: IntArray
    mean: FloatArray
    median: FloatArray
    low: FloatArray
    """5 %, or the lower share asked for."""
    high: FloatArray
    first: FloatArray
    """The share of draws in which a unit is first."""
    top: FloatArray
    """The share of draws in which a unit is among the first `top_k`."""
    top_k: int
    draws: int
    seed: int
    varied: tuple[str, ...]
    held: tuple[str, ...]
    tie_rule: str = field(default=TIE_RULE)


def drawn(study: Study, count: int, seed: int) -> Design:
    """A random design: every factor by itself, uniform over its options.

    Raises:
        AnalysisError: fewer than one draw.
    """
    if count < 1:
        raise AnalysisError(f"{count} draws show nothing; ask for at least 1")
    generator = np.random.default_rng([seed, 1])
    options = np.empty((count, len(study.choices)), dtype=np.int64)
    for place, choice in enumerate(study.choices):
        options[:, place] = generator.integers(len(choice.options), size=count)
    places = np.array([NONE, *study.droppable])
    dropped = places[generator.integers(len(places), size=count)]
    table = generator.integers(study.tables, size=count) if study.tables else np.full(count, NONE)
    return Design(weights_for(study, count, seed), options, dropped, table)


def weights_for(study: Study, count: int, seed: int) -> FloatArray:
    """Drawn weights, or the nominal ones so many times: count × m."""
    if study.draw is None:
        return np.tile(study.weights, (count, 1))
    return study.draw(count, seed).all()


def nominal_ranks(study: Study) -> IntArray:
    """The n ranks with the first option of every choice and the nominal weights."""
    first = tuple(choice.options[0] for choice in study.choices)
    scores = study.prepare(first, None)(np.asarray(study.weights)[None, :])
    ranks: IntArray = _ranked(scores, first)[0]
    return ranks


def ranks_for(study: Study, design: Design, progress: Progress | None = None) -> IntArray:
    """The ranks under every setting of a design, N × n.

    Settings that share a preparation are evaluated together.

    Raises:
        AnalysisError: a preparation leaves a unit without a score.
        Stopped: `progress` returned False.
    """
    keys = np.column_stack([design.options, design.table])
    kinds, which = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(which, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(which[order])) + 1)
    weights = _reduced(study, design)
    ranks: IntArray | None = None
    done = 0
    for kind, rows in zip(kinds, groups, strict=True):
        chosen = tuple(
            choice.options[place] for choice, place in zip(study.choices, kind[:-1], strict=True)
        )
        table = None if kind[-1] == NONE else int(kind[-1])
        found = _ranked(study.prepare(chosen, table)(weights[rows]), chosen)
        if ranks is None:
            ranks = np.empty((len(design), found.shape[1]), dtype=np.int64)
        ranks[rows] = found
        done += len(rows)
        if progress is not None and not progress(done, len(design)):
            raise Stopped
    if ranks is None:
        raise AnalysisError("an empty design shows nothing")
    return ranks


def _ranked(scores: FloatArray, chosen: tuple[str, ...]) -> IntArray:
    if not np.isfinite(scores).all():
        named = ", ".join(chosen) or "the preparation"
        raise AnalysisError(f"{named}: leaves a unit without a score; leave the unit or it out")
    return ranks_of(np.ascontiguousarray(scores))


def _reduced(study: Study, design: Design) -> FloatArray:
    """The design's weights with the dropped components' given to their siblings."""
    weights = design.weights
    rows = np.flatnonzero(design.dropped != NONE)
    if not len(rows):
        return weights
    reduced = weights.copy()
    for row in rows:
        reduced[row] = without(weights[row], (int(design.dropped[row]),), study.families)
    return reduced


def rank_intervals(
    study: Study,
    draws: int,
    seed: int,
    *,
    low: float = 0.05,
    high: float = 0.95,
    top_k: int = 10,
    progress: Progress | None = None,
) -> RankIntervals:
    """Each unit's ranks while everything in the study varies at once.

    Args:
        study: what varies.
        draws: number of random settings.
        seed: of the draws; the same seed gives the same answer.
        low: lower quantile.
        high: upper quantile.
        top_k: for the share of draws among the first.
        progress: called with settings done and all settings; returning False stops.

    Raises:
        AnalysisError: a study that cannot be evaluated.
        Stopped: `progress` returned False.
    """
    ranks = ranks_for(study, drawn(study, draws, seed), progress)
    edges = np.quantile(ranks, (low, 0.5, high), axis=0)
    return RankIntervals(
        nominal=nominal_ranks(study),
        mean=ranks.mean(axis=0),
        median=edges[1],
        low=edges[0],
        high=edges[2],
        first=(ranks == 1).mean(axis=0),
        top=(ranks <= top_k).mean(axis=0),
        top_k=top_k,
        draws=draws,
        seed=seed,
        varied=study.factors,
        held=study.held,
    )
