"""Bytes as text: which encoding a file is in, without asking anybody."""

from __future__ import annotations

import re

from ici_tui.tables.errors import TableError

SIGNED = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "utf-32"),
    (b"\xff\xfe", "utf-16", "utf-16"),
    (b"\xfe\xff", "utf-16", "utf-16"),
)
"""Byte order marks, the codec, and what it is called."""
SAMPLE = 1 << 16
LONGEST_CHARACTER = 4
"""Bytes of UTF-8."""
CONTROLS = frozenset(chr(c) for c in (*range(32), *range(127, 160))) - frozenset("\t\n\r\f\x1a")
MOST_CONTROLS = 0.1
"""Share of control characters from which bytes are no text."""


def in_utf_8(content: bytes) -> tuple[bytes, str]:
    """The text of a file in UTF-8 without a mark, and the name of the encoding that it had.

    Bytes are passed on: most files are UTF-8 already, and a text takes as much room again.

    Tried are, in this order: a byte order mark, UTF-16 by its zero bytes, UTF-8, codecs of East
    Asia whose pairs of bytes are their scripts', and the codecs of single bytes whose letters
    make the likeliest words; Windows-1252 and Latin-1 where none is likelier.

    Raises:
        TableError: it is no text.
    """
    codec, name = _codec(content)
    if codec != "utf-8":
        try:
            content = content.decode(codec).encode()
        except UnicodeDecodeError as error:
            told = f"it begins as {name} and is none at byte {error.start}"
            raise TableError(told, "save it as UTF-8") from None
    head = first_characters(content, SAMPLE)
    controls = sum(map(head.count, CONTROLS & set(head)))
    if controls > MOST_CONTROLS * max(len(head), 1):
        raise TableError(
            "it holds bytes that are no text", "expected a table: CSV, XLSX, Parquet, JSON"
        )
    return content.removesuffix(b"\x1a"), name


def first_characters(content: bytes, count: int) -> str:
    """The first characters of a text in UTF-8."""
    return content[: LONGEST_CHARACTER * count].decode(errors="ignore")[:count]


def _codec(content: bytes) -> tuple[str, str]:
    for sign, codec, name in SIGNED:
        if content.startswith(sign):
            return codec, name
    sixteen = _utf_16(content[:SAMPLE])
    if sixteen:
        return sixteen, "utf-16"
    if content.isascii() or _decodes(content, "utf-8"):
        return "utf-8", "utf-8"
    from ici_tui.tables.codecs import other_codec

    other = other_codec(content)
    if other is not None and _decodes(content, other):
        return other, other
    if re.search(rb"[\x80-\x9f]", content) and _decodes(content, "cp1252"):
        return "cp1252", "cp1252"
    return "latin-1", "latin-1"


def _utf_16(head: bytes) -> str | None:
    """UTF-16 without a mark: most of every second byte are zero."""
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
