"""Imputation against its definitions, written out a second time without arrays."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ici_tui.index.choices import parse_method
from ici_tui.index.errors import PipelineError
from ici_tui.index.impute import Imputed, group_of, impute
from ici_tui.index.model import Group
from ici_tui.index.table import Table
from ici_tui.index.tree import Node

NAN = math.nan
LEAVES = (
    Node("a", "A", 1, "P"),
    Node("b", "B", 1, "P", direction=-1),
    Node("c", "C", 1, "Q"),
)
cells = st.one_of(st.just(NAN), st.integers(-50, 50).map(float))
tables = st.integers(1, 8).flatmap(lambda n: arrays(np.float64, (n, 3), elements=cells))


def run(values: object, method: str, labels: list[str | None] | None = None) -> Imputed:
    data = np.array(values, dtype=np.float64)
    units = tuple(f"u{k}" for k in range(len(data)))
    chosen = parse_method("impute", method)
    given = {} if labels is None else {chosen.group: labels}
    return impute(Table(data, LEAVES, units), [chosen] * len(LEAVES), given)


@given(tables, st.sampled_from(["mean", "median"]))
def test_a_column_gives_its_own_centre(values: np.ndarray, method: str) -> None:
    found = run(values, method)
    centre = {"mean": statistics.fmean, "median": statistics.median}[method]
    for row in range(len(values)):
        for column in range(3):
            there = [v for v in values[:, column] if not math.isnan(v)]
            expected = values[row, column]
            if math.isnan(expected) and there:
                expected = centre(there)
            np.testing.assert_allclose(found.table.values[row, column], expected, atol=1e-12)
            filled = bool(there) and math.isnan(values[row, column])
            assert found.filled[row, column] == filled


@given(tables, st.sampled_from(["mean", "median"]), st.data())
def test_a_group_gives_its_own_centre(values: np.ndarray, method: str, data: st.DataObject) -> None:
    labels = data.draw(
        st.lists(st.sampled_from(["x", "y", None]), min_size=len(values), max_size=len(values))
    )
    found = run(values, f"group-{method}:G", labels)
    centre = {"mean": statistics.fmean, "median": statistics.median}[method]
    for row, label in enumerate(labels):
        for column in range(3):
            peers = [
                values[other, column]
                for other, name in enumerate(labels)
                if name is not None and name == label and not math.isnan(values[other, column])
            ]
            expected = values[row, column]
            if math.isnan(expected) and peers:
                expected = centre(peers)
            np.testing.assert_allclose(found.table.values[row, column], expected, atol=1e-12)


def test_units_without_a_label_and_groups_without_data_stay_missing_and_are_named() -> None:
    found = run([[1, 1, 1], [NAN, 2, 2], [NAN, 3, 3]], "group-mean:G", ["x", "y", None])
    assert np.isnan(found.table.values[1:, 0]).all()
    assert not found.filled.any()
    texts = [note.text for note in found.notes]
    assert "the group y has no value of a: left missing" in texts
    assert "no label in G, so not imputed: u2" in texts


def test_a_row_mean_is_taken_on_the_siblings_scale_and_taken_back() -> None:
    # On [0, 1] and directed, b of the second unit stands at 1/2; a is taken back to 10 + 1/2 · 10.
    # c has no siblings.
    found = run([[10, 8, 1], [NAN, 6, NAN], [20, 4, 3]], "row-mean")
    np.testing.assert_allclose(found.table.values[1], [15.0, 6.0, NAN])
    # The best of b stands at 1, and less is better there.
    assert run([[10, 8, 1], [NAN, 4, 2], [20, 6, 3]], "row-mean").table.values[1, 0] == 20.0
    back = run([[10, 8, 1], [20, NAN, 2], [15, 4, 3]], "row-mean")
    assert back.table.values[1, 1] == 4.0


def test_a_constant_sibling_has_no_part_in_row_means() -> None:
    found = run([[1, 8, 1], [1, NAN, 2], [NAN, 4, 3]], "row-mean")
    assert np.isnan(found.table.values[1, 1])
    assert np.isnan(found.table.values[2, 0])
    assert any("fewer than two different values" in note.text for note in found.notes)


def test_a_column_without_any_value_stays_missing_and_is_named() -> None:
    found = run([[NAN, 1, 1], [NAN, NAN, 1]], "mean")
    assert np.isnan(found.table.values[:, 0]).all()
    assert found.table.values[1, 1] == 1.0
    assert [note.indicator for note in found.notes] == ["a"]


def test_a_group_is_found_without_regard_to_case_or_the_nearest_is_named() -> None:
    groups = {"Region": Group("Region", "Region", ["x"])}
    assert group_of(groups, "REGION").code == "Region"
    with pytest.raises(PipelineError, match="there is no group 'Regoin'; did you mean Region"):
        group_of(groups, "Regoin")
    with pytest.raises(PipelineError, match="there is no group 'zone'; there are Region"):
        group_of(groups, "zone")
    with pytest.raises(PipelineError, match="the pack has none"):
        group_of({}, "zone")
