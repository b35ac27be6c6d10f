"""Workbooks: what a spreadsheet program writes, and what somebody made to break a reader."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from ici_tui.packs import limits, sheet, workbook, workbook_parts
from ici_tui.packs.check import check_pack
from ici_tui.packs.load import load_pack
from ici_tui.packs.workbook import read_sheet
from ici_tui.packs.workbook_parts import Dates
from tests.unit.test_packs import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DATA = '<row><c t="str"><v>uCode</v></c><c t="str"><v>x</v></c><c t="str"><v>y</v></c></row>'
UNIT = '<row><c t="str"><v>A</v></c><c><v>1</v></c><c><v>0.1</v></c></row>'
ROWS = (
    ("iCode", "Type", "Level", "Parent", "Direction", "Weight"), ("x", "Indicator", 1, "I", 1, 1),
    ("y", "Indicator", 1, "I", 1, 1), ("I", "Aggregate", 2, "", 1, 1),
)  # fmt: skip
META = "".join(
    "<row>" + "".join(f'<c t="str"><v>{cell}</v></c>' for cell in row) + "</row>" for row in ROWS
)
BOOK = (
    '<workbook xmlns:r="r"><sheets><sheet name="iData" r:id="a"/><sheet name="iMeta" r:id="b"/>'
    "</sheets></workbook>"
)
RELATIONS = (
    '<Relationships><Relationship Id="a" Target="worksheets/one.xml"/>'
    '<Relationship Id="b" Target="/xl/worksheets/two.xml"/></Relationships>'
)


def in_sheet(*rows: str) -> str:
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"


def book(folder: Path, data: str, **parts: str) -> Path:
    """A workbook whose sheet iData is this XML, and other parts as they are given."""
    path = folder / "book.xlsx"
    contents = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/one.xml": data,
        "xl/worksheets/two.xml": in_sheet(META),
    } | {f"xl/{name}.xml": text for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return path


def test_a_workbook_of_bare_parts_opens(tmp_path: Path) -> None:
    path = book(tmp_path, in_sheet(DATA, UNIT))
    assert check_pack(path) == ()
    assert load_pack(path).index.data.tolist() == [[1, 0.1]]


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet("iData")
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        hour = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        money = made.add_format({"num_format": '[Red]#,##0 "days"'})
        page.write_string(0, 0, " 007 ")
        page.write_datetime(0, 1, dt.datetime(2020, 2, 29), day)
        page.write_datetime(0, 2, dt.datetime(2020, 2, 29, 13, 5), hour)
        page.write_number(0, 3, 2018)
        page.write_number(0, 4, 0.1, money)
        page.write_boolean(0, 5, True)
        page.write_rich_string(0, 6, "one ", day, "text", money, " whole")
        page.write_formula(0, 7, "=1+1", None, 2)
        page.write_formula(0, 8, "=NA()", None, "#N/A")
        page.write_formula(0, 9, "=1/0", None, "#DIV/0!")
        page.write_string(3, 11, "last")
    first, last = read_sheet(path, path.name, "iData")
    assert first.cells == [
        " 007 ", "2020-02-29", "2020-02-29 13:05:00", "2018", "0.1", "TRUE", "one text whole", "2",
        "", "#DIV/0!", "", "",
    ]  # fmt: skip
    assert (last.line, last.cells[-1]) == (4, "last")


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (FAR, (1048576, "XFD")),
        ('<row r="60001"><c r="ALM60001"><v>1</v></c></row>', (60001, "ALM")),
        ('<row r="9"><c r="ZZZZZZ9999999"><v>1</v></c></row>', (9, None)),
        ('<row r="9"><c r="B9"><v>1</v></c><c r="B9"><v>2</v></c></row>', (9, None)),
        ('<row r="9"><c r="B8"><v>1</v></c></row>', (9, None)),
        ('<row r="1"/>', (None, None)),
        ('<row><c t="s"><v>7</v></c></row>', (3, "A")),
        ("<row><c><f>1+1</f></c></row>", (3, "A")),
        ("<row><c><v>" + "x" * (limits.MOST_TEXT + 1) + "</v></c></row>", (None, None)),
        ("<x>" * 200, (None, None)),
        ("<row", (None, None)),
        ("", (None, None)),
    ],
)
def test_what_no_spreadsheet_program_writes_is_told(
    tmp_path: Path, row: str, where: tuple[int | None, str | None]
) -> None:
    data = in_sheet(DATA, UNIT, row) if row else ""
    (fault,) = check_pack(book(tmp_path, data))
    assert fault.file.startswith("book.xlsx")
    assert (fault.row, fault.column) == where


def test_formats_in_an_empty_cell_far_away_are_no_cell(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert check_pack(book(tmp_path, in_sheet(DATA, UNIT, far))) == ()


@pytest.mark.parametrize("limit", ["MOST_UNPACKED", "MOST_ELEMENTS", "MOST_TEXTS", "MOST_TAG"])
def test_limits_are_kept_while_a_workbook_is_unpacked(
    tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "<si><t>" + "long" * 100 + "</t></si>"
    shared = "<sst>" + text * 50 + f'<si x="{"y" * 3000}"/></sst>'
    rows = "".join(f'<row><c t="s"><v>{k}</v></c></row>' for k in range(50))
    path = book(tmp_path, in_sheet(DATA, rows), sharedStrings=shared)
    module = {"MOST_UNPACKED": workbook, "MOST_TEXTS": sheet}.get(limit, workbook_parts)
    monkeypatch.setattr(module, limit, 100)
    monkeypatch.setattr(workbook, "PIECE", 1000)
    faults = check_pack(path)
    assert {fault.file for fault in faults} == {"book.xlsx"}
    assert "100" in faults[0].text()


def entities(count: int) -> Iterable[str]:
    yield '<!DOCTYPE x [<!ENTITY a0 "ha">'
    for k in range(count):
        yield f'<!ENTITY a{k + 1} "{f"&a{k};" * 10}">'
    yield "]>"


def test_nothing_in_a_workbook_is_expanded(tmp_path: Path) -> None:
    data = "".join(entities(9)) + in_sheet(DATA, UNIT, "<row><c><v>&a9;</v></c></row>")
    (fault,) = check_pack(book(tmp_path, data))
    assert fault.file == "book.xlsx"


def test_damaged_archives_are_one_line_for_each_sheet(tmp_path: Path) -> None:
    path = book(tmp_path, in_sheet(DATA, UNIT))
    whole = path.read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:cut])
        assert {fault.file for fault in check_pack(path)} == {"book.xlsx"}
    place = whole.index(b"one.xml") + 12
    path.write_bytes(whole[:place] + bytes(20) + whole[place + 20 :])
    assert [fault.file for fault in check_pack(path)] == ["book.xlsx"]


def test_a_sheet_that_is_not_there_and_one_that_is_empty(tmp_path: Path) -> None:
    other = BOOK.replace('"iData"', '"Data"')
    (fault,) = check_pack(book(tmp_path, in_sheet(DATA), workbook=other))
    assert fault.text() == "book.xlsx: there is no sheet iData; name the sheet iData"
    (fault,) = check_pack(book(tmp_path, in_sheet()))
    assert "is empty" in fault.text()


def test_columns_that_coincide_in_a_sheet_are_told(tmp_path: Path) -> None:
    (fault,) = check_pack(book(tmp_path, in_sheet(DATA.replace(">y<", "> x<"), UNIT)))
    assert "'x'" in fault.text()
    assert check_pack(write(tmp_path / "csv")) == ()


def test_the_last_moment_of_all_is_a_number() -> None:
    dates = Dates()
    for name, attributes in (("cellXfs", {}), ("xf", {"numFmtId": "14"})):
        dates.start(name, attributes)
    assert dates.shown("0", "2958465.999999999") == "2958465.999999999"
    assert dates.shown("0", "2958465") == "9999-12-31"
