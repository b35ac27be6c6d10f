"""What a word that somebody types means, or was probably meant to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AS_NEAR = 0.1
"""How far below the nearest word's likeness another may be and still be offered with it."""


def plain(text: str) -> str:
    """Text without case, accents, apostrophes, spaces and hyphens."""
    folded = text.casefold()
    if not folded.isascii():
        # A library to load, of which ASCII needs nothing.
        import unicodedata

        split = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in split if not unicodedata.combining(c))
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def called(text: str, names: Mapping[str, str], *, begun: bool = True) -> list[str]:
    """The codes that a text may mean: one by its code, else by its name, else by a beginning.

    A code as it is written goes before one in another case, and that before one that is the same
    without accents and signs.

    Args:
        text: as somebody has typed it.
        names: names by code.
        begun: whether the beginning of a code or a name is enough.
    """
    if text in names:
        return [text]
    wanted, folded = plain(text), text.casefold()
    if not wanted:
        return []
    known = [(code, plain(code), plain(name)) for code, name in names.items()]
    return (
        [code for code in names if code.casefold() == folded]
        or [code for code, short, _ in known if short == wanted]
        or [code for code, _, name in known if name == wanted]
        or [code for code, *both in known if begun and any(w.startswith(wanted) for w in both)]
    )


def nearest(wanted: str, known: Iterable[str], most: int = 3) -> list[str]:
    """At most `most` of `known` that may be meant: the most alike, and those about as much.

    A slip in one letter has one name in mind; a second name is offered only where it is
    about as near (Guangzhou alone for `guangzou`, though Hangzhou shares most letters).
    """
    # Only who made a mistake pays for the import.
    from difflib import SequenceMatcher, get_close_matches

    near = get_close_matches(wanted, tuple(known), n=most)

    def alike(name: str) -> float:
        return SequenceMatcher(None, name, wanted).ratio()

    return [name for name in near if alike(name) >= alike(near[0]) - AS_NEAR]


def did_you_mean(near: Iterable[str], otherwise: str) -> str:
    """The question with the near names, each once; `otherwise` where there is none."""
    names = " or ".join(dict.fromkeys(near))
    return f"did you mean {names}?" if names else otherwise
