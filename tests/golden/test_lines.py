"""A session line by line, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.drawing.cells import width_of
from tests.golden.cases import alike
from tests.golden.lines_cases import WIDTHS, file_of, session

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = ("> ", "--- ", "ici-tui ", "--weights ")
"""What is typed, and what is given to be copied, are not wrapped."""


@pytest.mark.parametrize("width", WIDTHS)
def test_the_session_is_what_it_was(width: int, tmp_path: Path) -> None:
    """`python -m tests.golden.regenerate` accepts a change; the difference is then reviewed."""
    assert alike(session(width, tmp_path)) == alike(file_of(width).read_bytes().decode())


@pytest.mark.parametrize("width", WIDTHS)
def test_its_lines_fit(width: int) -> None:
    told = file_of(width).read_text(encoding="utf-8").splitlines()
    assert not [line for line in told if width_of(line) > width and not line.startswith(WHOLE)]
