"""Beside a sibling that nobody has: a weight typed on either side of what is told does what is told.

The second way is the ranking itself, computed anew at weights as people type them.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ici_tui import open_index
from ici_tui.packs.load import load_pack
from ici_tui.views.intervals import intervals
from ici_tui.views.study import Study
from tests.unit.robust_packs import written

if TYPE_CHECKING:
    from ici_tui.api.index import OpenIndex

VALUES = [
    (5, 45, 33, 9, 4), (5, 38, 29, 7, 8), (5, 60, 25, 12, 1), (5, 30, 44, 5, 7), (5, 50, 41, 6, 3),
    (5, 33, 38, 11, 6),
]  # fmt: skip
"""The first of A is the same for all: min-max leaves nothing of it."""
LACKING = (5, 41, "", 8, 5)
META = """iCode,iName,Type,Level,Parent,Direction,Weight
A1,A1,Indicator,1,A,1,{0}
A2,A2,Indicator,1,A,1,{1}
A3,A3,Indicator,1,A,1,{2}
A4,A4,Indicator,1,A,1,{3}
B,B,Indicator,1,BB,1,1
A,Part A,Aggregate,2,Index,1,60
BB,Part B,Aggregate,2,Index,1,40
Index,Index,Aggregate,3,,1,1
"""
FAMILY = ("A1", "A2", "A3", "A4")
BESIDE = 1e-3
"""Points past a place."""


def pack(folder: Path, weights: tuple[float, ...], *, gaps: bool) -> str:
    rows = [*VALUES, LACKING] if gaps else VALUES
    data = ["uCode,uName,A1,A2,A3,A4,B"]
    data += [f"U{k},U{k},{','.join(map(str, row))}" for k, row in enumerate(rows)]
    return str(written(folder, data, META.format(*weights).splitlines(), 'normalise = "minmax"\n'))


def flat_pack(folder: Path) -> str:
    data = ["uCode,uName,A1,A2,A3,A4"]
    data += [f"U{k},U{k},{','.join(map(str, row[:4]))}" for k, row in enumerate(VALUES)]
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight", "I,I,Aggregate,2,,1,1"]
    meta += [f"{code},{code},Indicator,1,I,1,1" for code in FAMILY]
    return str(written(folder, data, meta, 'normalise = "minmax"\n'))


def ranks_with(
    index: OpenIndex, now: tuple[float, ...], code: str, points: float
) -> dict[str, int]:
    """The ranks with one weight at some points, the others in proportion."""
    own = FAMILY.index(code)
    rest = sum(now) - now[own]
    others = [w / rest if rest else 1 / (len(now) - 1) for w in now]
    typed = [points if k == own else (100 - points) * w for k, w in enumerate(others)]
    told = ",".join(f"{c}={w:.9f}" for c, w in zip(FAMILY, typed, strict=True))
    return {row["code"]: row["rank"] for row in index.with_weights(told).rank().records}


WEIGHTS = [(1, 1, 1, 1), (40, 30, 20, 10), (10, 0, 60, 30), (0, 30, 30, 40)]
ALL_ON_ONE = (0, 0, 100, 0)


@pytest.mark.parametrize(
    ("weights", "gaps"),
    [(w, gaps) for w in WEIGHTS for gaps in (False, True)] + [(ALL_ON_ONE, False)],
)
@pytest.mark.parametrize("code", ["A2", "A3"])
def test_a_sweep_tells_points_as_they_are_typed(
    tmp_path: Path, weights: tuple[float, ...], code: str, gaps: bool
) -> None:
    folder = pack(tmp_path, weights, gaps=gaps)
    index = open_index(folder)
    (found,) = index.ask("robust sweep", weight=code, over="siblings").records
    assert not found["sampled"]
    assert found["share"] == pytest.approx(weights[FAMILY.index(code)] / sum(weights))
    for place, stop in enumerate(found["stops"][1:-1], 1):
        there = ranks_with(index, weights, code, 100 * stop)
        assert {unit: row[place] for unit, row in found["ranks"].items()} == there
    assert found["crossings"]
    for one in found["crossings"]:
        before, past = (
            ranks_with(index, weights, code, 100 * one["at"] + aside) for aside in (-BESIDE, BESIDE)
        )
        assert before[one["up"]] > before[one["down"]]
        assert past[one["up"]] < past[one["down"]]
    shown = intervals(Study.of(load_pack(Path(folder))), "A", 2).by_code[code]
    assert shown.order == pytest.approx([100 * end for end in found["order_interval"]])
    assert shown.leader == pytest.approx([100 * end for end in found["leader_interval"]])
    at = [one["at"] for one in found["crossings"]]
    low = max((a for a in at if a < found["share"]), default=0.0)
    high = min((a for a in at if a > found["share"]), default=1.0)
    assert found["order_interval"] == pytest.approx([low, high])


@pytest.mark.parametrize("gaps", [False, True], ids=["whole", "gaps"])
@pytest.mark.parametrize(
    ("code", "weights"), [("A2", (50, 50, 0, 0)), ("A1", (40, 30, 20, 10))],
    ids=["the only one that is heard", "one that nobody has"],
)  # fmt: skip
def test_where_one_alone_is_heard_no_weight_changes_the_order(
    tmp_path: Path, code: str, weights: tuple[float, ...], gaps: bool
) -> None:
    index = open_index(pack(tmp_path, weights, gaps=gaps))
    (found,) = index.ask("robust sweep", weight=code, over="siblings").records
    share = weights[FAMILY.index(code)] / 100
    assert found["share"] == pytest.approx(share)
    assert (found["order_interval"], found["crossings"]) == ([0, 1], [])
    now = {row["code"]: row["rank"] for row in index.rank().records}
    for points in (1, 30, 99):
        assert ranks_with(index, weights, code, points) == now
    assert {unit: set(row) for unit, row in found["ranks"].items()} == {
        unit: {rank} for unit, rank in now.items()
    }


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_weights_that_are_found_do_what_is_told_once_they_are_typed(
    tmp_path: Path, norm: str
) -> None:
    index = open_index(flat_pack(tmp_path))
    now = {row["code"]: row["rank"] for row in index.rank().records}
    first, *_, last = sorted(now, key=now.__getitem__)
    (found,) = index.ask("robust overtake", x=last, y=first, norm=norm).records
    assert found["possible"]
    assert not found["sampled"]
    told = ",".join(f"{code}={100 * w:.9f}" for code, w in found["weights"].items())
    there = {row["code"]: row["rank"] for row in index.with_weights(told).rank().records}
    assert there[last] < there[first]


def test_weights_are_told_as_they_are_typed_whatever_is_asked(tmp_path: Path) -> None:
    index = open_index(flat_pack(tmp_path))
    typed = {"A1": 0.25, "A2": 0.25, "A3": 0.25, "A4": 0.25}
    now = {row["code"]: row["rank"] for row in index.rank().records}
    first, second, *_ = sorted(now, key=now.__getitem__)
    (overtake,) = index.ask("robust overtake", x=second, y=first).records
    assert overtake["weights_now"] == pytest.approx(typed)
    assert overtake["weights"].keys() == typed.keys()
    (pair,) = index.ask("robust pair", x=first, y=second).records
    scores = {row["code"]: row["score"] for row in index.rank().records}
    assert pair["gap"] == pytest.approx(scores[first] - scores[second])


def test_whose_score_leaps_at_the_first_weight_is_not_told_of_as_if_it_did_not(
    tmp_path: Path,
) -> None:
    folder = pack(tmp_path, ALL_ON_ONE, gaps=True)
    (found,) = open_index(folder).ask("robust sweep", weight="A3", over="siblings").records
    assert len(found["ranks"]) == len(VALUES)
    assert found["rests_on"]
    shown = intervals(Study.of(load_pack(Path(folder))), "A", 2)
    assert (shown.by_code, bool(shown.why_not)) == ({}, True)


@pytest.mark.parametrize("aggregate", ["arithmetic", "median"])
def test_a_part_beside_one_that_nobody_has_cannot_be_left_out(
    tmp_path: Path, aggregate: str
) -> None:
    data = ["uCode,uName,A,B", "U0,U0,5,55", "U1,U1,5,20", "U2,U2,5,17"]
    meta = [
        "iCode,iName,Type,Level,Parent,Direction,Weight",
        "A,A,Indicator,1,I,1,1",
        "B,B,Indicator,1,I,1,1",
        "I,I,Aggregate,2,,1,1",
    ]
    pipeline = f'normalise = "minmax"\naggregate = "{aggregate}"\n'
    index = open_index(written(tmp_path, data, meta, pipeline))
    found = index.ask("robust leave-one-out").records
    # Without B nobody has a score: there is no such ranking, and nobody leads it.
    assert [(one["code"], one["leaders"]) for one in found] == [("A", ["U0"])]


def test_leave_one_out_says_which_indicators_its_weights_are_told_without(tmp_path: Path) -> None:
    index = open_index(pack(tmp_path, (1, 1, 1, 1), gaps=False))
    found = index.ask("robust leave-one-out").records
    assert "A1" not in {one["code"] for one in found}
    assert all(any("A1" in held for held in one["held"]) for one in found)


@pytest.mark.parametrize("over", ["parts", "indicators"])
@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_what_a_trace_of_weight_would_do_is_told_at_weights_that_can_be_typed(
    tmp_path: Path, over: str, norm: str
) -> None:
    # A median counts a value as soon as it weighs anything: it leaps beside a weight of 0.
    rows = [
        "U0,U0,,5,5,9,21", "U1,U1,46,5,5,41,47", "U2,U2,15,5,,44,58", "U3,U3,49,5,5,13,1",
        "U4,U4,,5,5,38,33",
    ]  # fmt: skip
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight", "I,I,Aggregate,2,,1,1"]
    given = [("A", 1, 0), ("B", 1, 1), ("C", -1, 0.5), ("D", -1, 1), ("E", 1, 0.5)]
    meta += [f"{code},{code},Indicator,1,I,{way},{points}" for code, way, points in given]
    pipeline = 'normalise = "zscore"\naggregate = "median"\n'
    index = open_index(written(tmp_path, ["uCode,uName,A,B,C,D,E", *rows], meta, pipeline))
    now = {row["code"]: row["rank"] for row in index.rank().records}
    order = sorted(now, key=now.__getitem__)
    reached = 0
    for ahead, behind in pairwise(order):
        (found,) = index.ask("robust overtake", x=behind, y=ahead, over=over, norm=norm).records
        if not found["possible"]:
            continue
        told = ",".join(f"{code}={100 * w:.3f}" for code, w in found["weights"].items())
        there = {row["code"]: row["rank"] for row in index.with_weights(told).rank().records}
        assert there[behind] < there[ahead]
        assert there[behind] == found["rank_x"]
        reached += 1
    assert reached


def test_a_weight_that_has_everything_is_swept_to_what_the_others_share(tmp_path: Path) -> None:
    index = open_index(pack(tmp_path, ALL_ON_ONE, gaps=False)).with_weights("A3=0,A2=100")
    whole = index.ask("robust sweep", weight="A2", over="siblings").records[0]["crossings"]
    # One more unit, which lacks a part that is held: its score is a mean of what it has.
    data = ["uCode,uName,A1,A2,A3,A4,B"]
    data += [f"U{k},U{k},{','.join(map(str, row))}" for k, row in enumerate(VALUES)]
    meta = META.format(*ALL_ON_ONE).splitlines()
    folder = written(tmp_path / "gaps", [*data, "U9,U9,5,41,40,8,"], meta, 'normalise = "minmax"\n')
    index = open_index(folder).with_weights("A3=0,A2=100")
    (found,) = index.ask("robust sweep", weight="A2", over="siblings").records
    assert (found["share"], found["sampled"], found["rest_equal"]) == (1, False, True)
    inside = [(one["up"], one["down"]) for one in found["crossings"]]
    assert whole
    assert {(one["up"], one["down"]) for one in whole} <= set(inside)
    for place, stop in enumerate(found["stops"][1:-1], 1):
        there = ranks_with(index, (0, 100, 0, 0), "A2", 100 * stop)
        assert {unit: row[place] for unit, row in found["ranks"].items()} == there
