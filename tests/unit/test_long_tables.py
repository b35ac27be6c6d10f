"""Tables and records of many rows: a column at once is what each row says by itself."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
import rich.console
import rich.text
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from ici_tui.cli import results, sheet, tables
from ici_tui.cli.app import app
from ici_tui.cli.cell_text import CellTexts
from ici_tui.cli.common import Common
from ici_tui.cli.long_records import LongRecords, json_pieces, row_pieces
from ici_tui.cli.output import Format, as_json, as_rows
from ici_tui.cli.render import STYLES, painted
from ici_tui.cli.sheet import WorkbookError, sheet_of
from ici_tui.cli.workbook import workbook
from ici_tui.drawing.mark_columns import Bars, Marks, Stacks
from ici_tui.drawing.spans import Span, joined
from ici_tui.packs.load import load_pack
from ici_tui.packs.workbook import read_sheet
from ici_tui.pages import columned, html, layout, markdown
from ici_tui.pages.columned import Cells, Columned
from ici_tui.pages.html import for_html
from ici_tui.pages.layout import laid_out
from ici_tui.pages.markdown import for_markdown
from ici_tui.pages.model import Column, Grid, Page
from ici_tui.questions.records.ranking import rank_columns, rank_records
from ici_tui.sanitise import visible
from ici_tui.views import known, ranked_rows
from ici_tui.views.columns import BAR, columns_of
from ici_tui.views.long_columns import told_by_column
from ici_tui.views.number_columns import column_decimals, number_column
from ici_tui.views.numbers import Decimals, Shown, decimals_for, text
from ici_tui.views.own_values import parse_own
from ici_tui.views.ranking import build_ranking
from ici_tui.views.robust import radius
from ici_tui.views.study import Study
from tests.unit.test_scale import folder_of

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.pages.line import Line

NUMBERS = st.one_of(
    st.floats(),
    st.integers(-(10**6), 10**6).map(lambda n: n / 1000),
    st.integers(-50, 50).map(lambda n: n / 2 / 10**3),
    st.sampled_from(
        [0.0, -0.0, -1e-9, -0.05, 0.05, 0.5, 2.5, -0.5, 1e15, -1e15, 999999999999999.9, 5e-324,
         1.7976931348623157e308, math.nan, math.inf, -math.inf]
    ),
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", " ", "  set in", "<b>&\"'", "a|b*c_d", "https://example.org/a_b", "=SUM(A1)", "武汉市",
         "e\u0301clair", "👩‍🔬 laboratory", "a\tb\nc", "\x1b[31m", "\u202eabc", "x" * 60, "_x0041_",
         "Île-de-France", "two words and some more that wrap", "%s %d", "trailing "]
    ),
)  # fmt: skip
ROLES = st.sampled_from(["text", "muted", "strong", "reported", "up", "down", "estimated"])


@given(values=st.lists(NUMBERS, max_size=30), decimals=st.integers(-1, 6))
def test_numbers_of_a_column_read_as_each_does(values: list[float], decimals: int) -> None:
    together = number_column(np.array(values, dtype=float), decimals)
    assert together == [text(Shown(value), decimals) for value in values]


@given(values=st.lists(NUMBERS, max_size=30))
def test_a_column_has_the_decimals_of_its_values(values: list[float]) -> None:
    found: Decimals = column_decimals(np.array(values, dtype=float))
    expected = decimals_for([None if math.isnan(value) else value for value in values])
    assert (found, found.coarse) == (expected, expected.coarse)


SIZES = st.floats(-5, 120) | st.sampled_from([0.0, -0.0, 50.0, 100.0, 1e-12])


def _drawn_alike(marks: Marks, width: int) -> None:
    cells = ["".join(span.text for span in mark.cells(width)).ljust(width) for mark in marks]
    assert marks.texts(width) == cells
    svgs = [mark.svg(220.0, 16.0) for mark in marks]
    assert marks.svgs(220.0, 16.0) == svgs
    assert {role for role in (f"part{k}" for k in range(20)) if f'"f-{role}"' in "".join(svgs)} == {
        role for role in marks.roles() if role.startswith("part")
    }


@given(
    parts=st.integers(1, 12).flatmap(
        lambda count: st.lists(
            st.lists(SIZES, min_size=count, max_size=count), min_size=1, max_size=6
        )
    ),
    top=st.sampled_from([0.0, 1.0, 73.5, 100.0]),
    width=st.integers(1, 40),
)
def test_stacks_are_drawn_as_each_is(parts: list[list[float]], top: float, width: int) -> None:
    _drawn_alike(Stacks(np.array(parts), top), width)


@given(
    values=st.lists(SIZES | st.just(math.nan), min_size=1, max_size=12),
    top=st.sampled_from([0.0, 1.0, 73.5, 100.0]),
    width=st.integers(1, 40),
)
def test_bars_are_drawn_as_each_is(values: list[float], top: float, width: int) -> None:
    _drawn_alike(Bars(np.array(values), top), width)


@st.composite
def _grids(draw: st.DrawFn) -> Grid:
    rows = draw(st.integers(1, 6))
    columns, held = [], []
    for place in range(draw(st.integers(1, 4))):
        told = draw(st.lists(TEXTS, min_size=rows, max_size=rows))
        each = draw(ROLES | st.lists(ROLES, min_size=rows, max_size=rows))
        least = draw(st.sampled_from([None, 1, 8]))
        columns.append(
            Column(f"c{place}", draw(st.booleans()), least, key=not place, lines=draw(
                st.sampled_from([None, 2]))
            )
        )  # fmt: skip
        held.append(Cells(told, each))
    if draw(st.booleans()):
        columns.append(Column(drawn=True))
        drawn = draw(st.lists(SIZES, min_size=rows, max_size=rows))
        held.append(Cells.drawn(Bars(np.array(drawn), 100.0)))
    return Grid(tuple(columns), Columned(held), indent=draw(st.sampled_from([0, 2])))


@given(grid=_grids(), width=st.integers(20, 120))
def test_a_table_held_by_column_is_written_as_one_of_rows(grid: Grid, width: int) -> None:
    by_row = grid._replace(rows=tuple(grid.rows))
    assert by_row.rows == grid.rows
    one, other = Page((grid,)), Page((by_row,))
    assert for_html(one) == for_html(other)
    assert for_markdown(one) == for_markdown(other)
    for roles in (None, frozenset[str](), frozenset({"muted", "strong", "estimated"})):
        lines, expected = (
            [told_apart(line, roles) for line in laid_out(page.all_blocks(), width, roles=roles)]
            for page in (one, other)
        )
        assert lines == expected


def told_apart(line: Line, roles: frozenset[str] | None) -> tuple[Span, ...]:
    """The spans of a line, of which one in a role that nobody looks at is plain text."""
    return joined(
        [
            Span(text, role if roles is None or role in roles else "text")
            for text, role in line.spans
        ]
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("many") / "p", 5000)


@pytest.fixture(scope="module")
def two_portions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many units as make two portions of 999 and twenty of 77."""
    return folder_of(tmp_path_factory.mktemp("two") / "p", 1500)


@pytest.mark.parametrize("own", [(), ("U7919.a=5", "U15838.d=70")])
@pytest.mark.parametrize("methods", [{}, {"screen": 1.0}])
def test_a_column_of_a_ranking_is_what_its_rows_have(
    two_portions: Path, methods: dict[str, Any], own: tuple[str, ...]
) -> None:
    study = Study.of(load_pack(two_portions))
    if own:
        study = study.with_own(parse_own(study.pack.index, own))
    if methods:
        study = study.with_options(study.pack.index.options._replace(**methods))
    study = study.with_weights(study.weights.with_points("P", 80.0))
    ranking = build_ranking(study).with_nodes(study.pack.index.tree.nodes)
    for column in columns_of(study.pack):
        if column != BAR:
            texts, roles = told_by_column(column, ranking)
            each = [roles] * len(ranking) if isinstance(roles, str) else roles
            pieces = [column.pieces(ranking, row) for row in ranking.rows]
            assert [((told, role),) for told, role in zip(texts, each, strict=True)] == pieces


# Records

VALUES = {
    pl.Float64: st.none() | st.floats(allow_nan=False),
    pl.Int64: st.none() | st.integers(-(10**12), 10**12),
    pl.String: st.none() | TEXTS,
}
NAMES = st.text(min_size=1, max_size=8) | st.sampled_from(["%s", "a,b", '"q"', "=A", "\x1b", "é"])


@st.composite
def _records(draw: st.DrawFn) -> tuple[list[dict[str, object]], LongRecords]:
    """Records row by row, and the same by column in two portions."""
    rows = draw(st.integers(1, 6))
    names = draw(st.lists(NAMES, min_size=2, max_size=6, unique=True))
    columns = {}
    for name in names:
        kind = draw(st.sampled_from(list(VALUES)))
        columns[name] = pl.Series(
            draw(st.lists(VALUES[kind], min_size=rows, max_size=rows)), dtype=kind
        )
    nested = set(draw(st.lists(st.sampled_from(names[1:]), unique=True)))
    cut = draw(st.integers(1, rows))

    def held(part: slice) -> dict[str, object]:
        found: dict[str, object] = {n: one[part] for n, one in columns.items() if n not in nested}
        inner = {n: one[part] for n, one in columns.items() if n in nested}
        return found | {"inner": inner, "none": None}

    def flat(record: Any) -> dict[str, object]:
        return {k: v for k, v in record.items() if k != "inner"} | record["inner"]

    single = [
        {n: one[row] for n, one in columns.items() if n not in nested}
        | {"inner": {n: one[row] for n, one in columns.items() if n in nested}, "none": None}
        for row in range(rows)
    ]
    parts = [part for part in (slice(0, cut), slice(cut, rows)) if part.start < rows]
    return single, LongRecords(lambda: map(held, parts), flat)


@given(made=_records(), lines=st.booleans())
def test_json_of_columns_is_that_of_the_records(
    made: tuple[list[dict[str, object]], LongRecords], lines: bool
) -> None:
    single, columns = made
    written = b"".join(json_pieces(columns, lines=lines)).decode()
    assert written == as_json(single, lines=lines)
    each = written.splitlines() if lines else [written]
    assert all(json.loads(one) for one in each)


@given(made=_records(), chosen=st.sampled_from([Format.CSV, Format.TSV]), raw=st.booleans())
def test_rows_of_columns_are_those_of_the_records(
    made: tuple[list[dict[str, object]], LongRecords], chosen: Format, raw: bool
) -> None:
    single, columns = made
    flat = [dict(columns.flat(record)) for record in single]
    separator, cells, others = (
        "," if chosen is Format.CSV else "\t",
        CellTexts(raw=raw),
        CellTexts(raw=raw),
    )
    written = b"".join(row_pieces(columns, separator, cells)).decode()
    assert written == as_rows(flat, chosen, others)
    assert cells.marked == others.marked


CELLS = st.one_of(
    st.none(), NUMBERS, st.integers(-(10**9), 10**9), TEXTS, st.lists(TEXTS, max_size=2),
    st.sampled_from(["😀" * 20_000, "y" * 40_000, "new\nline"]),
)  # fmt: skip


@settings(max_examples=40)
@given(
    columns=st.integers(1, 4).flatmap(
        lambda rows: st.dictionaries(
            NAMES, st.one_of(*(st.lists(kind, min_size=rows, max_size=rows) for kind in (
                CELLS, NUMBERS, TEXTS, st.integers(-5, 5)))), min_size=1, max_size=30
        )
    )
)  # fmt: skip
def test_a_sheet_holds_what_xlsxwriter_would_have_written(
    columns: dict[str, list[object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("books")
    (folder / "ours.xlsx").write_bytes(workbook([columns], None, None))
    with xlsxwriter.Workbook(folder / "theirs.xlsx") as book:
        values_sheet = book.add_worksheet("Values")
        for place, (name, values) in enumerate(columns.items()):
            for line, value in enumerate([name, *values]):
                if isinstance(value, float | int) and math.isfinite(value):
                    values_sheet.write_number(line, place, value)
                elif isinstance(value, str | list):
                    told = ", ".join(value) if isinstance(value, list) else value
                    values_sheet.write_string(line, place, told_in_a_cell(told))
    ours, theirs = (read_sheet(folder, f"{name}.xlsx", "Values") for name in ("ours", "theirs"))
    assert ours == theirs


def told_in_a_cell(told: str) -> str:
    """A text as XlsxWriter takes it: seen, and not too long."""
    seen = visible(told)
    return seen if len(seen) <= 32_767 else seen[:32_766] + "…"


def test_what_xlsxwriter_takes_for_markup_is_text(tmp_path: Path) -> None:
    name = "<r><t>rich</t></r>"
    (tmp_path / "b.xlsx").write_bytes(workbook([{name: [name, "<r>"]}], None, None))
    rows = read_sheet(tmp_path, "b.xlsx", "Values")
    assert [row.cells for row in rows] == [[name], [name], ["<r>"]]


def test_a_sheet_says_how_many_rows_do_not_fit() -> None:
    portions = [{"a": [1] * 500_000}, {"a": [2] * 500_000}, {"a": [3] * 100_000}]
    with pytest.raises(WorkbookError, match=r"^1,100,000 rows of 1 columns"):
        sheet_of(portions)


# Causes of speed

OWN = ["rank", "--set", "U7919.a=5"]
STATED = ["rank", "--order", "P>=Q"]


def _counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[str]:
    calls: list[str] = []
    function = getattr(module, name)

    def counted(*given: Any, **named: Any) -> Any:
        calls.append(name)
        return function(*given, **named)

    monkeypatch.setattr(module, name, counted)
    return calls


@pytest.mark.parametrize(
    "words",
    [["rank"], ["rank", "--level", "all"], ["scores"], ["rank", "--set", "U7919.a=5"]],
)
@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_a_page_of_many_units_makes_no_row_and_writes_no_cell_by_itself(
    many: Path, words: list[str], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = [
        _counted(monkeypatch, ranked_rows, "Row"),
        _counted(monkeypatch, html, "_cell"),
        _counted(monkeypatch, markdown, "_cell"),
        _counted(monkeypatch, layout, "_written"),
        _counted(monkeypatch, columned, "Cell"),
        _counted(monkeypatch, known, "Shown"),
    ]
    done = CliRunner().invoke(app, [*words, "--pack", str(many), "--format", form])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 5000
    assert [len(one) for one in calls if len(one) > 40] == []


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx"])
@pytest.mark.parametrize("words", [["rank"], OWN, STATED, ["values", "--stage", "normalised"]])
def test_records_of_many_units_are_made_by_column(
    many: Path, words: list[str], form: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(results, "MANY", 5000)
    monkeypatch.setattr(tables, "MANY", 20_000)
    rows = _counted(monkeypatch, ranked_rows, "Row")
    cells = _counted(monkeypatch, sheet, "_cell")
    file = tmp_path / f"out.{form}"
    done = CliRunner().invoke(app, [*words, "--pack", str(many), "-o", str(file)])
    assert done.exit_code == 0
    assert not rows
    # Some values of each column are missing, and some columns have few or none.
    assert len(cells) <= (22 if words == OWN else 12) * 5000
    assert file.stat().st_size > 100_000


@pytest.mark.parametrize(
    "words", [["rank"], OWN, STATED, ["values"], ["values", "--stage", "normalised"]]
)
@pytest.mark.parametrize("form", ["table", "markdown", "html", "csv", "tsv", "json", "jsonl"])
def test_many_rows_are_the_same_bytes_as_few(
    two_portions: Path, words: list[str], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [*words, "--pack", str(two_portions), "--format", form]
    by_row = CliRunner().invoke(app, asked)
    monkeypatch.setattr(results, "MANY", 1)
    monkeypatch.setattr(tables, "MANY", 1)
    monkeypatch.setattr("ici_tui.cli.long_records.PORTION", 999)
    monkeypatch.setattr("ici_tui.cli.long_values.PORTION", 999)
    monkeypatch.setattr("ici_tui.pages.columned.PORTION", 77)
    by_column = CliRunner().invoke(app, asked)
    assert by_column.exit_code == by_row.exit_code == 0
    assert by_column.stdout == by_row.stdout
    assert by_column.stderr == by_row.stderr


@pytest.mark.parametrize("top", [None, 40])
@pytest.mark.parametrize("own", [(), ("U7919.a=5", "U15838.d=70")])
@pytest.mark.parametrize("by", [None, "P", "a"])
def test_records_by_column_know_of_each_value_what_its_row_does(
    many: Path, own: tuple[str, ...], by: str | None, top: int | None
) -> None:
    study = Study.of(load_pack(many))
    if own:
        study = study.with_own(parse_own(study.pack.index, own))
    ranking = build_ranking(study, by, top=top, ahead=True)
    assert (ranking.ahead is not None) == (top is not None and by is None)
    columns = rank_columns(ranking)

    def at(value: object, row: int) -> object:
        if isinstance(value, dict):
            return {name: at(inner, row) for name, inner in value.items()}
        return value[row] if isinstance(value, pl.Series) else value

    assert [at(columns, row) for row in range(len(ranking))] == rank_records(ranking, study)


@pytest.mark.parametrize("words", [["rank"], ["rank", "--level", "all"], ["robust", "radius"]])
def test_a_long_page_in_colour_makes_no_row_and_is_painted_without_rich(
    many: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Common, "colour", True)
    calls = [
        _counted(monkeypatch, ranked_rows, "Row"),
        _counted(monkeypatch, radius, "Neighbours"),
        _counted(monkeypatch, layout, "_written"),
        _counted(monkeypatch, columned, "Cell"),
        _counted(monkeypatch, rich.console.Console, "print"),
    ]
    done = CliRunner().invoke(app, [*words, "--pack", str(many)], color=True)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 4000
    assert "\x1b[2m" in done.stdout
    assert [len(one) for one in calls if len(one) > 60] == []


def test_a_table_in_many_parts_takes_each_column_once(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = tuple(Column(f"c{place}", key=not place) for place in range(400))
    rows = Columned(Cells([f"{place}.{row}" for row in range(3)]) for place in range(400))
    taken = _counted(monkeypatch, Cells, "at")
    lines = list(laid_out((Grid(columns, rows),), 40, roles=frozenset()))
    assert len(lines) > 200
    assert len(taken) <= 3 * len(columns)


@pytest.mark.parametrize(
    "line",
    [
        [("two ", "text"), ("words", "muted"), ("", "strong"), ("!", "strong")],
        [("a\tb", "muted"), (" 武汉市 ", "estimated"), ("x" * 90, "text")],
        [("blank at its end", "strong"), (" " * 90, "muted")],
        [],
    ],
)
def test_a_line_is_painted_as_rich_does(line: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    console = rich.console.Console(file=out, width=80, force_terminal=True, color_system="auto")
    text = rich.text.Text()
    for piece, role in line:
        text.append(piece, STYLES.get(role))
    console.print(text, overflow="ignore", no_wrap=True, crop=False, highlight=False)
    assert "".join(painted([line], 80)) == out.getvalue()


@pytest.mark.parametrize("words", [["rank"], ["values"]])
def test_a_workbook_of_many_rows_has_the_same_cells_as_one_of_few(
    two_portions: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(results, "MANY", 10_000)
    monkeypatch.setattr(tables, "MANY", 100_000)
    books = []
    for name in ("few", "many"):
        file = tmp_path / f"{name}.xlsx"
        asked = [*words, "--pack", str(two_portions), "-o", str(file)]
        assert CliRunner().invoke(app, asked).exit_code == 0
        books.append(read_sheet(tmp_path, file.name, "Values"))
        monkeypatch.setattr(results, "MANY", 1)
        monkeypatch.setattr(tables, "MANY", 1)
        monkeypatch.setattr("ici_tui.cli.long_records.PORTION", 999)
    assert books[0] == books[1]
    assert len(books[0]) == 1501
