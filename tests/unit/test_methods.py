"""The table of stages and methods: what it says is what the functions do."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from ici_tui.index.aggregate import aggregator
from ici_tui.index.choices import parse_method
from ici_tui.index.impute import impute
from ici_tui.index.methods import STAGES, Need, function_of, needs, with_methods
from ici_tui.index.normalise import normalise
from ici_tui.index.options import PipelineOptions
from ici_tui.index.table import Table
from ici_tui.index.treat import treat
from ici_tui.index.tree import Goalposts, Node

NAN = float("nan")
LEAVES = tuple(Node(n, n, 1, "P", target=20.0, goalposts=Goalposts(0.0, 30.0, 1.0)) for n in "xy")
BASE = [0.0, 10.0, 1.0, 5.0, 6.0, 8.0]
SAME = {
    Need.NOTHING: [-3.0, 12.0, 1.0, 2.0, 6.0, 8.0],
    Need.ENDS: [0.0, 10.0, 3.0, 3.0, 3.0, 9.0],
    Need.MOMENTS: [0.0, 10.0, 2.0, 3.0, 7.0, 8.0],
}
"""Columns that are like `BASE` in what a pass knows by such a need, and in nothing that it does not."""


def found_need(values: dict[Need, float], base: float) -> Need:
    """What has to be known, seen from what makes a difference."""
    matters = [need + 1 for need, value in values.items() if value != pytest.approx(base)]
    return Need(max(matters, default=0))


def columns(first: float) -> tuple[list[float], dict[Need, list[float]]]:
    """The columns, each with a unit in front whose result is looked at."""
    return [first, *BASE], {need: [first, *column] for need, column in SAME.items()}


def test_columns_are_alike_in_what_their_need_says() -> None:
    ends, moments = np.array(SAME[Need.ENDS]), np.array(SAME[Need.MOMENTS])
    assert (ends.min(), ends.max()) == (min(BASE), max(BASE))
    assert (moments.sum(), (moments**2).sum()) == (sum(BASE), (np.array(BASE) ** 2).sum())


@pytest.mark.parametrize("form", STAGES["normalise"].forms, ids=lambda form: form.name)
def test_a_scale_needs_what_the_table_says(form: object) -> None:
    name = form.example  # type: ignore[attr-defined]

    def scaled(column: list[float]) -> float:
        table = Table(np.array(column)[:, None], LEAVES[:1], [str(k) for k in range(len(column))])
        return float(
            normalise(table, [parse_method("normalise", name)] * len(table.leaves)).table.values[
                0, 0
            ]
        )

    base, others = columns(4.0)
    seen = {need: scaled(column) for need, column in others.items()}
    assert found_need(seen, scaled(base)) == needs("normalise", name)


@pytest.mark.parametrize("form", STAGES["impute"].forms[1:], ids=lambda form: form.name)
def test_an_imputation_needs_what_the_table_says(form: object) -> None:
    name = form.example  # type: ignore[attr-defined]

    def filled(column: list[float]) -> float:
        data = np.column_stack([column, [3.0, *BASE]])
        labels = ["all"] * len(column)
        table = Table(data, LEAVES, [str(k) for k in range(len(column))])
        method = parse_method("impute", name)
        return float(
            impute(table, [method] * len(table.leaves), {method.group: labels}).table.values[0, 0]
        )

    base, others = columns(NAN)
    seen = {need: filled(column) for need, column in others.items()}
    assert found_need(seen, filled(base)) == needs("impute", name)


@pytest.mark.parametrize("name", ["winsorise", "winsorise-log"])
def test_a_treatment_needs_all_values(name: str) -> None:
    def treated(column: list[float]) -> float:
        table = Table(np.array(column)[:, None], LEAVES[:1], [str(k) for k in range(len(column))])
        return float(
            treat(table, [parse_method("treat", name)] * len(table.leaves)).table.values[0, 0]
        )

    # Count, sum, squares and ends are the same; the outlier gets the second greatest value.
    rest = [900.0, 0.0, 0.5, 1.5, 2.5]
    assert (treated([*rest, 1.0, 5.0, 6.0]), treated([*rest, 2.0, 3.0, 7.0])) == (6.0, 7.0)
    assert needs("treat", name) == Need.ORDER


@pytest.mark.parametrize("form", STAGES["aggregate"].forms, ids=lambda form: form.name)
def test_an_aggregation_needs_what_the_table_says(form: object) -> None:
    name = form.example  # type: ignore[attr-defined]
    combine, weights = aggregator(name), np.array([2.0, 1.0])
    few, more = [[5.0, 3.0], [4.0, 4.0]], [[5.0, 3.0], [4.0, 4.0], [1.0, 1.0], [2.0, 1.0]]
    alone = combine(np.array(few), weights)[0] == combine(np.array(more), weights)[0]
    assert (needs("aggregate", name) == Need.NOTHING) == alone


def test_every_method_that_does_something_has_a_function() -> None:
    for stage in with_methods():
        for form in stage.forms:
            assert not form.function or callable(function_of(stage.name, form.name))
            assert form.function or form.name == "none"


def test_the_stages_are_those_of_the_options_in_their_order() -> None:
    assert (*STAGES, "indicators") == PipelineOptions._fields


def test_the_table_imports_nothing_heavy() -> None:
    code = "import sys, ici_tui.index.methods\nprint({'numpy', 'polars', 'typer'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
