"""Markup around the texts of cells."""

from __future__ import annotations

from tests.tables.reading import lines, seen


def test_cells_of_markdown_lose_their_marks() -> None:
    found = seen(
        lines(
            "| Rank | Model | Mean | License |",
            "|-:|:---|:-:|:---|",
            "| 1 | [**org/a**](https://x.org/org/a) ![logo](a.png) | **75.2** | `mit` |",
            "| 2 | [org/b](https://x.org/b_(c)) | 70.1 ± 0.4 | mit |",
            "| 3 | org/c | 69.5 | apache |",
        )
    )
    assert found.units == ["org/a", "org/b", "org/c"]
    assert found.column("Mean") == [75.2, 70.1, 69.5]


def test_texts_within_tags_are_those_texts() -> None:
    rows = [f'"<a target=""_blank"" href=""https://x.org/m{k}"">o/m{k}</a>",{k}.5,<b>{k}</b>' for k in range(4)]  # fmt: skip
    found = seen(lines("model,ARC,MMLU", *rows))
    assert found.units == ["o/m0", "o/m1", "o/m2", "o/m3"]
    assert found.column("MMLU") == [0, 1, 2, 3]


def test_a_sign_that_is_no_tag_stays() -> None:
    found = seen(lines("name,x", "a </ b,1", "b <b,2", "c,3"))
    assert found.units == ["a </ b", "b <b", "c"]


def test_cells_between_single_quotes() -> None:
    found = seen(lines("'name';'x'", "'A';'1,5'", "'B';'2,5'", "'D''Or';3"))
    assert found.column("x")[:2] == [1.5, 2.5]
    assert seen(lines("name,x", "O'Brien,1", "'t Hart,2", "D'Or,3")).units == ["O'Brien", "'t Hart", "D'Or"]  # fmt: skip
