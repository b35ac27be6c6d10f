"""From a command line as it was typed to the words that are the command's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.common import shared
from ici_tui.questions.option import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.cli.common import Common


def own_words(common: Common) -> tuple[str, ...]:
    """The command with its own options, and the format, without what a state of a pack says.

    A line without a command that was answered with the ranking becomes `rank`.
    """
    found = tuple(_own(common.words)) or ("rank",)
    form = common.chosen
    return found if form == "table" else _with_options(found, ("--format", form.value))


def _own(words: Sequence[str]) -> Iterator[str]:
    """The words without the options that every command takes."""
    rest, flags, valued = list(words), set[str](), set[str]()
    for parameter in shared():
        option = parameter.option
        (flags if option.kind is Kind.FLAG else valued).update((*option.flags, option.off))
    while rest:
        word = rest.pop(0)
        name, sign, _ = word.partition("=")
        if word == "--":
            yield from (word, *rest)
            return
        if name in valued:
            if not sign and rest:
                del rest[0]
        elif word not in flags and not (word.startswith("-o") and not word.startswith("--")):
            yield word


def _with_options(words: tuple[str, ...], options: tuple[str, ...]) -> tuple[str, ...]:
    """Words with options, before what stands behind `--`."""
    place = words.index("--") if "--" in words else len(words)
    return (*words[:place], *options, *words[place:])
