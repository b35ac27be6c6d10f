"""The same numbers on every machine: sums that no linear algebra library has a say in."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ici_tui.index.sums import inner, weighted

numbers = st.floats(-1e6, 1e6)


@given(st.data())
def test_sums_are_those_of_adding_term_by_term(data: st.DataObject) -> None:
    rows, count = data.draw(st.integers(0, 4)), data.draw(st.integers(0, 5))
    values = data.draw(arrays(float, (2, rows, count), elements=numbers))
    weights = data.draw(arrays(float, count, elements=st.floats(0, 1)))
    found = weighted(values, weights)
    assert found.shape == (2, rows)
    for table in range(2):
        for row in range(rows):
            expected = 0.0
            for value, weight in zip(values[table, row].tolist(), weights.tolist(), strict=True):
                expected += value * weight
            assert found[table, row] == expected
    if rows and count:
        first = values[0, 0]
        assert inner(first, weights) == pytest.approx(float(first @ weights), rel=1e-12, abs=1e-6)
    assert np.array_equal(weighted(np.asfortranarray(values), weights), found)


@pytest.mark.parametrize(
    "command",
    [
        "scores --pack asem-2018", "rank --format json", "stats --pack asem-2018 --format json",
        "city wuhan --weights enterprise=10 --format json", "robust pair wuhan nanjing --format json",
        "robust radius --format json", "robust sweep --weight enterprise --format json",
    ],
)  # fmt: skip
def test_what_is_printed_does_not_depend_on_the_processor(command: str) -> None:
    """Two processors' ways of adding, which the library can be told to take (x86 only)."""
    told = []
    for kind in ("Prescott", "Haswell"):
        done = subprocess.run(
            [sys.executable, "-m", "ici_tui", *command.split()],
            env={**os.environ, "OPENBLAS_CORETYPE": kind, "ICI_TUI_NO_CACHE": "1"},
            capture_output=True,
            check=True,
        )
        told.append(done.stdout)
    assert told[0] == told[1]
