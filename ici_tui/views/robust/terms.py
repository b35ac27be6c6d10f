"""The terms of an answer: what was varied, what was held, how it was found."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.acceptability import TIE_RULE
from ici_tui.analysis.probability import NEAR
from ici_tui.analysis.sampling import box_draws, dirichlet_draws, uniform_draws
from ici_tui.views.frame import Over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.sampling import Draws
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.robust.region import Region
    from ici_tui.views.study import Study

DRAWS = 10_000
"""How many weights are drawn where nothing else is asked for."""
SLOW_DRAWS = 2_000
"""The same where every draw has to run the pipeline."""
SEED = 1
OWN_RANKS = f"{TIE_RULE}; a rank that only a tie would give is not counted"
"""The rule of the questions that ask for a rank, or a lead, over a whole range of weights."""


class Around(NamedTuple):
    """Which weights are looked at: all, near the present ones, or within some points of them."""

    within: float | None = None
    """Points of 100."""
    near: bool = False

    @property
    def share(self) -> float | None:
        """`within` as a share of 1."""
        return None if self.within is None else self.within / 100

    @property
    def text(self) -> str:
        """The same for people."""
        if self.within is not None:
            return f"by at most {self.within:g} points each"
        return "close around the present ones" if self.near else "over all possible values"


def text_of(arounds: Sequence[Around]) -> str:
    """Several ranges of weights for people: `by at most 2 or 5 points each, or over all …`."""
    within = [f"{around.within:g}" for around in arounds if around.within is not None]
    found = [around.text for around in arounds if around.within is None]
    if within:
        *before, last = within
        most = f"{', '.join(before)} or {last}" if before else last
        found.insert(0, f"by at most {most} points each")
    return ", or ".join(found)


class Sampling(NamedTuple):
    """How many draws, None for the usual number, and the seed."""

    draws: int | None = None
    seed: int = SEED

    def count(self, basis: Basis) -> int:
        """The number of draws for a basis."""
        return self.draws or (DRAWS if basis.sums is not None else SLOW_DRAWS)


class Terms(NamedTuple):
    """What stands beside every answer.

    `sampled` is set where an exact method does not apply, and `why_sampled` says why. `draws`
    and `seed` are those of whatever was sampled, None where nothing was. `tables` is the number
    of admissible tables that the answer was held against, None without an ensemble. `unused` is
    what is stated, where the answer does without it.
    """

    over: str
    varied: tuple[str, ...]
    held: tuple[str, ...]
    sampled: bool = False
    why_sampled: str = ""
    draws: int | None = None
    seed: int | None = None
    tables: int | None = None
    tie_rule: str = TIE_RULE
    unused: tuple[str, ...] = ()
    rests_on: str = ""
    """The units, where they are not all that have a score."""
    ranked_among: str = ""
    """Those among which ranks are told, where that is not the ranking of all."""

    @property
    def sentence(self) -> str:
        """One paragraph for people."""
        parts = [f"Varied: {', '.join(self.varied)}.", f"Held fixed: {', '.join(self.held)}."]
        if self.rests_on:
            parts.append(f"Exact over {self.rests_on}.")
        if self.sampled:
            parts.append(f"Sampled, not exact: {self.why_sampled}.")
        if self.draws is not None:
            parts.append(f"{counted(self.draws)} draws, seed {self.seed}.")
        if self.tables is not None:
            parts.append(f"{counted(self.tables)} admissible tables.")
        if self.unused:
            parts.append(f"Not used here: what is stated ({'; '.join(self.unused)}).")
        return " ".join([*parts, f"Ties: {self.tie_rule}."])


def unused_by(study: Study) -> tuple[str, ...]:
    """What is stated and in force, for the terms of an answer that does without it."""
    from ici_tui.views.robust.region import told_of

    stated = study.stated
    return () if stated is None else tuple(told_of(study, one) for one in stated.statements)


def counted(number: int) -> str:
    """A whole number with its thousands set apart: 10,000."""
    return f"{number:,}"


def terms_of(
    basis: Basis,
    varied: str,
    *,
    sampling: Sampling | None = None,
    tables_varied: bool = False,
    held: tuple[str, ...] = (),
    tie_rule: str = TIE_RULE,
    region: Region | None = None,
    why_region: str = "",
    about_statements: bool = False,
) -> Terms:
    """The terms of a question about weights.

    Args:
        basis: what the answer rests on.
        varied: how the weights move, as in `over all possible values`.
        sampling: where draws were made.
        tables_varied: the tables of the ensemble were drawn too.
        held: what else was held.
        tie_rule: what ties count for.
        region: the weights that statements leave, where only those are looked at.
        why_region: why the answer over them is sampled; empty where it is exact.
        about_statements: they are what the question is about.
    """
    count = len(basis.nodes)
    part = basis.over is Over.PARTS
    word = ("part" if part else "indicator") + ("" if count == 1 else "s")
    inner = ("weights inside the parts",) if part and basis.nodes[0].level > 1 else ()
    if basis.within:
        word = "sibling" if count == 1 else "siblings"
        inner = ("all other weights",)
    data = () if tables_varied else ("data",)
    stated = () if region is None else (f"what is stated ({region.told})",)
    if basis.tables is None and basis.study.pack.has_ensemble:
        data = ("this one table (the ensemble has no sums under this pipeline)",)
    return Terms(
        over="siblings" if basis.within else basis.over.value,
        varied=(
            f"the weights of {count} {word}{_level_for_all(basis)}, {varied}",
            *(["data"] if tables_varied else []),
        ),
        held=(*inner, "pipeline", *data, *stated, *held, *left_out_of(basis)),
        sampled=basis.sums is None or bool(region and why_region),
        why_sampled=basis.why_sampled or (why_region if region else ""),
        draws=None if sampling is None else sampling.count(basis),
        seed=None if sampling is None else sampling.seed,
        tables=basis.table_count,
        tie_rule=tie_rule,
        rests_on=basis.rests_on,
        ranked_among=basis.ranked_among,
        unused=() if about_statements or region is not None else unused_by(basis.study),
    )


def left_out_of(basis: Basis) -> tuple[str, ...]:
    """The components that are left out since nobody has them: those of several families."""
    silent = () if basis.sums is None else basis.sums.silent
    return tuple(f"{node.name} left out (it tells nobody apart)" for node in silent)


def _level_for_all(basis: Basis) -> str:
    """Names the components on which all are level, in brackets; empty without any."""
    sums = basis.sums
    if sums is None or sums.heard.all():
        return ""
    names = [node.name for node in compress(sums.nodes, ~sums.heard)]
    return f" ({' and '.join(names)} {'tells' if len(names) == 1 else 'tell'} nobody apart)"


def draws_of(
    basis: Basis, around: Around, sampling: Sampling, region: Region | None = None
) -> Draws:
    """Draws of weights around the present ones, or of those among them that statements leave.

    Args:
        basis: the components whose weights move.
        around: which weights; with a region, its own limits say how far they move.
        sampling: how many, and their seed.
        region: the weights that statements leave.

    Raises:
        AnalysisError: a range too odd to draw from.
    """
    count = sampling.count(basis)
    if region is not None and not around.near:
        return region.draws(count, sampling.seed)
    if region is not None:
        return region.some_of(dirichlet_draws(basis.weights, NEAR, count, sampling.seed))
    if around.share is not None:
        return box_draws(basis.weights, around.share, count, sampling.seed)
    if around.near:
        return dirichlet_draws(basis.weights, NEAR, count, sampling.seed)
    return uniform_draws(len(basis.weights), count, sampling.seed)


def three(values: FloatArray) -> tuple[float, float, float]:
    """The 5, 50 and 95 % quantiles (type 7) over the tables; values that occur if infinite."""
    if np.isinf(values).any():
        found = np.quantile(values, (0.05, 0.5, 0.95), method="inverted_cdf")
    else:
        found = np.quantile(values, (0.05, 0.5, 0.95))
    return float(found[0]), float(found[1]), float(found[2])
