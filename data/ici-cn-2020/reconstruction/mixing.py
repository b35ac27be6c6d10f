"""How well chains have mixed: rank-normalised split R̂ and effective sample sizes.

Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and
localization: an improved R̂ for assessing convergence of MCMC", Bayesian Analysis 16 (2).
Draws are kept × chains × quantities throughout; a quantity that never changes has R̂ 1 and no
effective sample size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.lines import FORMS
from reconstruction.tables import M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


def halves(draws: Floats) -> Floats:
    """Every chain as two: its first and its second half."""
    half = len(draws) // 2
    return np.concatenate([draws[:half], draws[half : 2 * half]], axis=1)


def split_r_hat(draws: Floats) -> Floats:
    """Split R̂ per quantity."""
    split = halves(draws)
    length = len(split)
    within = split.var(axis=0, ddof=1).mean(axis=0)
    between = split.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.sqrt((within * (length - 1) / length + between) / within)
    result: Floats = np.where(within > 0, ratio, 1.0)
    return result


def normal_scores(draws: Floats) -> Floats:
    """Each quantity's draws replaced by the normal quantiles of their mean ranks."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    flat = draws.reshape(-1, draws.shape[2])
    ranks = rankdata(flat, axis=0)
    found: Floats = ndtri((ranks - 0.375) / (len(flat) + 0.25)).reshape(draws.shape)
    return found


def ranked_r_hat(draws: Floats) -> Floats:
    """The greater of the rank-normalised split R̂ of the draws and of the folded draws."""
    folded = np.abs(draws - np.median(draws, axis=(0, 1)))
    found: Floats = np.maximum(
        split_r_hat(normal_scores(draws)), split_r_hat(normal_scores(folded))
    )
    return found


def sample_size(draws: Floats) -> Floats:
    """Effective sample size of the means, by Geyer's initial monotone sequence; NaN if constant."""
    split = halves(draws)
    length, chains = split.shape[:2]
    centred = split - split.mean(axis=0)
    size = 1 << (2 * length - 1).bit_length()
    total = np.empty((length, split.shape[2]))
    for place in range(split.shape[2]):  # one quantity at a time keeps the memory small
        power = np.abs(np.fft.rfft(centred[:, :, place], size, axis=0)) ** 2
        total[:, place] = np.fft.irfft(power, size, axis=0)[:length].mean(axis=1) / length
    within = total[0] * length / (length - 1)
    pooled = within * (length - 1) / length + split.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = 1 - (within - total * length / (length - 1)) / pooled
    correlation[0] = 1
    pairs = correlation[0 : length - 1 : 2] + correlation[1:length:2]
    pairs = np.minimum.accumulate(np.where(np.logical_and.accumulate(pairs > 0), pairs, 0))
    time = np.maximum(2 * pairs.sum(axis=0) - 1, 1 / np.log10(length * chains))
    found: Floats = np.where(pooled > 0, length * chains / time, np.nan)
    return found


def quantile_gap(draws: Floats) -> Floats:
    """Per quantity, how far the halves of the chains differ in their 5, 50 or 95 % quantile.

    The chains come ordered by their starts, so that the halves have no start in common.
    """
    half = draws.shape[1] // 2
    one, other = (
        np.quantile(part, (0.05, 0.5, 0.95), axis=(0, 1))
        for part in (draws[:, :half], draws[:, half:])
    )
    found: Floats = np.abs(one - other).max(axis=0)
    return found


FURTHEST, FEWEST = 1.01, 1000
"""The split R̂ that is not to be exceeded, and the effective sample size that is not to be missed."""


def convergence(draws: Ints) -> dict[str, object]:
    """The worst figures over values, pillar scores and index scores, and those that stay short.

    Args:
        draws: Tables in tenths, kept × chains × n × m.
    """
    kept, chains = draws.shape[:2]
    values = np.einsum("fm,kcum->kcfu", FORMS, draws.astype(np.int64))
    groups = {
        "values": (model.INDICATORS, values[:, :, :M], np.ones(1)),
        "pillars": (
            model.PILLARS,
            values[:, :, M + 1 : M + 5],
            np.array(model.PILLAR_SIZES)[:, None],
        ),
        "index": (("ICI",), values[:, :, [M]], np.array([[sum(model.WEIGHTS)]])),
    }
    record: dict[str, object] = {}
    short: list[str] = []
    count = 0
    for name, (nodes, numbers, sizes) in groups.items():
        flat = (numbers / sizes).reshape(kept, chains, -1) / 10
        plain, ranked, size = split_r_hat(flat), ranked_r_hat(flat), sample_size(flat)
        record[f"r_hat_{name}"] = round(float(plain.max()), 4)
        record[f"ranked_r_hat_{name}"] = round(float(ranked.max()), 4)
        record[f"ess_{name}"] = int(np.nanmin(size))
        record[f"quantile_gap_{name}"] = round(float(quantile_gap(flat).max()), 2)
        worst = np.maximum(plain, ranked)
        count += int(np.isfinite(size).sum())
        for place in np.flatnonzero((worst > FURTHEST) | (size < FEWEST)).tolist():
            node, unit = divmod(place, N)
            short.append(
                f"{nodes[node]}({model.UNITS[unit]}): R-hat {worst[place]:.3f}, "
                f"effective {size[place]:.0f}"
            )
    return record | {"quantities": count, "short": short}
