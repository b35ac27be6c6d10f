"""CSV of another shape than expected: columns, rows, quotes, encodings, ends of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    Spoil = Callable[[bytes, Random], bytes]

CHINESE = "uCode,uName,Roads\nA,武汉,1\n"


def _line(raw: bytes, random: Random, change: Callable[[bytes], bytes]) -> bytes:
    lines = raw.split(b"\n")
    at = random.randrange(1, len(lines) - 1)
    lines[at] = change(lines[at])
    return b"\n".join(lines)


def _header(raw: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    first, rest = raw.split(b"\n", 1)
    return b",".join(change(first.split(b","))) + b"\n" + rest


def _more(raw: bytes, name: bytes) -> bytes:
    """Another column with numbers."""
    lines = raw.rstrip(b"\n").split(b"\n")
    return b"\n".join([lines[0] + b"," + name, *(line + b",7" for line in lines[1:])]) + b"\n"


SPOILT: dict[str, Spoil] = {
    "empty": lambda raw, r: b"",
    "blank": lambda raw, r: b"\n\n\n",
    "no-header": lambda raw, r: raw.split(b"\n", 1)[1],
    "header-alone": lambda raw, r: raw.split(b"\n", 1)[0] + b"\n",
    "header-without-end": lambda raw, r: raw.split(b"\n", 1)[0],
    "without-end": lambda raw, r: raw.rstrip(b"\n"),
    "same-column": lambda raw, r: _more(raw, raw.split(b"\n")[0].split(b",")[-1]),
    "same-but-invisible": lambda raw, r: _more(
        raw, raw.split(b"\n")[0].split(b",")[-1] + "\u200b".encode()),
    "same-but-blank": lambda raw, r: _more(raw, b" " + raw.split(b"\n")[0].split(b",")[-1]),
    "same-but-control": lambda raw, r: _more(
        raw, b"\x1b" + raw.split(b"\n")[0].split(b",")[-1]),
    "duplicated-name": lambda raw, r: _more(raw, b"a_duplicated_b"),
    "nameless": lambda raw, r: _more(raw, b""),
    "two-nameless": lambda raw, r: _more(_more(raw, b""), b""),
    "unnamed": lambda raw, r: _more(raw, b"__UNNAMED__9"),
    "unlisted": lambda raw, r: _more(raw, b"surprise"),
    "short-row": lambda raw, r: _line(raw, r, lambda x: x.rsplit(b",", 2)[0]),
    "long-row": lambda raw, r: _line(raw, r, lambda x: x + b",1,2"),
    "empty-row": lambda raw, r: _line(raw, r, lambda x: b""),
    "comma-row": lambda raw, r: _line(raw, r, lambda x: b"," * x.count(b",")),
    "cut": lambda raw, r: raw[: r.randrange(1, len(raw))],
    "open-quote": lambda raw, r: _line(raw, r, lambda x: b'"' + x),
    "quote-inside": lambda raw, r: _line(raw, r, lambda x: x.replace(b",", b'",', 1)),
    "quote-after": lambda raw, r: _line(raw, r, lambda x: b'"a"b' + x),
    "quoted-line": lambda raw, r: _line(raw, r, lambda x: x.replace(b",", b',"a\nb",', 1)),
    "nul": lambda raw, r: _line(raw, r, lambda x: x.replace(b",", b"\0,", 1)),
    "nul-alone": lambda raw, r: b"\0" * 100,
    "bom": lambda raw, r: b"\xef\xbb\xbf" + raw,
    "two-boms": lambda raw, r: b"\xef\xbb\xbf" * 2 + raw,
    "crlf": lambda raw, r: raw.replace(b"\n", b"\r\n"),
    "cr": lambda raw, r: raw.replace(b"\n", b"\r"),
    "mixed-ends": lambda raw, r: _line(raw, r, lambda x: x + b"\r"),
    "semicolons": lambda raw, r: raw.replace(b",", b";"),
    "tabs": lambda raw, r: raw.replace(b",", b"\t"),
    "utf-16": lambda raw, r: raw.decode().encode("utf-16"),
    "utf-32": lambda raw, r: raw.decode().encode("utf-32"),
    "latin-1": lambda raw, r: _line(raw, r, lambda x: x.replace(b",", b"\xe9,", 1)),
    "gbk": lambda raw, r: _line(raw, r, lambda x: x.replace(b",", "武汉".encode("gbk") + b",", 1)),
    "binary": lambda raw, r: r.randbytes(3000),
    "huge-cell": lambda raw, r: _line(raw, r, lambda x: x.replace(b",", b"x" * 200_000 + b",", 1)),
    "huge-number": lambda raw, r: _line(raw, r, lambda x: x.rsplit(b",", 1)[0] + b"," + b"9" * 300_000),
    "many-rows": lambda raw, r: raw + raw.split(b"\n")[1] * 1 + b"\n" + (
        raw.split(b"\n")[1] + b"\n") * 3000,
    "deep-quotes": lambda raw, r: raw + b'"' * 5001 + b"\n",
    "comment": lambda raw, r: b"# a comment\n" + raw,
    "separator-line": lambda raw, r: b"sep=,\n" + raw,
    "codes-of-columns": lambda raw, r: raw.replace(b"\nBeta,", b"\nRoads,"),
    "unit-twice": lambda raw, r: raw + raw.split(b"\n")[1] + b"\n",
    "unit-twice-invisible": lambda raw, r: raw + "\u200b".encode() + raw.split(b"\n")[1] + b"\n",
    "no-code": lambda raw, r: _line(raw, r, lambda x: b"," + x.split(b",", 1)[1]),
    "na-code": lambda raw, r: _line(raw, r, lambda x: b"NA," + x.split(b",", 1)[1]),
    "digit-code": lambda raw, r: _line(raw, r, lambda x: b"1x," + x.split(b",", 1)[1]),
    "dash-code": lambda raw, r: _line(raw, r, lambda x: b"--help," + x.split(b",", 1)[1]),
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Every way to spoil each of the tables; and widths that no table has."""
    for file in base.TABLES:
        for name, spoil in SPOILT.items():
            if file in {"iData.csv", "iMeta.csv"} or len(name) % 3 == 0:
                yield Case("csv", f"{file}/{name}", _spoilt(file, name, spoil))
    yield Case("csv", "honestly-duplicated", _honest)
    yield Case("csv", "large/same-but-invisible", _large(SPOILT["same-but-invisible"]))
    yield Case("csv", "large/short-row", _large(SPOILT["short-row"]))
    yield Case("csv", "large/long-row", _large(SPOILT["long-row"]))
    yield Case("csv", "large/latin-1", _large(SPOILT["latin-1"]))
    yield Case("csv", "large/open-quote", _large(SPOILT["open-quote"]))
    yield Case("csv", "large/nul", _large(SPOILT["nul"]))
    yield Case("csv", "large/utf-16", _large(SPOILT["utf-16"]))
    for column, texts in CELLS.items():
        for text in texts:
            file, name = column.split("/")
            yield Case("csv", f"{column}={text[:12] or 'empty'}", _cell(file, name, text))


CELLS = {
    "published.csv/decimals": ("²", "①", "9" * 5000, "-1", "1.5", "٣", "nan"),
    "published.csv/value": ("1e400", "nan", "", "²", "9" * 5000, "0x10", "1_000", "٣"),
    "published.csv/kind": ("", "Rank"),
    "cells.csv/rank_low": ("9" * 5000, "²", "0", "-1", "1.5", "٣"),
    "cells.csv/low": ("1e400", "nan", "x", "9" * 5000),
    "cells.csv/iCode": ("", "Nothing", "Zone"),
    "cells.csv/uCode": ("", "Nobody"),
    "cells.csv/source": (";;;", "s1;s1", "s2", "nothing"),
    "cells.csv/status": ("", "Reported"),
    "figures.csv/iCode": ("", "Zone"),
    "figures.csv/source": ("", "s1;s2"),
}  # fmt: skip


UNSOUND = {"same-but-invisible", "same-but-blank", "same-but-control", "same-column", "short-row",
           "long-row", "open-quote", "empty", "blank", "unit-twice-invisible"}  # fmt: skip
"""Nothing of these may be dropped or filled up without a word."""
SOUND = {"bom", "crlf", "without-end"}


def _spoilt(file: str, name: str, spoil: Spoil):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.files[file] = spoil(draft.files[file], random)
        draft.may_lack_unit = True
        if name in UNSOUND | SOUND and (file == "iData.csv" or name != "unit-twice-invisible"):
            draft.sound = name in SOUND

    return make


def _honest(draft: Draft, random: Random) -> None:
    """A column whose name only looks like that of one that is there twice."""
    del random
    draft.only({})
    draft.table("iData.csv", [["uCode", "a_duplicated_b", "b"], ["A", "1", "2"], ["B", "3", "1"]])
    draft.table("iMeta.csv", base.flat_meta(["a_duplicated_b", "b"]))
    draft.sound = True


def _cell(file: str, column: str, text: str):  # type: ignore[no-untyped-def]
    return lambda draft, random: draft.cell(file, 1, column, text)


def _large(spoil: Spoil):  # type: ignore[no-untyped-def]
    """A table that the other reader reads: more than a megabyte."""

    def make(draft: Draft, random: Random) -> None:
        raw = b"uCode,uName,a,b\n" + b"".join(
            b"U%d,%s %d,%d,%d\n" % (k, b"name" * 12, k, k % 97, k % 89) for k in range(18_000)
        )
        draft.only({"iData.csv": spoil(raw, random)}, "U17")
        draft.table("iMeta.csv", base.flat_meta(["a", "b"]))
        draft.may_lack_unit = True

    return make
