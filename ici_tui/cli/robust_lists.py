"""Answers with a record per unit or per component: what JSON and CSV hold of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.robust_records import terms_record

if TYPE_CHECKING:
    from ici_tui.cli.robust_records import Record
    from ici_tui.views.robust.acceptability import AcceptabilityView
    from ici_tui.views.robust.clusters import ClustersView
    from ici_tui.views.robust.leave_one_out import LeaveOneOutView
    from ici_tui.views.robust.ranks import RanksView
    from ici_tui.views.robust.uncertainty import UncertaintyView


def acceptability_records(view: AcceptabilityView) -> list[Record]:
    """A record per unit."""
    terms = terms_record(view.terms)
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "rank": unit.rank,
            "expected_rank": unit.expected_rank,
            "expected_exact": unit.expected_exact,
            "shares": unit.shares.tolist(),
            "first_exact": unit.first_exact,
            "central": unit.central,
            "holds_in": unit.holds_in,
            "expected_low": unit.expected_low,
            "expected_high": unit.expected_high,
            "shares_over_tables": None
            if unit.shares_over_tables is None
            else unit.shares_over_tables.tolist(),
            **terms,
        }
        for unit in view.units
    ]


def acceptability_rows(view: AcceptabilityView) -> list[Record]:
    """A row per unit, a column per rank."""
    rows = []
    for unit in view.units:
        row: Record = {
            "code": unit.code,
            "name": unit.name,
            "rank": unit.rank,
            "expected_rank": unit.expected_rank,
            "expected_exact": unit.expected_exact,
            "first_exact": unit.first_exact,
            "holds_in": unit.holds_in,
            "expected_low": unit.expected_low,
            "expected_high": unit.expected_high,
        }
        row |= {f"rank_{place}": share for place, share in enumerate(unit.shares.tolist(), start=1)}
        rows.append(row)
    return rows


def ranks_records(view: RanksView) -> list[Record]:
    """A record per unit that was asked about."""
    terms = terms_record(view.terms)
    return [
        {
            "code": unit.code,
            "name": unit.name,
            "rank": unit.rank,
            "best": unit.best,
            "worst": unit.worst,
            "weights_best": unit.weights_best,
            "weights_worst": unit.weights_worst,
            "best_exact": unit.best_exact,
            "worst_exact": unit.worst_exact,
            "best_at_least": unit.best_proved,
            "worst_at_most": unit.worst_proved,
            "best_holds_in": unit.best_holds_in,
            "worst_holds_in": unit.worst_holds_in,
            "low": unit.low,
            "high": unit.high,
            **terms,
        }
        for unit in view.units
    ]


def uncertainty_record(view: UncertaintyView) -> Record:
    """Units and factors."""
    return {
        "units": [
            {
                "code": unit.code,
                "name": unit.name,
                "rank": unit.rank,
                "mean": unit.mean,
                "median": unit.median,
                "low": unit.low,
                "high": unit.high,
                "first": unit.first,
                "top": unit.top,
            }
            for unit in view.units
        ],
        "factors": [
            {
                "name": factor.name,
                "variance": factor.variance,
                "first": factor.first,
                "first_error": factor.first_error,
                "total": factor.total,
                "total_error": factor.total_error,
            }
            for factor in view.factors
        ],
        "interaction": view.interaction,
        "top_k": view.top_k,
        "mean_change": view.mean_change,
        "left_out": list(view.left_out),
        "evaluations": view.evaluations,
        "settings": view.settings,
        **terms_record(view.terms),
    }


def uncertainty_rows(view: UncertaintyView) -> list[Record]:
    """A row per unit; the factors are in JSON."""
    record = uncertainty_record(view)["units"]
    assert isinstance(record, list)  # noqa: S101
    return record


def leave_one_out_records(view: LeaveOneOutView) -> list[Record]:
    """A record per part and per indicator."""
    terms = terms_record(view.terms)
    return [
        {
            "code": node.code,
            "name": node.name,
            "part": node.part,
            "weight": node.weight,
            "leaders": list(node.leaders),
            "mean_change": node.mean_change,
            "largest_change": node.largest_change,
            "moved": [
                {"code": unit.code, "rank": unit.rank, "without": unit.without}
                for unit in node.moved
            ],
            "holds_in": node.holds_in,
            "mean_low": node.mean_low,
            "mean_high": node.mean_high,
            **terms,
        }
        for node in view.nodes
    ]


def leave_one_out_rows(view: LeaveOneOutView) -> list[Record]:
    """A row per part and per indicator."""
    return [
        {
            "code": node.code,
            "name": node.name,
            "part": node.part,
            "weight": node.weight,
            "leaders": " ".join(node.leaders),
            "mean_change": node.mean_change,
            "largest_change": node.largest_change,
            "moved": " ".join(f"{m.code}:{m.rank}>{m.without}" for m in node.moved),
            "holds_in": node.holds_in,
            "mean_low": node.mean_low,
            "mean_high": node.mean_high,
        }
        for node in view.nodes
    ]


def clusters_records(view: ClustersView) -> list[Record]:
    """A record per clustering."""
    terms = terms_record(view.terms)
    return [
        {
            "on": found.on,
            "count": found.count,
            "clusters": [
                [member.code for member in found.members if member.cluster == number]
                for number in range(1, found.count + 1)
            ],
            "adjusted_rand": found.adjusted_rand,
            "neighbours": {
                member.code: [
                    {"code": near.code, "distance": near.distance} for near in member.neighbours
                ]
                for member in found.members
            },
            "holds_in": found.holds_in,
            "agreement": found.agreement,
            "tables_used": found.tables_used,
            "missing": list(view.missing),
            **terms,
        }
        for found in view.clusterings
    ]


def clusters_rows(view: ClustersView) -> list[Record]:
    """A row per unit and clustering."""
    return [
        {
            "on": found.on,
            "code": member.code,
            "name": member.name,
            "rank": member.rank,
            "cluster": member.cluster,
            "neighbours": " ".join(near.code for near in member.neighbours),
        }
        for found in view.clusterings
        for member in found.members
    ]
