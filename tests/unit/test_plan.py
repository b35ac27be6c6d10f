"""How the screen is divided: at every size the panes fill it exactly, and none is negative."""

from __future__ import annotations

from dataclasses import astuple

from hypothesis import example, given
from hypothesis import strategies as st

from ici_tui.tui.plan import SIDE_FROM, Plan, divide


def check(plan: Plan, width: int, height: int) -> None:
    assert plan.title + plan.strip + plan.hint + plan.body == height
    assert plan.table + plan.below == plan.body
    assert min(astuple(plan)) >= 0
    assert plan.table >= 1
    assert plan.side == 0 or width >= SIDE_FROM
    assert plan.side < width


@given(
    height=st.integers(1, 80),
    units=st.integers(0, 100_000),
    weights=st.integers(1, 60),
    standing=st.integers(0, 400),
    editing=st.booleans(),
)
@example(height=1, units=1, weights=1, standing=0, editing=True)
def test_the_panes_fill_every_size(
    height: int, units: int, weights: int, standing: int, editing: bool
) -> None:
    for width in range(1, 251):
        plan = divide(
            width, height, units=units, weights=weights, standing=standing, editing=editing
        )
        check(plan, width, height)


def test_every_height_at_every_width_for_the_bundled_index() -> None:
    for height in range(1, 81):
        for width in range(1, 251):
            for editing in (False, True):
                plan = divide(width, height, units=11, weights=5, standing=91, editing=editing)
                check(plan, width, height)


def test_what_is_dropped_first_where_lines_are_scarce() -> None:
    def at(height: int, *, editing: bool = False) -> Plan:
        return divide(80, height, units=11, weights=5, standing=60, editing=editing)

    assert at(3) == Plan(0, 0, 0, 0, 3, 0, 3, 0)
    assert (at(5).title, at(5).hint) == (1, 0)
    assert at(6).hint == 1
    assert at(24).strip == 5
    assert at(10).strip == 1
    assert at(10, editing=True).strip > 1


def test_while_the_weights_are_edited_there_is_a_line_for_them_from_four_lines_on() -> None:
    for height in range(4, 81):
        plan = divide(40, height, units=11, weights=5, standing=0, editing=True)
        assert plan.strip >= 1
