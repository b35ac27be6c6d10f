"""Addresses of a page that a terminal can open."""

from __future__ import annotations

import pytest
from rich.style import Style

from ici_tui.tui.links import linked, links_in
from ici_tui.tui.terminal.sgr import is_erased_to, sgr_change, style_anew, with_link

LONG = "https://example.org/reports/2020/intelligent-cities.pdf"


def test_an_address_that_lines_break_off_is_whole_in_each_part() -> None:
    lines = [f"  see {LONG[:20]}", f"    {LONG[20:41]}", f"    {LONG[41:]} and more"]
    found = links_in(lines, [LONG])
    assert sorted(found) == [0, 1, 2]
    parts = [lines[k][one.start : one.end] for k, (one,) in found.items()]
    assert "".join(parts) == LONG
    assert {one.address for (one,) in found.values()} == {LONG}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(https://a.org/b).", "https://a.org/b"),
        ("https://a.org/b, 2020", "https://a.org/b"),
        ("https://a.org/\x1b]8;;x", "https://a.org/"),
        ("https://a.org/武汉", "https://a.org/"),
        ("javascript://a", ""),
        ("file:///etc/passwd", ""),
        ("https://" + "a" * 3_000, ""),
    ],
)
def test_an_address_is_what_a_terminal_may_open(text: str, address: str) -> None:
    found = links_in([text], [])
    assert [one.address for links in found.values() for one in links] == [address] * bool(address)


def test_cells_are_cut_where_an_address_begins_and_ends() -> None:
    links = links_in(["at https://a.org/b now"], [])[0]
    cells = linked([("at htt", Style(bold=True)), ("ps://a.org/b now", Style())], links)
    assert [(text, style.link) for text, style in cells] == [
        ("at ", None),
        ("htt", "https://a.org/b"),
        ("ps://a.org/b", "https://a.org/b"),
        (" now", None),
    ]


def test_a_link_is_begun_and_ended_and_never_left_open() -> None:
    style = with_link("1", "https://a.org/b")
    assert sgr_change("", style) == "\x1b[1m\x1b]8;;https://a.org/b\x1b\\"
    assert sgr_change(style, "1") == "\x1b]8;;\x1b\\"
    assert sgr_change(style, "") == "\x1b[m\x1b]8;;\x1b\\"
    assert style_anew(style, "") == "\x1b[m\x1b]8;;\x1b\\"
    assert style_anew(None, "1") == "\x1b[;1m"
    assert not is_erased_to(with_link("", "https://a.org/b"))
    for hostile in ("https://a\x1b\\", "https://a b", "https://\u9b66"):
        assert with_link("1", hostile) == "1"
