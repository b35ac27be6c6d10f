"""Rules of live editing: the grid, locks, memory, undo, and the text form."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.index.history import History
from ici_tui.index.siblings import FULL, spread
from ici_tui.index.tree import Node, Tree
from ici_tui.index.weight_text import parse_weights, write_weights
from ici_tui.index.weights import Siblings, WeightError, WeightSet
from ici_tui.near import called
from tests.unit.test_tree import sample

CODES = ("e", "r", "i", "g")
ICI = Siblings.from_pack(CODES, (40, 30, 20, 10))
points = st.integers(0, 100_000).map(lambda step: step / 1000)
edits = st.lists(st.tuples(st.sampled_from(CODES), points), max_size=12)


def moved(family: Siblings, changes: list[tuple[str, float]]) -> Siblings:
    for code, value in changes:
        family = family.with_points(code, value)
    return family


def test_the_others_move_in_proportion() -> None:
    assert ICI.with_points("e", 70).points == pytest.approx((70, 15, 10, 5))


@given(edits)
def test_an_edited_set_lies_on_the_grid_and_sums_to_exactly_100(
    changes: list[tuple[str, float]],
) -> None:
    family = moved(ICI, changes)
    steps = [weight * 1000 for weight in family.relative]
    assert sum(family.on_grid()) == FULL
    assert all(step >= 0 for step in steps)
    if changes:
        assert all(abs(step - round(step)) < 1e-6 for step in steps)
        assert sum(round(step) for step in steps) == FULL
        code, value = changes[-1]
        assert family.points[CODES.index(code)] == pytest.approx(value, abs=1e-9)


@given(points)
def test_to_100_and_back_restores_the_proportions(value: float) -> None:
    back = ICI.with_points("e", 100).with_points("e", value)
    rest = 100 - value
    assert back.points[1:] == pytest.approx((rest / 2, rest / 3, rest / 6), abs=0.0011)


def test_others_that_are_all_zero_share_equally() -> None:
    family = ICI.with_all({"e": 1, "r": 0, "i": 0, "g": 0}).with_points("e", 40)
    assert family.points == pytest.approx((40, 20, 20, 20))


@given(points)
def test_locked_weights_stay(value: float) -> None:
    family = ICI.with_lock("i", True).with_points("e", value)
    assert family.points[2] == pytest.approx(20)
    assert family.points[0] == pytest.approx(min(value, 80))


def test_what_an_edit_hides_comes_back_after_a_lock() -> None:
    family = ICI.with_points("e", 25).with_lock("i", True).with_points("e", 75)
    assert family.points == pytest.approx((75, 0, 25, 0))
    for locked in (True, False):
        family = family.with_lock("e", locked)
    assert family.with_points("e", 15).points == pytest.approx((15, 45, 25, 15))


@given(edits)
def test_what_is_released_has_the_proportion_that_it_shows(
    changes: list[tuple[str, float]],
) -> None:
    family = moved(ICI.with_lock("i", True), [(c, v) for c, v in changes if c != "i"])
    family = family.with_lock("i", False)
    shown = family.points
    if shown[0] + 1 > 100 or not all(point > 0 for point in shown):
        return
    rest = 99 - shown[0]
    expected = [rest * point / (100 - shown[0]) for point in shown[1:]]
    assert family.with_points("e", shown[0] + 1).points[1:] == pytest.approx(expected, abs=0.02)


def test_refused_edits_say_why() -> None:
    with pytest.raises(WeightError, match="locked"):
        ICI.with_lock("e", True).with_points("e", 1)
    with pytest.raises(WeightError, match="only weight"):
        moved_locked = ICI.with_lock("r", True).with_lock("i", True).with_lock("g", True)
        moved_locked.with_points("e", 1)
    for wrong in (-1, 101, math.nan, math.inf):
        with pytest.raises(WeightError, match="0 to 100"):
            ICI.with_points("e", wrong)


@given(edits)
def test_reset_restores_the_packs_own_numbers(changes: list[tuple[str, float]]) -> None:
    thirds = Siblings.from_pack(CODES, (1 / 3, 1 / 3, 1 / 6, 1 / 6))
    assert moved(thirds, changes).reset() == thirds


@given(edits)
def test_undo_after_edit_is_the_identity(changes: list[tuple[str, float]]) -> None:
    tree = sample()
    names = dict(zip(CODES, ("A", "B", "a1", "a2"), strict=True))
    history = start = History(WeightSet.from_tree(tree))
    for code, value in changes:
        history = history.edit(history.now.with_points(names[code], value))
    end = history.now
    steps = len(history.past)
    for _ in range(steps):
        history = history.undo()
    assert history.now == start.now
    for _ in range(steps):
        history = history.redo()
    assert history.now == end
    assert not history.future


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9).filter(lambda s: sum(s) > 0.01))
def test_spread_is_exact(weights: list[float]) -> None:
    total = math.fsum(weights)
    parts = spread(FULL, [w / total for w in weights])
    assert sum(parts) == FULL
    assert all(abs(p - FULL * w / total) <= 1 for p, w in zip(parts, weights, strict=True))


def test_effective_weights_multiply_down_the_tree() -> None:
    tree = sample()
    found = WeightSet.from_tree(tree).effective(tree)
    assert found["a1"] == pytest.approx(0.3)
    assert sum(found[leaf.code] for leaf in tree.leaves) == pytest.approx(1)


def test_one_reset_and_only_and_equal() -> None:
    tree = sample()
    own = WeightSet.from_tree(tree)
    assert own.with_points("A", 10).with_one_reset("A") == own
    assert own.only("B").points("B") == 100
    assert own.only("B").with_points("B", 40).points("A") == pytest.approx(60)
    assert own.equal("I").points("A") == 50
    assert not own.edited
    assert own.equal("I").edited


@pytest.mark.parametrize(
    ("text", "expected"),
    [("alpha=20,B=20", 50), ("A=30", 30), ("beta=25", 75), (" a = 0 ", 0), ("b=0;", 100)],
)
def test_weights_as_text(text: str, expected: float) -> None:
    tree = sample()
    found = parse_weights(text, tree, WeightSet.from_tree(tree))
    assert found.weights.points("A") == pytest.approx(expected)
    assert bool(found.notes) == (text == "alpha=20,B=20")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no weights"),
        ("A", "NAME=POINTS"),
        ("Alfa=3", "did you mean"),
        ("zzz=3", "there are A, B"),
        ("A=x", "not a number"),
        ("A=-1", "not a number"),
        ("A=nan", "not a number"),
        ("A=1,a=2", "given twice"),
        ("I=3", "no weight"),
        ("a1=101", "more than 100"),
        ("A=0,B=0", "at least one"),
    ],
)
def test_weights_that_cannot_be_read_say_why(text: str, words: str) -> None:
    tree = sample()
    with pytest.raises(WeightError, match=words):
        parse_weights(text, tree, WeightSet.from_tree(tree))


@given(edits)
def test_the_text_form_reads_back_to_the_same_weights(changes: list[tuple[str, float]]) -> None:
    tree = sample()
    names = dict(zip(CODES, ("A", "B", "a1", "a2"), strict=True))
    weights = WeightSet.from_tree(tree)
    for code, value in changes:
        weights = weights.with_points(names[code], value)
    text = write_weights(weights)
    back = parse_weights(text, tree, WeightSet.from_tree(tree)).weights if text else weights.reset()
    for node in tree.nodes[1:]:
        assert back.share(node.code) == pytest.approx(weights.share(node.code), abs=1.1e-5)


def test_a_weight_is_found_as_everything_else_is() -> None:
    nodes = [
        Node("É1", "Économie", 1, "top"),
        Node("b", "B-side", 1, "top"),
        Node("top", "T", 2, None),
    ]
    tree = Tree.build(nodes)
    base = WeightSet.from_tree(tree)
    for text in ("economie=60", "écon=60", "É1=60", "e1=60"):
        assert parse_weights(text, tree, base).weights.points("É1") == pytest.approx(60)
    for text in ("", "60"):
        with pytest.raises(WeightError, match="such as É1=50"):
            parse_weights(text, tree, base)


def test_a_code_as_it_is_written_goes_before_one_that_is_like_it() -> None:
    names = {"A+": "first", "a": "second", "A": "Third one", "third": "x"}
    assert called("a", names) == ["a"]
    assert called("A+", names) == ["A+"]
    assert called("FIRST", names) == ["A+"]
    assert called("third o", names) == ["A"]
    assert called("third o", names, begun=False) == []
    assert called("+", names) == []


def test_a_step_back_to_where_it_began_is_no_step() -> None:
    history = History(1).edit(2).amend(3)
    assert history.amend(1) == History(1)
    assert History(1).edit(2).edit(3).amend(2) == History(1).edit(2)
