"""The answers about robustness as stable records: what JSON holds, and the flat rows of CSV."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.robust.pair import Likely, PairView
    from ici_tui.views.robust.radius import RadiusView
    from ici_tui.views.robust.sweep import SweepView
    from ici_tui.views.robust.terms import Terms

Record = dict[str, object]


def terms_record(terms: Terms) -> Record:
    """What was varied and held, and how the answer was found."""
    return {
        "over": terms.over,
        "varied": list(terms.varied),
        "held": list(terms.held),
        "sampled": terms.sampled,
        "why_sampled": terms.why_sampled or None,
        "draws": terms.draws,
        "seed": terms.seed,
        "tables": terms.tables,
        "tie_rule": terms.tie_rule,
    }


def finite(value: float | None) -> float | None:
    """A number that JSON has; None where there is none, or no end to it."""
    return None if value is None or not math.isfinite(value) else value


def ends(low: str, found: tuple[float, float, float] | None) -> Record:
    """Quantiles over the tables as three fields."""
    names = (f"{low}_low", f"{low}_median", f"{low}_high")
    values = found if found is not None else (None, None, None)
    return {name: finite(value) for name, value in zip(names, values, strict=True)}


def sweep_record(view: SweepView) -> Record:
    """One weight's sweep."""
    across = view.across
    return {
        "weight": view.code,
        "name": view.name,
        "share": view.share,
        "order_interval": list(view.order_interval),
        "leader_interval": list(view.leader_interval),
        "crossings": [
            {
                "at": crossing.at,
                "up": crossing.up,
                "down": crossing.down,
                "holds_in": crossing.holds_in,
                "at_low": crossing.low,
                "at_high": crossing.high,
            }
            for crossing in view.crossings
        ],
        "crossings_in_all": view.crossings_in_all,
        "tied": [list(group) for group in view.tied],
        "order_holds_in": view.order_holds_in,
        "leader_holds_in": view.leader_holds_in,
        "across": None
        if across is None
        else {
            "share": across.share,
            "order_interval": list(across.order),
            "leader_interval": list(across.leader),
        },
        "stops": list(view.stops),
        "ranks": dict(zip(view.units, map(list, view.ranks), strict=True)),
        "rest_equal": view.rest_equal,
        "step": view.step,
        **terms_record(view.terms),
    }


def sweep_rows(view: SweepView) -> list[Record]:
    """A row per tipping point; one without a point where there is none."""
    fixed: Record = {
        "weight": view.code,
        "share": view.share,
        "order_low": view.order_interval[0],
        "order_high": view.order_interval[1],
        "leader_low": view.leader_interval[0],
        "leader_high": view.leader_interval[1],
    }
    rows: list[Record] = [
        {**fixed, "at": c.at, "up": c.up, "down": c.down, "holds_in": c.holds_in}
        for c in view.crossings
    ]
    return rows or [{**fixed, "at": None, "up": None, "down": None, "holds_in": None}]


def overtake_record(view: OvertakeView) -> Record:
    """What a unit would need."""
    across = view.across
    return {
        "x": view.x,
        "y": view.y,
        "to": None if view.wanted is None else f"rank:{view.wanted}",
        "possible": view.possible,
        "already": view.already,
        "norm": view.norm,
        "distance": finite(view.distance),
        "distance_at_least": finite(view.proved),
        "points_moved": finite(view.points_moved),
        "weights": view.weights,
        "weights_now": view.weights_now,
        "rank_x_now": view.rank_x_now,
        "rank_x": view.rank_x,
        "rank_y": view.rank_y,
        "certificate": view.certificate or None,
        "holds_in": view.holds_in,
        "now_in": None if across is None else across.now,
        "within": None if across is None else across.points,
        "within_holds_in": None if across is None else across.within,
        "possible_in": None if across is None else across.ever,
        **ends("points", None if across is None else across.quantiles),
        "locked": list(view.locked),
        **terms_record(view.terms),
    }


def flat(record: Record) -> Record:
    """A record without nesting: objects become columns, lists become texts."""
    found: Record = {}
    for key, value in record.items():
        if isinstance(value, dict):
            found |= {f"{key}_{name}": inner for name, inner in value.items()}
        elif isinstance(value, list):
            found[key] = " ".join(map(str, value))
        else:
            found[key] = value
    return found


def without_terms(record: Record) -> Record:
    """A record for rows: its terms are said on stderr."""
    left_out = {"varied", "held", "why_sampled", "tie_rule", "over", "draws", "seed", "tables"}
    return {key: value for key, value in record.items() if key not in left_out}


def _likely(name: str, likely: Likely | None) -> Record:
    if likely is None:
        return {name: None}
    return {
        name: likely.value,
        f"{name}_exact": likely.exact,
        f"{name}_low": likely.low,
        f"{name}_high": likely.high,
    }


def pair_record(view: PairView) -> Record:
    """Two units."""
    return {
        "x": view.x,
        "y": view.y,
        "rank_x": view.rank_x,
        "rank_y": view.rank_y,
        "score_x": view.score_x,
        "score_y": view.score_y,
        "gap": view.gap,
        "ratio": view.ratio,
        "scale": view.scale,
        "terms": [
            {"code": t.code, "contribution": t.contribution, "low": t.low, "high": t.high}
            for t in view.terms_of_gap
        ],
        **_likely("p_beats_uniform", view.p_beats_uniform),
        **_likely("p_beats_near", view.p_beats_near),
        **_likely("p_beats_within", view.p_beats_within),
        "within": view.within,
        "epsilon": view.epsilon,
        "points_to_swap": finite(view.points_to_swap),
        "holds_in": view.holds_in,
        "ahead_in": view.ahead,
        "tied_in": view.tied,
        "behind_in": view.behind,
        **ends("gap", view.gap_over_tables),
        **terms_record(view.terms),
    }


def pair_row(view: PairView) -> Record:
    """Two units in one row, a column per term of the gap."""
    record = without_terms(pair_record(view))
    record.pop("terms")
    return record | {f"contribution_{t.code}": t.contribution for t in view.terms_of_gap}


def radius_record(view: RadiusView) -> Record:
    """The stability radius."""
    return {
        "norm": view.norm,
        "distance": finite(view.distance),
        "points_moved": finite(view.points_moved),
        "distances": {norm: finite(value) for norm, value in view.distances.items()},
        "above": view.above,
        "below": view.below,
        "holds_in": view.holds_in,
        "within": view.within,
        "within_holds_in": view.within_holds_in,
        **ends("distance", view.over_tables),
        "tables_used": view.tables_used,
        "pairs": [
            {"above": p.above, "below": p.below, "epsilon": p.epsilon, "holds_in": p.holds_in}
            for p in view.pairs
        ],
        "tied": [list(group) for group in view.tied],
        **terms_record(view.terms),
    }


def radius_rows(view: RadiusView) -> list[Record]:
    """A row per pair of neighbours, with the radius beside it."""
    fixed: Record = {"norm": view.norm, "distance": finite(view.distance)}
    rows: list[Record] = [
        {
            **fixed,
            "above": p.above,
            "below": p.below,
            "binds": (p.above, p.below) == (view.above, view.below),
            "epsilon": p.epsilon,
            "holds_in": p.holds_in,
        }
        for p in view.pairs
    ]
    alone: Record = {"above": view.above, "below": view.below, "binds": view.above is not None}
    return rows or [{**fixed, **alone}]
