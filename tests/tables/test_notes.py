"""Marks of notes behind names, and what looks like one and is none."""

from __future__ import annotations

import pytest

from ici_tui.tables.notes import unmarked
from tests.tables.reading import lines, seen


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Population[13]", "Population"), ("GDP [note 1]", "GDP"), ("Norway*", "Norway"), ("*Norway", "Norway"), ("Chad †", "Chad"),
        ("India¹", "India"), ("Malta[a][b]", "Malta"), ("Haushalte 1)", "Haushalte"), ("IMF[1][13] Forecast", "IMF Forecast"),
        ("[4]", "[4]"), ("***", "***"), ("Paris [fr]", "Paris [fr]"), ("Town (1)", "Town (1)"),
    ],
)  # fmt: skip
def test_names_without_marks(text: str, plain: str) -> None:
    assert unmarked(text) == plain


@pytest.mark.parametrize(
    "text", ["Area (km²)", "Length[m]", "R²", "Mass (t)", "Area in km²", "Current [A]", "CO₂", "C#"]
)
def test_units_behind_names_of_columns_are_no_marks(text: str) -> None:
    assert unmarked(text, measured=True, numbered=True) == text


def test_marks_in_the_header_and_behind_names_are_left_out_and_told() -> None:
    found = seen(
        lines(
            "Country[a],Life expectancy[13],Literacy*,Poverty rate†",
            "Norway*,82,99,1", "France[c],81,98,2", "Sweden (a),80,97,3", "India¹,69,74,21",
        )
    )  # fmt: skip
    assert found.units == ["Norway", "France", "Sweden", "India"]
    assert found.indicators == ["Life expectancy", "Literacy", "Poverty rate"]
    assert found.reading.shaped.unit_column == "Country"
    assert len([g for g in found.reading.guesses if g.kind == "notes"]) == 2


def test_the_name_in_the_file_still_names_a_column() -> None:
    text = lines("Town*,Rent[2],Parks[3]", "A,1,2", "B,2,3", "C,3,4")
    assert seen(text, leave_out=("Rent[2]",)).off == ["Rent"]
    assert seen(text, lower_is_better=("Parks",)).measure("Parks").direction == -1
    assert seen(text, id="town*").units == ["A", "B", "C"]


def test_names_that_only_a_mark_tells_apart_keep_it() -> None:
    assert seen(lines("Grade,x,y", "A*,1,2", "A,3,4", "B§,5,6")).units == ["A*", "A", "B"]
    models = lines("Model,Score (1),Score (2)", "m (1),1,2", "m (2),3,4", "m (3),4,5")
    found = seen(models)
    assert found.units == ["m (1)", "m (2)", "m (3)"]
    assert found.indicators == ["Score (1)", "Score (2)"]


def test_grades_with_a_star_are_grades_of_their_own() -> None:
    rows = [f"School {k},{grade},{k}" for k, grade in enumerate(["A*", "A", "A*", "B", "A", "B"])]
    found = seen(lines("School,School grade,x", *rows))
    assert list(found.reading.shaped.groups["School grade"])[:2] == ["A*", "A"]


def test_a_unit_that_is_marked_at_some_times_is_one() -> None:
    rows = ["Chad*,2019,1", "Chad,2020,2", "Mali,2019,3", "Mali†,2020,4", "Niger,2019,5", "Niger,2020,6"]  # fmt: skip
    found = seen(lines("Country,Year,GDP", *rows))
    assert found.units == ["Chad", "Mali", "Niger"]
    assert found.value("Chad", "GDP", "2019") == 1
