"""Large tables, by causes: what is copied, what is held, what is written when."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.cli import output, score_table
from ici_tui.cli.output import Format, as_rows, emit
from ici_tui.cli.score_table import score_pieces
from ici_tui.files import write_whole
from ici_tui.index import scores
from ici_tui.index.choices import parse_method
from ici_tui.index.normalise import normalise
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.table import Table, side_by_side
from ici_tui.packs.large import files, parquet_file, read, read_columns
from ici_tui.packs.large.packed import PackedTexts
from ici_tui.packs.load import load_pack
from ici_tui.questions.records.ranking import score_records
from ici_tui.tui.session import Session
from ici_tui.views.study import Study
from tests.unit.test_scale import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ici_tui.packs.columns import Columns
    from ici_tui.packs.large.compact import Held


@pytest.fixture
def columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of 300 units whose data are read by columns, in the order of the tree."""
    monkeypatch.setattr(files, "SMALL", 0)
    return folder_of(tmp_path / "pack", 300)


def as_parquet(folder: Path) -> Path:
    """The same pack with its data in Parquet."""
    csv = folder / "iData.csv"
    pl.read_csv(csv, null_values=["", "NA"]).write_parquet(folder / "iData.parquet")
    csv.unlink()
    return folder


# Reading


def owner(array: np.ndarray) -> np.ndarray:
    """The array whose memory this is."""
    return array if array.base is None else owner(array.base)


@pytest.mark.parametrize("parquet", [False, True])
def test_an_index_takes_over_the_table_that_was_read(
    columns: Path, parquet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = as_parquet(columns) if parquet else columns
    tables_read: list[np.ndarray] = []
    columns_of = read.Read.columns

    def spy(found: read.Read, text: Callable[[int], Held]) -> Columns:
        tables_read.append(found.numbers)
        return columns_of(found, text)

    monkeypatch.setattr(read.Read, "columns", spy)
    index = load_pack(folder).index
    (data,) = (table for table in tables_read if len(table) == 300)  # the other is iMeta
    assert data.shape == (300, 4)
    assert owner(index.data) is owner(data)
    assert isinstance(index.codes, PackedTexts)
    # What the stages hand on unchanged is that table as well.
    record = Study.of(load_pack(folder)).prepared.record
    assert len({id(owner(step)) for step in (record.raw, record.after_treatment)}) == 1


def test_parquet_is_read_a_few_columns_at_a_time(
    columns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = as_parquet(columns) / "iData.parquet"
    whole = read.read(file)
    asked: list[list[str]] = []
    by_polars = pl.read_parquet

    def spy(path: Path, columns: list[str], **options: bool) -> pl.DataFrame:
        asked.append(columns)
        return by_polars(path, columns=columns, **options)

    monkeypatch.setattr(pl, "read_parquet", spy)
    monkeypatch.setattr(parquet_file, "CELLS_AT_ONCE", 600)
    found = read.read(file)
    assert [names for names in asked if "a" in names or "c" in names] == [["a", "b"], ["c", "d"]]
    assert np.array_equal(found.numbers, whole.numbers, equal_nan=True)
    assert found.numeric == whole.numeric


def test_a_text_in_parquet_is_read_again_where_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "iData.parquet"
    pl.DataFrame({"a": [1.5, float("inf"), None], "b": [1, 2, 3]}).write_parquet(file)
    found = read_columns(file).cells
    assert list(found["a"]) == ["1.5", "inf", None]
    assert found["a"].numbers()[1] == [1]
    assert found["b"].numbers()[0].tolist() == [1.0, 2.0, 3.0]
    assert list(found["b"].take([2, 0])) == ["3", "1"]


def test_times_stored_as_numbers_are_read_as_text_at_once(tmp_path: Path) -> None:
    file = tmp_path / "iData.parquet"
    pl.DataFrame({"Time": [2018, 2020], "x": [1.0, 2.0]}).write_parquet(file)
    found = read.read(file)
    assert found.numeric == ("x",)
    assert list(found.texts["Time"]) == ["2018", "2020"]


# The pipeline


@given(st.data())
def test_columns_side_by_side_are_copied_only_where_they_are_no_neighbours(
    data: st.DataObject,
) -> None:
    rows = data.draw(st.integers(0, 5))
    table = np.asfortranarray(np.random.default_rng(0).random((rows, 6)))
    places = data.draw(st.lists(st.integers(0, 5), min_size=1, max_size=6))
    found = side_by_side([table[:, place] for place in places])
    assert found.flags.f_contiguous
    assert np.array_equal(found, table[:, places])
    neighbours = places == list(range(places[0], places[0] + len(places)))
    assert np.shares_memory(found, table) == (neighbours and rows > 0)
    if neighbours and rows:
        assert not found.flags.writeable
    lists = [np.array(table[:, place]) for place in places]
    assert np.array_equal(side_by_side(lists), found)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("method", ["minmax:0,100", "zscore:0,1", "rank", "none"])
def test_normalised_values_are_by_column_and_the_same_for_every_layout(
    order: str, method: str, columns: Path
) -> None:
    index = load_pack(columns).index
    assert np.isnan(index.data).any()
    table = Table(np.array(index.data, order=order), index.tree.leaves, index.codes)
    found = normalise(table, [parse_method("normalise", method)] * len(table.leaves)).table.values
    assert found.flags.f_contiguous
    for place in range(found.shape[1]):
        column = index.data[:, place]
        there = ~np.isnan(column)
        alone = Table(column[there][:, None], index.tree.leaves[place : place + 1], index.codes)
        expected = normalise(
            alone, [parse_method("normalise", method)] * len(alone.leaves)
        ).table.values[:, 0]
        assert np.array_equal(found[there, place], expected)
        assert np.isnan(found[~there, place]).all()


# Ranks


def test_ranks_on_a_node_are_kept_in_four_bytes_and_outlive_an_edit_elsewhere(
    columns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.of(load_pack(columns))
    ranked: list[int] = []

    def spy(values: np.ndarray, decimals: int | None = None) -> np.ndarray:
        ranked.append(len(np.atleast_2d(values)))
        return competition_ranks(values, decimals)

    monkeypatch.setattr(scores, "competition_ranks", spy)
    nodes = [node.code for node in session.pack.index.tree.nodes]
    for study in (session.study, session.study):
        for code in nodes:
            ranks = study.scores.ranks(code)
            assert ranks.dtype == np.int64
            assert ranks.tolist() == competition_ranks(study.scores.of(code)).tolist()
            assert [study.scores.rank_at(code, k) for k in range(300)] == ranks.tolist()
    assert sum(ranked) == len(nodes) - 1  # the root's have an order as well
    assert {kept.dtype for _, kept in session.study.scores._ranks.values()} == {np.dtype(np.int32)}
    ranked.clear()
    edited = session.edited(session.weights.with_points("a", 70)).settled().study
    for code in nodes:
        expected = competition_ranks(edited.scores.of(code)).tolist()
        assert edited.scores.ranks(code).tolist() == expected
    assert len(ranked) == 1  # P, the parent of a
    assert session.study.scores.ranks("P").tolist() == (
        competition_ranks(session.study.scores.of("P")).tolist()
    )


# Writing


def test_pieces_are_made_one_ahead_of_what_is_written(
    columns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_table, "PORTION", 70)
    study = Study.of(load_pack(columns))
    made: list[int] = []
    lines = score_table._lines

    def spy(*given: object) -> bytes:
        made.append(1)
        return lines(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(score_table, "_lines", spy)
    pieces = score_pieces(study, ",")
    taken = [next(pieces)]
    assert not made
    for count in (1, 2, 3):
        taken.append(next(pieces))
        assert len(made) <= count + 1
    taken += pieces
    assert len(taken) == 1 + 5
    assert b"".join(taken).decode() == as_rows(score_records(study), Format.CSV)


def drafts(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(file.name for file in folder.iterdir())


def test_pieces_go_to_a_draft_beside_the_file_as_they_come(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("old", encoding="utf-8")
    sizes: list[int] = []

    def pieces() -> Iterator[bytes]:
        for _ in range(3):
            yield b"x" * (1 << 20)
            (draft,) = [entry for entry in tmp_path.iterdir() if entry != file]
            sizes.append(draft.stat().st_size)
            assert file.read_text(encoding="utf-8") == "old"

    write_whole(file, pieces())
    assert sizes == [1 << 20, 2 << 20, 3 << 20]
    assert file.stat().st_size == 3 << 20
    assert drafts(tmp_path) == ["scores.csv"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_of_a_file_that_was_not_finished_nothing_is_left(
    error: type[BaseException], tmp_path: Path
) -> None:
    file = tmp_path / "scores.csv"

    def pieces() -> Iterator[bytes]:
        yield b"code\n"
        raise error

    with pytest.raises(error):
        emit(pieces(), file)
    assert drafts(tmp_path) == []
    file.write_text("old", encoding="utf-8")
    with pytest.raises(error):
        emit(pieces(), file)
    assert drafts(tmp_path) == ["scores.csv"]
    assert file.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("encoding", "end", "expected"),
    [
        ("utf-8", "\n", "before é武\n".encode()),
        ("utf-8", "\r\n", "before é武\n".encode()),
        ("latin-1", "\n", "before é??\n".encode("latin-1")),
    ],
)
def test_pieces_pass_the_encoder_by_where_that_changes_nothing(
    encoding: str, end: str, expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    monkeypatch.setattr(output.sys, "stdout", stream)
    monkeypatch.setattr(os, "linesep", end)
    stream.write("before ")
    emit(["é武\n".encode()])
    assert raw.getvalue() == expected
    monkeypatch.undo()
