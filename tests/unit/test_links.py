"""Addresses in HTML: links where they lead to a web page, text where they might lead elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.pages.html import for_html
from ici_tui.pages.links import linked
from ici_tui.pages.model import Listing, Page, Para


class Found(HTMLParser):
    """The links of a text and what is read of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.read = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.read += data


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://a.org/x?y=1&z=2.", ["https://a.org/x?y=1&z=2"]),
        ("(http://a.org/b_(c)), HTTPS://b.org", ["http://a.org/b_(c)", "HTTPS://b.org"]),
        ("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.org", []),
        ("https://bank.org@evil.org/ https://аpple.com", []),
        ("https://", []),
        ("https://[::1 https://a.org:99999/", []),
        ('https://a.org/"onmouseover="x', ["https://a.org/"]),
        ("https://a.org/<script>alert(1)</script>", ["https://a.org/"]),
    ],
)
def test_only_web_addresses_are_links(text: str, addresses: list[str]) -> None:
    found = Found(linked(text))
    assert [link["href"] for link in found.links] == addresses
    assert all(link["rel"] == "noopener noreferrer" for link in found.links)
    assert set(found.tags) <= {"a"}
    assert found.read == text


@given(st.text(alphabet="https:/.a@?&<>\"'()[] \\%é", max_size=60))
def test_whatever_a_text_holds_is_read_as_it_was(text: str) -> None:
    found = Found(linked(f"https://a.org/{text} http://b.org{text}"))
    assert found.read == f"https://a.org/{text} http://b.org{text}"
    assert set(found.tags) <= {"a"}


def test_sources_of_a_page_are_links() -> None:
    page = Page((Listing(("Some office · https://stat.org/t/1",)), Para("By https://b.org.")))
    links = Found(for_html(page)).links
    assert [link["href"] for link in links] == ["https://stat.org/t/1", "https://b.org"]
