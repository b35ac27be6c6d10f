"""Finding a unit, a node or a group by what a person types."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ici_tui.near import called, did_you_mean, nearest, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ici_tui.index.model import Index
    from ici_tui.index.tree import Tree


MOST_COMPARED = 2_000
"""Units whose names are all held against one that is mistyped."""
LONGEST_START = 16
"""Letters of a mistyped name with which others may have to begin."""
MOST_LISTED = 12
"""How many names a message lists where none is near."""


class NameNotFoundError(Exception):
    """Nothing, or more than one thing, is called so; the message names the nearest."""


class UnitNotFoundError(NameNotFoundError):
    """No unit, or more than one, is called so."""


def find_unit(index: Index, text: str) -> int:
    """The place of a unit: by code, name, local name, or a prefix that only it has.

    Raises:
        UnitNotFoundError: none or several are called so.
    """
    from ici_tui.views.searching import units_called

    wanted = plain(text)
    found = set(units_called(index, wanted))
    if not found and (meant := retyped(text)) != text:
        found = set(units_called(index, plain(meant)))
    if len(found) == 1:
        return found.pop()
    word = index.info.words.singular
    if found:
        several = [_told(index.names[place], index.codes[place]) for place in sorted(found)[:5]]
        raise UnitNotFoundError(f"{text!r} may be {', '.join(several)}; type more of the name")
    known = _by_name(index, _compared(index, wanted))
    near = [index.names[known[match][0]] for match in nearest(wanted, known)]
    listed = f"one of the {index.size} {index.info.words.plural} that `ici-tui rank` lists"
    hint = did_you_mean(near, f"give {listed}")
    raise UnitNotFoundError(f"no {word} is called {text!r}; {hint}")


def retyped(text: str) -> str:
    """A word as the terminal sent it, where the locale has taken its UTF-8 for something else.

    A terminal of today sends UTF-8 to a server whose locale is Latin-1, or none.
    """
    if text.isascii():
        return text
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def _compared(index: Index, wanted: str) -> Sequence[int]:
    """The places of the units whose names a mistyped one is held against.

    To hold it against very many takes longer than a key may: of those it is held against the
    ones that begin as it does, as far as any do.
    """
    from ici_tui.views.searching import units_beginning

    if index.size <= MOST_COMPARED:
        return range(index.size)
    starts = (wanted[:length] for length in range(min(len(wanted), LONGEST_START), 0, -1))
    return units_beginning(index, starts)[:MOST_COMPARED]


def _by_name(index: Index, places: Iterable[int]) -> dict[str, list[int]]:
    """Some units by the plain form of their codes, names and local names."""
    found: dict[str, list[int]] = {}
    for place in places:
        for name in (index.codes[place], index.names[place], index.local_names[place]):
            if name and plain(name):
                found.setdefault(plain(name), []).append(place)
    return found


def find_node(tree: Tree, text: str) -> str:
    """The code of a node: by code, name, or a prefix that only it has.

    Raises:
        NameNotFoundError: none or several are called so.
    """
    return _find(text, "node", {node.code: node.name for node in tree.nodes})


def find_leaf(tree: Tree, text: str) -> str:
    """The code of an indicator: by code, name, or a prefix that only it has.

    Raises:
        NameNotFoundError: none or several are called so.
    """
    return _find(text, "indicator", {leaf.code: leaf.name for leaf in tree.leaves})


def find_group(index: Index, text: str) -> str:
    """The code of a group: by code, name, or a prefix that only it has.

    Raises:
        NameNotFoundError: none or several are called so.
    """
    if not index.groups:
        raise NameNotFoundError("the pack has no groups")
    return _find(text, "group", {code: group.name for code, group in index.groups.items()})


def _find(text: str, kind: str, names: Mapping[str, str]) -> str:
    """A code among `names` by code; a code goes before a name, and either before a prefix."""
    found = called(text, names)
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(_told(names[code], code) for code in found)
        raise NameNotFoundError(f"{text!r} may be {several}; give the code")
    known = {plain(name): code for code, name in names.items()}
    known |= {plain(code): code for code in names}
    near = [known[match] for match in nearest(plain(text), known)]
    listed = ", ".join(list(names)[:MOST_LISTED])
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    hint = did_you_mean(near, f"there are {listed}{more}")
    raise NameNotFoundError(f"no {kind} is called {text!r}; {hint}")


def _told(name: str, code: str) -> str:
    return name if plain(name) == plain(code) else f"{name} ({code})"
