"""A file in the place of a command: `ici-tui FILE [COMMAND …]` is `--pack FILE [COMMAND …]`.

Both parsers of the command line read the words that come from here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ici_tui.cli.commands import GROUPS, ROOT, find
from ici_tui.cli.common import shared
from ici_tui.questions.option import Kind
from ici_tui.streams import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Sequence

PACK = "--pack"


def with_place(words: Sequence[str]) -> tuple[str, ...]:
    """The command line with a file's name behind `--pack`.

    The first word that is neither an option nor an option's value is a command, else a file:
    a command's name beats a file's, and `./rank` is the file. A word that is neither is left
    as it is, for the parser to say so.

    Args:
        words: the command line without the program's name.
    """
    if any(word.partition("=")[0] == PACK for word in words):
        return tuple(words)
    place = _first_word(words)
    if place is None or not _is_place(words[place]):
        return tuple(words)
    return (*words[:place], PACK, words[place], *words[place + 1 :])


def _first_word(words: Sequence[str]) -> int | None:
    """Where the first word stands that belongs to no option; None where there is none."""
    valued = {
        flag
        for one in (*ROOT.own, *shared())
        if one.option.kind is not Kind.FLAG
        for flag in one.option.flags
    }
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word == "--":
            return None
        elif not word.startswith("-") or word == STANDARD_INPUT:
            return place
        else:
            skip = word in valued
    return None


def _is_place(word: str) -> bool:
    """Whether a word names a file or a folder rather than a command."""
    if word == STANDARD_INPUT:
        return True
    if not word or word in GROUPS or find(word) is not None:
        return False
    from ici_tui.packs.find import file_and_sheet

    return file_and_sheet(word) is not None or _looks_like_path(word)


def _looks_like_path(word: str) -> bool:
    """Whether a word that is no file yet can be nothing else: then the file is what is missed."""
    stem, dot, ending = word.rpartition(".")
    return os.sep in word or bool(stem and dot and ending.isalnum())
