"""Causes of speed, not clocks: rows made, sorts and evaluations per edit, what is kept, bytes."""

from __future__ import annotations

import gc
import math
import subprocess
import sys
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from ici_tui.analysis import steepest as steepest_module
from ici_tui.analysis import strip as strip_module
from ici_tui.analysis.inputs import neighbours, tied_groups
from ici_tui.analysis.strip import strip
from ici_tui.cli import results
from ici_tui.cli.app import app
from ici_tui.cli.cell_text import number_text
from ici_tui.cli.column_texts import number_texts
from ici_tui.cli.output import Format, as_rows
from ici_tui.cli.score_table import score_pieces
from ici_tui.index import ranking, scores
from ici_tui.index.ranking import Standing, competition_ranks
from ici_tui.near import plain
from ici_tui.packs.find import find_pack
from ici_tui.packs.large import files, packed_texts
from ici_tui.packs.load import load_pack
from ici_tui.tui.session import Session
from ici_tui.views import names, ranked_rows, searching
from ici_tui.views.intervals import intervals
from ici_tui.views.ranking import build_ranking
from ici_tui.views.row import Row
from ici_tui.views.searching import Searched, label_order, name_order, where_equal
from ici_tui.views.study import Study
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.index.model import Index

META = """\
iCode,iName,Type,Level,Parent,Direction,Weight
a,A,Indicator,1,P,1,1
b,B,Indicator,1,P,1,2
c,C,Indicator,1,Q,1,1
d,D,Indicator,1,Q,1,1
P,Pillar P,Aggregate,2,I,1,1
Q,Pillar Q,Aggregate,2,I,1,1
I,Index,Aggregate,3,,1,1
Zone,Zone,Group,,,,
"""


def folder_of(folder: Path, size: int, **replaced: str) -> Path:
    """A pack of so many units, some values missing, with names and zones."""
    drawn = np.random.default_rng(size).integers(0, 10_000, (size, 4)) / 100
    lines = ["uCode,uName,Zone,a,b,c,d"]
    for k, row in enumerate(drawn.tolist()):
        cells = ["" if value > 99.9 else str(value) for value in row]
        lines.append(",".join([f"U{k * 7919 % 99991}", f"Ünit No {k}", f"Zone {k % 5}", *cells]))
    folder.mkdir(exist_ok=True)
    (folder / "iData.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "iMeta.csv").write_text(META, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("many") / "p", 5000)


@pytest.fixture(scope="module")
def two_portions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many units as make two portions of 999."""
    return folder_of(tmp_path_factory.mktemp("two") / "p", 1500)


def _counted(made: list[int]) -> Callable[..., Row]:
    """Makes rows, and notes the places that they are made of."""

    def counted(place: int, *columns: Any) -> Row:
        made.append(place)
        return Row(place, *columns)

    return counted


# The command line


def test_the_top_of_a_ranking_makes_its_rows_only(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    monkeypatch.setattr(ranked_rows, "Row", _counted(made))
    done = CliRunner().invoke(app, ["rank", "--top", "3", "--pack", str(many), "--format", "csv"])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 4
    assert "4997 units left out" in done.stderr
    assert len(made) == 3


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_card_makes_one_row_and_looks_at_no_name_by_itself(
    many: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    plained, one = [], plain

    def noted(text: str) -> str:
        plained.append(text)
        return one(text)

    monkeypatch.setattr(files, "SMALL", -1)
    monkeypatch.setattr(ranked_rows, "Row", _counted(made))
    monkeypatch.setattr(names, "plain", noted)
    done = CliRunner().invoke(app, ["city", "u7919", "--pack", str(many), "--format", form])
    assert done.exit_code == 0
    assert made == ([1] if form == "table" else [])
    assert plained == ["u7919"]


CALLED = st.lists(
    st.tuples(
        st.sampled_from(["A", "Ab", "abc", "B-1", "b1", "Éa"]),
        st.sampled_from(["", "A", "ab", "A b", "武汉", "武", "İstanbul", "-", "Ea"]),
        st.sampled_from(["", "武汉", "武", "上海", "ab"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda unit: unit[0],
)


@given(units=CALLED, text=st.sampled_from(
    ["a", "A b", "ab", "b1", "武汉", "武汉市", "上", "上海市", "é", "ea", "", "-", "i", "xyz"]
))  # fmt: skip
def test_a_name_means_the_same_unit_among_few_and_among_many(
    units: list[tuple[str, str, str]], text: str
) -> None:
    codes, called, local = zip(*units, strict=True)
    index = replace(
        load_pack(find_pack("asem-2018")).index,
        codes=codes,
        names=called,
        local_names=tuple(name or None for name in local),
    )
    large = replace(
        index,
        names=packed_texts(called),
        local_names=packed_texts([name or None for name in local]),
    )

    def found(where: Index) -> int | str:
        try:
            return names.find_unit(where, text)
        except names.UnitNotFoundError as error:
            return str(error)

    assert found(large) == found(index)


def test_the_top_is_the_beginning_of_the_whole_ranking(many: Path) -> None:
    study = Study.of(load_pack(many))
    for node in ("I", "Q", "a"):
        whole = build_ranking(study, node)
        assert [*build_ranking(study, node, top=40).rows] == [*whole.rows[:40]]
        keys = [(row.rank is None, row.rank or 0) for row in whole.rows]
        assert keys == sorted(keys)


def test_a_small_pack_is_ranked_without_polars(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "p", 300)
    code = (
        "import sys; from pathlib import Path; from ici_tui.packs.load import load_pack; "
        "from ici_tui.views.study import Study; from ici_tui.views.ranking import build_ranking; "
        "from ici_tui.tui.session import Session; pack = load_pack(Path(sys.argv[1])); "
        "build_ranking(Study.of(pack), top=3); "
        "session = Session.of(pack); name = session.catalogue.by_key['name']; "
        "session.sorted_by(name).arranged(text='unit'); print('polars' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize("chosen", ["csv", "tsv"])
@pytest.mark.parametrize(
    "more", [[], ["--level", "all"], ["--screen", "1"], ["--by", "P"], ["--raw-text"]]
)
def test_a_ranking_of_many_units_is_the_same_bytes(
    two_portions: Path, chosen: str, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["rank", "--pack", str(two_portions), "--format", chosen, *more]
    row_by_row = CliRunner().invoke(app, words)
    monkeypatch.setattr(results, "MANY", 1)
    monkeypatch.setattr("ici_tui.cli.long_records.PORTION", 999)
    together = CliRunner().invoke(app, words)
    assert together.exit_code == row_by_row.exit_code == 0
    assert together.stdout == row_by_row.stdout
    assert together.stderr == row_by_row.stderr


@pytest.mark.parametrize("chosen", ["csv", "tsv"])
@pytest.mark.parametrize("more", [[], ["--normalise", "zscore"], ["--screen", "1"]])
def test_scores_of_many_units_are_the_same_bytes(
    two_portions: Path,
    chosen: str,
    more: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    words = ["scores", "--pack", str(two_portions), "--format", chosen, *more]
    row_by_row = CliRunner().invoke(app, words)
    monkeypatch.setattr(results, "MANY", 1)
    monkeypatch.setattr("ici_tui.cli.score_table.PORTION", 999)
    together = CliRunner().invoke(app, words)
    assert together.exit_code == row_by_row.exit_code == 0
    assert together.stdout == row_by_row.stdout
    file = tmp_path / "out"
    assert CliRunner().invoke(app, [*words, "-o", str(file)]).exit_code == 0
    assert file.read_bytes().decode() == row_by_row.stdout


@given(st.lists(st.floats(allow_infinity=False), min_size=1))
def test_doubles_are_written_as_python_writes_them(values: list[float]) -> None:
    column = number_texts(np.array(values)).alias("v")
    written = pl.DataFrame({"k": ["-"] * len(values), "v": column}).write_csv(include_header=False)
    expected = ["-," + ("" if math.isnan(value) else number_text(value)) for value in values]
    assert written.splitlines() == expected


def test_codes_with_separators_are_quoted_alike(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "p", 3)
    data = (folder / "iData.csv").read_text(encoding="utf-8")
    for code, odd in (("U0,", '"a,""b"'), ("U7919,", "tab;'")):
        data = data.replace(f"\n{code}", f"\n{odd},")
    (folder / "iData.csv").write_text(data, encoding="utf-8")
    study = Study.of(load_pack(folder))
    from ici_tui.questions.records.ranking import score_records

    for separator, chosen in ((",", Format.CSV), ("\t", Format.TSV)):
        written = b"".join(score_pieces(study, separator)).decode()
        assert written == as_rows(score_records(study), chosen)


# Edits


def test_an_edit_sorts_once_and_aggregates_what_is_above_it(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.of(load_pack(many))
    sorts: list[int] = []
    aggregated: list[int] = []
    argsort, aggregator = np.argsort, scores.aggregator

    def counted(values: np.ndarray, **options: object) -> np.ndarray:
        sorts.append(np.size(values))
        return argsort(values, **options)

    def named(method: object) -> object:
        aggregated.append(1)
        return aggregator(method)  # type: ignore[arg-type]

    monkeypatch.setattr(ranking.np, "argsort", counted)
    monkeypatch.setattr(scores, "aggregator", named)
    settled = session.edited(session.weights.with_points("P", 70)).settled()
    rows = [settled.board.row(line) for line in range(40)]
    assert len(sorts) <= 1  # none where numbers that hold their places tell all apart
    assert len(aggregated) == 1
    assert [row.rank for row in rows] == sorted(row.rank or 0 for row in rows)
    sorts.clear()
    intervals(settled.study, "I", 3)
    settled.board.beats_next(rows[3].place)
    assert len(sorts) <= 1
    settled.edited(settled.weights.with_points("a", 70)).settled()
    assert len(aggregated) == 3  # then P and the index, not Q


def test_what_is_taken_over_from_an_edit_before_changes_no_score(many: Path) -> None:
    pack = load_pack(many)
    session = Session.of(pack)
    for node, points in (("P", 70), ("a", 10), ("c", 90), ("Q", 0), ("a", 10), ("P", 50)):
        session = session.edited(session.weights.with_points(node, points)).settled()
        fresh = Study.of(replace(pack, index=replace(pack.index)), session.weights)
        for code in ("I", "P", "Q", "a"):
            assert session.study.scores.of(code).tobytes() == fresh.scores.of(code).tobytes()
        assert np.array_equal(session.study.scores.present, fresh.scores.present)


def test_results_of_an_edit_go_with_it(many: Path) -> None:
    """A session keeps the arrays of one edit, not of as many as a cache has room for."""
    session = Session.of(load_pack(many))
    kept = []
    for points in range(20, 30):
        session = session.edited(session.weights.with_points("P", points)).settled()
        intervals(session.study, "I", 3)
        session.board.beats_next(0)
        kept.append(weakref.ref(session.study))
    gc.collect()
    assert [study() is not None for study in kept] == [False] * 9 + [True]


@given(st.lists(st.one_of(st.integers(0, 4).map(float), st.just(math.nan), st.floats(0, 1))))
def test_the_order_is_by_rank_and_place_from_the_ranks_own_sort(values: list[float]) -> None:
    found = Standing(np.array(values))
    ranks = competition_ranks(np.array(values))
    assert found.ranks.tolist() == ranks.tolist()
    expected = sorted(range(len(values)), key=lambda k: (ranks[k] == 0, ranks[k], k))
    assert found.order.tolist() == expected


def test_the_strip_holds_every_pair_of_large_tied_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where there are too many pairs to look at each of them."""
    generator = np.random.default_rng(1)
    first = generator.integers(0, 60, 200).astype(float)
    table = np.column_stack([first, 100 - first + generator.integers(0, 4, 200), first[::-1]])
    weights = np.array([0.25, 0.25, 0.5])
    whole = strip(table, weights)
    monkeypatch.setattr(strip_module, "MOST_PAIRS", 0)
    monkeypatch.setattr(strip_module, "FEW", 0)
    layers = strip(table, weights)
    above, below = neighbours(tied_groups(table @ weights))
    assert len(above) > 200
    for k in range(3):
        others = np.delete(weights, k)
        rest = np.delete(table, k, axis=1) @ (others / others.sum())
        slope = table[:, k] - rest
        gap = (table @ weights)[above] - (table @ weights)[below]
        with np.errstate(divide="ignore"):
            meets = weights[k] - gap / (slope[above] - slope[below])
        high = min([*meets[meets > weights[k]], 1.0])
        low = max([*meets[meets < weights[k]], 0.0])
        assert whole.order[k] == pytest.approx((low, high), abs=1e-9)
    np.testing.assert_allclose(layers.order, whole.order, rtol=1e-12)
    np.testing.assert_allclose(layers.leader, whole.leader, rtol=1e-12)


def test_ten_thousands_of_tied_units_cost_an_edit_a_few_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = np.random.default_rng(0).integers(0, 5, (30_000, 4)) * 25.0
    passes: list[int] = []
    pair = steepest_module.Layers._pair

    def counted(self: steepest_module.Layers, values: np.ndarray, rate: float) -> tuple[int, int]:
        passes.append(len(values))
        return pair(self, values, rate)

    monkeypatch.setattr(steepest_module.Layers, "_pair", counted)
    found = strip(table, np.array([1.0, 0.0, 0.0, 0.0]))
    # Two neighbouring levels of 25 points: with a fifth the others, from 0 to 100, close the gap.
    expected = np.array([[0.8, 1.0], *[[0.0, 0.2]] * 3])
    np.testing.assert_allclose(found.order, expected)
    np.testing.assert_allclose(found.leader, expected)
    # Four weights, both directions, order and leader.
    assert len(passes) <= 8 * 16


# Names and filters


@pytest.mark.parametrize("text", ["", "unit 4", "zone 3", "ÉIRE", "武汉", "small north", "u7919"])
def test_filters_and_orders_are_the_same_however_texts_are_held(
    tmp_path: Path, many: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    for name, content in SMALL.items():
        (small / name).write_text(content, encoding="utf-8")
    words = tuple(map(plain, text.split()))
    for folder in (small, many):
        lists = load_pack(folder).index
        with monkeypatch.context() as patch:
            patch.setattr(files, "SMALL", -1)
            held = load_pack(folder).index
        assert type(held.names) is not type(lists.names)
        assert np.array_equal(name_order(held.names), name_order(lists.names))
        one, other = Searched.of(held), Searched.of(lists)
        assert np.array_equal(one.having(words), other.having(words))
        for code, group in lists.groups.items():
            labels = held.groups[code].labels
            assert np.array_equal(
                np.argsort(label_order(labels), kind="stable"),
                np.argsort(label_order(group.labels), kind="stable"),
            )
            for label in ("North", "Zone 3", "nowhere"):
                assert where_equal(labels, label).tolist() == [
                    given == label for given in group.labels
                ]


@given(st.lists(st.text()))
def test_plain_texts_are_the_same_all_at_once(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    assert list(searching.plain_texts(texts)) == [plain(text) for text in texts]
