"""What was probably meant by a word that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

AS_NEAR = 0.1
"""How far below the nearest word's likeness another may be and still be offered with it."""


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
