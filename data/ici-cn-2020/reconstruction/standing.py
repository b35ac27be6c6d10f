"""How the table that is shown stands in the ensemble: what it has to keep to, and how far it is off.

A yardstick is made of the ensemble once; tables are laid on it, one or many at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reconstruction import model
from reconstruction.tables import M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

OUTER, INNER = (0.05, 0.95), (0.35, 0.65)
"""Quantiles of the ensemble: for everything that is printed with a range, and for the scores."""
WEIGHTINGS, SEED = 1000, 2020
NODES = (*model.INDICATORS, "Breadth", "Agility", *model.PILLARS, "ICI")
"""The nodes with values of their own."""
PAIRS = np.triu_indices(M, 1)


def _shares() -> Floats:
    """What each indicator weighs in each node: nodes × indicators."""
    rows = [*np.eye(M)]
    rows += [
        np.array([name in model.MEASURES[node] for name in model.INDICATORS]) / 2
        for node in ("Breadth", "Agility")
    ]
    rows += [np.array(s) / n for s, n in zip(model.PILLAR_SUMS, model.PILLAR_SIZES, strict=True)]
    return np.stack([*rows, np.array(model.WEIGHTS) / sum(model.WEIGHTS)])


SHARES = _shares()
PILLARS = SHARES[len(NODES) - 5 : len(NODES) - 1]


def _weightings() -> tuple[Floats, Floats]:
    """Weights of the indicators: equal pillars and seeded ones of the pillars; and of themselves."""
    random = np.random.default_rng(SEED)
    pillars = np.concatenate([np.full((1, 4), 0.25), random.dirichlet(np.ones(4), WEIGHTINGS)])
    return pillars @ PILLARS, random.dirichlet(np.ones(M), WEIGHTINGS)


COARSE, FINE = _weightings()


def _minmax(points: Floats) -> Floats:
    low, high = points.min(axis=1, keepdims=True), points.max(axis=1, keepdims=True)
    return 100 * (points - low) / np.where(high > low, high - low, 1)


def _zscore(points: Floats) -> Floats:
    spread = points.std(axis=1, keepdims=True, ddof=1)
    return (points - points.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1)


VIEWS = {
    "value": (lambda points: points, SHARES),
    "min-max": (_minmax, SHARES),
    "z-score": (_zscore, SHARES),
    "weighting": (lambda points: points, COARSE),
    "fine weighting": (lambda points: points, FINE),
}
"""What can be shown: how values are normalised, and the weights of what is printed."""


def correlations(points: Floats) -> Floats:
    """Pearson's correlations of all pairs of indicators: tables × pairs; 0 for a constant."""
    away = points - points.mean(axis=1, keepdims=True)
    size = np.sqrt((away**2).sum(axis=1))
    scaled = away / np.where(size > 0, size, 1)[:, None]
    found: Floats = np.einsum("kui,kuj->kij", scaled, scaled)[:, PAIRS[0], PAIRS[1]]
    return found


class Range(NamedTuple):
    """Two quantiles of the ensemble, of one thing for each unit or pair."""

    low: Floats
    high: Floats

    def off(self, found: Floats, spread: Floats, slack: float = 0.0) -> Floats:
        """How far outside, in spreads; `slack` of a spread inside counts as outside already."""
        inner = np.minimum(slack * spread, (self.high - self.low) / 2)
        away = np.maximum(self.low + inner - found, found - self.high + inner)
        return np.maximum(away, 0.0) / np.where(spread > 0, spread, 1.0)


class Yardstick:
    """The ensemble's quantiles, leaders and correlations.

    Args:
        ensemble: Tables in tenths, tables × n × m.
    """

    def __init__(self, ensemble: Ints) -> None:
        points = ensemble / 10.0
        self.outer: dict[str, Range] = {}
        for name, (normalise, weights) in VIEWS.items():
            values = normalise(points) @ weights.T
            self.outer[name] = Range(*_quantiles(values, OUTER))
            if name == "value":
                self.inner = Range(*_quantiles(values[:, :, -5:], INNER))
                self.middle = np.median(values, axis=0)
        self.correlations = Range(*_quantiles(correlations(points), OUTER))
        self.led = (ensemble == model.FULL).mean(axis=0)
        self.leaders = self.led.argmax(axis=0)

    def misses(self, tables: Ints, slack: float = 0.0) -> dict[str, Floats]:
        """How far each table is off, by what is asked for: tables × things, 0 where it holds."""
        points = tables / 10.0
        found = {}
        for name, (normalise, weights) in VIEWS.items():
            values, outer = normalise(points) @ weights.T, self.outer[name]
            off = outer.off(values, outer.high - outer.low, slack)
            found[name] = off.reshape(len(tables), -1)
            if name == "value":
                spread = (outer.high - outer.low)[:, -5:]
                off = self.inner.off(values[:, :, -5:], spread, slack)
                found["middle"] = off.reshape(len(tables), -1)
        spread = self.correlations.high - self.correlations.low
        found["correlation"] = self.correlations.off(correlations(points), spread, slack)
        others = np.arange(N)[:, None] != self.leaders
        wrong = ((tables == model.FULL) & others).any(axis=1)
        found["leader"] = (
            np.maximum(wrong, tables[:, self.leaders, np.arange(M)] < model.FULL) * 1.0
        )
        return found


def _quantiles(values: Floats, shares: tuple[float, float]) -> Floats:
    return np.quantile(values, shares, axis=0)


def missed(yardstick: Yardstick, table: Ints) -> list[str]:
    """What a table does not keep to, one line each."""
    lines = []
    points = table[None] / 10.0
    for name, off in yardstick.misses(table[None]).items():
        for place in np.flatnonzero(off[0] > 1e-9).tolist():
            if name == "leader":
                led = yardstick.led[:, place]
                most = model.UNITS[yardstick.leaders[place]]
                own = ", ".join(
                    u for u, v in zip(model.UNITS, table[:, place], strict=True) if v == model.FULL
                )
                lines.append(
                    f"leader of {model.INDICATORS[place]}: {own}; {most} leads in {led.max():.0%} of the tables"
                )
            elif name == "correlation":
                one, other = (model.INDICATORS[side[place]] for side in PAIRS)
                own = correlations(points)[0, place]
                low, high = (side[place] for side in yardstick.correlations)
                lines.append(
                    f"correlation of {one} and {other}: {own:.2f}, range {low:.2f} to {high:.2f}"
                )
            else:
                lines.append(_range_line(yardstick, name, points, place))
    return lines


def _range_line(yardstick: Yardstick, name: str, points: Floats, place: int) -> str:
    view = "value" if name == "middle" else name
    normalise, weights = VIEWS[view]
    values, limits = (normalise(points) @ weights.T)[0], yardstick.outer[view]
    if name == "middle":
        values, limits = values[:, -5:], yardstick.inner
    unit, thing = divmod(place, values.shape[1])
    own, low, high = values[unit, thing], limits.low[unit, thing], limits.high[unit, thing]
    within = f"{own:.4g} is outside {low:.4g} to {high:.4g}"
    if view in ("weighting", "fine weighting"):
        return f"{view} of {model.UNITS[unit]}, number {thing}: {within}"
    node = NODES[thing + (len(NODES) - 5) * (name == "middle")]
    return f"{name} of {model.UNITS[unit]}, {node}: {within}"
