"""Workbooks: cells far away, references that are none, bombs, slips, and what is no workbook."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft
from tests.hostile.kinds.names import workbook, workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an encrypted workbook begins."""


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        return {name: book.read(name) for name in book.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def _sheet(change: Callable[[bytes], bytes], name: str = SHEET) -> bytes:
    parts = _parts()
    parts[name] = change(parts[name])
    return _zipped(parts)


def _cell(reference: str) -> bytes:
    """One more cell in the last row of a sheet."""
    row = re.sub(r"\D", "", reference)[:20] or "1"
    more = f'<row r="{row}"><c r="{reference}"><v>5</v></c></row></sheetData>'
    return _sheet(lambda xml: _unbounded(xml).replace(b"</sheetData>", more.encode()))


def _unbounded(xml: bytes) -> bytes:
    """Without what the sheet says of its own size."""
    return re.sub(rb"<dimension[^>]*/>", b"", xml)


FAR = {
    "last": "XFD1048576", "far": "ALM60001", "row": "A1048576", "column": "XFD1",
    "rows": "B500000", "beyond": "XFE1048577", "letters": "ZZZZZZZZZZ1",
    "digits": "A99999999999999999999", "both": "ZZZZZZ9999999999", "none": "", "zero": "A0",
    "turned": "1A", "word": "here", "control": "A&#27;1", "negative": "A-5",
}  # fmt: skip


def _bomb(name: str, head: bytes, block: bytes, count: int, tail: bytes) -> bytes:
    """A workbook whose part is a block many times over; little on the disk."""
    parts = _parts()
    parts.pop(name, None)
    raw = bytearray(_zipped(parts))
    return _with_part(bytes(raw), name, head, block, count, tail)


def _with_part(raw: bytes, name: str, head: bytes, block: bytes, count: int, tail: bytes) -> bytes:
    """A zip with one part more, deflated block by block without ever being held unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + once * count + packer.compress(tail) + packer.flush()
    crc = zlib.crc32(head)
    for _ in range(count):
        crc = zlib.crc32(block, crc)
    crc = zlib.crc32(tail, crc)
    size = len(head) + len(block) * count + len(tail)
    end = raw.rindex(b"PK\x05\x06")
    _, _, _, entries, _, length, start, _ = struct.unpack("<4s4H2LH", raw[end : end + 22])
    named = name.encode()
    common = struct.pack("<5H3L2H", 20, 0, 8, 0, 33, crc, len(packed), size, len(named), 0)
    local = b"PK\x03\x04" + common + named + packed
    listed = b"PK\x01\x02\x14\x00" + common + struct.pack("<3H2L", 0, 0, 0, 0, start) + named
    directory = raw[start : start + length] + listed
    return (
        raw[:start] + local + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries + 1, entries + 1, len(directory),
                      start + len(local), 0)
    )  # fmt: skip


NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MILLION = 1 << 20


def _rows_bomb() -> bytes:
    row = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
    block = row * (MILLION // len(row))
    head = b"<worksheet " + NS + b"><sheetData>"
    return _bomb(SHEET, head, block, 300, b"</sheetData></worksheet>")


def _shared_bomb() -> bytes:
    item = b"<si><t>" + b"a" * 200 + b"</t></si>"
    block = item * (MILLION // len(item))
    head = b"<sst " + NS + b">"
    return _bomb("xl/sharedStrings.xml", head, block, 500, b"</sst>")


def _blank_bomb(name: str = SHEET) -> bytes:
    head = b"<worksheet " + NS + b">"
    return _bomb(name, head, b" " * MILLION, 1000, b"<sheetData/></worksheet>")


def _text_bomb() -> bytes:
    """One cell of hundreds of megabytes."""
    head = b"<worksheet " + NS + b'><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    tail = b"</t></is></c></row></sheetData></worksheet>"
    return _bomb(SHEET, head, b"a" * MILLION, 400, tail)


def _deep() -> bytes:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    return _sheet(lambda xml: xml.replace(b"<sheetData>", deep + b"<sheetData>"))


def _laughs() -> bytes:
    """Entities of entities."""
    lines = [b'<!ENTITY a0 "ha">']
    lines += [b'<!ENTITY a%d "%s">' % (k, b"&a%d;" % (k - 1) * 10) for k in range(1, 12)]
    doctype = b"<!DOCTYPE worksheet [" + b"".join(lines) + b"]>"
    return _sheet(
        lambda xml: xml.replace(b"<worksheet", doctype + b"<worksheet", 1).replace(
            b"<v>90</v>", b"<v>&a11;</v>"
        )
    )


def _outside() -> bytes:
    """An entity that is a file of the machine."""
    doctype = b'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return _sheet(
        lambda xml: xml.replace(b"<worksheet", doctype + b"<worksheet", 1).replace(
            b"<v>90</v>", b"<v>&x;</v>"
        )
    )


def _slip() -> bytes:
    names = ("../../EXECUTED", "/tmp/EXECUTED", "..\\EXECUTED", "xl/../../../EXECUTED")
    return _zipped(_parts() | dict.fromkeys(names, b"x"))


def _sheets(names: tuple[str, ...]) -> Callable[[], bytes]:
    return lambda: workbook_of(dict.fromkeys(names, base.DATA))


def _control_name() -> bytes:
    parts = _parts()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="iMeta"', b'name="i&#9;M"')
    return _zipped(parts)


def _merged() -> bytes:
    ranges = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _sheet(lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + ranges))


def _dimension(text: bytes) -> Callable[[], bytes]:
    said = b'<dimension ref="' + text + b'"/>'
    return lambda: _sheet(
        lambda xml: _unbounded(xml).replace(b"<sheetViews>", said + b"<sheetViews>")
    )


def _errors() -> bytes:
    """Cells that are errors, dates, truths, formulas without a value, texts that are numbers."""
    cells = (
        b'<row r="9"><c r="A9" t="e"><v>#REF!</v></c><c r="B9" t="b"><v>1</v></c>'
        b'<c r="F9"><f>1/0</f></c><c r="G9" t="s"><v>999999</v></c><c r="H9" t="str"><v>5</v></c>'
        b'<c r="I9" t="d"><v>2020-01-01</v></c></row></sheetData>'
    )
    return _sheet(lambda xml: xml.replace(b"</sheetData>", cells))


BOOKS: dict[str, Callable[[], bytes]] = {
    "sound": workbook,
    "deep": _deep,
    "laughs": _laughs,
    "outside": _outside,
    "slip": _slip,
    "no-sheet": _sheets(("iData",)),
    "other-sheets": _sheets(("Sheet1", "Sheet2")),
    "same-sheets": _sheets(("iData", "iMeta")),
    "control-name": _control_name,
    "merged": _merged,
    "dimension-far": _dimension(b"A1:XFD1048576"),
    "dimension-word": _dimension(b"everything"),
    "dimension-turned": _dimension(b"Z99:A1"),
    "errors": _errors,
    "empty": lambda: b"",
    "empty-zip": lambda: _zipped({}),
    "other-zip": lambda: _zipped({"readme.txt": b"x"}),
    "text": lambda: b"uCode,a\nA,1\n",
    "encrypted": lambda: OLE + b"\0" * 5000,
    "without-sheet": lambda: _zipped({k: v for k, v in _parts().items() if k != SHEET}),
    "without-book": lambda: _zipped({k: v for k, v in _parts().items() if "workbook" not in k}),
    "without-strings": lambda: _zipped({k: v for k, v in _parts().items() if "Strings" not in k}),
    "bad-xml": lambda: _sheet(lambda xml: xml[: len(xml) // 2]),
    "empty-sheet": lambda: _sheet(lambda xml: re.sub(rb"<row.*</row>", b"", xml)),
    "encoding-unknown": lambda: _sheet(lambda xml: xml.replace(b"UTF-8", b"NA", 1)),
    "encoding-wide": lambda: _sheet(lambda xml: xml.replace(b"UTF-8", b"shift_jis", 1)),
    "encoding-odd": lambda: _sheet(lambda xml: xml.replace(b"UTF-8", b"punycode", 1)),
    "bytes-in-xml": lambda: _sheet(lambda xml: xml.replace(b"<v>90</v>", b"<v>\xff\x1b9</v>")),
    "long-number": lambda: _sheet(
        lambda xml: xml.replace(b"<v>90</v>", b"<v>" + b"9" * 400 + b"</v>")
    ),
}
HEAVY: dict[str, Callable[[], bytes]] = {
    "rows-bomb": _rows_bomb,
    "shared-bomb": _shared_bomb,
    "blank-bomb": _blank_bomb,
    "text-bomb": _text_bomb,
    "strings-blank-bomb": lambda: _blank_bomb("xl/sharedStrings.xml"),
    "styles-bomb": lambda: _blank_bomb("xl/styles.xml"),
}


def cases() -> Iterator[Case]:
    """Cells far away; books at fault; bombs; bytes cut and bitten; many books."""
    for name, reference in FAR.items():
        yield Case("workbook", f"cell/{name}", _book(lambda reference=reference: _cell(reference)))
    for name, book in BOOKS.items():
        yield Case("workbook", name, _book(book))
    for name, book in HEAVY.items():
        yield Case("workbook", name, _book(book), heavy=True)
    yield Case("workbook", "cut", _cut)
    yield Case("workbook", "bitten", _bitten)
    yield Case("workbook", "many", _many)
    yield Case("workbook", "lock", _lock)
    yield Case("workbook", "beside-csv", _beside)


def _book(book: Callable[[], bytes]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files = {"pack.xlsx": book()}
        draft.opened = b"pack.xlsx" if random.random() < 0.3 else b""
        draft.may_lack_unit = True

    return make


def _cut(draft: Draft, random: Random) -> None:
    whole = workbook()
    draft.files = {"pack.xlsx": whole[: random.randrange(len(whole))]}


def _bitten(draft: Draft, random: Random) -> None:
    whole = bytearray(workbook())
    for _ in range(12):
        whole[random.randrange(len(whole))] = random.randrange(256)
    draft.files = {"pack.xlsx": bytes(whole)}
    draft.may_lack_unit = True


def _many(draft: Draft, random: Random) -> None:
    del random
    draft.files = {f"book{k}.xlsx": workbook() for k in range(50)}


def _lock(draft: Draft, random: Random) -> None:
    """What an office leaves beside an open workbook."""
    del random
    draft.files = {"pack.xlsx": workbook(), "~$pack.xlsx": b"\x05locked", ".~lock.pack.xlsx#": b","}


def _beside(draft: Draft, random: Random) -> None:
    """A workbook beside the tables."""
    del random
    draft.files["pack.xlsx"] = workbook()
