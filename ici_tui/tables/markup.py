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


ENTITY = re.compile(
    rb"&(?:amp|nbsp|apos|[nm]dash|[lr][sd]quo|euro|pound|deg|sup[123]|micro|[A-Za-z]{1,2}(?:acute|grave|circ|tilde|uml|cedil|ring|lig)|szlig|oslash|Oslash|#39|#160|#x27);"
)
"""Characters as HTML writes them, those aside that part cells or quote them."""


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


def without_entities(content: bytes) -> bytes:
    """A text with characters in the place of what HTML writes for them: `R&amp;D` is `R&D`."""
    import html

    return ENTITY.sub(lambda found: html.unescape(found[0].decode()).encode(), content)
