"""The explorer's state: edits and their undoing, the cursor under sort and filter, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.index.weights import WeightSet
from ici_tui.tui import settling
from ici_tui.tui.session import MOST_COMPARED, Session
from ici_tui.views.board import Sort
from tests.pilot.packs import LONE, SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def stepped(session: Session, code: str, points: float) -> Session:
    return session.edited(session.weights.with_points(code, points), step_of=code)


def codes(session: Session) -> list[str]:
    return [session.board.row(line).code for line in range(len(session.board))]


def test_undo_takes_an_edit_back_and_redo_brings_it_again(small: Session) -> None:
    edited = small.edited(small.weights.with_points("State", 100.0)).settled()
    assert codes(edited) != codes(small)
    back = edited.undone().settled()
    assert back.weights == small.weights
    assert codes(back) == codes(small)
    assert not back.study.weights.edited
    again = back.redone().settled()
    assert again.weights == edited.weights
    assert codes(again) == codes(edited)


def test_undo_and_redo_without_edits_change_nothing(small: Session) -> None:
    assert small.undone().weights == small.weights
    assert small.redone().weights == small.weights
    assert small.edited(small.weights) is small


def test_an_edit_after_undo_forgets_what_was_undone(small: Session) -> None:
    back = stepped(small, "State", 70.0).undone()
    assert stepped(back, "State", 30.0).redone().weights.points("State") == 30.0


def test_steps_of_one_weight_are_one_edit_until_something_else_happens(small: Session) -> None:
    held = small
    for points in range(21, 61):
        held = stepped(held, "State", float(points))
    assert len(held.history.past) == 1
    assert held.undone().weights == small.weights
    other = stepped(stepped(held, "Learning", 10.0), "State", 5.0)
    assert len(other.history.past) == 3
    typed = held.edited(held.weights.with_points("State", 1.0))
    assert len(typed.history.past) == 2


def test_steps_back_to_where_they_began_leave_the_edit_before_as_it_was(small: Session) -> None:
    first = stepped(small, "State", 60)
    for start in (small, first):
        begun = start.weights.points("Learning")
        there = stepped(stepped(start, "Learning", 41), "Learning", begun)
        assert there.history.past == start.history.past
        assert there.weights == start.weights
        assert stepped(there, "Learning", 30).undone().weights == start.weights


def test_scores_are_computed_only_when_they_are_due(small: Session) -> None:
    assert not small.due
    assert small.settled() is small
    held = small
    for points in (30.0, 40.0, 50.0):
        held = stepped(held, "State", points)
        assert held.due
        assert held.board is small.board
    settled = held.settled()
    assert not settled.due
    assert settled.study.weights == held.weights
    assert settled.settled() is settled


def test_the_cursor_stays_on_its_unit_while_weights_move(small: Session) -> None:
    on_beta = small.at_unit(small.pack.index.codes.index("Beta"))
    moved = on_beta.edited(on_beta.weights.with_points("State", 100.0)).settled()
    assert moved.unit == on_beta.unit
    assert moved.line != on_beta.line


def test_the_cursor_stays_on_its_unit_under_a_filter_that_shows_it(small: Session) -> None:
    twin = small.pack.index.codes.index("Twin")
    found = small.at_unit(twin).arranged(text="south")
    assert (found.unit, codes(found)) == (twin, ["Wuhan", "Twin", "Gamma"])
    hidden = found.arranged(text="north")
    assert hidden.pack.index.codes[hidden.unit] == "Alpha"
    nobody = found.arranged(text="nobody")
    assert (len(nobody.board), nobody.line) == (0, 0)
    assert nobody.at_line(3) is nobody
    assert codes(nobody.arranged(text="")) == codes(small)


def test_a_unit_that_is_hidden_is_gone_to_by_taking_the_filter_off(small: Session) -> None:
    filtered = small.arranged(text="south")
    beta = small.pack.index.codes.index("Beta")
    found = filtered.at_unit(beta)
    assert (found.unit, found.text, len(found.board)) == (beta, "", 6)
    twin = small.pack.index.codes.index("Twin")
    kept = filtered.at_unit(twin)
    assert (kept.unit, kept.text) == (twin, "south")


def test_a_filter_stays_while_weights_and_sort_change(small: Session) -> None:
    filtered = small.arranged(text="south").sorted_by(small.catalogue.by_key["name"])
    moved = filtered.edited(filtered.weights.with_points("State", 90.0)).settled()
    assert codes(moved) == ["Gamma", "Twin", "Wuhan"]


def test_lines_beyond_an_end_are_the_last_there(small: Session) -> None:
    assert small.at_line(-5).line == 0
    assert small.at_line(10**9).line == 5


def test_sorting_again_turns_round_and_moving_goes_through_every_column(small: Session) -> None:
    once = small.sorted_by(small.catalogue.by_key["name"])
    assert (once.board.sort, once.column) == (Sort(small.catalogue.by_key["name"]), 2)
    assert once.sorted_by(small.catalogue.by_key["name"]).board.sort == Sort(
        small.catalogue.by_key["name"], reverse=True
    )
    seen, session = [], small
    for _ in range(10):
        session = session.sort_moved(1)
        seen.append(session.board.sort.column.key)
    assert seen[-1] == "rank"
    assert len(set(seen)) == 10
    assert "bar" not in seen
    assert small.sort_moved(-1).board.sort.column.key == "Kind"


def test_marks_keep_their_order_and_a_second_mark_takes_the_first_away(small: Session) -> None:
    marked = small.marked(3).marked(1).marked(5)
    assert marked.marks == (3, 1, 5)
    assert marked.marked(1).marks == (3, 5)
    assert marked.compared() == (3, 1, 5)


def test_what_is_compared_without_marks_is_the_cursor_and_its_neighbour(small: Session) -> None:
    order = [int(place) for place in small.board.order]
    assert small.compared() == (order[0], order[1])
    assert small.at_line(5).compared() == (order[5], order[4])
    assert small.marked(order[3]).compared() == (order[3], order[0])
    assert small.marked(order[0]).compared() == (order[0], order[1])
    many = small
    for place in range(6):
        many = many.marked(place)
    assert len(many.compared()) == MOST_COMPARED


def test_one_unit_is_compared_with_nobody(tmp_path: Path) -> None:
    lone = session_on(tmp_path / "lone", LONE)
    assert lone.compared() == (0,)


def test_folding_and_spreading_twice_is_as_before(small: Session) -> None:
    assert small.folded("a:b").folded("a:b").closed == small.closed
    assert small.spread_node("State").spread_node("State").opened == small.opened


def test_weights_given_at_the_start_can_be_undone(small: Session) -> None:
    weights = WeightSet.from_tree(small.pack.index.tree).with_points("State", 100.0)
    begun = Session.of(small.pack, weights)
    assert not begun.due
    assert codes(begun)[:3] == ["Alpha", "Beta", "Wuhan"]
    assert begun.board.row(1).delta == 2
    assert begun.undone().weights == small.weights


def test_the_rule_that_takes_long_is_known_however_it_is_written(
    small: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOST_PAIRS", 0)
    for method, at_once in (("Copeland", False), ("geometric", True)):
        other = small.with_methods(small.options._replace(aggregate=(method,)))
        assert settling.settles_at_once(other) is at_once
        assert settling.remade_at_once(other) is at_once
