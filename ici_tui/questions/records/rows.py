"""Records as flat rows for CSV and TSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.questions.fields import STATUS

if TYPE_CHECKING:
    from ici_tui.views.study import Study


def rank_rows(records: list[dict[str, object]], study: Study) -> list[dict[str, object]]:
    """The ranking as flat rows: nodes and groups are columns of their own, then statuses."""
    return [_ordered(_known(_flat(record), study)) for record in records]


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
        if isinstance(value, dict) and key.endswith(STATUS):
            found |= {f"{name}{STATUS}": inner for name, inner in value.items()}
        elif isinstance(value, dict):
            # A node or a group may be called as a field of every record is.
            found |= {
                f"{key}_{name}" if key == "rank_in" or name in record else name: inner
                for name, inner in value.items()
            }
        else:
            found[key] = value
    return found


def _ordered(row: dict[str, object]) -> dict[str, object]:
    """The row with what is known of its values after them all, but for the score's own."""
    last = [key for key in row if key.endswith(STATUS) and key != "score_status"]
    return {key: row[key] for key in row if key not in last} | {key: row[key] for key in last}


def _known(row: dict[str, object], study: Study) -> dict[str, object]:
    """The row without columns of statuses where the pack says nothing of its values."""
    unknown: set[str] = set()
    if study.pack.cells is None:
        unknown |= {"score_status", "score_low", "score_high"}
        if not study.pack.has_ensemble:
            unknown |= {"rank_low", "rank_high"}
    return {key: value for key, value in row.items() if key not in unknown}
