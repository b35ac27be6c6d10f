"""One question tells how a terminal counts cells and what it repeats; every answer means one thing."""

from __future__ import annotations

import re

import pytest

from ici_tui.tui.terminal.counting import COLUMNS, WIDTH_ASKED, Counting, Repeats, counting

WIDE, BYTES = Counting(wide=True), Counting(bytes=True)
REPEAT = re.compile(r"(.)\x1b\[(\d+)b")


def column(*, sign: int = 1, letter: int = 1, repeats: str = "") -> int:
    """Where the cursor of a terminal is after the question.

    Args:
        sign: cells of the sign.
        letter: cells of a letter that is no ASCII.
        repeats: characters that it repeats.
    """
    asked = WIDTH_ASKED.removeprefix("\x1b[2H").partition("\n")[0]
    shown = REPEAT.sub(lambda m: m[1] * (1 + int(m[2]) * (m[1] in repeats)), asked)
    return 1 + sum(sign if c == "█" else 1 if c.isascii() else letter for c in shown)


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({}, Counting(narrow=True)),
        ({"repeats": "x"}, Counting(narrow=True, repeats=Repeats.ASCII)),
        ({"repeats": "x█"}, Counting(narrow=True, repeats=Repeats.ALL)),
        ({"sign": 2}, WIDE),
        ({"sign": 2, "repeats": "x"}, WIDE),
        ({"sign": 2, "repeats": "x█"}, WIDE),
        ({"sign": 3, "letter": 2}, BYTES),
        ({"sign": 1, "letter": 2, "repeats": "x"}, BYTES),
    ],
)
def test_the_column_tells(how: dict[str, object], found: Counting) -> None:
    assert counting(column(**how), 120) == found  # type: ignore[arg-type]


def test_no_column_means_two_things_and_the_last_one_means_nothing() -> None:
    assert len(COLUMNS) == 4 * 5
    assert counting(27, 27) == counting(34, 34) == counting(99, 120) == Counting()
    # A line feed that leads to the first column does not keep its own.
    assert counting(1, 120) == Counting()
