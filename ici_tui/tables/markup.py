"""Markup inside cells: of tables in Markdown, and tags of HTML around texts."""

from __future__ import annotations

import re

_RULE = r"(?::?-{2,}:?|:-:?|-:)"
RULED = re.compile(rf"^\s*[|+]?\s*{_RULE}\s*(?:[|+]\s*{_RULE}\s*)+[|+]?\s*(?:\n|$)", re.MULTILINE)
"""The line below the header of a table in Markdown, or as databases print it."""
IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)")
LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)")
STRONG = re.compile(r"\*\*|__|~~|`")
BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
TAG = re.compile(
    rb"</?(?:a|b|i|em|strong|sup|sub|span|font|u|p|div|small|code)(?: [^<>\n]{0,2000})?>",
    re.IGNORECASE,
)
CLOSED = re.compile(rb"</(?:a|b|i|em|strong|sup|sub|span|font|u|p|div|small|code)>", re.IGNORECASE)


def without_rules(text: str) -> str:
    """A table in Markdown without the line below its header, and its cells without their markup."""
    found = RULED.sub("", text)
    if found == text:
        return text
    found = LINK.sub(r"\1", IMAGE.sub("", found))
    return BREAK.sub(" ", STRONG.sub("", found))


def without_tags(content: bytes) -> bytes:
    """A text without the tags of HTML around parts of its cells: `<a href="…">A</a>` is `A`."""
    return TAG.sub(b"", content) if CLOSED.search(content) else content
