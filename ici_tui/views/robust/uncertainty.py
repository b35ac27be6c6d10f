"""How sure every rank is when weights, methods, indicators and data vary at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import limits
from ici_tui.analysis.probability import NEAR
from ici_tui.analysis.sampling import Draws, box_draws, dirichlet_draws, noise_draws
from ici_tui.analysis.sensitivity import sobol, variance_shares
from ici_tui.analysis.uncertainty import Study as Varying
from ici_tui.analysis.uncertainty import rank_intervals
from ici_tui.index.methods import NONE
from ici_tui.views.columns import branches
from ici_tui.views.frame import Over
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import basis
from ici_tui.views.robust.pipelines import Pipelines, pipelines
from ici_tui.views.robust.region import region_of
from ici_tui.views.robust.terms import SEED, Around, Terms, unused_by
from ici_tui.views.robust.usual import FACTORS
from ici_tui.views.scored import scored

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ici_tui.analysis.inputs import FloatArray, Progress
    from ici_tui.analysis.sensitivity import VarianceShares
    from ici_tui.index.tree import Tree
    from ici_tui.views.robust.region import Region
    from ici_tui.views.study import Study

NOISE = 0.25
"""By how much of itself every weight varies where no points are given: the JRC's usual choice."""
DRAWS = 1000
LEVELS = 4
"""Drawn weights, and drawn tables, of the full factorial."""
LARGEST = 20_000
"""Settings of the full factorial beyond which fewer levels are taken."""


@dataclass(frozen=True, slots=True)
class UnitUncertainty:
    """The ranks of one unit over all draws; quantiles of type 7."""

    code: str
    name: str
    rank: int
    mean: float
    median: float
    low: float
    """5 %."""
    high: float
    """95 %."""
    first: float
    """The share of draws in which it is first."""
    top: float
    """The share of draws in which it is among the first `top_k`."""


@dataclass(frozen=True, slots=True)
class FactorShare:
    """How much of the movement of ranks a factor explains.

    `variance` is its share of the variance of ranks in a full factorial, None where that was
    too large. `first` and `total` are Sobol' indices of the mean absolute rank change, with
    their standard errors; None where nothing changes.
    """

    name: str
    variance: float | None
    first: float | None
    first_error: float | None
    total: float | None
    total_error: float | None


@dataclass(frozen=True, slots=True)
class UncertaintyView:
    """Every unit in the order of the ranking, and every factor.

    `left_out` says which choices these data do not allow. `evaluations` counts the settings
    behind the Sobol' indices, `settings` those of the factorial.
    """

    units: tuple[UnitUncertainty, ...]
    factors: tuple[FactorShare, ...]
    interaction: float | None
    top_k: int
    mean_change: float
    left_out: tuple[str, ...]
    evaluations: int
    settings: int
    terms: Terms


def usual_factors(study: Study) -> tuple[str, ...]:
    """What varies where nothing else is asked for: all that can make a difference here."""
    choices, leaves = study.prepared.choices, study.pack.index.tree.leaves
    treats = choices.names("treat", leaves) != {NONE}
    imputes = choices.names("impute", leaves) != {NONE}
    missing = bool(np.isnan(study.pack.index.data).any())
    return (
        "weights",
        *(["impute"] if missing or imputes else []),
        *(["treat"] if treats else []),
        "normalise",
        "aggregate",
        *(["indicators"] if len(leaves) > 1 else []),
        *(["data"] if study.pack.has_ensemble else []),
    )


def build_uncertainty(
    study: Study,
    over: Over,
    *,
    varied: Collection[str] | None = None,
    around: Around | None = None,
    draws: int | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
) -> UncertaintyView:
    """Vary everything at once, and tell what moves ranks most.

    Args:
        study: the pack at some weights.
        over: whose weights vary.
        varied: names of `FACTORS`; None takes `usual_factors`.
        around: how the weights vary; None: each by a quarter of itself.
        draws: random settings; None: a thousand.
        seed: of the draws.
        progress: told of every part of the work; returning False stops.

    Raises:
        AnalysisError: an unknown factor, or one that the pack has nothing for, or nobody has a
            score.
        Stopped: `progress` returned False.
    """
    wanted = usual_factors(study) if varied is None else tuple(varied)
    _check(study, wanted)
    count = draws or DRAWS
    places = scored(study)
    sizes.check("uncertainty", len(places), sizes.UNCERTAINTY)
    leaves = len(study.pack.index.tree.leaves)
    sizes.check_weights("uncertainty", leaves, len(places), sizes.SWEPT)
    found = pipelines(study, places, wanted)
    varying = _varying(study, over, wanted, found, around)
    if not varying.factors:
        raise AnalysisError("nothing varies: these data allow no other choice; name more factors")
    intervals = rank_intervals(varying, count, seed, progress=progress)
    shares = _factorial(varying, seed, progress)
    indices = sobol(varying, max(64, count // (len(varying.factors) + 2)), seed, progress)
    order = np.argsort(intervals.nominal, kind="stable").tolist()
    codes, names = study.pack.index.codes, study.pack.index.names
    units = tuple(
        UnitUncertainty(
            code=codes[places[unit]],
            name=names[places[unit]],
            rank=int(intervals.nominal[unit]),
            mean=float(intervals.mean[unit]),
            median=float(intervals.median[unit]),
            low=float(intervals.low[unit]),
            high=float(intervals.high[unit]),
            first=float(intervals.first[unit]),
            top=float(intervals.top[unit]),
        )
        for unit in order
    )
    by_name = {} if shares is None else dict(zip(shares.factors, shares.overall, strict=True))
    factors = tuple(
        FactorShare(
            name,
            float(by_name[name]) if name in by_name else None,
            *(_known(part[k]) for part in (indices.first, indices.first_error)),
            *(_known(part[k]) for part in (indices.total, indices.total_error)),
        )
        for k, name in enumerate(indices.factors)
    )
    return UncertaintyView(
        units=units,
        factors=factors,
        interaction=None if shares is None else shares.interaction,
        top_k=intervals.top_k,
        mean_change=indices.mean,
        left_out=found.left_out,
        evaluations=indices.evaluations,
        settings=0 if shares is None else shares.settings,
        terms=_terms(study, over, varying, found, around, draws=count, seed=seed),
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _check(study: Study, wanted: tuple[str, ...]) -> None:
    for name in wanted:
        if name not in FACTORS:
            raise AnalysisError(f"there is no factor {name!r}; choose among {', '.join(FACTORS)}")
    if "data" in wanted and not study.pack.has_ensemble:
        raise AnalysisError("data cannot vary: the pack has no ensemble of tables")


def _varying(
    study: Study,
    over: Over,
    wanted: tuple[str, ...],
    found: Pipelines,
    around: Around | None,
) -> Varying:
    tree = study.pack.index.tree
    effective = study.weights.effective(tree)
    leaves = np.array([effective[leaf.code] for leaf in tree.leaves])
    parents = {node.code: number for number, node in enumerate(tree.nodes)}
    raw = study.pack.raw_tables if "data" in wanted else None
    tables = 0 if raw is None else len(raw)
    positive = tuple(np.flatnonzero(leaves > 0).tolist())
    return Varying(
        prepare=found,
        weights=leaves / leaves.sum(),
        choices=found.choices,
        draw=_drawer(study, over, leaves, around) if "weights" in wanted else None,
        droppable=positive if "indicators" in wanted and len(positive) > 1 else (),
        families=[parents[leaf.parent or leaf.code] for leaf in tree.leaves],
        tables=tables,
    )


def _drawer(
    study: Study, over: Over, leaves: FloatArray, around: Around | None
) -> Callable[[int, int], Draws]:
    """Draws of the parts' weights (or the indicators'), as weights of the indicators."""
    tree = study.pack.index.tree
    nodes = branches(tree) if over is Over.PARTS else tree.leaves
    inside = _inside(tree, tuple(node.code for node in nodes), leaves)
    now = inside.astype(bool) @ leaves
    now = now / now.sum()
    region = _region(study, over, now, around)

    def draw(count: int, seed: int) -> Draws:
        if around is None:
            base = noise_draws(now, NOISE, count, seed)
        elif around.share is not None:
            base = box_draws(now, around.share, count, seed)
        else:
            base = dirichlet_draws(now, NEAR, count, seed)
        if region is not None:
            within = around is not None and around.share is not None
            base = region.draws(count, seed) if within else region.some_of(base)
        return Draws(
            base.label, count, seed, lambda random, size: base.generate(random, size) @ inside
        )

    return draw


def _region(
    study: Study, over: Over, now: FloatArray, around: Around | None = None
) -> Region | None:
    """The weights at which what is stated holds, over all components; None without statements.

    Args:
        study: the pack at some weights.
        over: whose weights vary.
        now: their m shares of 1.
        around: how they vary.
    """
    rests = basis(study, over)
    found = region_of(rests)
    if found is None or len(rests.nodes) == 1:  # a weight that is alone does not vary
        return None
    tree = study.pack.index.tree
    codes = [node.code for node in (branches(tree) if over is Over.PARTS else tree.leaves)]
    # Those that tell nobody apart are none of the basis, and decide nothing.
    rows = np.zeros((len(found.asked.rows), len(codes)))
    rows[:, [codes.index(code) for code in rests.codes]] = found.asked.rows
    allowed = limits(now, within=None if around is None else around.share)
    return replace(found, asked=replace(found.asked, rows=rows, allowed=allowed))


def _inside(tree: Tree, parts: tuple[str, ...], leaves: FloatArray) -> FloatArray:
    """What each indicator weighs inside each part, parts × indicators, rows of sum 1."""
    codes = [leaf.code for leaf in tree.leaves]
    inside = np.zeros((len(parts), len(codes)))
    for row, part in enumerate(parts):
        under = {node.code for node in tree.descendants(part)} | {part}
        belongs = np.array([code in under for code in codes])
        weights = np.where(belongs, leaves, 0.0)
        inside[row] = weights if weights.sum() > 0 else belongs
        inside[row] /= inside[row].sum()
    return inside


def _factorial(varying: Varying, seed: int, progress: Progress | None) -> VarianceShares | None:
    """The full factorial, with as many levels as keep it small; None where none does."""
    size = 1.0 + len(varying.droppable)
    for choice in varying.choices:
        size *= len(choice.options)
    for levels in range(LEVELS, 1, -1):
        weights = levels if varying.draw is not None else 1
        tables = levels if varying.tables else 1
        if size * weights * tables <= LARGEST:
            return variance_shares(varying, levels, seed, progress)
    return None


def _terms(
    study: Study,
    over: Over,
    varying: Varying,
    found: Pipelines,
    around: Around | None,
    *,
    draws: int,
    seed: int,
) -> Terms:
    """Everything that varied, with its options, and everything that did not."""
    how = f"each by up to {100 * NOISE:g} % of itself" if around is None else around.text
    said = {"weights": f"weights of the {over.value}, {how}", "data": "data"}
    for choice in found.choices:
        said[choice.name] = f"{choice.name} ({', '.join(choice.options)})"
    said["dropped indicator"] = "one indicator dropped, or none"
    ensemble = varying.tables or None
    stated = unused_by(study)
    kept = bool(stated) and varying.draw is not None
    return Terms(
        over=over.value,
        varied=tuple(said[name] for name in varying.factors),
        held=(*varying.held, *([f"what is stated ({'; '.join(stated)})"] if kept else [])),
        sampled=True,
        why_sampled="several choices vary at once",
        draws=draws,
        seed=seed,
        tables=ensemble,
        unused=() if kept else stated,
    )
