"""Views as records for JSON and CSV: stable names, weights as shares of 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.views.missing_data import present_note, unit_notes
from ici_tui.views.ranking import parts_of, rank_in_groups, shown

if TYPE_CHECKING:
    from ici_tui.views.numbers import Shown
    from ici_tui.views.ranking import Ranking
    from ici_tui.views.study import Study


def rank_records(ranking: Ranking, study: Study) -> list[dict[str, object]]:
    """The ranking, as `rank --format json` gives it."""
    found: list[dict[str, object]] = []
    for row in ranking.rows:
        published = study.pack.reported(row.code, ranking.node, "score")
        chance = ranking.beats_next(row.place)
        found.append(
            {
                "rank": row.rank,
                "code": row.code,
                "name": row.name,
                "score": row.score.value,
                "score_status": row.score.status or None,
                "score_low": row.score.low,
                "score_high": row.score.high,
                "delta": row.delta,
                "pillars": {part.code: part.score.value for part in row.parts},
                "groups": row.groups,
                "reported_rank": row.reported_rank,
                "reported_score": published.value if published else None,
                "rank_low": row.rank_low if row.rank else None,
                "rank_high": row.rank_high if row.rank else None,
                "beats_next": None if chance is None else chance.share,
            }
        )
    return found


def rank_rows(records: list[dict[str, object]], study: Study) -> list[dict[str, object]]:
    """The ranking as flat rows: nodes and groups are columns of their own."""
    return [_known(_flat(record), study) for record in records]


def city_row(record: dict[str, object], study: Study) -> dict[str, object]:
    """A unit as one flat row: what it is, its ranks, and its pillars with what is known of them."""
    lists = ("pillars", "indicators", "figures", "profile")
    row = _flat({key: value for key, value in record.items() if key not in lists})
    pillars = record["pillars"]
    for pillar in pillars if isinstance(pillars, list) else ():
        code = pillar["code"]
        row[code] = pillar["score"]
        for key in ("rank", "weight", "status", "low", "high"):
            if study.pack.cells is not None or key in {"rank", "weight"}:
                row[f"{code}_{key}"] = pillar[key]
    return _known(row, study)


def _flat(record: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            # A node or a group may be called as a field of every record is.
            found |= {
                f"{key}_{name}" if key == "rank_in" or name in record else name: inner
                for name, inner in value.items()
            }
        else:
            found[key] = value
    return found


def _known(row: dict[str, object], study: Study) -> dict[str, object]:
    """The row without columns of statuses where the pack says nothing of its values."""
    unknown: set[str] = set()
    if study.pack.cells is None:
        unknown |= {"score_status", "score_low", "score_high"}
        if not study.pack.has_ensemble:
            unknown |= {"rank_low", "rank_high"}
    return {key: value for key, value in row.items() if key not in unknown}


def score_records(study: Study, *, notes: bool = False) -> list[dict[str, object]]:
    """Every unit that was not screened out, by code: aggregates at full precision, then ranks.

    With `notes` each record ends with a list: indicators present, what is missing and why, what
    was imputed or winsorised.
    """
    index, scores, kept = study.pack.index, study.scores, study.prepared.kept
    aggregates = [node.code for node in index.tree.aggregates]
    found = []
    codes = list(index.codes)
    for place in sorted(range(index.size), key=lambda k: codes[k]):
        if not kept[place]:
            continue
        record: dict[str, object] = {"code": codes[place]}
        for code in aggregates:
            value = float(scores.of(code)[place])
            record[code] = None if value != value else value  # noqa: PLR0124 - NaN alone differs
        for code in aggregates:
            record[f"rank_{code}"] = scores.rank_at(code, place) or None
        if notes:
            record["notes"] = [present_note(study, place), *unit_notes(study, place)]
        found.append(record)
    return found


def _ranges(value: Shown) -> dict[str, object]:
    return {"low": value.low, "high": value.high, "min": value.min, "max": value.max}


def city_record(study: Study, place: int) -> dict[str, object]:
    """One unit, as `city --format json` gives it."""
    index, pack = study.pack.index, study.pack
    code, root = index.codes[place], index.tree.root.code
    score = shown(study, place, root)
    profile, filled = pack.profiles.get(code), study.prepared.record.filled[place]
    return {
        "code": code,
        "name": index.names[place],
        "name_local": index.local_names[place],
        "groups": {c: group.labels[place] for c, group in index.groups.items()},
        "rank": study.scores.rank_at(root, place) or None,
        "score": score.value,
        "score_status": score.status or None,
        "score_low": score.low,
        "score_high": score.high,
        "rank_in": {c: rank for c, (rank, _) in rank_in_groups(study, place).items()},
        "pillars": [
            {
                "code": part.code, "name": part.name, "score": part.score.value, "rank": part.rank,
                "weight": part.weight, "status": part.score.status or None,
                "low": part.score.low, "high": part.score.high,
                "why_missing": study.why_missing(place, part.code) or None,
            }
            for part in parts_of(study, place, index.tree.pillars)
        ],
        "indicators": [
            {
                "code": part.code, "name": part.name, "value": part.score.value, **_ranges(part.score),
                "status": part.score.status or None, "source": list(part.score.source), "rank": part.rank,
                "imputed": bool(filled[leaf]), "why_missing": study.why_missing(place, part.code) or None,
            }
            for leaf, part in enumerate(parts_of(study, place, index.tree.leaves))
        ],
        "figures": [
            {"name": f.name, "value": f.value, "unit": f.unit_of_value, "year": f.year, "source": f.source}
            for f in pack.figures
            if f.unit == code
        ],
        "profile": None
        if profile is None
        else {
            "summary": profile.summary,
            "ai": profile.ai,
            "industries": list(profile.industries),
            "firms": [{"name": firm.name, "text": firm.text} for firm in profile.firms],
        },
    }  # fmt: skip
