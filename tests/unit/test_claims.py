"""The statements of the bundled index, and each kind of test both ways."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from ici_tui.evidence.checks import CHECKS, ClaimError, World, holds
from ici_tui.evidence.claims import check_claims, contradicts_hard
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.study import Study
from tests.unit.test_cli import run

STUDY = Study.of(load_pack(find_pack()))
WORLD = World(STUDY.pack.index, STUDY.weights, lambda node: STUDY.scores.of(node)[None, :])
PILLARS = ["Enterprise", "Research", "Infrastructure", "Government"]

BOTH_WAYS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"type": "rank", "unit": "Beijing", "node": "ICI", "exactly": 1, "alone": True},
        {"exactly": 2},
    ),
    ({"type": "rank", "unit": "Chengdu", "node": "ICI", "at_most": 10}, {"alone": True}),
    (
        {"type": "order", "node": "ICI", "units": ["Shanghai", "Nanjing"]},
        {"units": ["Nanjing", "Shanghai"]},
    ),
    (
        {"type": "order", "node": "ICI", "units": ["Chengdu", "Shenyang"], "strict": False},
        {"strict": True},
    ),
    (
        {"type": "equal", "node": "Government", "units": ["Shenzhen", "Guangzhou"]},
        {"units": ["Shenzhen", "Nanjing"]},
    ),
    ({"type": "value", "unit": "Shanghai", "node": "ICI", "rounds_to": 53}, {"rounds_to": 54}),
    (
        {"type": "strongest", "unit": "Harbin", "node": "Research", "among": PILLARS},
        {"node": "Government"},
    ),
    (
        {"type": "weakest", "unit": "Shenzhen", "node": "Research", "among": PILLARS},
        {"node": "Enterprise"},
    ),
    (
        {"type": "count_units", "node": "Top100", "above": 0, "count_at_most": 10},
        {"count_at_most": 9},
    ),
    (
        {"type": "count_nodes", "unit": "Wuhan", "nodes": PILLARS, "rank_at_most": 6, "exactly": 3},
        {"exactly": 4},
    ),
    ({"type": "correlation", "nodes": PILLARS[2:], "at_least": 0.6}, {"at_least": 0.999}),
    (
        {"type": "members", "group": "Region", "label": "Western", "units": ["Xian", "Chengdu"]},
        {"units": ["Xian"]},
    ),
    (
        {"type": "lead", "unit": "Beijing", "node": "ICI", "at_least": 36},
        {"unit": "Shanghai"},
    ),
    ({"type": "whole_shares", "node": "Top100", "of": 100, "hosts": 10}, {"of": 10, "hosts": 5}),
    (
        {"type": "total_share", "node": "Employment", "unit": "Xian", "percent": 1.75},
        {"percent": 60},
    ),
    ({"type": "labels", "group": "Cluster", "exactly": 6}, {"exactly": 5}),
    (
        {
            "type": "top_in_group",
            "node": "ICI",
            "rank_at_most": 6,
            "group": "Region",
            "label": "Coastal",
        },
        {"rank_at_most": 7},
    ),
    (
        {
            "type": "some_in_group",
            "node": "ICI",
            "rank_at_most": 10,
            "group": "Region",
            "label": "Central",
        },
        {"rank_at_most": 6},
    ),
    ({"type": "weight", "node": "Enterprise", "share": 0.4}, {"share": 0.5}),
    ({"type": "children", "node": "ICI", "level": 1, "exactly": 12}, {"exactly": 10}),
]


@pytest.mark.parametrize(("test", "change"), BOTH_WAYS)
def test_each_kind_of_test_can_hold_and_can_fail(
    test: dict[str, Any], change: dict[str, Any]
) -> None:
    assert holds(test, WORLD).all()
    assert not holds({**test, **change}, WORLD).any()
    assert not holds({"type": "all", "tests": [test, {**test, **change}]}, WORLD).any()
    assert holds({"type": "any", "tests": [{**test, **change}, test]}, WORLD).all()


@pytest.mark.parametrize(
    ("companies", "leader", "good"),
    [
        ((40, 20, 10, 0, 0, 0, 0, 0, 0, 0, 0), 40, True),
        ((40, 20, 10, 9, 8, 5, 4, 2, 1, 1, 0), 40, True),  # ten hosts have all hundred
        ((40, 20, 10, 9, 8, 5, 4, 1, 1, 1, 0), 40, False),  # one is left, and no host for it
        ((40, 20, 10, 9, 8, 5, 4, 2, 1, 1, 1), 40, False),  # eleven hosts
        ((43, 31, 23, 0, 0, 0, 0, 0, 0, 0, 0), 43, False),  # too few left for seven hosts
    ],
)
def test_whole_shares_are_those_of_a_hundred_things_that_ten_hosts_have(
    companies: tuple[int, ...], leader: int, good: bool
) -> None:
    values = np.array([[round(100 * own / leader, 1) for own in companies]])
    world = World(WORLD.index, WORLD.weights, lambda _: values)
    test = {"type": "whole_shares", "node": "Top100", "of": 100, "hosts": 10}
    assert bool(holds(test, world)[0]) == good
    off = values.copy()
    off[0, 1] += 0.3
    apart = World(WORLD.index, WORLD.weights, lambda _: off)
    assert not holds(test, apart)[0]


def test_every_kind_is_tried() -> None:
    assert {test["type"] for test, _ in BOTH_WAYS} | {"all", "any"} == set(CHECKS)


@pytest.mark.parametrize(
    "test",
    [
        {},
        {"type": "magic"},
        {"type": "rank", "unit": "Beijing"},
        {"type": "rank", "unit": "Atlantis", "node": "ICI"},
        {"type": "labels", "group": "Colour", "exactly": 1},
        {"type": "weight", "node": "Luck", "share": 1},
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(test: dict[str, Any]) -> None:
    with pytest.raises(ClaimError):
        holds(test, WORLD)


def test_no_hard_statement_is_contradicted_and_imposed_ones_hold_in_every_table() -> None:
    pack = STUDY.pack
    findings = check_claims(pack.claims, pack.index, STUDY.scores, STUDY.weights, pack.ensemble)
    assert len(findings) == 52
    assert not contradicts_hard(findings)
    imposed = {claim.id for claim in pack.claims if claim.imposed and claim.klass == "result"}
    assert len(imposed) > 20
    for finding in findings:
        if finding.id in imposed:
            assert (finding.holds_in, finding.of) == (1000, 1000), finding.id


def test_check_fails_where_edited_weights_contradict_the_source() -> None:
    fine = run("check", "--format", "json")
    assert fine.returncode == 0
    assert set(json.loads(fine.stdout)[0]) == {
        "id",
        "text",
        "kind",
        "verdict",
        "holds_in",
        "of",
        "note",
    }
    done = run("check", "--weights", "government=100")
    assert done.returncode == 1
    assert "contradicted" in done.stderr
