"""Formulas of workbooks that nothing has computed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from ici_tui.tables.errors import TableError
from tests.tables.reading import seen
from tests.tables.workbooks import workbook

HEAD = ["City", "Doctors", "Beds", "Sum"]
ROWS = [HEAD, *([f"City {k}", k, 2 * k, f"=B{k + 1}+C{k + 1}"] for k in range(1, 5))]
OTHER = [["k", "v"], ["a", 1], ["b", 2]]
UNSET = (b"<v></v>", b"<v/>", b"")


def _without_values(content: bytes, left: bytes) -> bytes:
    """A workbook as programs write it that compute nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1" + left, old.read(name))
            new.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("left", UNSET)
def test_formulas_without_a_value_are_told_and_their_sheet_is_read(left: bytes) -> None:
    found = seen(_without_values(workbook({"Data": ROWS, "Other": OTHER}), left))
    assert found.reading.facts.sheet == "Data"
    assert found.indicators == ["Doctors", "Beds"]
    assert found.reading.facts.unset == ("D2", "D3", "D4", "D5")
    assert "D2" in found.told("cells")


def test_zeros_that_nothing_has_computed_are_no_values() -> None:
    found = seen(workbook({"Data": ROWS}))  # the writer asks for it to be computed at the opening
    assert found.indicators == ["Doctors", "Beds"]
    assert len(found.reading.facts.unset) == 4


def test_values_of_formulas_are_read() -> None:
    content = _without_values(workbook({"Data": ROWS}), b"<v>7</v>")
    found = seen(content)
    assert found.column("Sum") == [7, 7, 7, 7]
    assert found.reading.facts.unset == ()


@pytest.mark.parametrize("left", UNSET)
def test_a_sheet_of_nothing_else_is_no_table_and_no_other_one_is_read(left: bytes) -> None:
    rows = [["City", "x"], *([f"City {k}", f"={k}*2"] for k in range(5))]
    with pytest.raises(TableError, match=r"\b5\b") as told:
        seen(_without_values(workbook({"Data": rows, "Other": OTHER}), left))
    assert "\n" not in str(told.value)
