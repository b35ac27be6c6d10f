"""One name for each key, however it is called: `?` and `question_mark` are one key."""

from __future__ import annotations

import unicodedata

WRITTEN = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
    "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Characters that Textual calls otherwise than Unicode does, by their names there."""
SAME = {
    "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "newline", "ctrl+left_square_brace": "escape",
    "ctrl+left_square_bracket": "escape", "ctrl+at": "ctrl+space", "return": "enter",
    "esc": "escape", "del": "delete", "ins": "insert", "pgup": "pageup", "page_up": "pageup",
    "pgdn": "pagedown", "pgdown": "pagedown", "page_down": "pagedown", "backtab": "shift+tab",
}  # fmt: skip
"""Other names of keys, among them what a terminal sends alike."""
MODIFIERS = ("ctrl", "shift", "alt", "meta", "super", "hyper")


def canonical_key(text: str) -> str:
    """A key by the one name that it is compared by.

    Args:
        text: as a person or Textual calls it, such as `?`, `ctrl+?`, `Enter` or `question_mark`.
    """
    rest, held = text, set[str]()
    while "+" in rest[:-1]:
        first, _, after = rest.partition("+")
        if first.casefold() not in MODIFIERS:
            break
        held.add(first.casefold())
        rest = after
    own = _character(rest) if len(rest) == 1 else rest.casefold()
    if len(own) == 1 and own.isalpha():
        if "shift" in held and not held - {"shift"}:
            own, held = own.upper(), set()
        elif "ctrl" in held:
            own = own.lower()
    whole = "+".join([*(name for name in MODIFIERS if name in held), own])
    return SAME.get(whole, whole)


def _character(character: str) -> str:
    """The name of a key that types a character; letters and digits are their own."""
    if character.isalnum():
        return character
    found = unicodedata.name(character, character).casefold().replace("-", "_").replace(" ", "_")
    return WRITTEN.get(found, found)
