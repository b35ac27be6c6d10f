"""Payloads in names of files and folders, some of them bytes that are not UTF-8."""

from __future__ import annotations

import io
import os
from functools import lru_cache
from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft
from tests.hostile.payloads import IN_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

NAMES: dict[str, bytes] = {
    name: b"p" + text.replace("/", "").encode()[:180] for name, text in IN_NAMES.items()
} | {
    "latin-1": b"p\xe9\xff",
    "half": b"p\xe6\xad",
    "surrogate": b"p\xed\xa0\x80",
    "dash": b"--help",
    "blank": b" ",
    "dots": b"...",
    "equals": b"A=b",
    "long-name": b"p" * 255,
}


def cases() -> Iterator[Case]:
    """The folder's name, a workbook's in it or alone, and other files'; with faults and without."""
    for name, text in NAMES.items():
        yield Case("names", f"folder/{name}", _folder(text))
        yield Case("names", f"workbook/{name}", _workbook(text))
        if name in {"newline", "clipboard", "c1-csi", "latin-1", "bidi"}:
            yield Case("names", f"broken/{name}", _broken(text))
            yield Case("names", f"alone/{name}", _alone(text))
            yield Case("names", f"two/{name}", _two(text))
            yield Case("names", f"missing/{name}", _missing(text))


@lru_cache(maxsize=1)
def workbook() -> bytes:
    """The two tables as a workbook."""
    return workbook_of({"iData": base.DATA, "iMeta": base.META})


def workbook_of(sheets: dict[str, list[list[str]]]) -> bytes:
    """Sheets of texts and numbers as a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


def _folder(name: bytes):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.name = name
        draft.inside = random.random() < 0.3 or name == b"--help"
        draft.words = (("packs",), ("rank", "--by", "Nothing"))
        del draft.files["pack.toml"]

    return make


def _broken(name: bytes):  # type: ignore[no-untyped-def]
    """The name stands in a fault."""

    def make(draft: Draft, random: Random) -> None:
        draft.name = name
        if random.random() < 0.5:
            draft.files = {"readme": b""}
        else:
            draft.cell("iData.csv", 1, "Roads", "much")

    return make


def _missing(name: bytes):  # type: ignore[no-untyped-def]
    """What is opened is not there."""

    def make(draft: Draft, random: Random) -> None:
        del random
        draft.opened = name
        draft.words = (("packs",),)

    return make


def _put(name: bytes, content: bytes):  # type: ignore[no-untyped-def]
    def put(folder: Path) -> None:
        (folder / os.fsdecode(name)).write_bytes(content)

    return put


def _workbook(name: bytes):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files = {}
        content = workbook() if random.random() < 0.5 else b"PK\x03\x04 no workbook"
        draft.after.append(_put(name[:250] + b".xlsx", content))

    return make


def _alone(name: bytes):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files = {}
        draft.opened = name + b".xlsx"
        content = workbook() if random.random() < 0.5 else b"no workbook"
        draft.after.append(_put(draft.opened, content))

    return make


def _two(name: bytes):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.files = {}
        draft.after.append(_put(name + b".xlsx", workbook()))
        draft.after.append(_put(b"other.xlsx", workbook()))

    return make
