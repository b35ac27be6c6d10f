"""Texts held as UTF-8: what is asked of all at once is what each of them would answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.near import plain
from ici_tui.packs.large.labels import Labels
from ici_tui.packs.large.packed import PackedTexts
from ici_tui.packs.texts import FEW, PlainTexts, texts_of

# Few letters, so that texts repeat, begin and hold one another; lengths about eight bytes.
letters = st.sampled_from(["a", "b", "B", " ", "1", "é", "武", "😀"])
words = st.text(letters, max_size=19)
column = st.lists(st.one_of(words, words, st.none()), max_size=12)


@given(column, words)
def test_what_is_asked_of_all_at_once(cells: list[str | None], asked: str) -> None:
    held = PackedTexts.of(cells)
    there = [cell is not None for cell in cells]
    plain = [cell or "" for cell in cells]
    for found, expected in (
        (held.holding(asked), [asked in text for text in plain]),
        (held.equal(asked), [asked == text for text in plain]),
        (held.beginning(asked), [text.startswith(asked) for text in plain]),
    ):
        assert found.tolist() == [a and b for a, b in zip(expected, there, strict=True)]
    assert held.lettered().tolist() == [text[:1].isascii() and text[:1].isalpha() for text in plain]
    assert held.repeated().tolist() == [plain.count(text) > 1 for text in plain]
    assert held.order().tolist() == sorted(range(len(plain)), key=lambda k: plain[k])
    assert held.empty().tolist() == [k for k, text in enumerate(plain) if not text]
    assert held.beyond_ascii().tolist() == [k for k, t in enumerate(plain) if not t.isascii()]


@given(st.lists(st.tuples(st.one_of(words, st.none()), st.booleans(), words), max_size=12))
def test_texts_of_two_columns_that_are_the_same(cells: list[tuple[str | None, bool, str]]) -> None:
    one = [text for text, _, _ in cells]
    two = [text if same else other for text, same, other in cells]
    expected = [a is not None and a == b for a, b in zip(one, two, strict=True)]
    for held in (PackedTexts.of(one), PlainTexts(one)):
        for others in (PackedTexts.of(two), PlainTexts(two)):
            assert held.same_as(others).tolist() == expected
        for asked in ({*two} - {None}, {"no", "one"}, set[str]()):
            texts = {str(text) for text in asked}
            assert held.hold_any(texts) == (not texts.isdisjoint(one))


@given(column, st.data())
def test_what_is_made_of_them(cells: list[str | None], data: st.DataObject) -> None:
    held = PackedTexts.of(cells)
    places = data.draw(
        st.lists(st.sampled_from(range(len(cells))), unique=True) if cells else st.just([])
    )
    assert list(held.take(places)) == [cells[k] for k in places]
    ascending = sorted(places)
    others = [data.draw(words) for _ in ascending]
    expected = list(cells)
    for place, text in zip(ascending, others, strict=True):
        expected[place] = text
    assert list(held.replaced(np.array(ascending, dtype=np.intp), others)) == expected
    assert list(PackedTexts(held.data, held.absent)) == cells
    start, stop = data.draw(st.integers(-3, 13)), data.draw(st.integers(-3, 13))
    assert list(held[start:stop]) == cells[start:stop]
    assert list(held[::-2]) == cells[::-2]


@given(st.lists(st.one_of(st.none(), st.sampled_from("abc")), min_size=1), st.data())
def test_labels_that_nobody_is_left_with_are_gone(
    cells: list[str | None], data: st.DataObject
) -> None:
    levels = tuple(sorted({cell for cell in cells if cell is not None}))
    codes = np.array([-1 if c is None else levels.index(c) for c in cells], dtype=np.int32)
    places = data.draw(st.lists(st.sampled_from(range(len(cells)))))
    some = Labels(codes, levels).take(places)
    kept = [cells[k] for k in places]
    assert list(some) == kept
    assert some.levels == tuple(sorted({cell for cell in kept if cell is not None}))


def test_a_mark_that_ends_texts_is_no_part_of_one() -> None:
    assert list(PackedTexts.of(["a\0b", "c"])) == ["a\ufffdb", "c"]


@given(st.lists(st.one_of(words, st.none()), max_size=12), words)
def test_texts_answer_alike_however_they_are_held(cells: list[str | None], asked: str) -> None:
    levels = tuple(sorted({cell for cell in cells if cell is not None}))
    codes = np.array([-1 if c is None else levels.index(c) for c in cells], dtype=np.int32)
    plainly = PlainTexts(cells)
    for held in (PackedTexts.of(cells), Labels(codes, levels)):
        assert held == plainly == cells
        for one, other in ((held, plainly), (held.plain(plain), plainly.plain(plain))):
            assert list(one) == list(other)
            assert one.holding(asked).tolist() == other.holding(asked).tolist()
            assert one.equal(asked).tolist() == other.equal(asked).tolist()
            assert one.beginning(asked).tolist() == other.beginning(asked).tolist()
            assert one.beyond_ascii().tolist() == other.beyond_ascii().tolist()
        assert held.name_order(plain).tolist() == plainly.name_order(plain).tolist()
        assert held.label_order().tolist() == plainly.label_order().tolist()
        assert held.series("x").to_list() == plainly.series("x").to_list() == cells


@pytest.mark.parametrize("count", [0, 1, FEW - 1, FEW, 200])
def test_any_sequence_can_be_asked(count: int) -> None:
    found = texts_of([f"Ünit {k}" for k in range(count)])
    assert np.flatnonzero(found.plain(plain).equal("unit7")).tolist() == [7][: count > 7]
    assert texts_of(found) is found
