"""Weights in a text that somebody shared: by themselves, or in a command line."""

from __future__ import annotations

import shlex

OPTION = "--weights"


def weights_in(text: str) -> str:
    """The weights in a text: what follows `--weights` in a command line, or the text itself.

    Args:
        text: as `:share` and `:command` give it, whole or in part.
    """
    text = " ".join(text.split())
    if OPTION not in text:
        return text
    try:
        words = shlex.split(text)
    except ValueError:  # a quote that is not closed
        words = text.replace('"', " ").replace("'", " ").split()
    for place, word in enumerate(words):
        if word == OPTION:
            return words[place + 1] if place + 1 < len(words) else ""
        if word.startswith(f"{OPTION}="):
            return word.removeprefix(f"{OPTION}=")
    return text
