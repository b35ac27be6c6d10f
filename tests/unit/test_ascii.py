"""Signs in ASCII: cell for cell, and no figure says anything else than before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ici_tui.drawing.ascii import TWO, in_ascii, line_in_ascii
from ici_tui.sanitise import clean

GOLDEN = Path(__file__).parents[1] / "golden" / "expected"
PAGES = sorted(GOLDEN.glob("*.table*.txt"))
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("████▓▓▒▒░░", "####==~~--"),
        ("≈26  5–95  −3", "~26  5-95  -3"),
        ("  ±3.1  ≥ 5  at ≤5", " +-3.1 >= 5  at<=5"),
        ("├──●───┤ ▲ ▼ ▸ ▾ • ×", "|--O---| ^ v > v * x"),
        ("Rank 1 · Zone", "Rank 1 | Zone"),
        ("  34   ·   ·", "  34   .   ."),
        ("武汉 Éire", "???? Eire"),
        ("12… and Infra…", "12> and Infra."),
        ("r² of 10⁶", "r2 of 10^"),
        ("⠁⣿⡀", "'#."),
    ],
)
def test_signs_become_what_means_the_same(text: str, drawn: str) -> None:
    assert in_ascii(text) == drawn


@given(st.text())
def test_every_text_takes_as_many_cells_as_before(text: str) -> None:
    text = clean(text)
    drawn = in_ascii(text)
    assert drawn.isascii()
    assert drawn.isprintable()
    assert cell_len(drawn) == sum(cell_len(character) for character in text)


@given(st.lists(st.text("a5 ≥≤±·→…█武", max_size=5)))
def test_a_line_in_pieces_reads_as_the_line(texts: list[str]) -> None:
    pieces = line_in_ascii(texts)
    assert "".join(pieces) == in_ascii("".join(texts))
    assert [cell_len(piece) for piece in pieces] == [cell_len(text) for text in texts]


@given(st.text("a5 ≥é·█武"))
def test_what_can_be_shown_is_kept(text: str) -> None:
    drawn = in_ascii(text, lambda sign: sign.isascii() or sign in "é·")
    assert [c for c in drawn if c in "é·"] == [c for c in text if c in "é·"]
    assert "█" not in drawn


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_no_figure_of_any_page_is_garbled(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        drawn = in_ascii(clean(line))
        assert NUMBER.findall(drawn) == NUMBER.findall(re.sub("[²³]", "2", line).replace("…", ">"))
        for sign, two in TWO.items():
            if sign != "→":
                assert drawn.count(two) >= line.count(sign), "said in full, not by half"
