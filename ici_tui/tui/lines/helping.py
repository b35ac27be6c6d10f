"""Help: every word that can be typed, with a line each, or all that there is to say of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.allowed import rights
from ici_tui.drawing.cells import wrap
from ici_tui.tui.choices import Choice
from ici_tui.tui.commands.registry import offered, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.commands.registry import Command

ABOUT = (
    "Type a word, and what it is about after it; a number alone goes to that rank.",
    "help WORD says more about one. Ctrl-C stops an answer; Ctrl-D, q or quit end.",
)
SCREEN = "{word} is of use on a drawn screen only, as in ici-tui without --plain"


def typed_words() -> dict[str, Command]:
    """Every word that this session has and that does something here, with its command."""
    has = set(offered())
    return {word: found for word, found in words().items() if found.by_line and found in has}


def help_lines(about: str, width: int) -> list[str]:
    """Help on a word, on those in which something is found, or on all."""
    word = about.removeprefix(":").strip()
    known = typed_words()
    if word in known:
        return list(_whole(known[word], width))
    if word in words():
        found = words()[word]
        told = SCREEN.format(word=word) if found.by_line is None else rights.refusal(word)
        return wrap(told, width)
    listed = list(dict.fromkeys(known.values()))
    if word:
        wanted = word.casefold().split()
        listed = [
            one
            for one in listed
            if Choice(one.id, one.title, one.help, "", one.words).matches(wanted)
        ]
    lines = [
        line for one in listed for line in wrap(f"{_typed(one)}: {one.title}", width, "  ", "")
    ]
    if not word:
        return [*lines, *(line for told in ABOUT for line in wrap(told, width))]
    return lines or wrap(f"nothing here is about {word!r}; help lists the words", width)


def _typed(found: Command) -> str:
    return f"{found.word} {found.argument}".strip()


def _whole(found: Command, width: int) -> Iterator[str]:
    yield from wrap(f"{_typed(found)}: {found.title}.", width, "  ", "")
    yield from wrap(found.help, width)
    if found.aliases:
        yield from wrap(f"Also: {', '.join(found.aliases)}.", width)
