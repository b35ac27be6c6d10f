"""What is known of a terminal by its names, its locale and its answers."""

from __future__ import annotations

import pytest

from ici_tui.signs import ascii_by_name
from ici_tui.tui.terminal.asking import (
    GROUND_ASKED,
    KEPT_COLOUR_ASKED,
    LAST_COLOUR_ASKED,
    TRUE_COLOUR_ASKED,
    asked_first,
)
from ici_tui.tui.terminal.capabilities import (
    MANY,
    SIXTEEN,
    TRUE,
    Capabilities,
    colours_by_name,
    inner_multiplexer,
)
from ici_tui.tui.terminal.clipboard import clipboard_sequence
from ici_tui.tui.terminal.leaving import SILENT, SLOW, RoundTrip


@pytest.mark.parametrize(
    ("term", "colours"),
    [
        ("xterm-256color", MANY), ("screen.xterm-256color", MANY), ("foot-extra", MANY),
        ("alacritty-direct", MANY), ("konsole-direct", MANY), ("tmux", MANY), ("", SIXTEEN),
        ("linux-16color", SIXTEEN), ("xterm-mono", SIXTEEN), ("strange", SIXTEEN),
        ("rxvt-unicode", SIXTEEN), ("dumb", SIXTEEN), ("alacritty", MANY), ("foot", MANY),
        ("wezterm", MANY), ("xterm-ghostty", MANY), ("screen", MANY), ("konsole", MANY),
        ("putty", MANY), ("xterm-direct", MANY), ("xterm", MANY), ("st-256color", MANY),
        ("linux", SIXTEEN), ("vt100", SIXTEEN), ("xterm-16color", SIXTEEN),
        ("unknown-term", SIXTEEN), ("unknown", SIXTEEN),
    ],
)  # fmt: skip
def test_a_name_says_as_much_as_is_known_of_it(term: str, colours: str) -> None:
    assert colours_by_name({"TERM": term}) == colours
    assert colours_by_name({"TERM": term, "COLORTERM": "truecolor"}) == TRUE


@pytest.mark.parametrize(
    ("variables", "is_ascii"),
    [
        ({"LANG": "de_DE.ISO-8859-1@euro"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.ISO-8859-15"}, True),
        ({"LANG": "en_US.ISO-8859-1", "LC_CTYPE": "en_US.UTF-8"}, False),
        ({"LANG": "en_US.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "C"}, False),
        ({"LC_ALL": "POSIX"}, False),
        ({}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "vt220", "LANG": "C.UTF-8"}, True),
        ({"TERM": "xterm"}, False),
        ({"TERM": "vte-256color"}, False),
    ],
)
def test_the_locale_and_the_name_say_where_signs_cannot_be_shown(
    variables: dict[str, str], is_ascii: bool
) -> None:
    assert ascii_by_name(variables) == is_ascii


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff", True),
        ("\x1b]11;rgb:fd/f6/e3", True),
        ("\x1b]11;rgba:0000/2b2b/3636/ffff", False),
        ("\x1b]11;rgb:0/0/f", False),
        ("\x1b]11;nonsense", None),
    ],
)
def test_a_ground_is_light_or_dark(answer: str, light: bool | None) -> None:
    assert Capabilities().told(answer).light is light


def test_answers_raise_what_is_known_and_never_lower_it() -> None:
    known = Capabilities()
    for answer in ("\x1b]4;255;nonsense", "\x1bP0+r524742", "\x1b[?1;2c", "\x1b[0n"):
        known = known.told(answer)
    assert known == Capabilities()
    known = known.told("\x1b]4;255;rgb:ee/ee/ee")
    assert known.colours == MANY
    known = known.told("\x1bP1+r524742=382f382f38").told("\x1b]4;255;rgb:ee/ee/ee")
    assert known.colours == TRUE
    assert known.told("\x1b[?0u").keyboard


def test_nobody_is_asked_what_they_would_show() -> None:
    strings = (GROUND_ASKED, LAST_COLOUR_ASKED, TRUE_COLOUR_ASKED, KEPT_COLOUR_ASKED)
    for term in ("linux", "vt100", "", "dumb"):
        assert not any(s in asked_first({"TERM": term}, colours=True) for s in strings)
    screen = asked_first({"TERM": "screen", "STY": "1"}, colours=True)
    assert "\x1bP" not in screen
    assert LAST_COLOUR_ASKED in screen
    plain = asked_first({"TERM": "xterm-256color"}, colours=True)
    assert all(s in plain for s in strings)
    assert not any(s in asked_first({"TERM": "xterm"}, colours=False) for s in strings)


def test_what_runs_before_the_terminal_is_the_nearest() -> None:
    assert inner_multiplexer({}) == ""
    assert inner_multiplexer({"TMUX": "x", "TERM": "screen-256color"}) == "tmux"
    assert inner_multiplexer({"STY": "x", "TERM": "screen"}) == "screen"
    assert inner_multiplexer({"TERM": "screen-256color"}) == "screen"  # until it answers
    assert inner_multiplexer({"TERM": "tmux-256color"}) == "tmux"
    presumed = Capabilities(through="screen")
    assert presumed.told("\x1b[>84;0;0c").through == "tmux"
    assert presumed.told("\x1b[>41;390;0c").through == ""
    assert Capabilities().told("\x1b[>83;40900;0c").through == "screen"
    assert inner_multiplexer({"STY": "x", "TMUX": "y", "TERM": "tmux-256color"}) == "tmux"
    assert inner_multiplexer({"STY": "x", "TMUX": "y", "TERM": "screen.xterm"}) == "screen"


def test_screen_is_handed_pieces_that_it_takes() -> None:
    through = clipboard_sequence("a" * 5_000, "screen")
    pieces = through.removeprefix("\x1bP").removesuffix("\x1b\\").split("\x1b\\\x1bP")
    assert max(map(len, pieces)) < 768
    assert "".join(pieces) == clipboard_sequence("a" * 5_000, "")


def test_a_terminal_is_asked_at_the_end_where_its_answer_comes_in_time() -> None:
    now = 0.0
    trip = RoundTrip(lambda: now)
    assert trip.is_silent
    trip.asked()
    assert trip.in_time
    now = SILENT
    assert trip.is_silent
    assert not trip.in_time
    trip.answered()
    assert not trip.is_silent
    assert not trip.in_time  # it took too long: the next one would come to the shell
    quick = RoundTrip(lambda: now)
    quick.asked()
    now += SLOW / 2
    quick.answered()
    assert quick.in_time
