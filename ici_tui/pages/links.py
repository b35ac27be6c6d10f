"""Addresses in texts as links: web addresses only, and what is read is where it leads."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_CLOSING = {")": "(", "]": "["}
"""Brackets that belong to an address where it has the opening one too."""


def linked(text: str) -> str:
    """A text for HTML, escaped, with its addresses as links. Others than http and https are text."""
    written, done = [], 0
    for found in _ADDRESS.finditer(text):
        address = _without_end(found[0])
        if not _leads_where_it_says(address):
            continue
        shown = escape(address)
        written += [
            escape(text[done : found.start()]),
            f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>',
        ]
        done = found.start() + len(address)
    return "".join(written) + escape(text[done:])


def leading_to(address: str, text: str) -> str:
    """A text for HTML, escaped, as a link where the address is one of the web."""
    found = _ADDRESS.fullmatch(address)
    if found is None or not _leads_where_it_says(address):
        return linked(text)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(text)}</a>'


def _without_end(address: str) -> str:
    """An address without the punctuation of the sentence that it stands in."""
    while address:
        last = address[-1]
        opening = _CLOSING.get(last)
        if opening is not None and address.count(opening) >= address.count(last):
            break
        if opening is None and last not in ".,;:!?·…":
            break
        address = address[:-1]
    return address


def _leads_where_it_says(address: str) -> bool:
    """Whether the host is what a reader takes for it: plain, with no name and password before it."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc and parts.netloc.isascii()
