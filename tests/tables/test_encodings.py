"""Files in any of the usual encodings, and in containers."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from ici_tui.tables import source
from ici_tui.tables.errors import TableError
from tests.tables.reading import lines, seen

TABLE = lines("Land,Größe,Preis", "Österreich,1.5,10", "Côte d'Ivoire,2.5,20", "Åland,3.5,30")
UNITS = ["Österreich", "Côte d'Ivoire", "Åland"]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"), ("cp1252", "latin-1"), ("latin-1", "latin-1"), ("utf-32", "utf-32"),
    ],
)  # fmt: skip
def test_encodings(codec: str, name: str) -> None:
    found = seen(TABLE.encode(codec))
    assert found.units == UNITS
    assert found.reading.facts.encoding == name
    assert found.value("Åland", "Größe") == 3.5


def test_windows_1252_is_known_by_its_own_bytes() -> None:
    found = seen(lines("Name,Preis,Menge", "A,€1,1", "B,€2,2", "C,€3,3").encode("cp1252"))
    assert found.reading.facts.encoding == "cp1252"
    assert found.column("Preis") == [1, 2, 3]


def test_chinese_in_gb18030() -> None:
    text = lines("城市,得分,人口", "北京,1,100", "上海,2,200", "广州,3,300", "武汉,…,…")
    found = seen(text.encode("gb18030"))
    assert found.units == ["北京", "上海", "广州", "武汉"]
    assert found.reading.facts.encoding == "gb18030"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert seen(TABLE.replace("\n", end)).units == UNITS


def test_gzip_and_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", "")
        archive.writestr("__MACOSX/._data.csv", "x")
        archive.writestr("Metadata_Country.csv", "a,b\n1,2\n")
        archive.writestr("folder/data.csv", TABLE)
    assert seen(gzip.compress(TABLE.encode())).units == UNITS
    found = seen(packed.getvalue())
    assert found.units == UNITS
    assert found.reading.facts.inside == "folder/data.csv"


def test_an_archive_with_two_tables_asks_which() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("b.csv", TABLE.replace("Land", "Name"))
    with pytest.raises(TableError, match=r"a\.csv.*b\.csv.*--sheet"):
        seen(packed.getvalue())
    assert seen(packed.getvalue(), sheet="b.csv").reading.shaped.unit_column == "Name"


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_TEXT_BYTES", 1 << 16)
    bomb = gzip.compress(b"\0" * (1 << 20))
    with pytest.raises(TableError, match="unpacks to more than"):
        seen(bomb)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"), (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), r"\.xls"), (b"", "empty"), (b" \n \n", "empty"),
        (bytes(range(256)) * 20, "no text"), (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\n<!-- saved from\na page --> <HTML><p>1,2</p>", "web page"), (b"{\\rtf1 a 1 2}", "RTF"),
        (b"<?xml version='1.0'?><a/>", "XML"), (b"\x1f\x8b\x08broken", "damaged"), (b"PK\x03\x04broken", "damaged"),
        (b"PAR1broken", "cannot be read"), (b'{"a": ', "JSON"), (b"[1, 2, 3]", "records"), (b"[" * 100_000, "JSON"),
    ],
)  # fmt: skip
def test_what_is_no_table_says_what_it_is(content: bytes, told: str) -> None:
    with pytest.raises(TableError, match=told) as caught:
        seen(content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nA\nB\nC\n", "1 column"), ("a,b\nx,y\nz,w\nv,u\n", "numbers"), ("name,x\nA,1\n", "1 row"),
        ("just some words of a letter\nand another line\n", "column"), ("x,y\n1,2\n3,4\n5,6\n", "names the units"),
        ("rank,name\n1,A\n2,B\n3,C\n", "no column of numbers that is an indicator"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_index_says_what_is_needed(content: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        seen(content)


def test_metadata_in_an_archive_are_no_second_table() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("Extract/2f_Data.csv", "name,x\nA,1\nB,2\n")
        archive.writestr("Extract/2f_Series - Metadata.csv", "Code,Licence\nX,CC\n")
        archive.writestr("Extract/notes.pdf", "%PDF")
    assert seen(made.getvalue(), "x.zip").units == ["A", "B"]
