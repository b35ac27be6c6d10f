"""Finding a unit by what a person types."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.index.model import Index


class UnitNotFoundError(Exception):
    """No unit, or more than one, is called so; the message names the nearest."""


def plain(text: str) -> str:
    """Text without case, accents, apostrophes, spaces and hyphens."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c) and c.isalnum())


def find_unit(index: Index, text: str) -> int:
    """The place of a unit: by code, name, local name, or a prefix that only it has.

    Raises:
        UnitNotFoundError: none or several are called so.
    """
    wanted = plain(text)
    called: dict[str, list[int]] = {}
    for place in range(index.size):
        for name in (index.codes[place], index.names[place], index.local_names[place] or ""):
            if plain(name):
                called.setdefault(plain(name), []).append(place)
    found = set(called.get(wanted, ())) or {
        place
        for name, places in called.items()
        if wanted and name.startswith(wanted)
        for place in places
    }
    if not found and len(wanted) > 1:
        # A local name with the word for "city" or "country" after it is meant as well.
        found = {
            p
            for n, places in called.items()
            if not n.isascii() and wanted.startswith(n)
            for p in places
        }
    if len(found) == 1:
        return found.pop()
    word = index.info.words.singular
    if found:
        names = ", ".join(index.names[place] for place in sorted(found)[:5])
        raise UnitNotFoundError(f"{text!r} may be {names}; type more of the name")
    near = [index.names[called[match][0]] for match in get_close_matches(wanted, called, n=3)]
    several = f"one of the {index.size} {index.info.words.plural} that `ici-tui rank` lists"
    hint = f"did you mean {' or '.join(dict.fromkeys(near))}?" if near else f"give {several}"
    raise UnitNotFoundError(f"no {word} is called {text!r}; {hint}")
