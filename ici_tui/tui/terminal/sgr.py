"""Styles (colours and weight of text) as a terminal knows them, and the shortest way between two.

A style is written as the SGR parameters that set it on a terminal that was reset: sorted
attributes, then the foreground, then the background. Styles that look the same are the same
text, so they are compared and hashed at no cost. Source: ECMA-48, 8.3.117 (SGR), and xterm's
`38;2` and `38;5` colours.

A style may have a link besides, an address behind a tab; it is told by OSC 8.

A style also has an id, one character that stands for it: the styles of a line are a text then, as
its characters are, and whole stretches are compared at once.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = ""
"""The style of a terminal that was reset."""
SETS = {1: "1", 2: "2", 3: "3", 4: "4", 5: "5", 7: "7", 8: "8", 9: "9"}
"""Attributes that are told apart; what sets any other is not understood."""
CLEARS = {22: "12", 23: "3", 24: "4", 25: "5", 27: "7", 28: "8", 29: "9"}
"""What takes attributes away: bold and dim go together."""
CLEARED_BY = {name: code for code, names in CLEARS.items() for name in names}
SHOWS_ON_BLANKS = frozenset("4579")
"""Underline, blink, reverse and strike are seen where there is no character."""
LINK = "\t"
"""Stands between the parameters of a style and its link."""
PARAMETERS = {"2": 3, "5": 1}
"""How many parameters follow `38;2` and `38;5`."""


_STYLES = [PLAIN]
_IDS = {PLAIN: chr(0)}
_ADDING = Lock()
PLAIN_ID = _IDS[PLAIN]


def style_id(sgr: str) -> str:
    """The character that stands for a style as long as the program runs."""
    found = _IDS.get(sgr)
    if found is None:
        with _ADDING:
            if sgr not in _IDS:
                _STYLES.append(sgr)
                _IDS[sgr] = chr(len(_STYLES) - 1)
            found = _IDS[sgr]
    return found


def sgr_of(identifier: str) -> str:
    """The SGR parameters of the style that an id stands for."""
    return _STYLES[ord(identifier)]


class _Parts(NamedTuple):
    attributes: frozenset[str]
    ink: str
    ground: str


@lru_cache(maxsize=4096)
def sgr_after(sgr: str, codes: str) -> str | None:
    """The style once a terminal in `sgr` was sent SGR with `codes`; None if they are not known."""
    attributes, ink, ground = _parts(sgr)
    for code, value in _items(codes):
        if code == 0:
            attributes, ink, ground = frozenset(), "", ""
        elif code in SETS:
            attributes |= {SETS[code]}
        elif code in CLEARS:
            attributes -= set(CLEARS[code])
        elif value and (code == 38 or 30 <= code <= 37 or 90 <= code <= 97):
            ink = value
        elif value and (code == 48 or 40 <= code <= 47 or 100 <= code <= 107):
            ground = value
        elif code == 39:
            ink = ""
        elif code == 49:
            ground = ""
        else:
            return None
    return ";".join([*sorted(attributes), *filter(None, (ink, ground))])


def _items(codes: str) -> Iterator[tuple[int, str]]:
    """Each code with the parameters that belong to it; no text where they are incomplete."""
    given = codes.split(";")
    place = 0
    while place < len(given):
        code, size = int(given[place] or "0"), 1
        value = given[place]
        if code in (38, 48):
            more = PARAMETERS.get(given[place + 1], 0) if place + 1 < len(given) else 0
            size = 2 + more
            whole = given[place : place + size]
            complete = more and len(whole) == size and all(whole)
            value = ";".join(whole) if complete else ""
        yield code, value
        place += size


def with_link(sgr: str, address: str) -> str:
    """The style with a link to an address; without one where a terminal would act on it."""
    plain = address.isascii() and address.isprintable() and " " not in address
    return f"{sgr}{LINK}{address}" if address and plain else sgr


@lru_cache(maxsize=1024)
def _parts(sgr: str) -> _Parts:
    attributes, ink, ground = set(), "", ""
    for code, value in _items(sgr) if sgr else ():
        if code in SETS:
            attributes.add(value)
        elif code == 38 or 30 <= code <= 37 or 90 <= code <= 97:
            ink = value
        else:
            ground = value
    return _Parts(frozenset(attributes), ink, ground)


@lru_cache(maxsize=4096)
def sgr_change(old: str, new: str) -> str:
    """The shortest sequence from one style to another; nothing if they are the same."""
    old, _, left = old.partition(LINK)
    new, _, link = new.partition(LINK)
    return _sgr_change(old, new) + ("" if left == link else f"\x1b]8;;{link}\x1b\\")


def style_anew(old: str | None, new: str) -> str:
    """A style said in full, whatever the terminal writes in; its link where it is another one.

    Args:
        old: what the terminal is known to write in; None where that is not known, but no link.
        new: the style.
    """
    left = (old or PLAIN).partition(LINK)[2]
    sgr, _, link = new.partition(LINK)
    said = f"\x1b[;{sgr}m" if sgr else "\x1b[m"
    return said + ("" if left == link else f"\x1b]8;;{link}\x1b\\")


def _sgr_change(old: str, new: str) -> str:
    if old == new:
        return ""
    if new == PLAIN:
        return "\x1b[m"
    was, now = _parts(old), _parts(new)
    gone = was.attributes - now.attributes
    lost = {name for code in {CLEARED_BY[name] for name in gone} for name in CLEARS[code]}
    codes = [
        *(str(code) for code in sorted({CLEARED_BY[name] for name in gone})),
        *sorted(now.attributes - (was.attributes - lost)),
    ]
    if now.ink != was.ink:
        codes.append(now.ink or "39")
    if now.ground != was.ground:
        codes.append(now.ground or "49")
    # An empty first parameter is 0: everything off before the new style is set.
    return f"\x1b[{min(';'.join(codes), ';' + new, key=len)}m"


@lru_cache(maxsize=1024)
def is_erased_to(sgr: str) -> bool:
    """Whether blanks in this style are what any terminal erases to: its own background."""
    sgr, _, link = sgr.partition(LINK)
    attributes, _, ground = _parts(sgr)
    return not link and not ground and not attributes & SHOWS_ON_BLANKS


@lru_cache(maxsize=1024)
def ground_of(sgr: str) -> str:
    """The ground of a style, as parameters; nothing where it is the terminal's own."""
    return _parts(sgr.partition(LINK)[0]).ground


@lru_cache(maxsize=1024)
def on_blanks(sgr: str) -> str:
    """What of a style is seen where there is no character; all of it where its ink or link is."""
    codes, _, link = sgr.partition(LINK)
    attributes, _, ground = _parts(codes)
    return sgr if link or attributes & SHOWS_ON_BLANKS else ground
